# First scan of 1,000 MB of JSON lines, against rg counting by the level's member.
file=$(input json "${MB:-1000}")
warm "$file"
for ((i = 0; i < rounds; i++)); do
    timed cat cat "$file" >/dev/null
    scan scan "$file"
    [ $i -gt 0 ] || correct "$file"
    timed rg rg --no-config -cF -e '"level":"WARN"' -e '"level":"ERROR"' "$file" >"$work/count"
done
[ "$(cat "$work/count")" = "$(truth "$file" events)" ] || wrong "rg found $(cat "$work/count") events"
say "cat $(seconds cat) s"
costs scan "$file"
against scan 1.2 0.6 "json: scan / rg -c of the level" rg
