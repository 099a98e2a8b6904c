# The report of a night with 20,000 events of 2,000 issues, a cold process each: into an empty folder, and again when nothing changed.
if [ ! -e "$store/issues-2000/done" ]; then
    mkdir -p "$store/issues-2000"
    say "making an index of 2,000 issues, once"
    "$java" -Xmx1g --enable-native-access=ALL-UNNAMED -cp "$(classpath)" "$bench/Insight.java" "$store/issues-2000" 20000 2000 1 >/dev/null || wrong "Insight.java ended with $?"
    touch "$store/issues-2000/done"
fi
for ((i = 0; i < rounds; i++)); do
    rm -rf "$work/pages"
    timed fresh "$launcher" report --data "$store/issues-2000" --newest --window 24h --out "$work/pages" >"$work/page" 2>"$work/said" || wrong "report ended with $?: $(cat "$work/said")"
    [ "$(find "$work/pages/i" -name '*.html' | wc -l)" -ge 1500 ] || wrong "there should be 1,500 pages at least"
    [ -z "$(find "$work/pages" -name '*.html' -size +390k)" ] || wrong "pages of more than 400 kB: $(find "$work/pages" -name '*.html' -size +390k)"
    timed same "$launcher" report --data "$store/issues-2000" --newest --window 24h --out "$work/pages" >"$work/page" 2>"$work/said" || wrong "report ended with $?"
done
row "report of 2,000 issues, seconds" "$rounds rounds" "-" "$(seconds fresh)" 3.00 2.00
row "the same again, nothing changed, seconds" "$rounds rounds" "-" "$(seconds same)" 3.00 2.00
