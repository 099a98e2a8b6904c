# Cascades told of issues that have nothing to do with each other, in WEEKS (2,000) made-up weeks of 40 issues.
weeks=${WEEKS:-2000}
(cd "$root" && JAVA_HOME=${java%/bin/java} nice mvn -B test -Dtest=CascadesTest -Dnightjar.cascades.weeks="$weeks") >"$work/cascades.txt" 2>&1 ||
    wrong "the test failed, see $work/cascades.txt"
told=$(sed -n 's/.*cascades: \([0-9]* false in [0-9]* weeks\).*/\1/p' "$work/cascades.txt")
[ -n "$told" ] || wrong "nothing was measured, see $work/cascades.txt"
row "false cascades among independent issues" "$told" "-" "${told%% *}" "$((weeks / 100))" 0
