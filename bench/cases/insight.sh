# Questions to 1,000,000 events of 5,000 issues in 90 days, cold processes; and what ten times the events in the same hours cost the
# nightly report. The indexes are made once.
made() { # folder events issues days
    [ -e "$1/done" ] && return
    rm -rf "$1"
    mkdir -p "$1"
    say "making an index of $2 events, once"
    "$java" -Xmx1g --enable-native-access=ALL-UNNAMED -cp "$(classpath)" "$bench/Insight.java" "$@" >/dev/null || wrong "Insight.java ended with $?"
    touch "$1/done"
}
made "$store/insight" 1000000 5000 90
made "$store/hours-1" 20000 300 1
made "$store/hours-10" 200000 300 1
for ((i = 0; i < rounds; i++)); do
    timed issues "$launcher" issues --data "$store/insight" >"$work/found" 2>"$work/said" || wrong "issues ended with $?"
    grep -q '^5,000 issues' "$work/said" || wrong "there should be 5,000 issues: $(cat "$work/said")"
    timed search "$launcher" search --data "$store/insight" word4321 >"$work/found" 2>"$work/said" || wrong "search ended with $?"
    [ -s "$work/found" ] || wrong "the search has found nothing"
    timed report1 "$launcher" report --data "$store/hours-1" --newest --window 24h >"$work/page" 2>"$work/said" || wrong "report ended with $?: $(cat "$work/said")"
    timed report10 "$launcher" report --data "$store/hours-10" --newest --window 24h >"$work/page" 2>"$work/said" || wrong "report ended with $?"
done
row "issues of 1,000,000 events, seconds" "$rounds rounds" "-" "$(seconds issues)" 0.50 0.40
row "search of 1,000,000 events, seconds" "$rounds rounds" "-" "$(seconds search)" 0.35 0.30
row "report of ten times the events" "$(seconds report10) s" "$(seconds report1) s" "$(ratio "$(seconds report10)" "$(seconds report1)")" 1.2 1.1
