import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes a log for a measurement, and what is true about it beside (`OUT.truth`): `java bench/Generate.java KIND SIZE OUT
/// [SEED]`. SIZE is in MB, or a number of events if it ends in `e`. The same arguments give the same bytes.
///
///   - `clean`, `heavy`, `json`, `python`, `node`, `php`: applications with what real ones have: parameters in thrown messages
///     and causes, free words, names that the runtime numbers, thousands of places that fail
///   - `loud`, `quiet`: nothing but events; none
///   - `many`: messages with free words, which may be one issue or a thousand
///   - `spike`: 500 events a second of five places
///   - `surge`: the same of one place
///   - `memory`: a folder OUT of one file for each hundred events; each event a message and an issue of its own, a tenth of them with
///     a trace of their own, a tenth as many users and hosts
///   - `tracked`: each event can be told from all others
final class Generate {

    private static final String KINDS = "clean|heavy|json|python|node|php|loud|quiet|many|spike|surge|memory|tracked";

    /// How a log is made.
    ///
    /// @param events records of WARN or ERROR in a million
    /// @param traced of those in a million, how many carry a stack trace
    /// @param mentions in a million of the others, how many name an error without being one
    /// @param step milliseconds between two records on average
    private record Plan(
            Layout layout, int events, int traced, int mentions, int step, List<Site> sites, List<String> loud) {}

    private final Plan plan;
    private final String kind;
    private final Dice dice;
    private Bytes out;
    private final List<Template> quiet =
            Words.quiet().stream().map(Template::of).toList();
    private final List<Template> mentions =
            Words.mentions().stream().map(Template::of).toList();
    private final List<Template> loud;
    private final List<byte[]> loggers = new ArrayList<>();
    private final long[] levels = new long[Layout.Level.values().length];
    private final long[] ofSite;
    private final long[] ofTemplate;
    private final java.util.BitSet variants = new java.util.BitSet();
    private final Tracked tracked;
    private long millis;
    private long events;
    private long written;

    private Generate(String kind, Plan plan, Dice dice, Tracked tracked) {
        this.kind = kind;
        this.plan = plan;
        this.dice = dice;
        this.tracked = tracked;
        this.loud = plan.loud().stream().map(Template::of).toList();
        this.ofSite = new long[plan.sites().size()];
        this.ofTemplate = new long[loud.size()];
        for (int part = 0; part < 12; part++) {
            for (String noun : Words.NOUNS) {
                loggers.add(Bytes.of(Site.logger(noun, part)));
            }
        }
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.err.println("usage: java bench/Generate.java " + KINDS + " SIZE OUT [SEED]");
            System.exit(64);
        }
        Path path = Path.of(args[2]);
        boolean counted = args[1].endsWith("e");
        long size = counted
                ? Long.parseLong(args[1].substring(0, args[1].length() - 1))
                : Long.parseLong(args[1]) * 1_000_000;
        long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
        Tracked tracked = args[0].equals("tracked") ? new Tracked(path.getFileName().toString()) : null;
        Generate generate = new Generate(args[0], plan(args[0], size), new Dice(seed), tracked);
        if (args[0].equals("memory")) {
            generate.dice.users = Math.max(1, size / 10);
            generate.dice.hosts = Math.max(1, size / 10);
            for (int i = 0; generate.events < size; i++) {
                Path file = path.resolve("app-" + i / 100).resolve("part-" + i + ".log");
                Files.createDirectories(file.getParent());
                generate.write(file, Math.min(size, (i + 1) * 100L), Long.MAX_VALUE);
            }
        } else {
            generate.write(path, counted ? size : Long.MAX_VALUE, counted ? Long.MAX_VALUE : size);
        }
        Files.writeString(Path.of(path + ".truth"), generate.truth(seed));
        System.out.print(generate.truth(seed));
    }

    /// Until so many events or bytes were written altogether.
    private void write(Path file, long events, long bytes) throws IOException {
        try (Bytes to = new Bytes(file)) {
            out = to;
            while (this.events < events && written + to.written() < bytes) {
                record();
            }
            written += to.written();
        }
    }

    private static Plan plan(String kind, long size) {
        List<String> forty = Words.loud(40);
        return switch (kind) {
            case "clean" ->
                new Plan(new Layout.Boot(), 10_000, 333_333, 6_660, 8, javaSites(1500, 3000, 20, 60, forty, false), forty);
            case "heavy" ->
                new Plan(
                        new Layout.Boot(),
                        300_000,
                        1_000_000,
                        6_660,
                        200,
                        javaSites(300, 667, 34, 56, Words.loud(65), false),
                        List.of());
            case "json" ->
                new Plan(
                        new Layout.Logstash(""),
                        10_000,
                        333_333,
                        6_660,
                        16,
                        javaSites(1500, 3000, 20, 60, forty, true),
                        forty);
            case "python" -> tongue(new Layout.Python(), Tongues::python);
            case "node" -> tongue(new Layout.Node(), Tongues::node);
            case "php" -> tongue(new Layout.Laravel(), Tongues::php);
            case "loud" ->
                new Plan(
                        new Layout.Boot(),
                        1_000_000,
                        50_000,
                        0,
                        8,
                        javaSites(300, 667, 12, 20, Words.loud(65), false),
                        Words.loud(65));
            case "quiet" -> new Plan(new Layout.Boot(), 0, 0, 6_660, 8, List.of(), List.of());
            case "many" -> new Plan(new Layout.Boot(), 950_000, 0, 0, 20, List.of(), Words.free(40));
            case "spike" ->
                new Plan(
                        new Layout.Boot(), 1_000_000, 800_000, 0, 2, javaSites(5, 10, 30, 50, forty, false), Words.loud(3));
            case "surge" ->
                new Plan(
                        new Layout.Boot(), 1_000_000, 1_000_000, 0, 2, javaSites(1, 2, 30, 50, forty, false), Words.loud(3));
            case "memory" ->
                new Plan(
                        new Layout.Logstash(",\"HOSTNAME\":\"{host}\",\"userId\":\"{user}\""),
                        900_000,
                        0,
                        0,
                        100,
                        List.of(Site.numbered()),
                        List.of("{name} could not be kept: {int} left, see {uuid}"));
            case "tracked" ->
                new Plan(
                        new Layout.Boot(),
                        100_000,
                        500_000,
                        0,
                        100,
                        javaSites(20, 40, 12, 20, List.of("unused"), false),
                        List.of("unused"));
            default -> throw new IllegalArgumentException("one of " + KINDS + ", not " + kind);
        };
    }

    private static Plan tongue(Layout layout, java.util.function.BiFunction<Integer, String, Site> site) {
        List<String> loud = Words.loud(30);
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            sites.add(site.apply(i, loud.get(i % loud.size())));
        }
        return new Plan(layout, 20_000, 333_333, 6_660, 50, sites, loud);
    }

    private static List<Site> javaSites(
            int sites, int variants, int leastLines, int mostLines, List<String> loud, boolean escaped) {
        List<Site> all = new ArrayList<>();
        for (int i = 0; i < sites; i++) {
            int own = variants / sites + (i < variants % sites ? 1 : 0);
            all.add(Site.java(i, loud.get(i % loud.size()), own, leastLines, mostLines, escaped));
        }
        return all;
    }

    private void record() {
        millis += dice.below(2 * plan.step() + 1);
        if (!dice.perMillion(plan.events())) {
            Template message = dice.perMillion(plan.mentions())
                    ? mentions.get(dice.below(mentions.size()))
                    : quiet.get(dice.below(quiet.size()));
            write(
                    dice.below(8) == 0 ? Layout.Level.DEBUG : Layout.Level.INFO,
                    loggers.get(dice.below(loggers.size())),
                    message,
                    null);
            return;
        }
        dice.number = events++;
        boolean traced = kind.equals("memory") ? events % 10 == 0 : dice.perMillion(plan.traced());
        if (traced) {
            int number = dice.below(ofSite.length);
            ofSite[number]++;
            Site site = plan.sites().get(number);
            int variant = dice.below(site.variants().size());
            variants.set(number * 16 + variant);
            write(
                    Layout.Level.ERROR,
                    site.logger(),
                    tracked != null ? tracked.next() : site.log(),
                    site.variants().get(variant));
        } else {
            int number = dice.below(ofTemplate.length);
            ofTemplate[number]++;
            write(
                    number % 4 == 0 ? Layout.Level.ERROR : Layout.Level.WARN,
                    loggers.get(number % loggers.size()),
                    tracked != null ? tracked.next() : loud.get(number),
                    null);
        }
    }

    private void write(Layout.Level level, byte[] logger, Template message, Site.Variant trace) {
        levels[level.ordinal()]++;
        out.room();
        plan.layout().record(out, millis, level, logger, message, trace, dice);
    }

    /// Counts of issues, or how many there may be at least and at most where that is for the grouping to decide.
    private String truth(long seed) {
        long[] counts = java.util.stream.LongStream.concat(Arrays.stream(ofSite), Arrays.stream(ofTemplate))
                .filter(count -> count > 0)
                .sorted()
                .toArray();
        String issues =
                switch (kind) {
                    case "many" -> "\"least\":%d,\"most\":%d".formatted(counts.length, events);
                    case "memory" -> "\"least\":%d,\"most\":%d".formatted(ofSite[0] + 1, events);
                    default ->
                        "\"issues\":%d,\"counts\":%s"
                                .formatted(counts.length, Arrays.toString(counts).replace(" ", ""));
                };
        return "{\"kind\":\"%s\",\"seed\":%d,\"bytes\":%d,\"records\":%d,\"debug\":%d,\"info\":%d,\"warn\":%d,\"error\":%d,\"events\":%d,\"shapes\":%d,%s}\n"
                .formatted(
                        kind,
                        seed,
                        written,
                        Arrays.stream(levels).sum(),
                        levels[0],
                        levels[1],
                        levels[2],
                        levels[3],
                        events,
                        kind.equals("memory") ? ofSite[0] : variants.cardinality(),
                        issues);
    }
}
