package dev.nightjar.cli.text;

import dev.nightjar.cli.call.Session;
import dev.nightjar.cli.terminal.Phrases;
import dev.nightjar.cli.terminal.Style;
import dev.nightjar.cli.terminal.Width;
import dev.nightjar.model.event.Trace;
import dev.nightjar.text.Visible;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A stack trace for people: the root cause first, own frames bright, runs of library frames folded to their number
/// and where they are from.
public final class TraceText {

    /// Shorter runs are shown: folding them saves nothing.
    private static final int WORTH_FOLDING = 3;

    /// A package of a library is named by so many parts.
    private static final int PARTS = 2;

    private static final int NAMED = 2;
    private static final int MESSAGE = 480;

    private final PrintStream out;
    private final Style style;
    private final int columns;
    private final boolean full;

    /// @param full nothing is folded
    TraceText(Session session, PrintStream out, boolean full) {
        this.out = out;
        this.style = session.style;
        this.columns = session.columns();
        this.full = full;
    }

    void print(Trace trace) {
        if (trace.chain().size() > 1) {
            Trace.Thrown root = trace.rootCause();
            String at = root.frames().stream()
                    .filter(Trace.Frame::inApp)
                    .findFirst()
                    .or(() -> root.frames().stream().findFirst())
                    .map(frame -> "at " + Visible.line(frame.shown()))
                    .orElse("");
            String what = Phrases.line(root.type() + message(root), Math.min(MESSAGE, columns - 14));
            out.println("  " + style.bad("root cause") + "  " + style.bold(what));
            if (!at.isEmpty()) {
                out.println("              " + style.own(Width.cut(at, columns - 14)));
            }
            out.println();
        }
        trace.chain().forEach(this::thrown);
    }

    private static String message(Trace.Thrown thrown) {
        return thrown.message().isEmpty() ? "" : ": " + thrown.message();
    }

    private void thrown(Trace.Thrown thrown) {
        String how = relation(thrown);
        out.println("  " + how + style.bold(Visible.line(thrown.type())) + Phrases.line(message(thrown), MESSAGE));
        List<Trace.Frame> frames = thrown.frames();
        int from = 0;
        while (from < frames.size()) {
            int to = from + 1;
            boolean own = frames.get(from).inApp();
            while (to < frames.size() && !own && !frames.get(to).inApp()) {
                to++;
            }
            run(frames.subList(from, to), from == 0);
            from = to;
        }
        if (thrown.omitted() > 0) {
            out.println("      " + style.aside("… " + thrown.omitted() + " more, as above"));
        }
    }

    /// An own frame, or library frames in a row. The one that crashed is always shown.
    private void run(List<Trace.Frame> frames, boolean crashed) {
        if (frames.getFirst().inApp()) {
            out.println(
                    "      " + style.own("at " + Visible.line(frames.getFirst().shown())));
            return;
        }
        int shown = full || frames.size() < WORTH_FOLDING ? frames.size() : crashed ? 1 : 0;
        frames.stream()
                .limit(shown)
                .forEach(frame -> out.println("      " + style.aside("at " + Visible.line(frame.shown()))));
        List<Trace.Frame> folded = frames.subList(shown, frames.size());
        if (!folded.isEmpty()) {
            out.println("      "
                    + style.aside("… " + Phrases.count(folded.size(), "frame") + " of " + Visible.line(where(folded))));
        }
    }

    /// The packages of most frames.
    static String where(List<Trace.Frame> frames) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        frames.forEach(frame -> counts.merge(library(frame), 1, Integer::sum));
        List<String> names = new ArrayList<>(counts.keySet());
        names.sort(Comparator.comparing((String name) -> counts.get(name)).reversed());
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (names.size() > NAMED ? " and others" : "");
    }

    private static String library(Trace.Frame frame) {
        String module = frame.module();
        if (module == null || module.isEmpty()) {
            return frame.file() == null ? "library code" : folder(frame.file());
        }
        String bare = module.substring(module.lastIndexOf('/') + 1);
        String[] parts = bare.split("[.:\\\\]+", -1);
        return String.join(".", List.of(parts).subList(0, Math.min(PARTS, Math.max(1, parts.length - 1))));
    }

    /// The package of a path: what stands behind the folder that holds libraries, else the file's name.
    private static String folder(String file) {
        for (String holder : new String[] {"site-packages/", "dist-packages/", "node_modules/", "vendor/", "gems/"}) {
            int at = file.lastIndexOf(holder);
            if (at >= 0) {
                String rest = file.substring(at + holder.length());
                int end = rest.indexOf('/', rest.startsWith("@") ? rest.indexOf('/') + 1 : 0);
                return end < 0 ? rest : rest.substring(0, end);
            }
        }
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /// How something thrown follows what stands before it.
    public static String relation(Trace.Thrown thrown) {
        return switch (thrown.relation()) {
            case TOP -> "";
            case CAUSE -> "Caused by: ";
            case SUPPRESSED -> "Suppressed: ";
            case CONTEXT -> "While handling: ";
            case MEMBER -> "Member: ";
        };
    }
}
