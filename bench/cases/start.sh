# How long a person waits: a search, and a run that finds nothing new. Cold processes, in seconds.
file=$(input heavy "${MB:-500}")
scan scan "$file"
correct "$file"
configuration=$work/configuration
mkdir -p "$configuration/projects" "$configuration/jobs"
echo "data: $work/data" >"$configuration/nightjar.yaml"
echo "logs: [\"$file\"]" >"$configuration/projects/bench.yaml"
printf 'projects: all\nsteps:\n  - scan\n' >"$configuration/jobs/idle.yaml"
nightjar run idle --config "$configuration" --json >/dev/null || wrong "run ended with $?"
for ((i = 0; i < rounds; i++)); do
    timed search "$launcher" search --data "$work/data" "invoice archive" >"$work/found" 2>"$work/said" || wrong "search ended with $?"
    timed run "$launcher" run idle --config "$configuration" --json >"$work/idle.json" 2>"$work/said" || wrong "run ended with $?"
done
[ "$(number bytes <"$work/idle.json")" = 0 ] || wrong "an idle run has read something"
[ -s "$work/found" ] || wrong "the search has found nothing"
say "peaks: search $(most "${peaks[search]}") KiB, run $(most "${peaks[run]}") KiB"
row "search, seconds" "$rounds rounds" "-" "$(seconds search)" 0.30 0.25
row "run with nothing new, seconds" "$rounds rounds" "-" "$(seconds run)" 1.0 0.8
