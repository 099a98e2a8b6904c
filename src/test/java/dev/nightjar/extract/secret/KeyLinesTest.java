package dev.nightjar.extract.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLinesTest {

    private static final String KEY = key(7);
    private static final List<String> LINES = KEY.lines().toList();

    private static String key(long seed) {
        byte[] bytes = new byte[610];
        new Random(seed).nextBytes(bytes);
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    }

    private static String scrub(String text) {
        return KeyLines.scrub(text, new LongAdder());
    }

    private static void none(String scrubbed) {
        for (String line : LINES) {
            assertThat(scrubbed).doesNotContain(line);
        }
    }

    @Test
    void findsEachLineOfAKeyThatIsLoggedLineByLine() {
        for (String line : LINES) {
            assertThat(scrub(line)).as(line).isEqualTo(Scrubber.REDACTED);
        }
    }

    @Test
    void findsTheEndOfAKeyAmongLines() {
        String prefix = "2026-03-04 10:00:02,000 INFO [main] Boot - ";
        String shown = prefix + String.join("\n" + prefix, LINES.subList(4, LINES.size())) + "\n" + prefix
                + "-----END RSA PRIVATE KEY-----\n" + prefix + "started";
        none(scrub(shown));
        assertThat(scrub(shown)).startsWith(prefix + Scrubber.REDACTED).endsWith(prefix + "started");
    }

    @Test
    void findsWhatOtherProgramsWrap() {
        for (int width : new int[] {64, 70, 76}) {
            String line = KEY.replace("\n", "").substring(0, width);
            assertThat(scrub("key: " + line)).doesNotContain(line);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no answer from /srv/app/releases/20260304101112/current/public/index within 30 s",
                "/srv/app/releases/20260304101112/current/public/index/of/everything",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "THIS_IS_A_LONG_CONSTANT_OF_SOMETHING_THAT_IS_SIXTY_FOUR_LETTERS",
                "com/acme/shop/checkout/payment/provider/CardPaymentProviderFactory64",
                "etag 1B2M2Y8AsgTpgAmY7PhCfg==",
                "integrity sha256-47DEQpj8HBSaTImW5JCeuQeRkm5NMpJWZG3hSuFU4AB=",
                "-----------------------------------------------------------------",
                "================================================================"
            })
    void leavesOtherLongWords(String text) {
        assertThat(scrub(text)).isSameAs(text);
    }

    @Test
    void countsWhatItReplaces() {
        LongAdder count = new LongAdder();
        KeyLines.scrub(KEY, count);
        assertThat(count.sum()).isEqualTo(LINES.size());
    }
}
