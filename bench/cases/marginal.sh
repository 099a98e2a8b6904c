# One more GB: the difference of scans of 10 and 5 GB, against grep counting words in so much.
small=$(input clean 5000)
large=$(input clean 10000)
for ((i = 0; i < 3; i++)); do
    warm "$small"
    scan small "$small"
    [ $i -gt 0 ] || correct "$small"
    timed grep grep -cE 'ERROR|WARN|Exception' "$small" >"$work/count"
    warm "$large"
    scan large "$large"
    [ $i -gt 0 ] || correct "$large"
done
say "scan of 5 GB $(seconds small) s, of 10 GB $(seconds large) s, peak $(most "${peaks[large]}") KiB"
more=$(awk "BEGIN{print $(seconds large) - $(seconds small)}")
row "5 GB more: scan / grep -cE" "scan +$more s" "grep $(seconds grep) s" "$(ratio "$more" "$(seconds grep)")" 0.9 0.6
