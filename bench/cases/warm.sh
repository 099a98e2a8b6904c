# Events a second of a process that has run for a while, as the daemon does: the second half of heavy's 2,500 MB, by both compilers. MB=2500.
whole=${MB:-2500}
small=$(input heavy $((whole / 2)))
large=$(input heavy "$whole")
export NIGHTJAR_COMPILER=c2
for ((i = 0; i < rounds; i++)); do
    warm "$small"
    scan half "$small"
    warm "$large"
    scan whole "$large"
    [ $i -gt 0 ] || correct "$large"
done
unset NIGHTJAR_COMPILER
events=$(($(truth "$large" events) - $(truth "$small" events)))
more=$(awk "BEGIN{d = $(seconds whole) - $(seconds half); print (d > 0.01 ? d : 0.01)}")
cpu=$(awk "BEGIN{print $(processor whole) - $(processor half)}")
say "$(cost half); $(cost whole); $cpu s of processor for $events events more"
row "warm: µs per event, second half" "scan +$more s" "$events events, $(awk "BEGIN{printf \"%.0f\", $events / $more}")/s" "$(awk "BEGIN{printf \"%.1f\", $more * 1e6 / $events}")" 22.2 10
row "warm: peak, MiB" "$rounds rounds" "-" "$(mebibytes whole)" 256 200
