# A search by word in 10 million events, cold processes. The index is made once.
file=$(input loud "${MB:-2750}")
if [ ! -e "$store/loud/done" ]; then
    rm -rf "$store/loud"
    say "reading $(truth "$file" events) events, once"
    nightjar scan --data "$store/loud" --json "$file" >"$work/summary.json" || wrong "scan ended with $?"
    [ "$(number events <"$work/summary.json")" = "$(truth "$file" events)" ] || wrong "$(number events <"$work/summary.json") events"
    grep -c ' ignored$' "$file" >"$store/loud/done"
fi
for ((i = 0; i < rounds; i++)); do
    timed search "$launcher" search --data "$store/loud" ignored >"$work/found" 2>"$work/said" || wrong "search ended with $?"
done
tr -d "., '" <"$work/said" | grep -q "$(cat "$store/loud/done")" || wrong "the search should find $(cat "$store/loud/done") events: $(cat "$work/said")"
say "peak $(most "${peaks[search]}") KiB"
row "search of $(truth "$file" events) events, seconds" "$rounds rounds" "-" "$(seconds search)" 0.40 0.25
