import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes a log for a measurement, and what is true about it beside (`OUT.truth`): `java bench/Generate.java
/// clean|heavy|json|python|loud|quiet|tracked SIZE_MB OUT [SEED]`. The same arguments give the same bytes.
final class Generate {

    /// How a log is made.
    ///
    /// @param events records of WARN or ERROR in a million
    /// @param traced of those in a million, how many carry a stack trace
    /// @param mentions in a million of the others, how many name an error without being one
    /// @param step milliseconds between two records on average
    private record Plan(
            Layout layout, int events, int traced, int mentions, int step, List<Site> sites, List<String> loud) {}

    private final Plan plan;
    private final Dice dice;
    private final Bytes out;
    private final List<Template> quiet =
            Words.quiet().stream().map(Template::of).toList();
    private final List<Template> mentions =
            Words.mentions().stream().map(Template::of).toList();
    private final List<Template> loud;
    private final List<byte[]> loggers =
            Words.NOUNS.stream().map(noun -> Bytes.of(Site.logger(noun))).toList();
    private final long[] levels = new long[Layout.Level.values().length];
    private final long[] ofSite;
    private final long[] ofTemplate;
    private final Tracked tracked;
    private long millis;

    private Generate(Plan plan, Dice dice, Bytes out, Tracked tracked) {
        this.plan = plan;
        this.dice = dice;
        this.out = out;
        this.tracked = tracked;
        this.loud = plan.loud().stream().map(Template::of).toList();
        this.ofSite = new long[plan.sites().size()];
        this.ofTemplate = new long[loud.size()];
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.err.println(
                    "usage: java bench/Generate.java clean|heavy|json|python|loud|quiet|tracked SIZE_MB OUT [SEED]");
            System.exit(64);
        }
        Path file = Path.of(args[2]);
        long bytes = Long.parseLong(args[1]) * 1_000_000;
        long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
        try (Bytes out = new Bytes(file)) {
            Tracked tracked =
                    args[0].equals("tracked") ? new Tracked(file.getFileName().toString()) : null;
            Generate generate = new Generate(plan(args[0]), new Dice(seed), out, tracked);
            while (out.written() < bytes) {
                generate.record();
            }
            Files.writeString(Path.of(file + ".truth"), generate.truth(args[0], seed));
            System.out.print(generate.truth(args[0], seed));
        }
    }

    private static Plan plan(String kind) {
        return switch (kind) {
            case "clean" ->
                new Plan(
                        new Layout.Boot(),
                        10_000,
                        333_333,
                        6_660,
                        8,
                        javaSites(120, 360, 20, 60, Words.loud(40), false),
                        Words.loud(40));
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
                        new Layout.Logstash(),
                        10_000,
                        333_333,
                        6_660,
                        16,
                        javaSites(120, 360, 20, 60, Words.loud(40), true),
                        Words.loud(40));
            case "python" ->
                new Plan(
                        new Layout.Python(),
                        20_000,
                        333_333,
                        6_660,
                        50,
                        pythonSites(60, Words.loud(30)),
                        Words.loud(30));
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
            case "tracked" ->
                new Plan(
                        new Layout.Boot(),
                        100_000,
                        500_000,
                        0,
                        100,
                        javaSites(20, 40, 12, 20, List.of("unused"), false),
                        List.of("unused"));
            default ->
                throw new IllegalArgumentException("clean, heavy, json, python, loud, quiet or tracked, not " + kind);
        };
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

    private static List<Site> pythonSites(int sites, List<String> loud) {
        List<Site> all = new ArrayList<>();
        for (int i = 0; i < sites; i++) {
            all.add(Site.python(i, loud.get(i % loud.size())));
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
        } else if (dice.perMillion(plan.traced())) {
            int number = dice.below(ofSite.length);
            ofSite[number]++;
            Site site = plan.sites().get(number);
            write(
                    Layout.Level.ERROR,
                    site.logger(),
                    tracked != null ? tracked.next() : site.log(),
                    site.variants().get(dice.below(site.variants().size())));
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

    private String truth(String kind, long seed) {
        long[] counts = java.util.stream.LongStream.concat(Arrays.stream(ofSite), Arrays.stream(ofTemplate))
                .filter(count -> count > 0)
                .sorted()
                .toArray();
        long events = Arrays.stream(counts).sum();
        return "{\"kind\":\"%s\",\"seed\":%d,\"bytes\":%d,\"records\":%d,\"debug\":%d,\"info\":%d,\"warn\":%d,\"error\":%d,\"events\":%d,\"issues\":%d,\"counts\":%s}\n"
                .formatted(
                        kind,
                        seed,
                        out.written(),
                        Arrays.stream(levels).sum(),
                        levels[0],
                        levels[1],
                        levels[2],
                        levels[3],
                        events,
                        counts.length,
                        Arrays.toString(counts).replace(" ", ""));
    }
}
