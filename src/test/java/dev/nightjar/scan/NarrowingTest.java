package dev.nightjar.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.Nightjar;
import dev.nightjar.config.Configuration;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Run;
import dev.nightjar.model.log.Block;
import dev.nightjar.source.Unread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A block in which some lines end the reading.
class NarrowingTest {

    private static final String POISON = "poison";
    private static final int LINES = 300;

    @TempDir
    Path dir;

    private final Unread unread = new Unread();
    private int reads;

    /// Messages of the events that are read of a file in which these lines end the reading.
    private List<String> read(Charset charset, int... bad) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < LINES; n++) {
            int line = n;
            boolean ends = IntStream.of(bad).anyMatch(one -> one == line);
            text.append("2026-03-04 09:00:00,%03d [main] ERROR com.acme.Shop - %s n%d%n"
                    .formatted(n, ends ? POISON : "failed", n));
        }
        Path logs = Files.createDirectories(dir.resolve("logs"));
        Files.write(logs.resolve("app.log"), ("\ufeff" + text).getBytes(charset));
        Settings settings = Configuration.load(Optional.empty(), Optional.of(dir.resolve("data")), dir, dir);
        Project project = Configuration.adHoc(Optional.of("app"), List.of(logs));
        Loading.Rooms rooms = Loading.rooms(settings, List.of(project));
        List<String> found = new ArrayList<>();
        try (Scan scan = Nightjar.of(settings, Clock.systemUTC())
                .scan(List.of(project), Run.idAt(Clock.systemUTC().instant()))) {
            SourceScan.Work work = scan.next("app").orElseThrow();
            new Narrowing(rooms, unread, part -> part(rooms, part)).read(work, block -> {
                assertThat(block.consumed()).isNotNull();
                block.events.forEach(one -> found.add(one.event().message()));
            });
        }
        return found;
    }

    private BlockResult part(Loading.Rooms rooms, SourceScan.Work part) {
        reads++;
        try {
            Block block =
                    part.file().reading().load(part.piece(), new byte[0], false).block();
            String own =
                    new String(block.bytes(), block.from(), block.to() - block.from(), StandardCharsets.ISO_8859_1);
            boolean begins = false;
            for (int at = own.indexOf("2026-"); at >= 0; at = own.indexOf("2026-", at + 1)) {
                begins |= ownLine(block, block.from() + at).contains(POISON);
            }
            // without rooms reading ends with an exception
            return BlockResult.of(begins ? null : rooms, part, unread, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ownLine(Block block, int from) {
        int end = from;
        while (end < block.limit() && block.bytes()[end] != '\n') {
            end++;
        }
        return new String(block.bytes(), from, end - from, StandardCharsets.UTF_8);
    }

    private static List<String> allBut(int... bad) {
        return IntStream.range(0, LINES)
                .filter(n -> IntStream.of(bad).noneMatch(one -> one == n))
                .mapToObj(n -> "failed n" + n)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void theLineThatEndsTheReadingIsLeftOutAndAllElseIsRead(String charset) throws IOException {
        assertThat(read(Charset.forName(charset), 137)).isEqualTo(allBut(137));
        assertThat(unread.all()).singleElement().satisfies(one -> {
            assertThat(one.path()).endsWith("app.log");
            assertThat(one.reason()).contains("the line at byte ", " is left out: java.lang.NullPointerException");
            assertThat(one.degrades()).isTrue();
        });
        assertThat(reads).isLessThan(60);
    }

    @Test
    void soAreTheFirstTheLastAndSomeSideBySide() throws IOException {
        int[] bad = {0, 1, 100, 101, 102, LINES - 1};
        assertThat(read(StandardCharsets.UTF_8, bad)).isEqualTo(allBut(bad));
        assertThat(unread.all()).hasSize(bad.length);
    }

    @Test
    void aBlockThatCanBeReadTheSecondTimeIsReadAsAWhole() throws IOException {
        assertThat(read(StandardCharsets.UTF_8)).isEqualTo(allBut());
        assertThat(reads).isEqualTo(1);
        assertThat(unread.all()).isEmpty();
    }
}
