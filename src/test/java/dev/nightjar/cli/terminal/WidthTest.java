package dev.nightjar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {

    @ParameterizedTest
    @CsvSource({"abc, 3", "日本語, 6", "ﾊﾝｶｸ, 4", "한국, 4", "e\u0301te\u0301, 3", "🔥!, 3", "ÄÖ€, 3", "Ａ１, 4", "a\u200db, 2"
    })
    void countsColumnsAsTerminalsDo(String text, int columns) {
        assertThat(Width.of(text)).isEqualTo(columns);
    }

    @Test
    void cutsByColumnsAndKeepsWhatCombines() {
        assertThat(Width.cut("日本語", 6)).isEqualTo("日本語");
        assertThat(Width.cut("日本語", 5)).isEqualTo("日本…");
        assertThat(Width.cut("日本語", 4)).isEqualTo("日…");
        assertThat(Width.cut("e\u0301t\u0301e", 2)).isEqualTo("e\u0301…");
        assertThat(Width.cut("abc", 0)).isEmpty();
        assertThat(Width.end("/var/log/日本.log", 8)).isEqualTo("…本.log");
        assertThat(Width.fit("日", 4)).isEqualTo("日  ");
    }

    @Test
    void breaksLinesAtBlanksAndWordsOnlyWhereTheyAreLonger() {
        assertThat(Width.wrap("the order failed", 9)).isEqualTo(List.of("the order", "failed"));
        assertThat(Width.wrap("no /var/log/shop/app.log", 9)).isEqualTo(List.of("no", "/var/log/", "shop/app.", "log"));
        assertThat(Width.wrap("日本語 日本", 5)).isEqualTo(List.of("日本", "語", "日本"));
    }

    @Test
    void neverTakesMoreColumnsThanThereAre() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] some = {'a', ' ', '日', 0x1f525, 0x301, '<', 0xff21};
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, some.length).forEach(i -> text.appendCodePoint(some[i]));
            int columns = 2 + random.nextInt(20);
            assertThat(Width.of(Width.cut(text.toString(), columns)))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(columns);
            assertThat(Width.of(Width.fit(text.toString(), columns)))
                    .as("seed %d", seed)
                    .isEqualTo(columns);
            List<String> lines = Width.wrap(text.toString(), columns);
            assertThat(lines).as("seed %d", seed).allMatch(line -> Width.of(line) <= columns);
            assertThat(String.join("", lines).replace(" ", ""))
                    .isEqualTo(text.toString().replace(" ", ""));
        }
    }
}
