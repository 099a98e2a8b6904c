# A built checkout that is moved: it works at its new place, and is as fast there once its start-up caches are made anew.
[ -z "${NIGHTJAR:-}" ] || wrong "this measures the checkout itself, not \$NIGHTJAR"
old=$work/place/nightjar
new=$work/elsewhere
rm -rf "$work/place" "$new"
mkdir -p "$old"
for part in nightjar pom.xml jobs templates target/nightjar.jar target/class-path target/lib src/main/resources/nightjar/logging.properties samples/shop samples/traces; do
    [ -e "$root/$part" ] || continue
    mkdir -p "$(dirname "$old/$part")"
    cp -Rp "$root/$part" "$old/$part"
done
touch "$old/target/nightjar.jar"
try() { # name place command...
    local name=$1 place=$2
    shift 2
    timed "$name" "$place/nightjar" "$@" --config "$place/samples/shop" --data "$work/data" >"$work/found" 2>"$work/said" || [ $? = 4 ] || wrong "$* at $place: $(cat "$work/said")"
}
rm -rf "$work/data"
try first "$old" run nightly
for ((i = 0; i < rounds; i++)); do try before "$old" search failed; done
mv "$old" "$new"
[ ! -e "$old" ] || wrong "$old is still there"
try moved "$new" run nightly
for ((i = 0; i < rounds; i++)); do
    try after "$new" search failed
    [ -s "$work/found" ] || wrong "the search found nothing"
done
say "$(cost first); $(cost moved); $(cost before); $(cost after)"
rm -rf "$work/place" "$new"
row "moved: search there / before" "$(seconds after) s" "$(seconds before) s" "$(ratio "$(seconds after)" "$(seconds before)")" 1.2 1.05
