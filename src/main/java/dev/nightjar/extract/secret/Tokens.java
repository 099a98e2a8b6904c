package dev.nightjar.extract.secret;

import dev.nightjar.config.yaml.Doc;
import java.util.ArrayList;
import java.util.List;

/// The shapes of tokens that are secret without a name, by the character that each is looked for.
final class Tokens {

    private final List<TokenShape> all;
    private final TokenShape[][] starting = new TokenShape[128][];
    private final TokenShape[][] around = new TokenShape[128][];

    Tokens(List<TokenShape> all) {
        this.all = all;
        for (int c = 0; c < 128; c++) {
            int sign = c;
            starting[c] = all.stream()
                    .filter(shape -> shape.isAtStart() && shape.sign() == sign)
                    .toArray(TokenShape[]::new);
            around[c] = all.stream()
                    .filter(shape -> !shape.isAtStart() && shape.sign() == sign)
                    .toArray(TokenShape[]::new);
        }
    }

    /// Reads the `tokens` of a definition, each with its shapes and texts that have one.
    static List<TokenShape> read(Doc doc) {
        List<TokenShape> shapes = new ArrayList<>();
        for (Doc token : doc.docs("tokens")) {
            token.text("of");
            token.texts("shapes", (place, text) -> {
                try {
                    shapes.add(TokenShape.of(text));
                } catch (IllegalArgumentException e) {
                    token.problems().add(place, "'shapes': " + e.getMessage());
                }
            });
            if (token.texts("samples").isEmpty()) {
                token.problem("samples", "a token without samples does not load: add one");
            }
            token.texts("harmless");
            token.done();
        }
        return shapes;
    }

    List<TokenShape> all() {
        return all;
    }

    /// The secret of a token that begins at `at`, as `Stretches` has it; -1 if none does.
    long at(String text, int at) {
        return first(starting[text.charAt(at) & 127], text, at);
    }

    /// The secret of a token that has the sign at `at`, as `Stretches` has it; -1 if none has.
    long around(String text, int at) {
        return first(around[text.charAt(at) & 127], text, at);
    }

    private static long first(TokenShape[] shapes, String text, int at) {
        for (TokenShape shape : shapes) {
            if (text.startsWith(shape.fixed(), at)) {
                long secret = shape.secret(text, at);
                if (secret >= 0) {
                    return secret;
                }
            }
        }
        return -1;
    }
}
