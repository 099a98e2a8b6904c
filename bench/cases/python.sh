# First scan of 300 MB of Python logging, against rg extracting records.
file=$(input python "${MB:-300}")
warm "$file"
for ((i = 0; i < rounds; i++)); do
    timed cat cat "$file" >/dev/null
    scan scan "$file"
    [ $i -gt 0 ] || correct "$file"
    timed rg rg --no-config -N -U "$extraction" "$file" >"$work/extracted"
done
found=$(grep -cE '^20\S+ \S+ (WARNING|ERROR) ' "$work/extracted")
[ "$found" = "$(truth "$file" events)" ] || wrong "rg found $found events"
rm "$work/extracted"
say "cat $(seconds cat) s"
costs scan "$file"
against scan 1.0 0.5 "python: scan / rg -U" rg
