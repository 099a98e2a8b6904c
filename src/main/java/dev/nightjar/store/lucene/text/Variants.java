package dev.nightjar.store.lucene.text;

import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.store.encoded.Form;
import dev.nightjar.store.encoded.WireIn;
import dev.nightjar.store.encoded.WireOut;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.lucene.index.WordStream;
import dev.nightjar.store.query.Words;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Traces without their messages: equal ones are stored and indexed once.
public final class Variants {

    private static final int BETWEEN_LETTERS = 1 << 20;
    private static final Relation[] RELATIONS = Relation.values();

    private Variants() {}

    /// All of a trace but the messages.
    ///
    /// @param masked its frames have holes
    static byte[] encode(String project, Trace trace, boolean masked) {
        WireOut out = new WireOut().text(project).flag(masked).text(trace.language());
        out.list(
                trace.chain(),
                (o, thrown) -> o.number(thrown.relation().ordinal())
                        .text(thrown.type())
                        .number(thrown.omitted())
                        .list(thrown.frames(), Variants::frame));
        return out.copy();
    }

    /// The trace, its messages empty.
    static Trace decode(BytesRef bytes) {
        WireIn in = Schema.in(bytes);
        in.text();
        in.flag();
        return new Trace(in.text(), in.list(Variants::thrown));
    }

    static List<IndexableField> document(Term key, long ref, byte[] encoded, Trace trace, boolean masked) {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(Schema.kind(Schema.VARIANT_KIND));
        fields.add(Schema.keyField(key));
        fields.add(new org.apache.lucene.document.NumericDocValuesField(Schema.REF, ref));
        fields.add(new org.apache.lucene.document.StoredField(Schema.BLOB, encoded));
        WordStream body = new WordStream(literals(texts(trace), masked), besidesCalls(trace));
        fields.add(new Field(Schema.VARIANT_BODY, body, Schema.PHRASES));
        fields.add(new Field(Schema.FRAME, new WordStream(literals(calls(trace), masked)), Schema.PHRASES));
        types(trace).forEach(type -> fields.add(Schema.exact(Schema.TYPE, type)));
        trace.chain().stream()
                .flatMap(thrown -> Words.ofName(thrown.type()).stream())
                .distinct()
                .forEach(word -> fields.add(Schema.exact(Schema.WORD_OF_TYPE, word)));
        for (String source : sources(trace)) {
            if (!masked || source.indexOf(Trace.HOLE) < 0) {
                fields.add(Schema.exact(Schema.SOURCE, source));
            }
        }
        if (masked) {
            fields.add(Schema.exact(Schema.MASKED, "1"));
        }
        return fields;
    }

    /// Texts as they are indexed: cut where a word is missing, so that no phrase crosses it.
    private static List<String> literals(List<String> texts, boolean masked) {
        return masked
                ? texts.stream().flatMap(text -> Form.literals(text).stream()).toList()
                : texts;
    }

    /// True if these words fill the holes of a trace's frames so that nothing around them becomes another word.
    /// Else it
    /// has to be stored whole.
    static boolean isMasked(Trace trace, List<String> words) {
        int holes = 0;
        for (Thrown thrown : trace.chain()) {
            for (Frame frame : thrown.frames()) {
                int more = holes(frame.module()) + holes(frame.function()) + holes(frame.file());
                if (more >= BETWEEN_LETTERS) {
                    return false;
                }
                holes += more;
            }
        }
        return fill(words, holes);
    }

    /// How many words are missing in a part of a frame; `BETWEEN_LETTERS` if one is missing beside letters.
    private static int holes(@Nullable String part) {
        if (part == null) {
            return 0;
        }
        int holes = 0;
        for (int hole = part.indexOf(Trace.HOLE); hole >= 0; hole = part.indexOf(Trace.HOLE, hole + 1)) {
            boolean beside = hole > 0 && Words.inWord(part, hole - 1)
                    || hole + 1 < part.length() && Words.inWord(part, hole + 1);
            if (beside) {
                return BETWEEN_LETTERS;
            }
            holes++;
        }
        return holes;
    }

    /// True if there are as many words as holes, and each is one.
    static boolean fill(List<String> words, int holes) {
        for (String word : words) {
            if (!Words.any(word)) {
                return false;
            }
        }
        return holes == words.size();
    }

    /// How many words are missing.
    static int holes(Trace trace) {
        int holes = 0;
        for (Thrown thrown : trace.chain()) {
            for (Frame frame : thrown.frames()) {
                for (String part : parts(frame)) {
                    holes += (int) part.chars().filter(c -> c == Trace.HOLE).count();
                }
            }
        }
        return holes;
    }

    /// What of a frame may have holes, in their order.
    private static List<String> parts(Frame frame) {
        return Stream.of(frame.module(), frame.function(), frame.file())
                .filter(Objects::nonNull)
                .toList();
    }

    /// The trace with words put into the holes of its frames.
    public static Trace filled(Trace trace, Iterator<String> words) {
        return new Trace(
                trace.language(),
                trace.chain().stream()
                        .map(thrown -> thrown.withFrames(thrown.frames().stream()
                                .map(frame -> filled(frame, words))
                                .toList()))
                        .toList());
    }

    private static Frame filled(Frame frame, Iterator<String> words) {
        if (parts(frame).stream().allMatch(part -> part.indexOf(Trace.HOLE) < 0)) {
            return frame;
        }
        return new Frame(
                frame.module() == null ? null : Form.fill(frame.module(), words),
                Form.fill(frame.function(), words),
                frame.file() == null ? null : Form.fill(frame.file(), words),
                frame.line(),
                frame.column(),
                frame.context(),
                frame.inApp(),
                frame.nativeCode());
    }

    /// What full text search sees of a trace, as values that no phrase crosses: types, frames as printed, source
    /// lines.
    public static List<String> texts(Trace trace) {
        List<String> texts = new ArrayList<>();
        for (Thrown thrown : trace.chain()) {
            texts.add(thrown.type());
            for (Frame frame : thrown.frames()) {
                texts.add(call(frame) + " " + (frame.file() == null ? "" : frame.file())
                        + (frame.line() > 0 ? ":" + frame.line() : ""));
                if (frame.context() != null) {
                    texts.add(frame.context());
                }
            }
        }
        return texts;
    }

    /// What of a trace has names, but for the calls: parts of those are found by the field of frames.
    private static Set<String> besidesCalls(Trace trace) {
        Set<String> named = new LinkedHashSet<>();
        for (Thrown thrown : trace.chain()) {
            named.add(thrown.type());
            for (Frame frame : thrown.frames()) {
                Stream.of(frame.file(), frame.context())
                        .flatMap(Stream::ofNullable)
                        .filter(text -> text.indexOf(Trace.HOLE) < 0)
                        .forEach(named::add);
            }
        }
        return named;
    }

    /// The functions called, with their modules.
    public static List<String> calls(Trace trace) {
        return trace.chain().stream()
                .flatMap(thrown -> thrown.frames().stream())
                .map(Variants::call)
                .distinct()
                .toList();
    }

    /// The types thrown, full and without their package.
    static Set<String> types(Trace trace) {
        Set<String> types = new LinkedHashSet<>();
        for (Thrown thrown : trace.chain()) {
            types.add(Words.keyword(thrown.type()));
            types.add(Words.keyword(Words.last(thrown.type(), ".\\:$/")));
        }
        types.remove("");
        return types;
    }

    /// The source files of the frames, as printed and without folders.
    public static Set<String> sources(Trace trace) {
        Set<String> sources = new LinkedHashSet<>();
        trace.chain().stream().flatMap(thrown -> thrown.frames().stream()).forEach(frame -> {
            if (frame.file() != null) {
                sources.add(Words.keyword(frame.file()));
                sources.add(Words.keyword(Words.last(frame.file(), "/\\")));
            }
        });
        sources.remove("");
        return sources;
    }

    /// True if two traces differ at most in their messages. Quick where they share frames.
    static boolean same(Trace a, Trace b) {
        if (a.chain().size() != b.chain().size() || !a.language().equals(b.language())) {
            return false;
        }
        for (int i = 0; i < a.chain().size(); i++) {
            Thrown one = a.chain().get(i);
            Thrown other = b.chain().get(i);
            boolean equal = one.relation() == other.relation()
                    && one.omitted() == other.omitted()
                    && one.type().equals(other.type())
                    && sameFrames(one.frames(), other.frames());
            if (!equal) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean sameFrames(List<Frame> a, List<Frame> b) {
        return a == b || a.equals(b);
    }

    private static String call(Frame frame) {
        return frame.module() == null ? frame.function() : frame.module() + "." + frame.function();
    }

    private static void frame(WireOut out, Frame frame) {
        out.optional(frame.module())
                .text(frame.function())
                .optional(frame.file())
                .number(frame.line())
                .number(frame.column())
                .optional(frame.context())
                .number((frame.inApp() ? 1 : 0) | (frame.nativeCode() ? 2 : 0));
    }

    private static Thrown thrown(WireIn in) {
        Relation relation = RELATIONS[in.integer()];
        String type = in.text();
        int omitted = in.integer();
        return new Thrown(relation, type, "", in.list(Variants::frame), omitted);
    }

    private static Frame frame(WireIn in) {
        String module = in.optional();
        String function = in.text();
        String file = in.optional();
        int line = in.integer();
        int column = in.integer();
        String context = in.optional();
        int flags = in.integer();
        return new Frame(module, function, file, line, column, context, (flags & 1) != 0, (flags & 2) != 0);
    }
}
