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
    found=$(number events <"$work/summary.json")
    [ "$found" = "$(truth "$mixed" events)" ] || wrong "$found events instead of $(truth "$mixed" events)"
    # Which lines of an interleaved stream are one record depends on their neighbours, which are others here: 1 in 1,000.
    found=$(number records <"$work/summary.json")
    awk "BEGIN{d = $found / $(truth "$mixed" records) - 1; exit d * d > 1e-6}" || wrong "$found records instead of $(truth "$mixed" records)"
    scan clean "$file"
done
say "$(truth "$mixed" files) files; peak $(most "${peaks[mixed]}") KiB"
against mixed 1.5 1.2 "mixed formats: scan / clean scan" clean
