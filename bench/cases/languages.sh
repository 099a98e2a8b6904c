# Java, Python, Node and PHP in one scan: 100 MB each.
files=()
records=0 events=0
for kind in clean python node php; do
    file=$(input $kind "${MB:-100}")
    files+=("$file")
    records=$((records + $(truth "$file" records)))
    events=$((events + $(truth "$file" events)))
    scan alone "$file"
    correct "$file"
done
warm "${files[@]}"
for ((i = 0; i < rounds; i++)); do
    scan scan "${files[@]}"
    [ "$(number records <"$work/summary.json")" = $records ] || wrong "$(number records <"$work/summary.json") records, not $records"
    [ "$(number events <"$work/summary.json")" = $events ] || wrong "$(number events <"$work/summary.json") events, not $events"
done
say "$(cost scan)"
row "four languages: µs per event" "scan $(seconds scan) s" "$events events" "$(awk "BEGIN{printf \"%.1f\", $(seconds scan) * 1e6 / $events}")" 200 100
row "four languages: peak, MiB" "$rounds rounds" "-" "$(mebibytes scan)" 256 200
