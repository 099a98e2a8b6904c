package dev.nightjar.report.part;

import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.report.night.Difference;
import dev.nightjar.report.night.TextPiece;
import dev.nightjar.report.night.Wording;
import dev.nightjar.text.Visible;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The view of a stack trace: the root cause first, own frames open, runs of library frames folded, and what
/// differs
/// from other traces of the issue marked.
///
/// @param causes the root cause, then what it caused, outwards
/// @param others suppressed ones and members of groups
/// @param compared with how many other traces
/// @param differs some of them are different beyond their messages
/// @param raw the trace as text, in the order of the log
public record TraceView(List<Link> causes, List<Link> others, int compared, boolean differs, String raw) {

    /// Shown without own code: so many frames stay open.
    private static final int OPEN_WITHOUT_OWN = 5;

    /// A trace of a recursion without end has thousands; of one exception so many are shown.
    private static final int MOST_FRAMES = 400;

    private static final int LONGEST_RAW = 60_000;

    /// One exception.
    ///
    /// @param relation how it stands to the one above, the root cause first: empty for that one
    /// @param printed the same in the order of the log: empty for the outermost
    /// @param message what differs between events marked
    /// @param beyond frames that are not shown
    public record Link(
            String relation,
            String printed,
            String type,
            List<TextPiece> message,
            List<Run> runs,
            int omitted,
            int beyond) {}

    /// Neighbouring frames, folded or open.
    ///
    /// @param summary `12 frames of org.springframework`, for folded ones
    /// @param differs one of them differs
    /// @param text a folded run that does not differ, line by line; it has no `lines`
    public record Run(boolean folded, String summary, boolean differs, List<Line> lines, String text) {}

    /// A frame: function with its module, place as `file:line`, the source line if the trace prints it.
    ///
    /// @param differs other traces of the issue do not have it
    public record Line(String function, String place, boolean own, String source, boolean differs) {}

    /// @param compared other traces of the same issue
    public static TraceView of(Trace trace, List<Trace> compared) {
        List<Thrown> causes = causes(trace);
        List<List<Thrown>> theirs = compared.stream().map(TraceView::causes).toList();
        List<Link> chain = new ArrayList<>();
        for (int i = 0; i < causes.size(); i++) {
            int at = i;
            List<Thrown> same = theirs.stream()
                    .filter(other -> other.size() > at)
                    .map(other -> other.get(at))
                    .toList();
            String relation = i == 0 ? "" : outwards(causes.get(i - 1).relation());
            chain.add(link(causes.get(i), relation, same));
        }
        List<Link> others = trace.chain().stream()
                .filter(TraceView::isAside)
                .map(thrown -> link(thrown, word(thrown.relation()), List.of()))
                .toList();
        boolean differs = theirs.stream().anyMatch(other -> other.size() != causes.size())
                || chain.stream().anyMatch(link -> link.runs().stream().anyMatch(Run::differs));
        return new TraceView(chain, others, compared.size(), differs, raw(trace));
    }

    /// The chain of causes, the root cause first.
    private static List<Thrown> causes(Trace trace) {
        List<Thrown> causes =
                new ArrayList<>(trace.chain().stream().filter(t -> !isAside(t)).toList());
        Collections.reverse(causes);
        return causes;
    }

    private static boolean isAside(Thrown thrown) {
        return thrown.relation() == Relation.SUPPRESSED || thrown.relation() == Relation.MEMBER;
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

    private static Link link(Thrown thrown, String relation, List<Thrown> same) {
        List<Frame> frames = thrown.frames();
        boolean[] differs = differing(frames, same);
        int shown = Math.min(MOST_FRAMES, frames.size());
        return new Link(
                relation,
                word(thrown.relation()),
                Visible.line(thrown.type()),
                Difference.of(
                        cut(thrown.message(), 4_000),
                        same.stream().map(other -> cut(other.message(), 4_000)).toList()),
                runs(frames.subList(0, shown), differs),
                thrown.omitted(),
                frames.size() - shown);
    }

    /// Frames that not every other trace has.
    private static boolean[] differing(List<Frame> frames, List<Thrown> same) {
        boolean[] differs = new boolean[frames.size()];
        same.stream()
                .map(Thrown::frames)
                .filter(other -> !other.equals(frames))
                .distinct()
                .forEach(other -> {
                    Set<String> theirs = new HashSet<>();
                    other.forEach(frame -> theirs.add(qualified(frame) + " " + place(frame)));
                    for (int i = 0; i < differs.length; i++) {
                        Frame frame = frames.get(i);
                        differs[i] |= !theirs.contains(qualified(frame) + " " + place(frame));
                    }
                });
        return differs;
    }

    /// The first frame is where it broke and always stays open; then library frames fold, two or more at a time.
    private static List<Run> runs(List<Frame> frames, boolean[] differs) {
        boolean anyOwn = frames.stream().anyMatch(Frame::inApp);
        int open = anyOwn ? 1 : OPEN_WITHOUT_OWN;
        List<Run> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= frames.size(); i++) {
            if (i == frames.size() || isOpen(frames, i, open) != isOpen(frames, from, open)) {
                runs.add(run(frames, differs, from, i, !isOpen(frames, from, open) && i - from > 1));
                from = i;
            }
        }
        return runs;
    }

    private static boolean isOpen(List<Frame> frames, int i, int open) {
        return i < open || frames.get(i).inApp();
    }

    private static Run run(List<Frame> frames, boolean[] differs, int from, int to, boolean folded) {
        String summary = folded ? Wording.count(to - from, "frame") + " of " + libraries(frames.subList(from, to)) : "";
        boolean any = false;
        for (int i = from; i < to; i++) {
            any |= differs[i];
        }
        if (folded && !any) {
            return new Run(true, summary, false, List.of(), text(frames.subList(from, to)));
        }
        List<Line> lines = new ArrayList<>();
        for (int i = from; i < to; i++) {
            lines.add(line(frames.get(i), differs[i]));
        }
        return new Run(folded, summary, any, lines, "");
    }

    private static String text(List<Frame> frames) {
        StringBuilder out = new StringBuilder();
        frames.forEach(frame -> out.append(out.isEmpty() ? "" : "\n")
                .append(Visible.line(qualified(frame)))
                .append("  ")
                .append(Visible.line(place(frame))));
        return out.toString();
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

    private static Line line(Frame frame, boolean differs) {
        return new Line(
                Visible.line(qualified(frame)),
                Visible.line(place(frame)),
                frame.inApp(),
                frame.context() == null
                        ? ""
                        : Visible.line(cut(frame.context(), 1_000)).strip(),
                differs);
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
            if (out.length() > LONGEST_RAW) {
                break;
            }
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
        return Visible.text(cut(out.toString(), LONGEST_RAW));
    }

    /// The first `most` UTF-16 units, and `…` if there are more.
    public static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
