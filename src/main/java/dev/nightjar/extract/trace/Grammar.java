package dev.nightjar.extract.trace;

import dev.nightjar.config.yaml.Doc;
import dev.nightjar.extract.line.LinePattern;
import dev.nightjar.extract.line.Types;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.log.TraceLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a language prints its stack traces: a file in `traces/`. The README in that folder says what each member
/// means.
///
/// @param name the file's name
/// @param language of its traces
/// @param rank of two grammars in which a line is a call, that of the lower rank counts
/// @param openers with which a continuation line can begin where such a trace stands
/// @param goesOn lines without indent that go on with a trace
/// @param begins indented lines that begin a record
/// @param uncaught lines with which a program's last words begin
/// @param fatal a record without level that has a line that begins so is of the level FATAL
/// @param types names of what can be thrown
/// @param headLast the name and the message of what was thrown stand behind its frames
/// @param oldestFirst the crash frame is the last of its run
/// @param callSites a frame names the place of the call into the function that the frame above names
/// @param margins characters that may stand between blanks at the beginning of every line
/// @param outermost the function that the outermost frame's place is in, where frames are call sites
/// @param headers texts with which the line before a run of frames ends
/// @param starts lines that announce frames
/// @param announced a line is a call only behind such a line
/// @param ends behind frames, a line that begins so is another matter, and so is all that follows
/// @param again behind the first call of all, a line that begins so says that calls are printed
///     again: those that begin with the same line count instead
/// @param names of types, by what the text has for them
/// @param never a text with a line that begins so before its first frame has no trace
/// @param fallback the type of what is thrown without one
/// @param heads what was thrown: `{type}`, `{message}`, and its place where that stands there
/// @param links texts that lead from one thing thrown to the next
/// @param behind what another head behind frames is to what stands before; null: another matter
/// @param returns lines behind which the frames of the enclosing one follow
/// @param members how the members of a group are told apart
/// @param frames one call
/// @param omitted frames that were left out
/// @param skips lines between frames that are none
/// @param suffixes texts to be left out at the end of a frame's line
/// @param source a line behind a frame is its source line, unless it begins with one of `notSource`
/// @param empty messages that mean that there is none
public record Grammar(
        String name,
        String language,
        int rank,
        List<String> openers,
        List<TraceLines.GoesOn> goesOn,
        List<TraceLines.Begins> begins,
        List<TraceLines.Uncaught> uncaught,
        List<String> fatal,
        Types types,
        boolean headLast,
        boolean oldestFirst,
        boolean callSites,
        String outermost,
        String margins,
        List<String> headers,
        List<LinePattern> starts,
        boolean announced,
        List<String> ends,
        List<String> again,
        Map<String, String> names,
        List<String> never,
        String fallback,
        List<LinePattern> heads,
        List<Link> links,
        @Nullable Relation behind,
        List<String> returns,
        Members members,
        List<LinePattern> frames,
        List<LinePattern> omitted,
        List<LinePattern> skips,
        List<String> suffixes,
        boolean source,
        List<String> notSource,
        List<String> empty,
        List<Sample> samples,
        Marks marks) {

    /// A text that leads to another thing thrown; `outer`: that one encloses what stands before it; `within`:
    /// it may stand within a line.
    public record Link(String text, Relation relation, boolean outer, boolean within) {}

    /// How the members of a group stand in the text; empty where the language has none.
    public record Members(String opens, String separator, String end) {}

    /// A trace with what must be found in it: the types in the order of the chain, the number of frames of the
    /// first, and its crash frame as `module.function file:line`.
    public record Sample(String text, List<String> types, String message, int frames, String top) {}

    /// What the reader looks for, taken from the layouts: literal beginnings of the lines of a run, the layouts
    /// of one line that have none, and those of two lines.
    public record Marks(List<String> starts, List<LinePattern> unmarked, List<LinePattern> two) {

        /// True if one of the beginnings stands at `at`.
        boolean startAt(String text, int at) {
            for (int i = 0; i < starts.size(); i++) {
                if (text.startsWith(starts.get(i), at)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// The end of a frame's line `[from, to)` without suffixes.
    int frameEnd(String text, int from, int to) {
        int end = to;
        for (String suffix : suffixes) {
            while (end - suffix.length() > from && text.startsWith(suffix, end - suffix.length())) {
                end -= suffix.length();
            }
        }
        while (end < to && end > from && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }

    /// Reads a grammar; what is wrong with it is noted in the document's problems.
    static Grammar of(Doc doc) {
        Map<String, List<LinePattern>> parts = parts(doc);
        List<LinePattern> frames = layouts(doc, "frames", parts);
        List<LinePattern> starts = layouts(doc, "starts", parts);
        List<LinePattern> omitted = layouts(doc, "omitted", parts);
        List<LinePattern> skips = layouts(doc, "skips", parts);
        Optional<Doc> group = doc.doc("members");
        Grammar grammar = new Grammar(
                doc.fileName(),
                doc.textIf("language").orElse(doc.fileName()),
                doc.number("rank", 0),
                doc.texts("openers"),
                doc.docs("goes-on", "line").stream().flatMap(Grammar::goesOn).toList(),
                doc.docs("begins", "line").stream().map(Grammar::begins).toList(),
                doc.docs("uncaught", "line").stream().map(Grammar::uncaught).toList(),
                doc.texts("fatal"),
                new Types(doc.texts("types"), doc.flag("qualified", false)),
                doc.flag("head-last", false),
                doc.flag("oldest-first", false),
                doc.flag("call-sites", false),
                doc.textIf("outermost").orElse(""),
                doc.textIf("margins").orElse(""),
                doc.texts("headers"),
                starts,
                doc.flag("announced", false),
                doc.texts("ends"),
                doc.texts("again"),
                names(doc),
                doc.texts("never"),
                doc.textIf("type").orElse(""),
                layouts(doc, "heads", parts),
                doc.docs("links").stream().map(Grammar::link).toList(),
                doc.textIf("behind").map(word -> relation(doc, word)).orElse(null),
                doc.texts("returns"),
                group.map(Grammar::members).orElse(new Members("", "", "")),
                frames,
                omitted,
                skips,
                doc.texts("suffixes"),
                doc.flag("source", false),
                doc.texts("not-source"),
                doc.texts("empty"),
                doc.docs("samples").stream().map(Grammar::sample).toList(),
                marks(List.of(frames, starts, omitted, skips)));
        doc.textIf("about");
        if (grammar.frames.isEmpty() || grammar.heads.isEmpty()) {
            doc.problem("frames", "a grammar needs 'heads' and 'frames'");
        }
        if (grammar.samples.isEmpty()) {
            doc.problem("samples", "a grammar without samples does not load: add 'samples' with 'text' and 'types'");
        }
        doc.done();
        return grammar;
    }

    private static Map<String, List<LinePattern>> parts(Doc doc) {
        Map<String, List<LinePattern>> parts = new LinkedHashMap<>();
        doc.doc("parts").ifPresent(list -> list.keys().forEach(name -> parts.put(name, layouts(list, name, parts))));
        return parts;
    }

    private static List<LinePattern> layouts(Doc doc, String key, Map<String, List<LinePattern>> parts) {
        List<LinePattern> layouts = new ArrayList<>();
        for (String pattern : doc.texts(key)) {
            try {
                layouts.add(LinePattern.of(pattern, parts));
            } catch (IllegalArgumentException e) {
                doc.problem(key, String.valueOf(e.getMessage()));
            }
        }
        return List.copyOf(layouts);
    }

    private static Map<String, String> names(Doc doc) {
        Map<String, String> names = new LinkedHashMap<>();
        doc.doc("names").ifPresent(map -> map.keys().forEach(key -> names.put(key, map.text(key))));
        return Map.copyOf(names);
    }

    private static Link link(Doc doc) {
        String relation = doc.text("relation");
        Link link = new Link(
                doc.text("text"), relation(doc, relation), doc.flag("outer", false), doc.flag("within", false));
        doc.done();
        return link;
    }

    /// One for each of its lines.
    private static Stream<TraceLines.GoesOn> goesOn(Doc doc) {
        List<String> after = doc.texts("after");
        int within = doc.number("within", 1);
        boolean levelled = doc.flag("levelled", false);
        List<String> until = doc.texts("until");
        List<String> through = doc.texts("through");
        if (within > 1 && after.stream().anyMatch(text -> text.indexOf('\n') >= 0)) {
            doc.problem("after", "with 'within', a pattern of 'after' is one of a single line");
        }
        List<String> lines = doc.texts("line");
        doc.done();
        return lines.stream().map(line -> new TraceLines.GoesOn(line, after, within, levelled, until, through));
    }

    private static TraceLines.Begins begins(Doc doc) {
        TraceLines.Begins line = new TraceLines.Begins(doc.text("line"), doc.texts("then"));
        doc.done();
        return line;
    }

    private static TraceLines.Uncaught uncaught(Doc doc) {
        TraceLines.Uncaught line =
                new TraceLines.Uncaught(doc.text("line"), doc.texts("unless"), doc.flag("always", false));
        doc.done();
        return line;
    }

    private static Relation relation(Doc doc, String word) {
        for (Relation relation : Relation.values()) {
            if (relation.name().toLowerCase(Locale.ROOT).equals(word)) {
                return relation;
            }
        }
        doc.problem("relation", "'relation' must be cause, suppressed, context or member, not '" + word + "'");
        return Relation.CAUSE;
    }

    private static Members members(Doc doc) {
        Members members = new Members(
                doc.textIf("opens").orElse(""),
                doc.textIf("separator").orElse(""),
                doc.textIf("end").orElse(""));
        doc.done();
        return members;
    }

    private static Sample sample(Doc doc) {
        Sample sample = new Sample(
                doc.text("text"),
                doc.texts("types"),
                doc.textIf("message").orElse(""),
                doc.number("frames", 0),
                doc.textIf("top").orElse(""));
        doc.done();
        return sample;
    }

    private static Marks marks(List<List<LinePattern>> runs) {
        List<LinePattern> all = runs.stream().flatMap(List::stream).toList();
        return new Marks(
                all.stream()
                        .flatMap(layout -> layout.openings().stream())
                        .distinct()
                        .toList(),
                all.stream()
                        .filter(layout -> layout.openings().isEmpty() && !layout.isTwo())
                        .toList(),
                all.stream().filter(LinePattern::isTwo).toList());
    }
}
