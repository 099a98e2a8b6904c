# First scan of 500 MB of logs in every format that samples/formats has, an event every 22 kB, against as much of one format.
size=${MB:-500}
mixed=$store/mixed-$size
if [ ! -e "$mixed.truth" ]; then
    rm -rf "$mixed"
    nightjar parse "$root/samples/formats" >"$work/parsed.json" || [ $? -eq 4 ] || exit 1
    "$java" "$bench/Mixed.java" "$root/samples/formats" "$work/parsed.json" "$size" "$mixed" || exit 1
fi
file=$(input clean "$size")
warm "$file"
warm $(find "$mixed" -type f)
for ((i = 0; i < rounds; i++)); do
    scan mixed "$mixed"
    [ $i -gt 0 ] || for what in records events; do
        found=$(number $what <"$work/summary.json")
        [ "$found" = "$(truth "$mixed" $what)" ] || wrong "$found $what instead of $(truth "$mixed" $what)"
    done
    scan clean "$file"
done
say "$(truth "$mixed" files) files; peak $(most "${peaks[mixed]}") KiB"
against mixed 1.5 1.2 "mixed formats: scan / clean scan" clean
