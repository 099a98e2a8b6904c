# Bytes that the format room allocates for a record that is no event.
file=$(input quiet 8)
"$java" -cp "$(classpath)" "$bench/Allocation.java" "$file" >"$work/allocation.json" || wrong "the measurement ended with $?"
[ "$(number records <"$work/allocation.json")" = "$(truth "$file" records)" ] || wrong "$(number records <"$work/allocation.json") records"
each=$(sed -n 's/.*"per_record":\([-0-9.]*\).*/\1/p' "$work/allocation.json")
row "bytes per record that is no event" "$(truth "$file" records) records" "-" "$each" 0 0
