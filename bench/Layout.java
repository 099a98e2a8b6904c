import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// How a record is written. The stack trace, if there is one, begins with its line break.
abstract class Layout {

    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /// Writes everything before the message, the message and the trace by what is given, and the line's end.
    abstract void record(
            Bytes out, long millis, Level level, byte[] logger, Template message, Site.Variant trace, Dice dice);

    private static final LocalDate START = LocalDate.of(2026, 3, 2);
    private static final int DAY = 86_400_000;
    private long day = -1;
    private byte[] date = {};

    /// Local time since the start, `millis` after midnight of 2 March 2026.
    final void time(Bytes out, long millis, char between, char decimal) {
        if (millis / DAY != day) {
            day = millis / DAY;
            date = Bytes.of(START.plusDays(day).toString());
        }
        int ofDay = (int) (millis % DAY);
        out.put(date)
                .put(between)
                .digits(ofDay / 3_600_000, 2)
                .put(':')
                .digits(ofDay / 60_000 % 60, 2)
                .put(':')
                .digits(ofDay / 1000 % 60, 2)
                .put(decimal)
                .digits(ofDay % 1000, 3);
    }

    private static List<byte[]> threads() {
        List<byte[]> names = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            names.add(Bytes.of("%15s".formatted("nio-8080-exec-" + i).substring(i < 10 ? 0 : 1)));
        }
        return names;
    }

    /// Spring Boot's console, as Boot 3 has it by default for an application with a name.
    static final class Boot extends Layout {
        private final List<byte[]> threads = threads();
        private final byte[][] levels = {
            Bytes.of("+01:00 DEBUG"), Bytes.of("+01:00  INFO"), Bytes.of("+01:00  WARN"), Bytes.of("+01:00 ERROR")
        };
        private final byte[] application = Bytes.of(" 4711 --- [shop] [");
        private final byte[] spaces = Bytes.of(" ".repeat(39));
        private final byte[] colon = Bytes.of(" : ");

        @Override
        void record(
                Bytes out, long millis, Level level, byte[] logger, Template message, Site.Variant trace, Dice dice) {
            time(out, millis, 'T', '.');
            out.put(levels[level.ordinal()])
                    .put(application)
                    .put(threads.get(dice.below(40)))
                    .put(']')
                    .put(' ')
                    .put(logger);
            for (int i = logger.length; i < spaces.length; i++) {
                out.put(' ');
            }
            out.put(colon);
            message.fill(out, dice);
            if (trace != null) {
                trace.write(out, dice);
            }
            out.put('\n');
        }
    }

    /// JSON lines with the member names of logstash-logback-encoder.
    static final class Logstash extends Layout {
        private final List<byte[]> threads = threads();
        private final byte[] open = Bytes.of("{\"@timestamp\":\"");
        private final byte[] zone = Bytes.of("+01:00\",\"@version\":\"1\",\"message\":\"");
        private final byte[] log = Bytes.of("\",\"logger_name\":\"");
        private final byte[] thread = Bytes.of("\",\"thread_name\":\"");
        private final byte[][] levels = {
            Bytes.of("\",\"level\":\"DEBUG\",\"level_value\":10000"),
                    Bytes.of("\",\"level\":\"INFO\",\"level_value\":20000"),
            Bytes.of("\",\"level\":\"WARN\",\"level_value\":30000"),
                    Bytes.of("\",\"level\":\"ERROR\",\"level_value\":40000")
        };
        private final byte[] stack = Bytes.of(",\"stack_trace\":\"");
        private final Template who;
        private final byte[] application = Bytes.of(",\"application\":\"shop\",\"requestId\":\"");
        private final byte[] close = Bytes.of("}\n");

        /// @param who members behind the request, with slots
        Logstash(String who) {
            this.who = Template.of("\"" + who);
        }

        @Override
        void record(
                Bytes out, long millis, Level level, byte[] logger, Template message, Site.Variant trace, Dice dice) {
            out.put(open);
            time(out, millis, 'T', '.');
            out.put(zone);
            message.fill(out, dice);
            out.put(log)
                    .put(logger)
                    .put(thread)
                    .put(threads.get(dice.below(40)))
                    .put(levels[level.ordinal()]);
            if (trace != null) {
                out.put(stack);
                trace.write(out, dice);
                out.put('\\').put('n').put('"');
            }
            out.put(application).hex(dice.next(), 16);
            who.fill(out, dice);
            out.put(close);
        }
    }

    /// Python's logging: time, level, logger, message.
    static final class Python extends Layout {
        private final byte[][] levels = {
            Bytes.of(" DEBUG "), Bytes.of(" INFO "), Bytes.of(" WARNING "), Bytes.of(" ERROR ")
        };

        @Override
        void record(
                Bytes out, long millis, Level level, byte[] logger, Template message, Site.Variant trace, Dice dice) {
            time(out, millis, ' ', ',');
            out.put(levels[level.ordinal()]).put(logger).put(' ');
            message.fill(out, dice);
            if (trace != null) {
                trace.write(out, dice);
            }
            out.put('\n');
        }
    }

    /// A Node application's text lines.
    static final class Node extends Layout {
        private final byte[][] levels = {Bytes.of("Z DEBUG ["), Bytes.of("Z INFO ["), Bytes.of("Z WARN ["), Bytes.of("Z ERROR [")};

        @Override
        void record(
                Bytes out, long millis, Level level, byte[] logger, Template message, Site.Variant trace, Dice dice) {
            time(out, millis, 'T', '.');
            out.put(levels[level.ordinal()]).put(logger).put(']').put(' ');
            message.fill(out, dice);
            if (trace != null) {
                trace.write(out, dice);
            }
            out.put('\n');
        }
    }

    /// Laravel's: the trace is a member of what stands behind the message.
    static final class Laravel extends Layout {
        private final byte[][] levels = {
            Bytes.of("] production.DEBUG: "), Bytes.of("] production.INFO: "),
            Bytes.of("] production.WARNING: "), Bytes.of("] production.ERROR: ")
        };
        private final byte[] nothing = Bytes.of(" [] ");

        @Override
        void record(
                Bytes out, long millis, Level level, byte[] logger, Template message, Site.Variant trace, Dice dice) {
            out.put('[');
            time(out, millis, ' ', '.');
            out.put(levels[level.ordinal()]);
            message.fill(out, dice);
            if (trace != null) {
                trace.write(out, dice);
            } else {
                out.put(nothing);
            }
            out.put('\n');
        }
    }
}
