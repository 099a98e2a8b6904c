# The index after a scan of heavy, against the file compressed by zstd -19 (which takes minutes; its size is kept).
file=$(input heavy "${MB:-500}")
scan scan "$file"
correct "$file"
[ -e "$file.zst19" ] || { say "zstd -19, once"; zstd -19 -q -c -T0 "$file" | wc -c >"$file.zst19"; }
index=$(du -sb "$work/data/index" | cut -f1)
zstd=$(cat "$file.zst19")
row "index of heavy / zstd -19" "$((index / 1000)) kB" "$((zstd / 1000)) kB" "$(ratio "$index" "$zstd")" 1.0 0.6
