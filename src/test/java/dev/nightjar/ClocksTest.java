package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Project;
import dev.nightjar.model.Run;
import dev.nightjar.model.event.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clocks that are set back for the winter, and clocks that are wrong.
class ClocksTest {

    private static final String NIGHT = "2026-10-25T";

    @TempDir
    Path dir;

    private Folder folder;

    @BeforeEach
    void folder() throws IOException {
        folder = new Folder(dir);
        in("Europe/Berlin");
    }

    private void in(String zone) {
        folder.as(new Project.Logs(
                folder.logs + "/**",
                "auto",
                Optional.of(ZoneId.of(zone)),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty()));
    }

    private void log(String... clocks) throws IOException {
        String text = Stream.of(clocks)
                .map(clock -> "2026-10-25 " + clock + " ERROR no paper in printer\n")
                .reduce("", String::concat);
        folder.append(text.getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(folder.log, FileTime.from(Instant.parse("2026-10-25T03:00:00Z")));
    }

    /// In the order of the file.
    private List<String> times() {
        try (var archive = folder.archive()) {
            return archive.search("level:error", null, 1000).events().stream()
                    .sorted(java.util.Comparator.comparing(StoredEvent::line))
                    .map(event -> event.time().toString())
                    .toList();
        }
    }

    private static List<String> night(String... clocks) {
        return Arrays.stream(clocks).map(clock -> NIGHT + clock + ":00Z").toList();
    }

    @Test
    void theSecondPassOfAnHourIsToldByTheOrder() throws IOException {
        log("01:50:00", "02:10:00", "02:30:00", "02:58:00", "02:02:00", "02:30:00", "03:10:00");
        folder.scan();
        assertThat(times().subList(1, 7)).isEqualTo(night("00:10", "00:30", "00:58", "01:02", "01:30", "02:10"));
    }

    @Test
    void linesOutOfOrderByABlinkAreNoSecondPass() throws IOException {
        log("02:10:00", "02:31:00", "02:30:00", "02:58:00");
        folder.scan();
        assertThat(times()).isEqualTo(night("00:10", "00:31", "00:30", "00:58"));
    }

    @Test
    void twoScansKnowThePassTogether() throws IOException {
        log("02:30:00", "02:50:00");
        folder.scan();
        log("02:05:00");
        folder.scan();
        log("02:20:00", "02:55:00", "03:05:00");
        folder.scan();
        assertThat(times()).isEqualTo(night("00:30", "00:50", "01:05", "01:20", "01:55", "02:05"));
    }

    @Test
    void aZoneWithoutSummerHasOnePass() throws IOException {
        in("Asia/Tokyo");
        log("02:30:00", "02:10:00");
        folder.scan();
        assertThat(times()).containsExactly("2026-10-24T17:30:00Z", "2026-10-24T17:10:00Z");
    }

    @Test
    void aTimeAheadOfTheFileCountsAsTheFilesLastChange() throws IOException {
        log("04:00:00");
        folder.append("2038-01-19 03:14:07 ERROR no paper in printer\n".getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(folder.log, FileTime.from(Instant.parse("2026-10-25T03:00:00Z")));
        Run run = folder.scan();
        assertThat(times()).isEqualTo(night("03:00", "03:00"));
        assertThat(Folder.notices(run))
                .containsExactly(
                        "app.log: clock ahead: 1 event says a time more than a day after the file's last change,"
                                + " which counts instead");
    }

    @Test
    void aFileWithoutATimeOfItsOwnSaysNothingOfClocks() throws IOException {
        log("04:00:00");
        Files.setLastModifiedTime(folder.log, FileTime.from(Instant.EPOCH));
        Run run = folder.scan();
        assertThat(times()).isEqualTo(night("03:00"));
        assertThat(Folder.notices(run)).isEmpty();
    }
}
