# First scan of 2,000 MB with 1 % events, against grep counting words and rg extracting records.
file=$(input clean "${MB:-2000}")
warm "$file"
for ((i = 0; i < rounds; i++)); do
    timed cat cat "$file" >/dev/null
    scan scan "$file"
    [ $i -gt 0 ] || correct "$file"
    timed grep grep -cE 'ERROR|WARN|Exception' "$file" >"$work/count"
    timed rg rg --no-config -N -U "$extraction" "$file" >"$work/extracted"
done
found=$(grep -cE '^20\S+ +(WARN|ERROR) ' "$work/extracted")
[ "$found" = "$(truth "$file" events)" ] || wrong "rg found $found events"
rm "$work/extracted"
say "cat $(seconds cat) s"
costs scan "$file"
against scan 2.0 1.0 "clean: scan / grep -cE" grep
against scan 0.6 0.35 "clean: scan / rg -U" rg
