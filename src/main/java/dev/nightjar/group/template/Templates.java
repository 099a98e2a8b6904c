package dev.nightjar.group.template;

import dev.nightjar.config.yaml.Doc;
import dev.nightjar.group.kind.Kind;
import dev.nightjar.group.kind.Lexicon;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes templates of messages. Linear in the message; thread-safe.
///
/// The first 8 KiB of a message are looked at; what is behind them is one slot of kind `rest`, so that template
/// and slots always give the message back. Text that looks like a placeholder is a slot of that kind: a template
/// of a template is the same again.
public final class Templates {

    /// Characters of a message that are looked at.
    static final int MOST = 8192;

    private final Lexicon lexicon;

    private Templates(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /// Reads the member `message` of a file of rules; what is wrong in it is noted there.
    public static Templates read(Doc message) {
        return new Templates(Lexicon.of(message));
    }

    /// The template of a message.
    public Template of(String message) {
        return message.isEmpty() ? Template.EMPTY : new MessageScanner(message, lexicon).template();
    }

    /// What of a template counts: its first two non-empty lines, every placeholder as `*` whatever its kind, so
    /// that an id which happens to have no letters is the same as one with letters; placeholders with nothing but
    /// punctuation between them as one; equal words with a placeholder that follow each other as one; empty
    /// brackets as brackets with a placeholder; blanks as one.
    public static String counted(String template) {
        return Counted.of(template);
    }

    /// How many placeholders of each kind a template has, by placeholder.
    public static Map<String, Integer> placeholders(String template) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = template.indexOf('<'); i >= 0; i = template.indexOf('<', i + 1)) {
            Kind.placeholderAt(template, i).ifPresent(kind -> counts.merge(kind.placeholder, 1, Integer::sum));
        }
        return counts;
    }
}
