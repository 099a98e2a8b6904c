package dev.nightjar.extract.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.nightjar.bytes.LiteralPrefilter;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
                    masquerading as (?<target>\\S+)       ! masquerading as
                    (?i)Acting As\\b                      ! acting as
                    a+bcdefg?h                           ! bcdefgh,bcdefh
                    (?:Failed|Accepted) password for     ! failed password for,accepted password for
                    role (?P<from>\\w+) granted to (\\w+)  ! granted to
                    x{2,3}login as{0,1} root             ! login a
                    [ab]cdefg                            ! acdefg,bcdefg
                    [^ab]cdefg                           ! cdefg
                    \\Qa.b*cd\\E\\.e                        ! a.b*cd.e
                    (user)? (?:left|right)               ! left,right,user left,user right
                    """)
    void readsWhatAPatternCannotMatchWithout(String pattern, String texts) {
        assertThat(Literals.of(pattern).stream().map(String::strip))
                .containsExactlyInAnyOrder(texts.strip().split(","));
    }

    @ParameterizedTest
    @CsvSource({"\\d+", "(?i)abc", "a|masquerade", "(masquerade)?", "(masquerade)*", "<'\"/>&", "[[:alpha:]]+x"})
    void saysNothingOfAPatternThatMatchesWithout(String pattern) {
        assertThat(Literals.of(pattern)).isEmpty();
    }

    /// Patterns made at random, and texts made to match some of them.
    @Test
    void whateverMatchesHoldsOneOfThem() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = pattern(random, 3);
            String text = text(random);
            Set<String> needed = Literals.of(pattern);
            if (!needed.isEmpty() && Pattern.compile(pattern).matcher(text).find()) {
                matched++;
                assertThat(needed).as("seed %d, %s in %s", seed, pattern, text).anyMatch(text::contains);
                assertThat(LiteralPrefilter.of(needed).in("x".repeat(random.nextInt(20)) + text, 1_000))
                        .as("seed %d, %s in %s", seed, pattern, text)
                        .isTrue();
            }
        }
        assertThat(matched).as("seed %d", seed).isPositive();
    }

    private static String pattern(Random random, int depth) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i <= random.nextInt(4); i++) {
            String part = depth == 0 || random.nextInt(3) > 0
                    ? "ab".repeat(1 + random.nextInt(3)).substring(random.nextInt(2))
                    : "(" + pattern(random, depth - 1) + (random.nextBoolean() ? "|" + pattern(random, depth - 1) : "")
                            + ")";
            String[] behind = {"", "", "", "?", "*", "+", "{1,2}", "{0,1}", "+?"};
            all.append(part).append(behind[random.nextInt(behind.length)]);
        }
        return all.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append("ab".repeat(random.nextInt(6)).concat("b".repeat(random.nextInt(2))));
        }
        return text.toString();
    }
}
