package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.export.Fields;
import dev.nightjar.report.Nights;
import dev.nightjar.report.Report;
import dev.nightjar.text.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `data.json` of a report is a contract with scripts, the same as `--json`.
class ReportAsJsonTest {

    @Test
    void saysOfEachIssueWhatTheCommandSays(@TempDir Path dir) throws IOException {
        Report.with(Optional.empty()).write(dir, Nights.busy());
        Map<String, Object> night = JsonReader.object(Files.readString(dir.resolve("data.json")));
        assertThat(night).containsKeys("host", "version", "window", "verdict", "projects");
        List<Object> told = Nights.busy().issues().stream()
                .map(t -> (Object) JsonReader.object(Fields.issue(t).toString()))
                .toList();
        assertThat((List<?>) night.get("issues")).containsExactlyInAnyOrderElementsOf((List) told);
    }
}
