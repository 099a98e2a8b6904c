package dev.nightjar.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Level;
import dev.nightjar.model.issue.Issue;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleTest {

    @ParameterizedTest
    @CsvSource({
        "'', true, true",
        "'', false, false",
        "NO_COLOR=1, true, false",
        "NO_COLOR=, true, true",
        "TERM=dumb, true, false",
        "CLICOLOR=0, true, false",
        "CLICOLOR=1, false, false",
        "CLICOLOR_FORCE=1, false, true",
        "CLICOLOR_FORCE=0, false, false",
        "CLICOLOR_FORCE=1 TERM=dumb, false, true",
        "CLICOLOR_FORCE=1 NO_COLOR=1, true, false"
    })
    void looksAtTheVariablesThatToolsAgreeOn(String variables, boolean tty, boolean colours) {
        Map<String, String> environment = Arrays.stream(variables.split(" "))
                .filter(one -> one.contains("="))
                .map(one -> one.split("=", -1))
                .collect(Collectors.toMap(one -> one[0], one -> one[1]));
        assertThat(Style.of(false, environment, tty).on()).isEqualTo(colours);
        assertThat(Style.of(true, environment, tty).on()).isFalse();
    }

    @Test
    void addsNothingWithoutColours() {
        Style plain = new Style(false);
        assertThat(plain.template("no <int> of <path>") + plain.bad("x") + plain.level(Level.ERROR))
                .isEqualTo("no <int> of <path>xERROR");
    }

    @Test
    void usesOnlyColoursThatAreReadOnBlackAndOnWhite() {
        Style style = new Style(true);
        StringBuilder all = new StringBuilder(style.template("<int>") + style.place("x") + style.good("x"));
        Arrays.stream(Issue.State.values()).forEach(state -> all.append(style.state(state)));
        Arrays.stream(Level.values()).forEach(level -> all.append(style.level(level)));
        assertThat(all.toString().replaceAll("\u001b\\[(0|1|2|31|32|35|36|39|31;1|35;1)m", ""))
                .doesNotContain("\u001b");
    }

    @Test
    void takesTheSizeFromTheEnvironmentOnlyOnATerminal() {
        assertThat(Terminal.of(Map.of("COLUMNS", "40")).columns()).isEqualTo(Terminal.ENDLESS);
    }
}
