package dev.nightjar.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTest {

    private static final String STYLED = "\u001b[31mred\u001b[0m and 日本";

    @Test
    void leavesWhatFitsAsItIs() {
        assertThat(Screen.cut(STYLED, 12)).isSameAs(STYLED);
        assertThat(Screen.cut("", 1)).isEmpty();
    }

    @Test
    void countsColumnsWithoutColoursAndEndsThemWhereItCuts() {
        assertThat(Screen.cut(STYLED, 11)).endsWith(" and 日…").contains("31mred");
        assertThat(Screen.cut(STYLED, 3)).isEqualTo("\u001b[31mre\u001b[0m…");
        assertThat(Screen.cut("abc", 1)).isEqualTo("…");
    }
}
