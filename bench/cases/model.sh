# Rotation, packing, copies, truncation and broken-off scans in random order, CASES (5,000) cases: nothing lost, nothing twice,
# nothing torn. SEED=N plays the case of that seed alone, and tells what each scan saw.
options=(-Dnightjar.rotation.cases="${CASES:-5000}")
[ -z "${SEED:-}" ] || options=(-Dnightjar.seed="$SEED" -Dnightjar.model.tell=true)
(cd "$root" && JAVA_HOME=${java%/bin/java} nice mvn -B test -Dtest=RotationModelTest "${options[@]}") >"$work/model.txt" 2>&1 ||
    wrong "the model found something: $(grep -m 3 -e 'seed=' -e expected "$work/model.txt")"
cases=$(sed -n 's/.*rotation model: \([0-9]* cases.*\)/\1/p' "$work/model.txt")
[ -n "$cases" ] || wrong "no case was played, see $work/model.txt"
say "$(grep -o 'rotation model: seeds.*' "$work/model.txt")"
row "lost, twice or torn in random rotation" "$cases" "-" 0 0 0
