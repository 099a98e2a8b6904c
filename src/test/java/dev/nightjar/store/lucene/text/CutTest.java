package dev.nightjar.store.lucene.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.event.Occurrence.Slot;
import dev.nightjar.store.encoded.Form;
import dev.nightjar.store.lucene.pack.FilledText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Bytes are cut where characters would be.
class CutTest {

    private static final List<String> PARTS = List.of(
            "order", "17", " ", "=", "'", "\"", "a.b-c", "(", ")", "x7", "Zürich", "😀", "\0", "", "-", ", ", "user",
            "/", "'it is'", "\"\"");

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Cut cut = new Cut();
    private final Cut nothing = new Cut();

    private String text(int parts) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            text.append(PARTS.get(random.nextInt(parts)));
        }
        return text.toString();
    }

    private static String filled(Cut cut) {
        FilledText text = cut.text(1);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < text.values(); i++) {
            values.add(new String(text.utf8(), text.from(i), text.to(i) - text.from(i), StandardCharsets.UTF_8));
        }
        return Form.fill(cut.form(), values.iterator());
    }

    private static String form(String text, int[] holes) {
        StringBuilder form = new StringBuilder();
        int done = 0;
        for (int i = 0; i < holes.length; i += 2) {
            form.append(text, done, holes[i]).append(Form.HOLE);
            done = holes[i + 1];
        }
        return form.append(text.substring(done)).toString();
    }

    @Test
    void formAndValuesTogetherAreTheText() {
        for (int i = 0; i < 20_000; i++) {
            String text = text(PARTS.size());
            cut.guess(text, nothing);
            assertThat(filled(cut)).as("seed %d", seed).isEqualTo(text);
            int from = random.nextInt(text.length() + 1);
            cut.at(text, List.of(new Slot(from, Math.min(text.length(), from + random.nextInt(4)), "any")));
            assertThat(filled(cut)).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void bytesAreCutWhereCharactersAre() {
        for (int i = 0; i < 20_000; i++) {
            String text = text(10);
            cut.guess(text, nothing);
            assertThat(cut.form())
                    .as("seed %d", seed)
                    .isEqualTo(form(text, Form.holes(text, Form.guess(text, Set.of()))));
            int from = random.nextInt(text.length() + 1);
            List<Slot> slots = List.of(new Slot(from, Math.min(text.length(), from + random.nextInt(4)), "any"));
            cut.at(text, slots);
            assertThat(cut.form()).as("seed %d", seed).isEqualTo(form(text, Form.holes(text, slots)));
        }
    }

    @Test
    void textsOfOneFormHaveOneHash() {
        cut.guess("order 17 of 'mia'", nothing);
        long hash = cut.hash(1);
        cut.guess("order 4711 of 'x y'", nothing);
        assertThat(cut.hash(1)).isEqualTo(hash).isNotEqualTo(cut.hash(2));
        cut.guess("order 17 by 'mia'", nothing);
        assertThat(cut.hash(1)).isNotEqualTo(hash);
    }

    @Test
    void whatTheMessageSaidIsAValueAgain() {
        cut.at("no mia here", List.of(new Slot(3, 6, "user")));
        Cut other = new Cut();
        other.guess("mia is not here", cut);
        assertThat(other.form()).isEqualTo("\0 is not here");
    }
}
