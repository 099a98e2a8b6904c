package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void readsBackWhatItWrote() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Map<String, Object> members = members(random, 0);
            String line = new Json().put("all", members).toString();
            assertThat(line).as("seed %d", seed).doesNotContain("\n");
            assertThat(JsonReader.object(line)).as("seed %d: %s", seed, line).isEqualTo(Map.of("all", members));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1|column 7",
                "[1]|column 1: not an object",
                "``|column 1: not an object",
                "{\"a\":1} x|column 9",
                "{\"a\":1}{}|column 8: something follows",
                "{\"a\":1,\"a\":2}|column 11: Duplicate",
                "{\"a\":99999999999999999999}|column",
                "{a:1}|column 2",
                "{\"a\":\"\u0007\"}|column"
            })
    void saysInWhichColumnALineIsWrong(String line, String message) {
        assertThatThrownBy(() -> JsonReader.object(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 100_000})
    void refusesWhatIsNestedTooDeep(int depth) {
        assertThatThrownBy(() -> JsonReader.object("{\"a\":" + "[".repeat(depth)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("depth");
    }

    private static Map<String, Object> members(Random random, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int n = random.nextInt(5); n > 0; n--) {
            members.put(text(random), value(random, depth));
        }
        return members;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> text(random);
            case 1 -> random.nextLong();
            case 2 -> random.nextBoolean();
            case 3 -> random.nextDouble();
            case 4 -> members(random, depth + 1);
            default -> new ArrayList<>(List.of(value(random, depth + 1), value(random, depth + 1)));
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(12), 0, 0x11000)
                .filter(c -> c < 0xd800 || c > 0xdfff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
