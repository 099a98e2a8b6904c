package dev.nightjar.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastingGlobsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 31);

    @Test
    void namesOfOneLogHaveOneStem() {
        Map<String, List<String>> stems = Map.of(
                "till.log",
                List.of("till.log", "till.log.1", "till.log.2.gz", "till-2026-12-30.0.log.gz", "till.log-20261230.xz"),
                "syslog",
                List.of("syslog", "syslog.1", "syslog.7.gz", "syslog-20261230"),
                "u_ex.log",
                List.of("u_ex261230.log", "u_ex261231.log"),
                "visits.txt",
                List.of("visits.2026-12-30.txt", "visits.txt"),
                "catalina.out",
                List.of("catalina.out", "catalina.out-20261230.gz"));
        stems.forEach((live, names) -> assertThat(names)
                .allSatisfy(name ->
                        assertThat(Stem.of(Path.of("/v", name)).live()).as(name).isEqualTo(live)));
    }

    @Test
    void tomorrowIsWrittenAsTodayIs() {
        assertThat(Stem.of(Path.of("/v/u_ex261231.log")).rotated("u_ex261231.log", TODAY.plusDays(1)))
                .contains(Path.of("/v/u_ex270101.log"));
        assertThat(Stem.of(Path.of("/v/a_2026.12.31.log")).rotated("a_2026.12.31.log", TODAY.plusDays(1)))
                .contains(Path.of("/v/a_2027.01.01.log"));
    }

    @Test
    void aPatternIsNarrowerWhereSomethingElseIsCalledAlike() {
        assertThat(globs(List.of(), "till.log", "syslog")).containsExactly("/v/*.log*", "/v/syslog*");
        assertThat(globs(List.of("notes.log"), "till.log")).containsExactly("/v/till*.log*");
        assertThat(globs(List.of("notes.log", "till-notes.log"), "till.log"))
                .containsExactly("/v/till.log*", "/v/till[.-][0-9]*.log*");
        assertThat(globs(List.of("syslog.conf"), "syslog")).containsExactly("/v/syslog", "/v/syslog[.-][0-9]*");
    }

    @Test
    void idsAreStars() {
        assertThat(LastingGlobs.lasting("0af3".repeat(16) + "-json")).isEqualTo("*-json");
        assertThat(LastingGlobs.lasting("web_7d9f2c51-09ab-4cde-8f01-223344556677"))
                .isEqualTo("web_*");
        assertThat(LastingGlobs.lasting("deadbeef")).isEqualTo("deadbeef");
    }

    @Test
    void podsAreCalledByWhatTheyBelongTo() {
        String id = "_7d9f2c51-09ab-4cde-8f01-223344556677";
        Map<String, String> names = Map.of(
                "prod_queue-7c9d8b6f5-x2x7q" + id, "prod_queue-*_*",
                "prod_agent-x2x7q" + id, "prod_agent-*_*",
                "prod_store-0" + id, "prod_store-0_*",
                "prod_fast-proxy" + id, "prod_fast-proxy_*",
                "queue-7c9d8b6f5-x2x7q_prod_app-" + "0af3".repeat(16), "queue-*_prod_app-*");
        names.forEach(
                (name, glob) -> assertThat(LastingGlobs.lasting(name)).as(name).isEqualTo(glob));
        assertThat(LastingGlobs.workload("prod_queue-7c9d8b6f5-x2x7q" + id)).contains("queue");
        assertThat(LastingGlobs.workload("prod_agent-x2x7q" + id)).contains("agent");
        assertThat(LastingGlobs.workload("prod_store-0" + id)).contains("store-0");
        assertThat(LastingGlobs.workload("web_7d9f2c51")).isEmpty();
    }

    private static Set<String> globs(List<String> others, String... logs) {
        List<Survey.Family> families = List.of(logs).stream()
                .map(name -> new Survey.Family(
                        Path.of("/v", name),
                        List.of(Path.of("/v", name)),
                        1,
                        "plain",
                        "",
                        new Survey.Sample(
                                0,
                                Map.of(),
                                0,
                                null,
                                null,
                                false,
                                List.of(),
                                List.of(),
                                new SampleSummary(),
                                List.of())))
                .toList();
        List<Path> paths = others.stream().map(name -> Path.of("/v", name)).toList();
        return new LastingGlobs("/v", paths, TODAY).of(families);
    }
}
