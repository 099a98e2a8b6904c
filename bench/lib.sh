# What the cases share. To be sourced by bench/run.
export LC_ALL=C

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
bench=$root/bench
launcher=${NIGHTJAR:-$root/nightjar}
store=${NIGHTJAR_BENCH:-$root/target/bench}
work=$store/work
rounds=${ROUNDS:-5}
java=$(for dir in "${NIGHTJAR_JAVA:-}" "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")" /usr/lib/jvm/*; do
    grep -qsE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$dir/release" && echo "$dir/bin/java" && break
done) || { echo "bench: a JDK 25 is missing: set JAVA_HOME" >&2; exit 64; }
mkdir -p "$store" "$work"

say() { printf '%s\n' "$*" >&2; }

wrong() { say "WRONG: $*"; exit 1; }

# input KIND SIZE [SEED]: the path of a generated log; its truth lies beside as PATH.truth. SIZE in MB, or a number of events with an e.
input() {
    local file=$store/$1-$2${3:+-$3}.log
    if [ ! -e "$file.truth" ]; then
        say "making $file"
        "$java" "$bench/Generate.java" "$1" "$2" "$file" "${3:-1}" >/dev/null || { say "bench: cannot make $file (JDK 25?)"; exit 1; }
    fi
    printf '%s' "$file"
}

# truth FILE NAME: a number of its truth.
truth() { sed -n "s/.*\"$2\":\([0-9]*\).*/\1/p" "$1.truth"; }

# number NAME: a number in the JSON object on stdin.
number() { sed -n "s/.*\"$1\": *\([0-9]*\).*/\1/p" | tail -n 1; }

warm() { cat "$@" >/dev/null; cat "$@" >/dev/null; }

# timed NAME COMMAND...: appends the seconds to times[NAME], those of the processor to cpus[NAME], the peak in KiB to peaks[NAME]; ends with the
# command's exit code.
declare -A times peaks cpus
timed() {
    local name=$1 from to code=0
    shift
    from=${EPOCHREALTIME/./}
    /usr/bin/time -q -f '%U %S %M' -o "$work/peak" "$@" || code=$?
    to=${EPOCHREALTIME/./}
    times[$name]+="$(awk "BEGIN{printf \"%.3f\", ($to - $from) / 1e6}") "
    local user system peak
    read -r user system peak < <(tail -n 1 "$work/peak")
    cpus[$name]+="$(awk "BEGIN{print $user + $system}") "
    peaks[$name]+="$peak "
    return $code
}

median() { printf '%s\n' $1 | sort -g | awk '{v[NR]=$1} END{print NR % 2 ? v[(NR+1)/2] : (v[NR/2] + v[NR/2+1]) / 2}'; }

most() { printf '%s\n' $1 | sort -g | tail -n 1; }

seconds() { median "${times[$1]}"; }

processor() { median "${cpus[$1]}"; }

mebibytes() { awk "BEGIN{printf \"%.0f\", $(most "${peaks[$1]}") / 1024}"; }

# cost NAME: what is known of a command beside its time.
cost() { printf '%s: %s s, %s s of processor, peak %s MiB' "$1" "$(seconds "$1")" "$(processor "$1")" "$(mebibytes "$1")"; }

# costs NAME FILE: the same of a scan of FILE, how many documents of which kind the index has, and bytes allocated for an event, by the
# collector's log of one scan more.
costs() {
    local events
    events=$(truth "$2" events)
    say "$(cost "$1")"
    say "  index $(($(du -sb "$work/data/index" | cut -f1) / 1000)) kB: $("$java" -cp "$(classpath)" "$bench/Stored.java" "$work/data/index" 2>/dev/null || echo 'not to be read')"
    rm -rf "$work/data"
    JAVA_TOOL_OPTIONS="-Xlog:gc:file=$work/gc.txt:uptime" "$launcher" scan --data "$work/data" --json "$2" >/dev/null 2>&1 || wrong "scan ended with $?"
    say "  $(allocated | awk -v events="$events" '{printf "%.0f MB allocated, %.1f kB an event; %d collections, %.2f s", $1, events ? $1 * 1000 / events : 0, $2, $3}')"
}

# MB allocated as the collector's log in $work/gc.txt has it, collections, and their seconds; the rest since the last one is not in it.
allocated() {
    sed -n 's/.*Pause.* \([0-9]*\)M->\([0-9]*\)M([0-9]*M) \([0-9.]*\)ms/\1 \2 \3/p' "$work/gc.txt" |
        awk '{sum += $1 - after; after = $2; n++; ms += $3} END{print sum + 0, n + 0, ms / 1000}'
}

ratio() { awk "BEGIN{printf \"%.2f\", $1 / $2}"; }

# row WHAT MEASURED AGAINST FIGURE REACH GOAL: a line of the table; FIGURE is to be at most REACH.
row() {
    local verdict
    verdict=$(awk "BEGIN{print $4 <= $6 ? \"goal\" : $4 <= $5 ? \"reached\" : \"MISSED\"}")
    printf '%s|%s|%s|%s|%s|%s|%s\n' "$1" "$2" "$3" "$4" "$5" "$6" "$verdict" >>"$store/results.txt"
    printf '%-34s %-40s against %-40s = %-7s reach %-6s goal %-6s %s\n' "$1" "$2" "$3" "$4" "$5" "$6" "$verdict"
}

# nightjar ARGUMENT...: what it says is only shown if it fails.
nightjar() {
    local code=0
    "$launcher" "$@" 2>"$work/said" || code=$?
    [ $code -eq 0 ] || cat "$work/said" >&2
    return $code
}

# scan NAME PATH...: a first scan with a fresh index in $work/data, timed as NAME; its summary is in $work/summary.json.
scan() {
    local name=$1
    shift
    rm -rf "$work/data"
    timed "$name" "$launcher" scan --data "$work/data" --json "$@" >"$work/summary.json" 2>"$work/said" ||
        wrong "scan $* ended with $?: $(cat "$work/said")"
}

# correct FILE: compares what the last scan says and stored with the truth of the file.
correct() {
    nightjar issues --data "$work/data" --json --since 2000-01-01 --limit 1000000 >"$work/issues.json" || wrong "issues ended with $?"
    "$java" "$bench/Check.java" scan "$1.truth" "$work/summary.json" "$work/issues.json" || exit 1
}

# against SECONDS_NAME REACH GOAL WHAT OTHER: a row of the ratio of two medians.
against() { row "$4" "$1 $(seconds "$1") s" "$5 $(seconds "$5") s" "$(ratio "$(seconds "$1")" "$(seconds "$5")")" "$2" "$3"; }

# The lines of a text log that rg extracts: records of WARN or ERROR with what follows them.
extraction='^20\S+( \S+)? +(WARN|WARNING|ERROR) .*(\n([^2\n].*)?)*'

# What is needed to call Nightjar's classes.
classpath() { printf '%s' "${NIGHTJAR_CLASSES:-$root/target/nightjar.jar:$root/target/lib/*}"; }
