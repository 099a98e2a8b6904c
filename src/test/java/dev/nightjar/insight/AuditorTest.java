package dev.nightjar.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.finding.Acted;
import dev.nightjar.model.finding.AuditFinding;
import dev.nightjar.model.finding.AuditFinding.Kind;
import dev.nightjar.model.finding.Audited;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditorTest {

    private static final Instant TODAY = Instant.parse("2026-11-22T00:00:00Z");
    private static final Window WINDOW = new Window(TODAY, TODAY.plus(Duration.ofDays(1)));

    private final List<StoredEvent> events = new ArrayList<>();

    @Test
    void anActorAndATargetNeverSeenTogetherAreAFinding() {
        act(-10, 9, "mia", "customer-1");
        act(-5, 9, "tom", "customer-2");
        act(0, 9, "mia", "customer-1");
        act(0, 10, "mia", "customer-2");

        Audited audited = audited();

        assertThat(audited.findings())
                .extracting(AuditFinding::sentence)
                .containsExactly("first time ever: mia → customer-2, once");
        assertThat(audited.acted()).extracting(Acted::target).containsExactlyInAnyOrder("customer-1", "customer-2");
    }

    @Test
    void onTheFirstDaysNothingIsAFirst() {
        act(-2, 9, "mia", "customer-1");
        act(0, 10, "mia", "customer-2");

        assertThat(audited().findings()).isEmpty();
    }

    @Test
    void anHourAtWhichSomebodyNeverActedIsAFinding() {
        for (int day = -10; day < 0; day++) {
            act(day, 9, "mia", "customer-1");
            act(day, 15, "mia", "customer-1");
        }
        act(0, 10, "mia", "customer-1");
        act(0, 3, "mia", "customer-1");

        assertThat(audited().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.UNUSUAL_HOUR);
            assertThat(finding.sentence())
                    .isEqualTo("unusual hour: mia at 03:00, never around that time on 10 days before");
        });
    }

    @Test
    void whoTriesEveryNameIsOneFinding() {
        act(-10, 9, "root", "web-1");
        for (int i = 0; i < 300; i++) {
            act(0, 10, "name" + i, "web-1");
        }

        assertThat(audited().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.sentence()).startsWith("first time ever: 300 pairs, 300 times: name0 → web-1");
            assertThat(finding.events()).hasSize(20);
        });
    }

    @Test
    void tellsSinceWhenAPairIsKnown() {
        act(-10, 9, "mia", "customer-1");
        act(0, 9, "mia", "customer-1");
        act(0, 11, "mia", "customer-1");

        assertThat(audited().acted()).singleElement().satisfies(acted -> {
            assertThat(acted.count()).isEqualTo(2);
            assertThat(acted.known()).isEqualTo(TODAY.minus(Duration.ofDays(10)).plus(Duration.ofHours(9)));
        });
    }

    private Audited audited() {
        return Auditor.look(events, WINDOW, ZoneOffset.UTC);
    }

    private void act(int day, int hour, String actor, String target) {
        Instant time = TODAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour));
        events.add(new StoredEvent(
                "f-" + events.size(),
                IssueId.of(1),
                "shop",
                time,
                Level.INFO,
                "support",
                null,
                null,
                actor + " acting as " + target,
                "",
                actor,
                Map.of("audit", "masquerade", "actor", actor, "target", target),
                Map.of(),
                null,
                "/var/log/shop.log",
                events.size(),
                0,
                null,
                null));
    }
}
