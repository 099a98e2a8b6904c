package dev.nightjar.format;

import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Logs made from shapes of headers, with what is right for each line. A shape's fields are `${t:PATTERN}`
/// (`${t@ZONE:…}`),
/// `${epoch}`, `${epoch.6}`, `${millis}`, `${micros}`, `${sci}`, `${level:D,I,W,E,F}` with a width behind `;`
/// (`level2`: the
/// same level in other words), `${logger:…}`, `${thread:…}`, `${skip:…}` (one of some values), `${n:LOW-HIGH}`, `${m}`.
final class HeaderShapes {

    static final int LINES = 40;

    private static final Pattern FIELD =
            Pattern.compile("\\$\\{(\\w+)(\\.\\d)?(?:@([^:}]*(?::\\d\\d)?))?(?::([^}]*))?\\}");
    private static final List<Level> LEVELS = List.of(Level.DEBUG, Level.INFO, Level.WARN, Level.ERROR, Level.FATAL);
    private static final int[] SHARES = {0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4};
    private static final String[] MESSAGES = {
        "drawer # opened by clerk #",
        "cash counted: # notes, # coins",
        "no paper in printer #, waiting",
        "Could not reach the bank at 10.0.0.#: connection refused",
        "retry: attempt # of 5",
        "clerk anna signed in from 10.0.0.#",
        "GET /tills/# took # ms",
        "receipt # - printed twice",
        "Error while closing drawer #",
        "paid # of #, change=#",
        "warn the clerk when drawer # is full",
        "shift # began",
        "no debug port, skipped",
        "[shop #] stock is low",
        "Info desk # closed",
        "coupon 'spring-#' is not valid (expired)",
        "scales report # g",
        "synchronised # of # items | queue empty",
        "customer display: hello #",
        "the bell rang # times",
        "state IDLE -> BUSY",
        "timeout: no answer from scales # within 500 ms"
    };

    private final Random random;
    private Instant now = LocalDate.of(2026, 3, 4).atTime(9, 12, 44).toInstant(ZoneOffset.UTC);

    /// What is right of a line; `logger` and `thread` are null where the shape has none.
    record Truth(
            @Nullable Instant time,
            @Nullable Level level,
            @Nullable String logger,
            @Nullable String thread,
            String message) {}

    record Log(String name, String text, List<Truth> truths) {}

    /// Shares of lines that are right; 1 where the shape does not have the field.
    record Score(
            String name,
            String format,
            double starts,
            double time,
            double level,
            double logger,
            double thread,
            double message) {

        boolean isWhole() {
            return starts == 1 && time == 1 && level == 1 && logger == 1 && thread == 1 && message == 1;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-22s %.2f  %.2f %.2f %.2f %.2f %.2f  %s",
                    name,
                    starts,
                    time,
                    level,
                    logger,
                    thread,
                    message,
                    format);
        }
    }

    private HeaderShapes(int seed) {
        random = new Random(seed);
    }

    /// Name and shape of each line of a resource.
    static Stream<Map.Entry<String, String>> of(String resource) {
        try (var in = HeaderShapes.class.getResourceAsStream("/headers/" + resource)) {
            List<Map.Entry<String, String>> shapes = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    int at = line.indexOf(" = ");
                    shapes.add(Map.entry(
                            line.substring(0, at), line.substring(at + 3).replace("\\t", "\t")));
                }
            }
            return shapes.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Log log(String name, String shape) {
        HeaderShapes one = new HeaderShapes(shape.hashCode());
        StringBuilder text = new StringBuilder();
        List<Truth> truths = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            one.now = one.now.plusMillis(200 + one.random.nextInt(90_000));
            truths.add(one.line(shape, text));
        }
        return new Log(name, text.toString(), truths);
    }

    private Truth line(String shape, StringBuilder out) {
        int level = SHARES[random.nextInt(SHARES.length)];
        Map<String, String> said = new HashMap<>();
        Instant time = null;
        Matcher field = FIELD.matcher(shape);
        StringBuilder line = new StringBuilder();
        while (field.find()) {
            String name = field.group(1);
            String argument = field.group(4) == null ? "" : field.group(4);
            String value = switch (name) {
                case "m" -> numbered(pick(MESSAGES));
                case "n" -> number(argument);
                case "level", "level2" -> padded(argument, level);
                case "t" -> clock(field.group(3), argument);
                case "epoch", "millis", "micros", "sci" -> since1970(name, field.group(2));
                default -> padded(argument, -1);
            };
            if (name.equals("t")) {
                time = read(argument);
            } else if (value.matches("[\\d.eE+]{10,}")) {
                time = now.truncatedTo(ChronoUnit.SECONDS);
            }
            said.put(name, value.strip());
            field.appendReplacement(line, Matcher.quoteReplacement(value));
        }
        field.appendTail(line);
        out.append(line).append('\n');
        boolean leveled = said.containsKey("level");
        return new Truth(
                time,
                leveled ? wordLevel(said.get("level"), level) : null,
                said.get("logger"),
                said.get("thread"),
                java.util.Objects.requireNonNull(said.get("m")));
    }

    /// Words beside the usual five mean what they say.
    private static Level wordLevel(String word, int index) {
        return switch (word) {
            case "TRACE", "Verbose", "VERBOSE" -> Level.TRACE;
            case "ERROR", "SEVERE", "Error" -> Level.ERROR;
            default -> LEVELS.get(index);
        };
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private String numbered(String text) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .forEach(c ->
                        out.append(c == '#' ? Integer.toString(1 + random.nextInt(240)) : String.valueOf((char) c)));
        return out.toString();
    }

    private String number(String range) {
        String[] bounds = range.split("-");
        int low = Integer.parseInt(bounds[0]);
        return Integer.toString(low + random.nextInt(Integer.parseInt(bounds[1]) - low + 1));
    }

    /// One of some words, at the right of its width if that is negative.
    private String padded(String argument, int index) {
        String[] parts = argument.split(";");
        String[] words = parts[0].split(",");
        String word = index < 0 ? pick(words) : words[index];
        return parts.length < 2 ? word : String.format(Locale.ROOT, "%" + -Integer.parseInt(parts[1]) + "s", word);
    }

    private String clock(@Nullable String zone, String pattern) {
        return formatter(pattern)
                .format(now.atZone(zone == null ? FormatsTest.file().zone() : ZoneId.of(zone)));
    }

    /// The time as far as it is written.
    private Instant read(String pattern) {
        boolean seconds = pattern.contains("s");
        boolean fraction = pattern.contains("S");
        return now.truncatedTo(!seconds ? ChronoUnit.MINUTES : fraction ? ChronoUnit.MILLIS : ChronoUnit.SECONDS);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US);
    }

    private String since1970(String unit, @Nullable String digits) {
        return switch (unit) {
            case "millis" -> Long.toString(now.toEpochMilli());
            case "micros" -> Long.toString(now.toEpochMilli() * 1000 + 17);
            case "sci" ->
                String.format(Locale.ROOT, "%.16e", now.toEpochMilli() / 1000.0).replaceAll("0+e", "e");
            default ->
                now.getEpochSecond() + (digits == null ? "" : "." + "123456".substring(0, digits.charAt(1) - '0'));
        };
    }

    /// How much of a log is read right.
    static Score score(Log log, Format format) {
        Map<Long, LogRecord> byLine = new HashMap<>();
        FormatsTest.records(format, log.text()).forEach(record -> byLine.put(record.line(), record));
        int[] right = new int[6];
        for (int i = 0; i < log.truths().size(); i++) {
            Truth truth = log.truths().get(i);
            LogRecord record = byLine.get((long) i + 1);
            if (record == null) {
                continue;
            }
            right[0]++;
            right[1] += isTime(truth.time(), record.time()) ? 1 : 0;
            right[2] += truth.level() == record.level() ? 1 : 0;
            right[3] += truth.logger() == null || isLogger(truth.logger(), record.logger()) ? 1 : 0;
            right[4] += truth.thread() == null || truth.thread().equals(record.thread()) ? 1 : 0;
            right[5] += truth.message().equals(record.text()) ? 1 : 0;
        }
        double n = log.truths().size();
        return new Score(
                log.name(),
                format.name(),
                right[0] / n,
                right[1] / n,
                right[2] / n,
                right[3] / n,
                right[4] / n,
                right[5] / n);
    }

    private static boolean isTime(@Nullable Instant truth, @Nullable Instant found) {
        return truth == null
                ? found == null
                : found != null && found.truncatedTo(ChronoUnit.SECONDS).equals(truth.truncatedTo(ChronoUnit.SECONDS));
    }

    /// A method may stand behind the class.
    private static boolean isLogger(String truth, @Nullable String found) {
        return found != null
                && found.startsWith(truth)
                && found.substring(truth.length()).matches("([.:]+[A-Za-z<_]\\D*)?");
    }
}
