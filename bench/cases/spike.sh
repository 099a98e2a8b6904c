# Something breaks: 20 projects, each with 500 events a second for a minute. PROJECTS=20, SECONDS_OF_SPIKE=60.
projects=${PROJECTS:-20}
length=${SECONDS_OF_SPIKE:-60}
configuration=$work/spike
rm -rf "$configuration"
mkdir -p "$configuration/projects" "$configuration/jobs"
: >"$configuration/nightjar.yaml"
printf 'projects: all\nsteps:\n  - scan\n' >"$configuration/jobs/spike.yaml"
expected=0
for ((i = 1; i <= projects; i++)); do
    file=$(input spike "$((500 * length))e" "$i")
    expected=$((expected + $(truth "$file" events)))
    echo "logs: [\"$file\"]" >"$configuration/projects/p$i.yaml"
done
for ((i = 0; i < rounds; i++)); do
    rm -rf "$work/data"
    timed scan "$launcher" run spike --config "$configuration" --data "$work/data" --json >"$work/summary.json" 2>"$work/said" || wrong "run ended with $?: $(cat "$work/said")"
    found=$(number events <"$work/summary.json")
    [ "$found" = "$expected" ] || wrong "$found events instead of $expected"
    found=$(number new_issues <"$work/summary.json")
    [ "$found" = $((8 * projects)) ] || wrong "$found issues instead of $((8 * projects))"
done
say "$(cost scan); index $(($(du -sb "$work/data/index" | cut -f1) / 1000)) kB"
row "spike of $projects projects: µs per event" "run $(seconds scan) s" "$expected events" "$(awk "BEGIN{printf \"%.1f\", $(seconds scan) * 1e6 / $expected}")" 22.2 10
row "spike: peak, MiB" "$rounds rounds" "-" "$(mebibytes scan)" 256 200
