# Nothing is lost and nothing counted twice: scans killed at random moments, then one that is left alone; and scans halted at
# every crash point that the sources name. KILLS=40 times.
inputs=$work/tracked
rm -rf "$inputs"
mkdir -p "$inputs"
truths=()
expected=0
for seed in 1 2 3; do
    file=$(input tracked "${MB:-15}" "$seed")
    ln -f "$file" "$inputs/"
    truths+=("$file.truth")
    expected=$((expected + $(truth "$file" events)))
done
seed=${SEED:-$RANDOM}
RANDOM=$seed
say "kill: seed $seed"

rm -rf "$work/data"
before=${EPOCHREALTIME/./}
nightjar scan --data "$work/data" --json "$inputs" >/dev/null || wrong "scan ended with $?"
whole=$(((${EPOCHREALTIME/./} - before) / 1000))

exact() {
    nightjar search --data "$work/data" --events --json --limit $((expected + 100)) seq >"$work/events.json" || wrong "search ended with $?"
    "$java" -cp "$work/check" Check tracked "$work/events.json" "${truths[@]}" >"$work/exact" || wrong "$1: $(cat "$work/exact")"
}

"${java}c" -d "$work/check" "$bench"/Check.java "$bench"/Tracked.java "$bench"/Template.java "$bench"/Bytes.java "$bench"/Dice.java
exact "a whole scan"

# Kills the process group of a scan after so many milliseconds.
kill_after() {
    set -m
    "$launcher" scan --data "$work/data" --json "$inputs" >/dev/null 2>&1 &
    local scan=$!
    set +m
    sleep "$(awk "BEGIN{print $1 / 1000}")"
    kill -9 -- "-$scan" 2>/dev/null && killed=$((killed + 1))
    wait "$scan" 2>/dev/null || true
}

killed=0
rm -rf "$work/data"
for ((i = 0; i < ${KILLS:-40}; i++)); do
    [ $((i % 8)) -gt 0 ] || rm -rf "$work/data"
    kill_after $((RANDOM % whole))
    if [ $((i % 8)) -eq 7 ] || [ $((i + 1)) -eq "${KILLS:-40}" ]; then
        nightjar scan --data "$work/data" --json "$inputs" >/dev/null || wrong "the scan after the kills ended with $?"
        exact "after $((i + 1)) kills (seed $seed)"
    fi
done
say "killed $killed scans of $whole ms: $(cat "$work/exact")"

points=$(grep -rhoE 'CrashPoint\.here\("[^"]+"\)' "$root/src/main/java" | sed 's/.*"\(.*\)".*/\1/' | sort -u)
[ -n "$points" ] || wrong "the sources name no crash point"
mkdir -p "$work/night/jobs"
printf 'steps:\n  - report\n  - mail: {to: [team@example.org]}\n' >"$work/night/jobs/night.yaml"
hit=0
for point in $points; do
    case $point in
        *prune*) command=(prune) ;;
        smtp.*) continue ;; # needs a mail server: OutboxCrashTest halts there
        report.* | notify.* | outbox.* | mail.*) command=(run night --config "$work/night") ;;
        *) command=(scan "$inputs") ;;
    esac
    for visit in 1 2; do
        rm -rf "$work/data"
        [ "${command[0]}" = scan ] || nightjar scan --data "$work/data" --json "$inputs" >/dev/null || wrong "scan ended with $?"
        code=0
        JAVA_TOOL_OPTIONS="-Dnightjar.crashpoint=$point:$visit" nightjar "${command[@]}" --data "$work/data" >/dev/null 2>&1 || code=$?
        [ $code -eq 137 ] || [ $visit -gt 1 ] || wrong "crash point $point was not hit: exit $code"
        [ $code -ne 137 ] || hit=$((hit + 1))
        nightjar scan --data "$work/data" --json "$inputs" >/dev/null || wrong "the scan after a halt at $point:$visit ended with $?"
        exact "after a halt at $point:$visit"
    done
done
row "lost or twice after kills and halts" "$killed kills, $hit halts" "-" 0 0 0
