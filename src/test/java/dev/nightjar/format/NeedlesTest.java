package dev.nightjar.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A scan hands out every record that holds a needle, whatever its level, and the search finds every text there is.
class NeedlesTest {

    @Test
    void findsWhatAPlainSearchFinds() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            String text = letters(random, random.nextInt(80));
            List<String> wanted = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                wanted.add(letters(random, 4 + random.nextInt(10)));
            }
            int from = random.nextInt(text.length() + 1);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            boolean there = wanted.stream()
                    .anyMatch(one ->
                            text.substring(from).toLowerCase(Locale.ROOT).contains(one.toLowerCase(Locale.ROOT)));
            int found = LiteralPrefilter.of(wanted).next(bytes, from, bytes.length);
            assertThat(found < bytes.length || !there)
                    .as("seed %d: %s in %s from %d", seed, wanted, text, from)
                    .isTrue();
            boolean anywhere = wanted.stream()
                    .anyMatch(one -> text.toLowerCase(Locale.ROOT).contains(one.toLowerCase(Locale.ROOT)));
            assertThat(found == LiteralPrefilter.NOT_FOUND || anywhere)
                    .as("seed %d: %s in %s from %d", seed, wanted, text, from)
                    .isTrue();
        }
    }

    /// Else every trace of a servlet container would be held against the rules of logins.
    @Test
    void aPartOfATextIsNone() {
        LiteralPrefilter needles = LiteralPrefilter.of(List.of("authentication event authenticationfailure"));
        byte[] frame =
                "at org.apache.catalina.authenticator.AuthenticatorBase.invoke".getBytes(StandardCharsets.US_ASCII);
        assertThat(needles.next(frame, 0, frame.length)).isEqualTo(LiteralPrefilter.NOT_FOUND);
        byte[] event =
                "an Authentication event AuthenticationFailureBadCredentials".getBytes(StandardCharsets.US_ASCII);
        assertThat(needles.next(event, 0, event.length)).isLessThan(event.length);
    }

    private static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abAB".charAt(random.nextInt(4)));
        }
        return text.toString();
    }

    @Test
    void aTextOfThreeLettersMakesEveryRecordACandidate() {
        assertThat(LiteralPrefilter.of(List.of("sudo: ", "who")).every()).isTrue();
        assertThat(LiteralPrefilter.of(List.of("masquerading")).isSlow()).isFalse();
        assertThat(LiteralPrefilter.of(List.of("masquer")).isSlow()).isTrue();
        assertThat(LiteralPrefilter.of(List.of()).isEmpty()).isTrue();
    }

    /// A text is taken out of every third record of each sample: records that have it must come.
    @TestFactory
    Stream<DynamicTest> aScanHandsOutEveryRecordThatHoldsANeedle() {
        Formats formats = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());
        return GoldenTest.samples().stream()
                .map(file -> DynamicTest.dynamicTest(
                        GoldenTest.SAMPLES.relativize(file).toString(), () -> check(formats, file)));
    }

    private static void check(Formats formats, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Format format = formats.detect(bytes, Math.min(bytes.length, Formats.SAMPLE), "auto");
        List<LogRecord> all = FormatsTest.scanAll(format, bytes);
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 3) {
            String text = all.get(i).text().lines().findFirst().orElse("");
            String part = text.substring(0, Math.min(text.length(), 14));
            if (part.matches("[\\w .:-]{12,}") && new String(bytes, StandardCharsets.UTF_8).contains(part)) {
                wanted.add(part);
            }
        }
        List<Long> expected = all.stream()
                .filter(record -> wanted.stream().anyMatch(record.text()::contains))
                .map(LogRecord::start)
                .toList();
        List<Long> handedOut = new ArrayList<>();
        Block block = FormatsTest.block(bytes);
        format.scan(
                block,
                true,
                Level.FATAL,
                LiteralPrefilter.of(wanted),
                candidate -> handedOut.add(candidate.record().start()));
        assertThat(handedOut).containsAll(expected);
    }
}
