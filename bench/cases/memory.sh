# The peak of everything over an index that has many of everything: EVENTS=1000000 different messages and (nearly) as many issues, a tenth as many
# traces, users and hosts, a hundredth as many files. The scan itself, then each command that reads.
events=${EVENTS:-1000000}
folder=$(input memory "${events}e")
ulimit -n 65536 2>/dev/null || true
configuration=$work/many-of-all
rm -rf "$configuration" "$work/data"
mkdir -p "$configuration/projects"
printf 'zone: UTC\n' >"$configuration/nightjar.yaml"
printf 'logs: ["%s/*/*.log"]\nids: {user: userId}\n' "$folder" >"$configuration/projects/shop.yaml"
here=(--config "$configuration" --data "$work/data")
timed scan "$launcher" scan "${here[@]}" --json >"$work/summary.json" 2>"$work/said" || wrong "scan ended with $?: $(tail -n 5 "$work/said")"
found=$(number events <"$work/summary.json")
[ "$found" = "$(truth "$folder" events)" ] || wrong "$found events instead of $(truth "$folder" events)"
issues=$(number new_issues <"$work/summary.json")
[ "$issues" -ge "$(truth "$folder" least)" ] && [ "$issues" -le "$(truth "$folder" most)" ] || wrong "$issues issues"
say "$(cost scan); $issues issues; index $(($(du -sb "$work/data/index" | cut -f1) / 1000)) kB: $("$java" -cp "$(classpath)" "$bench/Stored.java" "$work/data/index" 2>/dev/null)"
row "memory: scan, MiB" "$(seconds scan) s" "-" "$(mebibytes scan)" 256 200

# look NAME CODES COMMAND...: one that may end with one of these codes; what it says is counted, not kept.
look() {
    local name=$1 codes=$2 code=0
    shift 2
    timed "$name" "$launcher" "$@" "${here[@]}" >"$work/found" 2>"$work/said" || code=$?
    case " $codes " in
        *" $code "*) row "memory: $name, MiB" "$(seconds "$name") s" "-" "$(mebibytes "$name")" 256 200 ;;
        *) failures+=("$name ended with $code: $(head -n 2 "$work/said" | tr '\n' ' ')") && row "memory: $name, MiB" "ended with $code" "-" 9999 256 200 ;;
    esac
}
failures=()
look issues 0 issues
id=$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}' "$work/found" | head -n 1)
look search 0 search kept
look 'search of a user' 0 search 'user:u-7'
look show 0 show "$id"
look report 0 report --newest --window 24h --out "$work/pages"
look 'mail --preview' 0 mail --preview "$work/mail.html" --newest --window 24h
look alert '0 69' alert --dry-run
look 'regroup --dry-run' 0 regroup --dry-run
look prune 0 prune
[ ${#failures[@]} -eq 0 ] || wrong "${failures[@]}"
