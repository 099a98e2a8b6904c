package dev.nightjar.triage;

import dev.nightjar.model.Deploy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The releases of one project, and their order: by when they first went live where both are known, else by
/// the numbers in their names.
///
/// @param deploys oldest first
record Releases(List<Deploy> deploys) {

    static final Releases NONE = new Releases(List.of());

    private static final List<String> BEFORE =
            List.of("dev", "snapshot", "preview", "alpha", "a", "beta", "b", "milestone", "m", "pre", "rc", "cr");

    Releases {
        deploys = deploys.stream().sorted(Comparator.comparing(Deploy::at)).toList();
    }

    /// Those of a project among all.
    static Releases of(String project, List<Deploy> deploys) {
        return new Releases(deploys.stream()
                .filter(deploy -> deploy.project().equals(project))
                .toList());
    }

    /// What was live at a moment; empty before the first deploy that is known.
    Optional<Deploy> at(Instant time) {
        return deploys.stream().filter(deploy -> !deploy.at().isAfter(time)).reduce((older, newer) -> newer);
    }

    /// When a release first went live.
    Optional<Instant> since(String release) {
        return deploys.stream()
                .filter(deploy -> deploy.release().equals(release))
                .map(Deploy::at)
                .findFirst();
    }

    /// Below 0 if `a` is older than `b`, 0 if they are the same; empty if nobody can tell, as of two commit hashes
    /// that were never seen to go live.
    OptionalInt compare(String a, String b) {
        if (a.equals(b)) {
            return OptionalInt.of(0);
        }
        Optional<Instant> first = since(a);
        Optional<Instant> second = since(b);
        if (first.isPresent() && second.isPresent() && !first.equals(second)) {
            return OptionalInt.of(first.get().compareTo(second.get()));
        }
        List<String> left = parts(a);
        List<String> right = parts(b);
        return left.isEmpty() || right.isEmpty() ? OptionalInt.empty() : OptionalInt.of(versions(left, right));
    }

    /// Numbers by value, missing ones as 0; then what follows them: `2.4-rc1` before `2.4` before `2.4k`.
    private static int versions(List<String> a, List<String> b) {
        int numbers = Math.max(numbers(a), numbers(b));
        for (int i = 0; i < numbers; i++) {
            int order = part(i < numbers(a) ? a.get(i) : "0", i < numbers(b) ? b.get(i) : "0");
            if (order != 0) {
                return order;
            }
        }
        List<String> left = a.subList(numbers(a), a.size());
        List<String> right = b.subList(numbers(b), b.size());
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = Integer.compare(rank(left, i), rank(right, i));
            order = order == 0 ? part(left.get(i), right.get(i)) : order;
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int numbers(List<String> parts) {
        return (int) parts.stream().takeWhile(Releases::isNumber).count();
    }

    /// Numbers and words of `v2.4.1`, `shop@2.4.1-rc1`, `release-17`: from the first digit on, up to a `+`. Empty
    /// if
    /// it is no version: nothing but words, or a number that letters follow at once, as in a commit hash.
    private static List<String> parts(String release) {
        int at = release.lastIndexOf('@') + 1;
        while (at < release.length()
                && (Character.isLetter(release.charAt(at)) || "_- ".indexOf(release.charAt(at)) >= 0)) {
            at++;
        }
        List<String> parts = new ArrayList<>();
        while (at < release.length() && release.charAt(at) != '+') {
            int end = at;
            boolean digit = isDigit(release.charAt(at));
            boolean letter = Character.isLetter(release.charAt(at));
            while (end < release.length()
                    && (digit && isDigit(release.charAt(end)) || letter && Character.isLetter(release.charAt(end)))) {
                end++;
            }
            if (parts.size() == 1 && letter && isDigit(release.charAt(at - 1))) {
                return List.of();
            }
            if (end > at) {
                parts.add(release.substring(at, end).toLowerCase(Locale.ROOT));
            }
            at = Math.max(end, at + 1);
        }
        return parts;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNumber(String part) {
        return isDigit(part.charAt(0));
    }

    /// The word of a preliminary release 0, the end 1, another word 2, a number 3.
    private static int rank(List<String> parts, int i) {
        if (i >= parts.size()) {
            return 1;
        }
        return isNumber(parts.get(i)) ? 3 : BEFORE.contains(parts.get(i)) ? 0 : 2;
    }

    private static int part(String a, String b) {
        if (isNumber(a) && isNumber(b)) {
            String left = digits(a);
            String right = digits(b);
            int shorter = Integer.compare(left.length(), right.length());
            return shorter == 0 ? left.compareTo(right) : shorter;
        }
        return BEFORE.contains(a) && BEFORE.contains(b)
                ? Integer.compare(BEFORE.indexOf(a), BEFORE.indexOf(b))
                : a.compareTo(b);
    }

    private static String digits(String number) {
        int zeros = 0;
        while (zeros < number.length() && number.charAt(zeros) == '0') {
            zeros++;
        }
        return number.substring(zeros);
    }
}
