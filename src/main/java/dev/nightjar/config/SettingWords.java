package dev.nightjar.config;

import dev.nightjar.config.Project.Scrub;
import dev.nightjar.config.Settings.Tls;
import dev.nightjar.model.Level;
import dev.nightjar.text.Nearest;
import dev.nightjar.text.Times;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Texts of a configuration to what they mean. Each throws an `IllegalArgumentException` (or `Failure`) that
/// says what would be right.
final class SettingWords {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;:\"\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,255}");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(?:\\.(\\d))? ?([kMGT])B?");
    private static final long LEAST_SIZE = 1_000_000;
    private static final String ALL = "all";

    private SettingWords() {}

    static boolean isSlug(String text) {
        return SLUG.matcher(text).matches();
    }

    static String filled(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        if (text.startsWith("~")) {
            throw new IllegalArgumentException("'~' is not understood: write the folder out");
        }
        return text;
    }

    /// A glob of names, in which braces have no meaning.
    static String ownerGlob(String text) {
        if (text.contains("{") || text.contains("}")) {
            throw new IllegalArgumentException(
                    "'" + text + "': only *, ** and ? have a meaning, write a rule for each");
        }
        return filled(text);
    }

    static String oneOf(String text, Collection<String> known) {
        if (!known.contains(text)) {
            throw new IllegalArgumentException("unknown '" + text + "'" + Nearest.hint(text, known));
        }
        return text;
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            String hint = Nearest.hint(text, ZoneId.getAvailableZoneIds());
            throw new IllegalArgumentException(
                    "unknown zone '" + text + "'" + (hint.length() > 60 ? ", write Europe/Berlin or UTC" : hint));
        }
    }

    /// A duration longer than nothing.
    static Duration duration(String text) {
        Duration duration = Times.duration(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing");
        }
        return duration;
    }

    /// Bytes: `20GB`, `1.5TB`, `500MB`; `all` for any number.
    static long size(String text) {
        if (text.equals(ALL)) {
            return Long.MAX_VALUE;
        }
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size: write 20GB, 500MB, or all");
        }
        String tenths = matcher.group(2) == null ? "0" : matcher.group(2);
        long unit = (long) Math.pow(1000, 1 + "kMGT".indexOf(matcher.group(3)));
        long bytes = Long.parseLong(matcher.group(1)) * unit + Long.parseLong(tenths) * (unit / 10);
        if (bytes < LEAST_SIZE) {
            throw new IllegalArgumentException("'" + text + "' is too little: write 1MB or more");
        }
        return bytes;
    }

    /// A number of events; `all` for any number.
    static long atLeast(long least, String text) {
        if (text.equals(ALL)) {
            return Long.MAX_VALUE;
        }
        if (!text.matches("\\d{1,12}") || Long.parseLong(text) < least) {
            throw new IllegalArgumentException("'" + text + "' is no such number: write " + least + " or more, or all");
        }
        return Long.parseLong(text);
    }

    static Level level(String text) {
        List<String> known = Arrays.stream(Level.values()).map(Level::name).toList();
        return Level.valueOf(oneOf(text.toUpperCase(Locale.ROOT), known));
    }

    static Scrub scrub(String text) {
        List<String> known = Arrays.stream(Scrub.values())
                .map(v -> v.name().toLowerCase(Locale.ROOT))
                .toList();
        return Scrub.valueOf(oneOf(text, known).toUpperCase(Locale.ROOT));
    }

    static Tls tls(String text) {
        List<String> known = Arrays.stream(Tls.values())
                .map(v -> v.name().toLowerCase(Locale.ROOT))
                .toList();
        return Tls.valueOf(oneOf(text, known).toUpperCase(Locale.ROOT));
    }

    /// Where people unsubscribe: `mailto:name@host` or `https://host/…`.
    static URI unsubscribe(String text) {
        URI uri = URI.create(text);
        boolean web = "https".equals(uri.getScheme()) && uri.getHost() != null;
        boolean mail =
                text.startsWith("mailto:") && ADDRESS.matcher(text.substring(7)).matches();
        if (!web && !mail || !text.matches("[\\x21-\\x7e&&[^<>,]]{1,500}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address: write mailto:name@example.org or https://host/path");
        }
        return uri;
    }

    /// Empty for `auto`.
    static Optional<Charset> charset(String text) {
        try {
            return text.equals("auto") ? Optional.empty() : Optional.of(Charset.forName(text));
        } catch (IllegalArgumentException e) {
            String standard =
                    Nearest.hint(text, List.of("auto", "UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252"));
            throw new IllegalArgumentException("unknown encoding '" + text + "'" + standard);
        }
    }

    static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("'" + text + "' is no port: write a number from 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no mail address: write name@example.org");
        }
        return text;
    }

    static String pattern(String text) {
        try {
            return Pattern.compile(filled(text)).pattern();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no pattern: " + e.getDescription() + " near index " + e.getIndex());
        }
    }
}
