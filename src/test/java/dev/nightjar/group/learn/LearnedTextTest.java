package dev.nightjar.group.learn;

import static dev.nightjar.group.learn.Lesson.WORDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedTextTest {

    private static LearnedText read(String... lines) {
        return LearnedText.read("learned/shop.txt", List.of(lines), WORDS);
    }

    @Test
    void readsWhatIsOpenForbiddenAndFrozen() {
        LearnedText text = read(
                "learned: 1",
                "",
                "# of the autumn sale",
                "open    com.acme.Till  error  no shelf for <word> in *    # 2026-09-01, 9 values: figs; plums",
                "forbid  -  *  node * became <name>",
                "frozen  2026-12-01   # a person");
        assertThat(text.problems()).isEmpty();
        assertThat(text.opens().getFirst().text()).isEqualTo("no shelf for <word> in *");
        assertThat(text.opens().getFirst().scope()).isEqualTo(new LearnedScope("com.acme.Till", "error"));
        assertThat(text.notes()).containsExactly("2026-09-01, 9 values: figs; plums");
        assertThat(text.forbids().getFirst().scope()).isEqualTo(new LearnedScope("", "*"));
        assertThat(text.isFrozen(LocalDate.of(2026, 12, 1))).isFalse();
        assertThat(text.isFrozen(LocalDate.of(2026, 12, 2))).isTrue();
    }

    @Test
    void saysOfEachWrongLineWhereItIsAndWhatToWrite() {
        assertThat(read("learned: 1", "opne  *  *  x", "open  *  errors  no <word>", "forbid  no shelf", "frozen  soon")
                        .problems())
                .containsExactly(
                        "learned/shop.txt:2: 'opne': a line begins with open, forbid or frozen, or with # if it is for"
                                + " people",
                        "learned/shop.txt:3: 'errors': the level is one of *, error, warning, other",
                        "learned/shop.txt:4: forbid needs a logger, a level and a message, with two blanks or more"
                                + " between them, * for any: forbid  *  error  could not place <word>",
                        "learned/shop.txt:5: frozen needs a day: frozen  2026-12-01");
        assertThat(read("open  *  *  no <word>").problems())
                .containsExactly("learned/shop.txt:1: the first line must be 'learned: 1'");
        assertThat(read("learned: 1", "open  *  *  no \\").problems())
                .containsExactly("learned/shop.txt:2: a backslash with nothing behind it: write \\\\ for one");
    }

    @Test
    void whatAMessageSaysIsNoPartOfTheForm() {
        for (String counted :
                List.of("a <word> # b", "no \\ here", "first line\nsecond <name> line", "#  two  blanks")) {
            SaidWords said = SaidWords.of(counted, WORDS);
            OpenPattern pattern = new OpenPattern(LearnedScope.ANY, said);
            LearnedText text = read("learned: 1", LearnedText.line(pattern, "2026-09-01"));
            assertThat(text.problems()).isEmpty();
            assertThat(text.opens().getFirst().said().tokens).isEqualTo(said.tokens);
            assertThat(text.opens().getFirst().places()).isZero();
        }
    }
}
