# A surge of one issue, read with all its events kept and with the sample that is usual; then an index that is thinned to half of its size, which
# had all. EVENTS=600000; TIMES=1 rounds, in which both take turns.
events=${EVENTS:-600000}
file=$(input surge "${events}e")
told=$(truth "$file" events)
for kept in all usual; do
    mkdir -p "$work/$kept/projects"
    { [ "$kept" = usual ] || echo 'retention: {per-hour: all, size: all}'; } >"$work/$kept/nightjar.yaml"
    echo "logs: [\"$file\"]" >"$work/$kept/projects/shop.yaml"
done
for ((i = 0; i < ${TIMES:-1}; i++)); do
    for kept in all usual; do
        rm -rf "$work/data-$kept"
        timed "$kept" "$launcher" scan --config "$work/$kept" --data "$work/data-$kept" --json >"$work/summary.json" 2>"$work/said" ||
            wrong "scan ended with $?: $(cat "$work/said")"
        found=$(number events <"$work/summary.json")
        [ "$found" = "$told" ] || wrong "$found events instead of $told"
        left[${#kept}]=$(number not_kept <"$work/summary.json")
    done
done
for kept in all usual; do
    bytes=$(du -sb "$work/data-$kept/index" | cut -f1)
    say "$(cost "$kept"); index $((bytes / 1000)) kB; ${left[${#kept}]} of $told events not kept"
done
half=$(($(du -sb "$work/data-all/index" | cut -f1) / 2000000))
echo "retention: {events: 9999d, tallies: 9999d, size: $((half > 0 ? half : 1))MB}" >"$work/all/nightjar.yaml"
timed prune "$launcher" prune --config "$work/all" --data "$work/data-all" 2>"$work/said" || wrong "prune ended with $?: $(cat "$work/said")"
say "$(cost prune); to $half MB: $(tr '\n' ' ' <"$work/said")"
"$launcher" issues --config "$work/all" --data "$work/data-all" --json >"$work/issues.json" 2>/dev/null
counted=$(sed -n 's/.*"total": *\([0-9]*\).*/\1/p' "$work/issues.json" | awk '{sum += $1} END {print sum}')
[ "$counted" = "$told" ] || wrong "$counted events counted after prune instead of $told"
row "surge: s of processor, all kept and a sample" "all $(processor all) s" "sample $(processor usual) s" "$(awk "BEGIN{printf \"%.2f\", $(processor usual) / $(processor all)}")" 1 0.8
