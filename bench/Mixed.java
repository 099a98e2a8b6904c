import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes a folder of large logs out of small ones, each with an event every 22 kB: `java bench/Mixed.java SAMPLES PARSED
/// SIZE_MB OUT`, where PARSED is what `nightjar parse SAMPLES` printed. All logs get the same share of the size;
/// those that cannot be repeated record by record (one document, interleaved streams, nothing but events) are
/// left out, and so are records with neither time nor level, which belong where they stand. Writes `OUT.truth`.
final class Mixed {

    private static final Pattern FILE = Pattern.compile("\"file\":\"([^\"]*)\"");
    private static final Pattern BOUNDS = Pattern.compile("\"byte_start\":(\\d+),\"byte_end\":(\\d+)");
    private static final Pattern EVENT = Pattern.compile("\"level\":\"(WARN|ERROR|FATAL)\"|\"exceptions\":\\[\\{");
    private static final Pattern BARE = Pattern.compile("\"ts\":null.*\"level\":null");
    /// As many as the log of one format has that this is compared with.
    private static final int BYTES_PER_EVENT = 22_000;

    private record Bounds(int from, int to, boolean event) {}

    public static void main(String[] args) throws IOException {
        Path samples = Path.of(args[0]);
        Map<String, Integer> heads = new LinkedHashMap<>();
        Map<String, List<Bounds>> files = read(Path.of(args[1]), heads);
        Path out = Path.of(args[3]);
        files.entrySet().removeIf(file -> !repeats(file.getValue()));
        long share = Long.parseLong(args[2]) * 1_000_000 / files.size();
        long records = 0;
        long events = 0;
        for (var file : files.entrySet()) {
            byte[] bytes = Files.readAllBytes(samples.resolve(file.getKey()));
            long[] written = write(
                    Arrays.copyOf(bytes, heads.get(file.getKey())), bytes, file.getValue(), share, out.resolve(file.getKey()));
            records += written[0];
            events += written[1];
        }
        Files.writeString(
                Path.of(out + ".truth"),
                "{\"files\":%d,\"records\":%d,\"events\":%d}\n".formatted(files.size(), records, events));
    }

    private static Map<String, List<Bounds>> read(Path parsed, Map<String, Integer> heads) throws IOException {
        Map<String, List<Bounds>> files = new LinkedHashMap<>();
        for (String line : Files.readAllLines(parsed)) {
            Matcher file = FILE.matcher(line);
            Matcher bounds = BOUNDS.matcher(line);
            if (file.find() && bounds.find() && file.group(1).endsWith(".log")) {
                Bounds one = new Bounds(
                        Integer.parseInt(bounds.group(1)),
                        Integer.parseInt(bounds.group(2)),
                        EVENT.matcher(line).find());
                heads.putIfAbsent(file.group(1), one.from());
                if (!BARE.matcher(line).find()) {
                    files.computeIfAbsent(file.group(1), name -> new ArrayList<>()).add(one);
                }
            }
        }
        return files;
    }

    private static boolean repeats(List<Bounds> records) {
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i).from() < records.get(i - 1).to()) {
                return false;
            }
        }
        return records.stream().filter(one -> !one.event()).count() >= 5
                && records.stream().anyMatch(Bounds::event);
    }

    private static long[] write(byte[] head, byte[] bytes, List<Bounds> records, long share, Path to) throws IOException {
        List<Bounds> quiet = records.stream().filter(one -> !one.event()).toList();
        List<Bounds> loud = records.stream().filter(Bounds::event).toList();
        Files.createDirectories(to.getParent());
        long[] counted = new long[2];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 20)) {
            out.write(head);
            for (long size = 0; size < share; counted[0]++) {
                boolean event = size / BYTES_PER_EVENT > counted[1];
                List<Bounds> of = event ? loud : quiet;
                Bounds one = of.get((int) (counted[0] % of.size()));
                out.write(bytes, one.from(), one.to() - one.from());
                out.write('\n');
                size += one.to() - one.from() + 1;
                counted[1] += event ? 1 : 0;
            }
        }
        return counted;
    }
}
