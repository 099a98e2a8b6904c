# Grouping an event: microseconds of one core, warm.
"$java" -Xmx1g -cp "$(classpath)" "$bench/Grouped.java" >"$work/grouped.txt" || wrong "Grouped.java ended with $?"
read -r _ messages _ traces _ rules <"$work/grouped.txt"
row "grouping a message, microseconds" "60 templates, 9 rounds" "-" "$messages" 15 5
row "grouping a trace of 57 frames, microseconds" "400 shapes, 9 rounds" "-" "$traces" 15 5
row "the same with ten fingerprint rules" "9 rounds" "-" "$rules" 15 8
