package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people type wrong, and what they are told: what happened, where, what to do. The table is a golden;
/// `-Dupdate=true` writes it.
class MistakesTest extends SetUp {

    private static final Path TABLE = Path.of("src/test/resources/cli/mistakes.txt");

    @Test
    void everyMistakeIsToldWithWhatToDo() throws Exception {
        till();
        file("conf/nightjar.yaml", "data: ../data\nzone: UTC\n");
        file("conf/projects/till.yaml", "logs: [../logs/till/*]\n");
        file("conf/jobs/nightly.yaml", "schedule: \"0 0 6 * * *\"\nsteps: [scan]\n");
        file("broken/nightjar.yaml", "zone: Europe/Berlni\nretension: {events: 90d}\n");
        file("broken/projects/shop.yaml", "logs: [a, b\n");
        file("broken/jobs/nightly.yaml", "steps: [scna]\nschedule: \"0 6 * * *\"\n");
        file("empty/projects/none.yaml", "logs: [nowhere/*.log]\n");
        assertThat(here("run", "nightly").code()).isZero();
        List<String> told = new ArrayList<>();
        for (String typed : typed()) {
            told.add("$ nightjar " + typed);
            told.add(answer(typed));
        }
        String table = String.join("\n", told) + "\n";
        if (Boolean.getBoolean("update")) {
            Files.writeString(TABLE, table);
        }
        assertThat(table).isEqualTo(Files.readString(TABLE));
        assertThat(told)
                .hasSizeGreaterThan(60)
                .allSatisfy(line -> assertThat(line).doesNotContain("bug", "Exception:"));
    }

    private static List<String> typed() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("$ nightjar "))
                .map(line -> line.substring("$ nightjar ".length()))
                .toList();
    }

    private String answer(String typed) {
        List<String> words =
                new ArrayList<>(List.of(typed.replace("DIR", dir.toString()).split(" (?=(?:[^']*'[^']*')*[^']*$)")));
        words.replaceAll(word -> word.replace("'", ""));
        if (!words.contains("--config")) {
            words.addAll(List.of("--config", conf().toString()));
        }
        int code = run(words.toArray(String[]::new)).code();
        assertThat(code).as(typed).isNotZero();
        return code + " "
                + err.strip()
                        .replace(dir.toString(), "DIR")
                        .replaceAll("last scan [-0-9: ]+", "last scan TIME")
                        .replaceAll("\\d+\\.\\d\\d s", "0.00 s")
                        .replaceAll("index \\d+ s old", "index 1 s old");
    }
}
