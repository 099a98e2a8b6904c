# A scan of 10,000 files that have not changed, beyond that of one, against find printing their inodes and sizes.
many=$work/many
if [ ! -e "$many/done" ]; then
    rm -rf "$many"
    mkdir -p "$many/logs" "$many/one"
    for ((i = 0; i < 10000; i++)); do
        printf '2026-03-02T00:00:00.%03d+01:00  INFO 1 --- [shop] [           main] com.acme.shop.Main                      : file %d\n' $((i % 1000)) "$i" >"$many/logs/f$i.log"
    done
    cp "$many/logs/f1.log" "$many/one/"
    touch "$many/done"
fi
for set in logs one; do
    rm -rf "$work/known-$set"
    nightjar scan --data "$work/known-$set" --json "$many/$set" >"$work/$set.json" || wrong "scan ended with $?"
done
[ "$(number records <"$work/logs.json")" = 10000 ] || wrong "$(number records <"$work/logs.json") records in 10,000 files"
for ((i = 0; i < rounds; i++)); do
    timed many "$launcher" scan --data "$work/known-logs" --json "$many/logs" >"$work/again.json" 2>"$work/said" || wrong "scan ended with $?"
    timed one "$launcher" scan --data "$work/known-one" --json "$many/one" >/dev/null 2>"$work/said" || wrong "scan ended with $?"
    timed find find "$many/logs" -type f -printf '%i %s\n' >/dev/null
done
[ "$(number bytes <"$work/again.json")" = 0 ] || wrong "unchanged files were read again"
beyond=$(awk "BEGIN{print $(seconds many) - $(seconds one)}")
row "10,000 unchanged files / find" "scan +$beyond s" "find $(seconds find) s" "$(ratio "$beyond" "$(seconds find)")" 5 3
