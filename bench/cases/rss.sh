# The peak of memory of a scan: of large files, and of 20 at once. In MiB.
for kind in "clean 2000" "heavy 500" "json 1000"; do
    file=$(input $kind)
    scan "${kind% *}" "$file"
    correct "$file"
done
folder=$work/twenty
mkdir -p "$folder"
records=0
for ((i = 1; i <= 20; i++)); do
    file=$(input clean 50 "$i")
    ln -f "$file" "$folder/"
    records=$((records + $(truth "$file" records)))
done
scan twenty "$folder"
[ "$(number records <"$work/summary.json")" = $records ] || wrong "$(number records <"$work/summary.json") records in 20 files, not $records"
for name in clean heavy json; do
    row "peak of a scan of $name, MiB" "one scan" "-" "$(ratio "$(most "${peaks[$name]}")" 1024)" 256 160
done
row "peak of a scan of 20 files, MiB" "one scan" "-" "$(ratio "$(most "${peaks[twenty]}")" 1024)" 384 256
