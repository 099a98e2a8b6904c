# 400,000 messages with free words, of which no rule knows that they are parameters. EVENTS=400000.
file=$(input many "${EVENTS:-400000}e")
warm "$file"
for ((i = 0; i < rounds; i++)); do
    scan scan "$file"
    [ $i -gt 0 ] || correct "$file"
done
issues=$(number new_issues <"$work/summary.json")
costs scan "$file"
row "many: µs per event" "scan $(seconds scan) s, $issues issues" "$(truth "$file" events) events" "$(awk "BEGIN{printf \"%.1f\", $(seconds scan) * 1e6 / $(truth "$file" events)}")" 40 20
row "many: peak of a scan, MiB" "$rounds rounds" "-" "$(mebibytes scan)" 256 200
