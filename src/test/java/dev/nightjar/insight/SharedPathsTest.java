package dev.nightjar.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.SharedPath.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedPathsTest {

    private final Map<String, List<StoredEvent>> events = new LinkedHashMap<>();

    @Test
    void tellsThroughWhichProjectsARequestFailed() {
        failed("r1", "pay", 0);
        failed("r1", "shop", 1);
        failed("r1", "web", 2);

        assertThat(SharedPaths.of(events)).singleElement().satisfies(path -> {
            assertThat(path.steps()).extracting(Step::project).containsExactly("pay", "shop", "web");
            assertThat(path.examples()).containsExactly("r1");
        });
    }

    @Test
    void requestsThroughTheSameIssuesAreOnePathInTheirUsualOrder() {
        for (int i = 0; i < 3; i++) {
            failed("r" + i, "pay", 10 * i);
            failed("r" + i, "shop", 10 * i + 1);
        }
        failed("late", "shop", 50);
        failed("late", "pay", 51);

        assertThat(SharedPaths.of(events)).singleElement().satisfies(path -> {
            assertThat(path.ids()).isEqualTo(4);
            assertThat(path.steps()).extracting(Step::project).containsExactly("pay", "shop");
            assertThat(path.examples()).containsExactly("late", "r2", "r1", "r0");
        });
    }

    @Test
    void whatOnlyOneProjectKnowsIsNoPath() {
        failed("r1", "pay", 0);
        failed("r1", "pay", 1);

        assertThat(SharedPaths.of(events)).isEmpty();
    }

    private void failed(String id, String project, int second) {
        List<StoredEvent> of = events.computeIfAbsent(id, any -> new ArrayList<>());
        of.add(new StoredEvent(
                id + "-" + second,
                IssueId.of(project.hashCode() * 0x9E3779B97F4A7C15L),
                project,
                Instant.ofEpochSecond(1_763_769_600L + second),
                Level.ERROR,
                null,
                null,
                null,
                "failed",
                "failed",
                null,
                Map.of("request", id),
                Map.of(),
                null,
                "/var/log/" + project + ".log",
                1,
                second,
                null,
                null));
    }
}
