package dev.nightjar.report;

import dev.nightjar.model.Trace;
import dev.nightjar.model.Trace.Frame;
import dev.nightjar.model.Trace.Relation;
import dev.nightjar.model.Trace.Thrown;
import dev.nightjar.model.Visible;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The view of a stack trace: the root cause first, own frames open, runs of library frames folded.
///
/// @param chain the root cause, then what it caused, outwards; suppressed ones and members last
/// @param raw the trace as text, in the order of the log
public record Traces(List<Link> chain, String raw) {

    /// Shown without own code: so many frames stay open.
    private static final int OPEN_WITHOUT_OWN = 5;

    /// One exception.
    ///
    /// @param relation how it stands to the one above: empty for the first
    public record Link(String relation, String type, String message, List<Run> runs, int omitted) {}

    /// Neighbouring frames, folded or open.
    ///
    /// @param summary `12 frames of org.springframework`, for folded ones
    public record Run(boolean folded, String summary, List<Line> lines) {}

    /// A frame: function with its module, place as `file:line`, the source line if the trace prints it.
    public record Line(String function, String place, boolean own, String source) {}

    static Traces of(Trace trace) {
        List<Thrown> causes = new ArrayList<>();
        List<Thrown> others = new ArrayList<>();
        for (Thrown thrown : trace.chain()) {
            boolean aside = thrown.relation() == Relation.SUPPRESSED || thrown.relation() == Relation.MEMBER;
            (aside ? others : causes).add(thrown);
        }
        Collections.reverse(causes);
        List<Link> chain = new ArrayList<>();
        for (int i = 0; i < causes.size(); i++) {
            chain.add(
                    link(causes.get(i), i == 0 ? "" : outwards(causes.get(i - 1).relation())));
        }
        others.forEach(thrown -> chain.add(link(thrown, word(thrown.relation()))));
        return new Traces(chain, raw(trace));
    }

    /// How the outer of two exceptions came from the inner one.
    private static String outwards(Relation inner) {
        return inner == Relation.CONTEXT ? "while handling it" : "which caused";
    }

    private static String word(Relation relation) {
        return switch (relation) {
            case TOP -> "";
            case CAUSE -> "caused by";
            case SUPPRESSED -> "suppressed";
            case CONTEXT -> "while handling";
            case MEMBER -> "one of the group";
        };
    }

    private static Link link(Thrown thrown, String relation) {
        return new Link(
                relation,
                Visible.line(thrown.type()),
                Visible.text(thrown.message()),
                runs(thrown.frames()),
                thrown.omitted());
    }

    /// The first frame is where it broke and always stays open; then library frames fold, two or more at a time.
    private static List<Run> runs(List<Frame> frames) {
        boolean anyOwn = frames.stream().anyMatch(Frame::inApp);
        int open = anyOwn ? 1 : OPEN_WITHOUT_OWN;
        List<Run> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= frames.size(); i++) {
            if (i == frames.size() || isOpen(frames, i, open) != isOpen(frames, from, open)) {
                runs.add(run(frames.subList(from, i), !isOpen(frames, from, open) && i - from > 1));
                from = i;
            }
        }
        return runs;
    }

    private static boolean isOpen(List<Frame> frames, int i, int open) {
        return i < open || frames.get(i).inApp();
    }

    private static Run run(List<Frame> frames, boolean folded) {
        String summary = folded ? Words.count(frames.size(), "frame") + " of " + libraries(frames) : "";
        return new Run(folded, summary, frames.stream().map(Traces::line).toList());
    }

    private static String libraries(List<Frame> frames) {
        Set<String> names = new LinkedHashSet<>();
        frames.forEach(frame -> names.add(library(frame)));
        List<String> shown = names.stream().limit(3).toList();
        return String.join(", ", shown) + (names.size() > 3 ? " and others" : "");
    }

    /// The first two names of a module, or the folder of a file behind the last `site-packages`, `node_modules`
    /// or `vendor`.
    private static String library(Frame frame) {
        String module = frame.module();
        if (module != null && !module.isEmpty()) {
            int second = module.indexOf('.', module.indexOf('.') + 1);
            return Visible.line(second > 0 ? module.substring(0, second) : module);
        }
        String file = frame.file() == null ? "" : frame.file();
        for (String home : List.of("site-packages/", "node_modules/", "vendor/")) {
            int at = file.lastIndexOf(home);
            if (at >= 0) {
                String rest = file.substring(at + home.length());
                return Visible.line(rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest);
            }
        }
        return file.isEmpty() ? "native code" : Visible.line(file.substring(file.lastIndexOf('/') + 1));
    }

    private static Line line(Frame frame) {
        return new Line(
                Visible.line(qualified(frame)),
                Visible.line(place(frame)),
                frame.inApp(),
                frame.context() == null ? "" : Visible.line(frame.context()).strip());
    }

    private static String qualified(Frame frame) {
        return frame.module() == null || frame.module().isEmpty()
                ? frame.function()
                : frame.module() + "." + frame.function();
    }

    private static String place(Frame frame) {
        if (frame.file() == null) {
            return frame.nativeCode() ? "native" : "";
        }
        return frame.file()
                + (frame.line() > 0 ? ":" + frame.line() : "")
                + (frame.column() > 0 ? ":" + frame.column() : "");
    }

    private static String raw(Trace trace) {
        StringBuilder out = new StringBuilder();
        for (Thrown thrown : trace.chain()) {
            if (!out.isEmpty()) {
                out.append(Character.toUpperCase(word(thrown.relation()).charAt(0)))
                        .append(word(thrown.relation()).substring(1))
                        .append(": ");
            }
            out.append(thrown.type())
                    .append(thrown.message().isEmpty() ? "" : ": " + thrown.message())
                    .append('\n');
            for (Frame frame : thrown.frames()) {
                out.append("    at ")
                        .append(qualified(frame))
                        .append(" (")
                        .append(place(frame))
                        .append(")\n");
            }
            if (thrown.omitted() > 0) {
                out.append("    ... ").append(thrown.omitted()).append(" more\n");
            }
        }
        return Visible.text(out.toString());
    }
}
