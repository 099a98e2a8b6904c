package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentTest {

    private record Pair(@Nullable Object left, @Nullable Object right) {}

    private record Other(@Nullable Object left, @Nullable Object right) {}

    @Test
    void differentContentHasDifferentKeys() {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(
                null,
                "",
                " ",
                "a",
                "b",
                "Aa",
                "BB",
                "ab",
                "ba",
                true,
                false,
                0,
                1,
                0L,
                1L,
                0.0,
                1.0,
                -0.0,
                Level.WARN,
                "WARN "));
        all.add(List.of());
        all.add(List.of("a"));
        all.add(List.of("a", "b"));
        all.add(List.of("ab"));
        all.add(List.of("", "ab"));
        all.add(List.of(List.of("a"), "b"));
        all.add(List.of(List.of("a", "b")));
        all.add(Map.of());
        all.add(Map.of("a", 1));
        all.add(Map.of("a", 2));
        all.add(Map.of("a", 1, "b", 2));
        all.add(Map.of("a", 2, "b", 1));
        all.add(new Pair("a", "b"));
        all.add(new Pair("ab", ""));
        all.add(new Pair("", "ab"));
        all.add(new Pair(null, "ab"));
        all.add(new Pair("ab", null));
        all.add(new Pair(new Pair("a", "b"), ""));
        all.add(new byte[] {1});
        all.add(new byte[] {1, 2});
        for (int i = 0; i < 10_000; i++) {
            all.add("order " + i + " failed");
        }
        Set<String> keys = new HashSet<>();
        all.forEach(one -> keys.add(Content.key(1, one).orElseThrow()));
        assertThat(keys).hasSameSizeAs(all);
    }

    @Test
    void equalContentHasTheSameKeyAndAnotherOneInAnotherFolder() {
        Map<String, Integer> there = new HashMap<>(Map.of("a", 1, "b", 2, "c", 3));
        assertThat(Content.key(7, new Pair("x", List.of(1, 2)), there))
                .isEqualTo(
                        Content.key(7, new Pair("x", new ArrayList<>(List.of(1, 2))), Map.of("c", 3, "b", 2, "a", 1)))
                .isNotEqualTo(Content.key(8, new Pair("x", List.of(1, 2)), there));
        assertThat(Content.key(7, Optional.of("x"))).isEqualTo(Content.key(7, "x"));
    }

    @Test
    void whatCannotBeLookedIntoHasNoKey() {
        assertThat(Content.key(7, new Pair("x", new Object()))).isEmpty();
        assertThat(Content.key(7, Map.of("x", new StringBuilder()))).isEmpty();
        assertThat(Content.key(7, new Other("x", List.of(new Pair(1, Set.of())))))
                .isEmpty();
    }
}
