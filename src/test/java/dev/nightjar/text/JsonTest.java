package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Level;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonTest {

    @Test
    void writesEveryKindOfValueOnOneLine() {
        Json json = new Json()
                .put("text", "a \"b\" \\ c\nd")
                .put("number", 12L)
                .put("flag", true)
                .put("nothing", null)
                .put("maybe", Optional.of(1))
                .put("not", Optional.empty())
                .put("time", Instant.parse("2026-11-22T05:00:00.123456Z"))
                .put("word", Level.ERROR)
                .put("list", List.of(1, "x", new Json().put("y", 2)))
                .put("map", Map.of("k", "v"))
                .put("empty", List.of());
        assertThat(json.toString())
                .isEqualTo(
                        "{\"text\":\"a \\\"b\\\" \\\\ c\\nd\",\"number\":12,\"flag\":true,\"nothing\":null,\"maybe\":1,"
                                + "\"not\":null,\"time\":\"2026-11-22T05:00:00.123Z\",\"word\":\"error\",\"list\":[1,\"x\",{\"y\":2}],"
                                + "\"map\":{\"k\":\"v\"},\"empty\":[]}");
    }

    @Test
    void sparseLeavesOutWhatIsUnknownHoweverDeep() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("none", null);
        map.put("k", true);
        Json json = Json.sparse()
                .put("nothing", null)
                .put("not", Optional.empty())
                .put("empty", "")
                .put("map", map)
                .put("list", List.of(new Json().put("gone", null).put("y", 2), new Json().put("gone", null)));
        assertThat(json.toString()).isEqualTo("{\"empty\":\"\",\"map\":{\"k\":true},\"list\":[{\"y\":2},{}]}");
    }

    @Test
    void aNumberThatIsNoneIsText() {
        assertThat(new Json().put("n", 0.0 / 0).put("i", -1.0 / 0).put("d", 0.5).toString())
                .isEqualTo("{\"n\":\"NaN\",\"i\":\"-Infinity\",\"d\":0.5}");
    }

    @Test
    void escapesWhatATerminalMightObeyAndNothingElse() {
        String hostile = "\u001b[2J \u0000 \u007f \u009b1m \u202e \u2028 \ud800 \udc00 / é 漢 😀";
        assertThat(new Json().put("t", hostile).toString())
                .isEqualTo("{\"t\":\"\\u001b[2J \\u0000 \\u007f \\u009b1m \\u202e \\u2028 \\ud800 \\udc00 / é 漢 😀\"}");
    }

    @Test
    void escapesNamesToo() {
        assertThat(new Json().put("a\"\u0007", 1).toString()).isEqualTo("{\"a\\\"\\u0007\":1}");
    }

    @Test
    void writesIntoWhatItIsGiven() throws Exception {
        StringWriter out = new StringWriter();
        new Json().put("a", List.of(1)).to(out.append("> "));
        assertThat(out).hasToString("> {\"a\":[1]}");
    }

    @Test
    void anyTextComesBackFromAReader() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                text.appendCodePoint(random.nextInt(3) == 0 ? random.nextInt(0x200) : random.nextInt(0xd800));
            }
            text.append("\ud83d\ude00");
            assertThat(read(new Json().put("t", text.toString()).toString()))
                    .as("seed " + seed)
                    .isEqualTo(text.toString());
        }
    }

    private static String read(String json) {
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            parser.nextToken();
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            return parser.getString();
        }
    }

    @Test
    void writesEveryHarmfulCharacterAsAnEscapeAndNoOther() {
        assertThat(EveryCharacter.stoppedBy(JsonTest::inside)).isEqualTo(EveryCharacter.harmful());
        assertThat(inside("tag " + Character.toString(0xe0041) + " \ud83d!")).isEqualTo("tag \\udb40\\udc41 \\ud83d!");
        assertThat(inside("family \ud83d\udc69\u200d\ud83d\udc67")).isEqualTo("family \ud83d\udc69\u200d\ud83d\udc67");
    }

    private static String inside(String raw) {
        StringBuilder out = new StringBuilder();
        try {
            Json.escape(raw, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString();
    }
}
