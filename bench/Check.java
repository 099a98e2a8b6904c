import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares what Nightjar says with what is true; prints `WRONG: …` and ends with 1 where they differ.
///
///   - `scan TRUTH SUMMARY ISSUES`: records, events, issues, and how many events each issue has, or that there are not less and not more
///     issues than the truth says
///   - `tracked EVENTS TRUTH…`: every tracked event is there, once, and whole
final class Check {

    private static final Pattern TRACKED =
            Pattern.compile("\"message\" *: *\"seq=(\\d+) file=([^ \"]+) crc=([0-9a-f]{8})\"");

    private Check() {}

    public static void main(String[] args) throws IOException {
        List<String> wrong = switch (args[0]) {
            case "scan" -> scan(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
            case "tracked" ->
                tracked(
                        Path.of(args[1]),
                        Arrays.stream(args).skip(2).map(Path::of).toList());
            default -> List.of("no such check: " + args[0]);
        };
        wrong.forEach(line -> System.err.println("WRONG: " + line));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static List<String> scan(Path truthFile, Path summaryFile, Path issuesFile) throws IOException {
        String truth = Files.readString(truthFile);
        String summary = Files.readString(summaryFile);
        List<String> wrong = new java.util.ArrayList<>();
        compare("records", number("records", summary), number("records", truth), wrong);
        compare("events", number("events", summary), number("events", truth), wrong);
        long[] counts = Files.readAllLines(issuesFile).stream()
                .mapToLong(line -> number("count", line))
                .sorted()
                .toArray();
        if (truth.contains("\"most\":")) { // the grouping decides, within bounds
            between("new issues", number("new_issues", summary), truth, wrong);
            between("issues listed", counts.length, truth, wrong);
            compare("events of all issues", Arrays.stream(counts).sum(), number("events", truth), wrong);
            return wrong;
        }
        compare("new issues", number("new_issues", summary), number("issues", truth), wrong);
        compare("issues listed", counts.length, number("issues", truth), wrong);
        Matcher expected = Pattern.compile("\"counts\":\\[([0-9,]*)]").matcher(truth);
        if (!expected.find()) {
            wrong.add("no counts in " + truthFile);
        } else if (!Arrays.toString(counts).replace(" ", "").equals("[" + expected.group(1) + "]")) {
            wrong.add("the issues do not have as many events each as they should");
        }
        return wrong;
    }

    private static void compare(String what, long found, long expected, List<String> wrong) {
        if (found != expected) {
            wrong.add(found + " " + what + " instead of " + expected);
        }
    }

    private static void between(String what, long found, String truth, List<String> wrong) {
        if (found < number("least", truth) || found > number("most", truth)) {
            wrong.add(found + " " + what + " instead of " + number("least", truth) + " to " + number("most", truth));
        }
    }

    private static long number(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\" *: *(-?\\d+)").matcher(json);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static List<String> tracked(Path eventsFile, List<Path> truths) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        int torn = 0;
        for (String line : Files.readAllLines(eventsFile)) {
            Matcher matcher = TRACKED.matcher(line);
            if (matcher.find()
                    && Tracked.message(Long.parseLong(matcher.group(1)), matcher.group(2))
                            .endsWith(matcher.group(3))) {
                found.merge(matcher.group(2) + " " + matcher.group(1), 1, Integer::sum);
            } else {
                torn++;
            }
        }
        TreeSet<String> lost = new TreeSet<>();
        for (Path truth : truths) {
            String name = truth.getFileName().toString().replace(".truth", "");
            for (long seq = 0; seq < number("events", Files.readString(truth)); seq++) {
                lost.add(name + " " + seq);
            }
        }
        long expected = lost.size();
        lost.removeAll(found.keySet());
        long twice = found.values().stream().filter(count -> count > 1).count();
        long alien = found.size() - (expected - lost.size());
        System.out.println("events " + expected + ", lost " + lost.size() + ", twice " + twice + ", torn " + torn
                + ", alien " + alien);
        return lost.isEmpty() && twice == 0 && torn == 0 && alien == 0
                ? List.of()
                : List.of("lost " + lost.stream().limit(5).toList());
    }
}
