package dev.nightjar.group.kind;

import static dev.nightjar.group.kind.Chars.AT;
import static dev.nightjar.group.kind.Chars.COLON;
import static dev.nightjar.group.kind.Chars.DASH;
import static dev.nightjar.group.kind.Chars.DIGIT;
import static dev.nightjar.group.kind.Chars.DOT;
import static dev.nightjar.group.kind.Chars.LETTER;
import static dev.nightjar.group.kind.Chars.SLASH;

import java.util.Locale;
import java.util.Optional;

/// The kinds of variable parts of a message. Which of them count, and in which order they are tried, is in the
/// rules.
public enum Kind {
    EMAIL(AT | DOT | LETTER),
    URL(COLON | SLASH),
    HOST(LETTER),
    IP(0),
    MAC(0),
    TRACEPARENT(DASH | DIGIT),
    UUID(DASH),
    HASH(DIGIT | LETTER),
    DATE(DIGIT),
    TIME(COLON | DIGIT),
    DURATION(DIGIT),
    SIZE(DIGIT),
    VERSION(DOT | DIGIT),
    PATH(0),
    HEX(LETTER),
    FLOAT(DOT | DIGIT),
    ID(DIGIT),
    INT(DIGIT),
    LIST(0),
    QUOTED(0),
    BOOL(0),
    NAME(0),
    VALUE(0),
    REST(0);

    /// The classes of characters that a compound must have for this kind to stand in it.
    public final int needs;

    /// The kind's name: `int`.
    public final String label;

    /// What stands for it in a template: `<int>`.
    public final String placeholder;

    Kind(int needs) {
        this.needs = needs;
        this.label = name().toLowerCase(Locale.ROOT);
        this.placeholder = "<" + label + ">";
    }

    static Optional<Kind> of(String label) {
        for (Kind kind : values()) {
            if (kind.label.equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /// The kind whose placeholder stands at `i`, if any.
    public static Optional<Kind> placeholderAt(String s, int i) {
        for (Kind kind : values()) {
            if (s.startsWith(kind.placeholder, i)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
