package dev.nightjar.read.merged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.model.issue.Merges;
import dev.nightjar.model.log.Position;
import dev.nightjar.model.log.TraceLines;
import dev.nightjar.source.read.Seekable;
import dev.nightjar.store.Archive;
import dev.nightjar.store.lucene.LuceneArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimedFileTest extends Typed {

    private static final Instant START = Instant.parse("2026-08-03T10:00:00Z");

    private Position scanned(String text) throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/till.yaml", "logs: [till.log]\n");
        file("till.log", text);
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        try (Archive archive =
                LuceneArchive.open(dir.resolve("data"), Merges.NONE).orElseThrow()) {
            return archive.positions().getFirst();
        }
    }

    private static String line(int second) {
        return START.plusSeconds(second).toString().replace("Z", ",000").replace('T', ' ')
                + " INFO [main] com.acme.Till - beat " + second + "\n";
    }

    private static TimedFile timed(Seekable file, Position position) {
        Format format = Formats.load(
                        Optional.empty(), new TraceLines(List.of(), List.of(), List.of(), List.of()), new Problems())
                .named(position.format())
                .orElseThrow();
        return new TimedFile(file, format, text -> text, 10);
    }

    @Test
    void findsATimeInALargeFileByReadingLittleOfIt() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int second = 0; second < 80_000; second++) {
            log.append(line(second));
            if (second == 40_000) {
                log.append("a line that goes on\n".repeat(5_000));
            }
        }
        Position position = scanned(log.toString());
        for (int second : List.of(0, 1, 12_345, 39_999, 40_001, 79_999)) {
            try (Seekable file = Seekable.open(position, ZoneOffset.UTC)) {
                List<TimedFile.Spoken> found = timed(file, position).around(START.plusSeconds(second));
                assertThat(found)
                        .anySatisfy(one -> assertThat(one.lines().getFirst()).endsWith("beat " + second));
                assertThat(found).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
                assertThat(file.read()).isLessThan(file.size() / 4);
            }
        }
        assertThat(Files.size(dir.resolve("till.log"))).isGreaterThan(4_000_000);
    }
}
