# 1 MB appended to 2,000 MB that were read before, against a first scan of 1 MB.
chunk=$(input clean 1 7)
file=$(input clean "${MB:-2000}")
growing=$work/growing
mkdir -p "$growing"
cp "$file" "$growing/app.log"
rm -rf "$work/known"
nightjar scan --data "$work/known" --json "$growing" >/dev/null || wrong "scan ended with $?"
for ((i = 1; i <= rounds; i++)); do
    cat "$chunk" >>"$growing/app.log"
    timed append "$launcher" scan --data "$work/known" --json "$growing" >"$work/appended.json" 2>"$work/said" || wrong "scan ended with $?"
    scan fresh "$chunk"
    [ $i -gt 1 ] || correct "$chunk"
done
all=$(nightjar issues --data "$work/known" --json --since 2000-01-01 --limit 1000000 | sed -n 's/.*"count": *\([0-9]*\).*/\1/p' | awk '{n += $1} END{print n}')
expected=$(($(truth "$file" events) + rounds * $(truth "$chunk" events)))
[ "$all" = "$expected" ] || wrong "$all events after appending, not $expected"
read=$(number bytes <"$work/appended.json")
[ "$read" -lt 3000000 ] || wrong "$read bytes read for 1 MB"
rm -rf "$growing" "$work/known"
against append 1.1 1.0 "1 MB appended / 1 MB alone" fresh
