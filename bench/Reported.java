import dev.nightjar.config.yaml.Doc;
import dev.nightjar.text.Json;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.config.Project;
import dev.nightjar.config.yaml.Yaml;
import dev.nightjar.group.Grouping;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// How events would be grouped that were not logged but reported to an error tracker: reads every `.json` of a folder (an
/// event in the form of the Sentry SDKs, https://develop.sentry.dev/sdk/data-model/event-payloads/) and prints
/// `{"input": name, "group": issue}` for each.
final class Reported {

    private static final SourceFile FILE =
            new SourceFile("0".repeat(32), Path.of("/reported"), "reported", "host", ZoneOffset.UTC, Instant.EPOCH);

    private final Doc event;

    private Reported(Doc event) {
        this.event = event;
    }

    public static void main(String[] args) throws IOException {
        Problems problems = new Problems();
        Grouping grouping = Grouping.load(Optional.empty(), problems);
        problems.failIfAny();
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                Doc doc = Yaml.read(file.toString(), Files.readString(file), new Problems());
                var occurrence = grouping.group(new Reported(doc).read(), new Reported(doc).project());
                System.out.println(Json.sparse()
                        .put("input", file.getFileName().toString().replace(".json", ""))
                        .put("group", occurrence.fingerprint().hashes().getFirst().text())
                        .put("title", occurrence.title())
                        .put("culprit", occurrence.culprit())
                        .toString());
            }
        }
    }

    /// A project whose own code is what the event says: the reporter's setting, not a part of a log.
    private Project project() {
        List<String> own = new ArrayList<>();
        for (Doc holder : holders()) {
            for (Doc frame : holder.doc("stacktrace").map(stack -> stack.docs("frames", "function")).orElse(List.of())) {
                if (frame.flag("in_app", false)) {
                    frame.textIf("module")
                            .or(() -> frame.textIf("filename").map(file -> file.startsWith("/") ? file : "/" + file))
                            .ifPresent(own::add);
                }
            }
        }
        return new Project("reported", List.of(), List.copyOf(new TreeSet<>(own)), Level.WARN, Map.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), Project.Releases.NONE, false, Set.of(), Optional.empty());
    }

    private List<Doc> holders() {
        List<Doc> holders = new ArrayList<>(values("exception"));
        holders.addAll(values("threads"));
        holders.add(event);
        return holders;
    }

    private Event read() {
        String message = message();
        LogRecord record = record(message);
        List<Thrown> chain = chain();
        if (chain.isEmpty()) {
            return new MessageEvent(record, message, Map.of(), null, null);
        }
        Trace trace = new Trace(language(), chain);
        long shape = new Trace(language(), chain.stream().map(one -> one.withMessage("")).toList()).hashCode();
        return new ExceptionEvent(record, message, Map.of(), null, null, trace, shape, List.of());
    }

    /// What a log would have: the text, or what a page's policy blocked.
    private String message() {
        Optional<String> text = event.doc("logentry")
                .flatMap(entry -> entry.textIf("message").or(() -> entry.textIf("formatted")));
        Optional<String> csp = event.doc("csp").map(Reported::blocked);
        Optional<String> template = event.doc("template")
                .map(at -> "Error in template " + at.textIf("filename").orElse("") + ": "
                        + at.textIf("context_line").orElse(""));
        Optional<String> pin = Stream.of("expectct", "expectstaple", "hpkp")
                .filter(event::has)
                .map(kind -> kind + " failed for "
                        + event.doc(kind).flatMap(report -> report.textIf("hostname")).orElse(""))
                .findFirst();
        return csp.or(() -> pin).or(() -> template).or(() -> text).or(() -> event.textIf("message")).orElse("");
    }

    private static String blocked(Doc csp) {
        String directive = csp.textIf("effective_directive")
                .or(() -> csp.textIf("violated_directive"))
                .orElse("");
        String uri = csp.textIf("blocked_uri").orElse("self");
        int scheme = uri.indexOf("://");
        int end = scheme < 0 ? uri.indexOf(':') + 1 : uri.indexOf('/', scheme + 3);
        return "Blocked " + directive + " of " + (end > 0 ? uri.substring(0, end) : uri).replace("://", " ");
    }

    private LogRecord record(String message) {
        String logger = event.textIf("logger").filter(name -> !name.isEmpty()).orElse(null);
        return new LogRecord(
                FILE, 0, 1, 1, Instant.EPOCH, Set.of(), Level.ERROR, null, logger, null, null, null, message, Map.of(),
                null,
                false);
    }

    private String language() {
        return switch (event.textIf("platform").orElse("")) {
            case "node" -> "javascript";
            case "native", "cocoa", "objc" -> "c";
            case "" -> "other";
            case String platform -> platform;
        };
    }

    /// The exceptions, the last reported first, as logs print them; or a stack of its own; or that of the thread that crashed.
    private List<Thrown> chain() {
        List<Doc> exceptions = values("exception");
        List<Thrown> chain = new ArrayList<>();
        for (Doc exception : exceptions.reversed()) {
            chain.add(thrown(exception, chain.isEmpty() ? Relation.TOP : Relation.CAUSE));
        }
        if (chain.isEmpty() && event.has("stacktrace")) {
            chain.add(new Thrown(Relation.TOP, "", "", frames(event), 0));
        }
        if (chain.isEmpty()) {
            List<Doc> threads = values("threads");
            threads.stream()
                    .filter(thread -> threads.size() == 1 || thread.flag("crashed", false))
                    .findFirst()
                    .ifPresent(thread -> chain.add(new Thrown(Relation.TOP, "", "", frames(thread), 0)));
        }
        return chain;
    }

    private List<Doc> values(String key) {
        List<Doc> items = event.docs(key, "value");
        return items.size() == 1 && items.getFirst().has("values") ? items.getFirst().docs("values", "value") : items;
    }

    private Thrown thrown(Doc exception, Relation relation) {
        return new Thrown(
                relation,
                exception.textIf("type").orElse(""),
                exception.textIf("value").orElse(""),
                frames(exception),
                0);
    }

    /// The crash first; reported is the outermost first.
    private static List<Frame> frames(Doc holder) {
        List<Frame> frames = new ArrayList<>();
        holder.doc("stacktrace").map(stack -> stack.docs("frames", "function")).orElse(List.of()).forEach(frame -> frames.add(
                new Frame(
                        frame.textIf("module").or(() -> frame.textIf("package")).orElse(null),
                        frame.textIf("function").orElse(""),
                        frame.textIf("filename").or(() -> frame.textIf("abs_path")).orElse(null),
                        frame.number("lineno", 0),
                        frame.number("colno", 0),
                        frame.textIf("context_line").orElse(null),
                        false,
                        false)));
        return frames.reversed();
    }
}
