package dev.nightjar.cli.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.cli.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelpFilesTest {

    @TempDir
    Path dir;

    @Test
    void theBuildShipsWhatTheCommandsOfTodaySay() throws Exception {
        HelpFiles.write(Commands.described(), "17.4", dir);
        List<Path> written;
        try (var files = Files.list(dir.resolve("nightjar/help"))) {
            written = files.toList();
        }
        assertThat(written).hasSize(Commands.names().size() + 1 + 3);
        for (Path file : written) {
            String shipped = HelpFiles.read(file.getFileName().toString());
            String today = Files.readString(file);
            if (file.toString().endsWith(".1")) {
                assertThat(today).contains("\"nightjar 17.4\"");
                String version = shipped.split("\"")[7];
                today = today.replaceFirst("\"nightjar 17\\.4\"", "\"" + version.replace("\\", "\\\\") + "\"");
            }
            assertThat(shipped).as(file.getFileName().toString()).isEqualTo(today);
        }
    }

    @Test
    void saysWhatABrokenBuildLeftOut() {
        assertThatThrownBy(() -> HelpFiles.read("nightjar.csh")).hasMessageContaining("nightjar/help/nightjar.csh");
    }
}
