import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The lines of one service on one host on one day, and what is true about them.
final class Log {

    /// What an event is about.
    ///
    /// @param name of the issue, as the truth file calls it
    /// @param type of the outermost exception, null if nothing was thrown
    /// @param user affected, null if the record does not say
    record About(String name, String type, String user) {}

    private record Entry(Instant at, String level, String text, About about) {}

    final String project;
    final String host;
    final String name;
    final int day;
    private final String format;
    private final List<Entry> entries = new ArrayList<>();
    private String tail = "";

    Log(String project, String host, String name, String format, int day) {
        this.project = project;
        this.host = host;
        this.name = name;
        this.format = format;
        this.day = day;
    }

    /// A record that is no event.
    void noise(Instant at, String level, String text) {
        entries.add(new Entry(at, level, text, null));
    }

    /// A record that is an event.
    void event(Instant at, String level, String text, About about) {
        entries.add(new Entry(at, level, text, about));
    }

    /// What the application was still writing: no record yet.
    void halfWritten(String text) {
        tail = text;
    }

    /// Where the log lies after the newest day: yesterday's has been renamed, the one before also compressed.
    String path() {
        String rotation = switch (Story.NEWEST - day) {
            case 0 -> "";
            case 1 -> ".1";
            default -> "." + (Story.NEWEST - day) + ".gz";
        };
        return "logs/" + host + "/" + project + "/" + name + rotation;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        sorted().forEach(entry -> text.append(entry.text()).append('\n'));
        return text.append(tail).toString();
    }

    /// Tells the truth what this log holds.
    void tell(Truth truth) {
        Map<String, Integer> levels = new TreeMap<>();
        int events = 0;
        for (Entry entry : sorted()) {
            levels.merge(entry.level(), 1, Integer::sum);
            if (entry.about() != null) {
                events++;
                truth.event(this, entry.at(), entry.level(), entry.about());
            }
        }
        truth.file(this, format, levels, entries.size(), events, !tail.isEmpty());
    }

    private List<Entry> sorted() {
        entries.sort(Comparator.comparing(Entry::at));
        return entries;
    }
}
