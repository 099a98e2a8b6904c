package dev.nightjar.notify.hook;

import dev.nightjar.text.Visible;
import java.util.List;
import java.util.Optional;

/// How text of a log is kept from being more than text where it is shown: it must not call people (`@channel`,
/// `<!here>`), become a link, or change how it looks. A template says in its head which of these its values pass;
/// without a word, the strictest.
enum Escaping {

    /// As it is: for programs.
    RAW {
        @Override
        String text(String raw) {
            return raw;
        }
    },

    /// One visible line: for fields that know no markup.
    PLAIN {
        @Override
        String text(String raw) {
            return Visible.line(raw);
        }
    },

    /// For Slack: `&`, `<` and `>` are all it takes for mentions and links, and addresses are not recognised.
    SLACK {
        @Override
        String text(String raw) {
            return broken(Visible.line(raw))
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;");
        }
    },

    /// For Markdown, as Mattermost reads it.
    MARKDOWN {
        @Override
        String text(String raw) {
            StringBuilder out = new StringBuilder();
            for (char c : broken(Visible.line(raw)).toCharArray()) {
                if (MARKS.indexOf(c) >= 0) {
                    out.append('\\');
                }
                out.append(c);
            }
            return out.toString();
        }
    };

    private static final String MARKS = "\\`*_{}[]()#+-.!|~>";

    /// Seen by nobody, and enough that a name is no mention and an address no link.
    private static final String JOINER = "\u2060";

    abstract String text(String raw);

    private static String broken(String line) {
        return line.replace("@", "@" + JOINER)
                .replace("://", ":" + JOINER + "//")
                .replace("www.", "www" + JOINER + ".")
                .replace("mailto:", "mailto" + JOINER + ":");
    }

    /// Empty if there is none of that name.
    static Optional<Escaping> named(String name) {
        return List.of(values()).stream()
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
