# First scan of 500 MB with 30 % events, all with traces, against rg extracting them.
file=$(input heavy "${MB:-500}")
warm "$file"
for ((i = 0; i < rounds; i++)); do
    timed cat cat "$file" >/dev/null
    scan scan "$file"
    [ $i -gt 0 ] || correct "$file"
    timed rg rg --no-config -N -U "$extraction" "$file" >"$work/extracted"
done
found=$(grep -cE '^20\S+ +(WARN|ERROR) ' "$work/extracted")
[ "$found" = "$(truth "$file" events)" ] || wrong "rg found $found events"
rm "$work/extracted"
say "cat $(seconds cat) s"
costs scan "$file"
against scan 1.0 0.5 "heavy: scan / rg -U" rg
events=$(truth "$file" events)
row "heavy: µs per event" "scan $(seconds scan) s" "$events events" "$(awk "BEGIN{printf \"%.1f\", $(seconds scan) * 1e6 / $events}")" 22.2 10
