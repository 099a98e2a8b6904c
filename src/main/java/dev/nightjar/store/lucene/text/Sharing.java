package dev.nightjar.store.lucene.text;

import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.store.lucene.pack.FilledText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Splits what events say into texts that they share and values of their own. Remembers the numbers of texts that
/// it
/// had
/// lately, by hashes under a secret; for one thread.
public final class Sharing {

    /// Forms of one type beyond which messages of what is thrown are stored whole: more forms than this are not
    /// forms.
    private static final int MANY = 256;

    /// Templates of one logger beyond which messages are stored whole.
    private static final int FAR_TOO_MANY = 1024;

    private static final int REMEMBERED = 1 << 14;
    private static final int NAMES = 1 << 10;
    private static final int TRACES = 1 << 12;

    /// @param shown the template for people stands in it, not with each event
    public record Said(FilledText text, boolean shown) {}

    private final TextDictionary repeated;
    private final long secret;
    private final Cut message = new Cut();
    private final Cut thrown = new Cut();
    private final long[] keys = new long[REMEMBERED];
    private final long[] refs = new long[REMEMBERED];
    private final @Nullable String[] names = new String[NAMES];
    private final long[] nameHashes = new long[NAMES];
    private final TextDictionary.@Nullable Seen[] traces = new TextDictionary.Seen[TRACES];
    private int forgotten;

    public Sharing(TextDictionary repeated) {
        this.repeated = repeated;
        this.secret = repeated.secret();
        this.forgotten = repeated.forgotten();
    }

    /// To be called before a number of events.
    public void begin() {
        if (forgotten != repeated.forgotten()) {
            forgotten = repeated.forgotten();
            Arrays.fill(keys, 0);
            Arrays.fill(traces, null);
        }
    }

    /// The template of an occurrence, with what its holes stand for.
    public Said message(Occurrence occurrence) throws IOException {
        Event event = occurrence.event();
        LogRecord record = event.record();
        message.at(event.message(), occurrence.slots());
        long place = place(record, event instanceof ExceptionEvent ? 1 : 2);
        long key = message.hash(place ^ name(occurrence.template()));
        long known = known(key);
        if (known != 0) {
            return new Said(message.text(known), true);
        }
        AtomicInteger seen = repeated.place(place);
        boolean formless = seen.get() > FAR_TOO_MANY;
        if (formless) {
            message.whole();
            key = message.hash(place);
            known = known(key);
        }
        if (known == 0) {
            StoredTemplate template = new StoredTemplate(
                    record.file().project(),
                    record.level(),
                    record.logger(),
                    formless ? null : occurrence.template(),
                    message.form());
            known = keep(key, repeated.template(template, seen));
        }
        return new Said(message.text(known), !formless);
    }

    private long place(LogRecord record, int kind) {
        Level level = record.level();
        long hash = secret + kind + (level == null ? 0 : 8L * (level.ordinal() + 1));
        hash = FilterWords.mixed(hash ^ name(record.file().project()));
        return FilterWords.mixed(hash ^ (record.logger() == null ? 1 : name(record.logger())));
    }

    /// The forms of the messages of everything thrown. To be asked for after the message: what is thrown often says
    /// its
    /// values again.
    public List<FilledText> thrown(ExceptionEvent event) throws IOException {
        List<FilledText> texts = new ArrayList<>(event.trace().chain().size());
        String project = event.record().file().project();
        for (Thrown each : event.trace().chain()) {
            texts.add(thrown(project, each));
        }
        return texts;
    }

    private FilledText thrown(String project, Thrown of) throws IOException {
        thrown.guess(of.message(), message);
        long key = thrown.hash(secret);
        long known = known(key);
        if (known == 0) {
            AtomicInteger seen = repeated.place(name(project) * 31 + name(of.type()));
            if (seen.get() > MANY) {
                thrown.whole();
                key = thrown.hash(secret);
                known = known(key);
            }
            if (known == 0) {
                known = keep(key, repeated.form(thrown.form(), seen));
            }
        }
        return thrown.text(known);
    }

    /// The variant of a trace, with its masked words.
    public FilledText trace(ExceptionEvent event) throws IOException {
        List<String> words = event.words();
        Trace trace = event.trace();
        String project = event.record().file().project();
        long shape = event.shape() ^ name(project);
        int at = (int) FilterWords.mixed(shape) & TRACES - 1;
        TextDictionary.Seen seen = traces[at];
        boolean known =
                seen != null && seen.masked() && seen.is(shape, trace, true) && Variants.fill(words, seen.holes());
        boolean masked = known || !words.isEmpty() && Variants.isMasked(trace, words);
        if (!masked && !words.isEmpty()) {
            trace = Variants.filled(trace, words.iterator());
        }
        if (seen == null || !seen.is(shape, trace, masked)) {
            seen = repeated.trace(project, shape, trace, masked);
            traces[at] = seen;
        }
        return FilledText.of(seen.ref(), masked ? words : List.of());
    }

    /// 0 if a text is not known. One whose number is 0 is never known.
    private long known(long key) {
        int at = (int) (key >>> 40) & REMEMBERED - 1;
        return keys[at] == key ? refs[at] : 0;
    }

    private long keep(long key, long ref) {
        int at = (int) (key >>> 40) & REMEMBERED - 1;
        keys[at] = key;
        refs[at] = ref;
        return ref;
    }

    /// A hash under the secret, remembered for names that come again.
    private long name(String name) {
        int at = name.hashCode() & NAMES - 1;
        if (name.equals(names[at])) {
            return nameHashes[at];
        }
        long hash = secret;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * FilterWords.PRIME;
        }
        names[at] = name;
        nameHashes[at] = FilterWords.mixed(hash);
        return nameHashes[at];
    }
}
