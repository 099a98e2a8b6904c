package dev.nightjar.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.finding.Night;
import dev.nightjar.report.Nights;
import dev.nightjar.report.chart.Drawing;
import dev.nightjar.report.chart.Link;
import dev.nightjar.report.night.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The pages beside the issues.
class AsideTest {

    private static final Wording WORDS = new Wording(Nights.busy().zone(), Nights.WINDOW);

    @Test
    void tellsStoriesOfIssuesThatAreTied() {
        RelatedPage ties = RelatedPage.of(Nights.busy(), WORDS);
        assertThat(ties.verdict()).isEqualTo("56 requests failed in several places, 6 issues follow others");
        assertThat(ties.stories())
                .extracting(RelatedPage.Story::title)
                .containsExactly("billing → shop → web → mail", "shop → billing");
        RelatedPage.Story story = ties.stories().getFirst();
        assertThat(story.arrows())
                .extracting(RelatedPage.Arrow::words)
                .contains("22 of 22, +0.5 s", "20 of 31, +0.3 s");
        assertThat(story.said())
                .hasSize(8)
                .extracting(RelatedPage.Said::sentence)
                .anySatisfy(said -> assertThat(said)
                        .contains(
                                "after 22 of 22 bursts of the first, 0.5 s later",
                                "by chance it would after 0.5 %",
                                "below one in a million; the same requests"));
    }

    @Test
    void drawsEveryArrowThatClosesNoCircleFromLeftToRight() {
        Drawing drawing = Drawing.of(
                List.of("a", "b", "b", "c"),
                List.of(new Link(0, 1), new Link(1, 3), new Link(0, 3), new Link(0, 2), new Link(3, 0)));
        assertThat(drawing.boxes().get(0).x()).isLessThan(drawing.boxes().get(1).x());
        assertThat(drawing.boxes().get(1).x()).isLessThan(drawing.boxes().get(3).x());
        assertThat(drawing.boxes().get(2).x()).isEqualTo(drawing.boxes().get(1).x());
        assertThat(drawing.frames()).extracting(Drawing.Frame::group).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(drawing.arrows()).hasSize(5);
    }

    @Test
    void drawsNoBoxOverAnotherAndTheSameTwice() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int nodes = 2 + random.nextInt(30);
            List<String> groups = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                groups.add("p" + random.nextInt(5));
            }
            Set<Link> links = new HashSet<>();
            for (int i = 0; i < nodes * 2; i++) {
                int from = random.nextInt(nodes);
                int to = random.nextInt(nodes);
                if (from != to) {
                    links.add(new Link(from, to));
                }
            }
            List<Link> order = List.copyOf(links);
            Drawing drawing = Drawing.of(groups, order);
            assertThat(Drawing.of(groups, order)).as("seed " + seed).isEqualTo(drawing);
            assertThat(overlaps(drawing)).as("seed " + seed + " round " + round).isEmpty();
        }
    }

    private static List<String> overlaps(Drawing drawing) {
        List<String> overlaps = new ArrayList<>();
        for (Drawing.Box a : drawing.boxes()) {
            if (a.x() < 0
                    || a.y() < 0
                    || a.x() + a.width() > drawing.width()
                    || a.y() + a.height() > drawing.height()) {
                overlaps.add(a + " is outside");
            }
            for (Drawing.Box b : drawing.boxes()) {
                if (a != b && a.x() == b.x() && Math.abs(a.y() - b.y()) < a.height()) {
                    overlaps.add(a + " " + b);
                }
            }
        }
        return overlaps;
    }

    @Test
    void saysWhoActedAndWhatIsUnusual() {
        AuditPage tracks = AuditPage.of(Nights.busy(), WORDS);
        assertThat(tracks.verdict()).isEqualTo("1 first-ever pair, 1 unusual hour among 228 events of 4 pairs");
        assertThat(tracks.rules())
                .extracting(AuditPage.Rule::name)
                .containsExactly("masquerade", "login-failed", "sudo");
        assertThat(tracks.rules().getFirst().pairs())
                .extracting(AuditPage.Pair::fresh)
                .containsExactly(false, true);
        UnusualPage odd = UnusualPage.of(Nights.busy(), WORDS);
        assertThat(odd.verdict()).isEqualTo("1 project is silent, 2 lines never seen before, 1 line is missing");
        assertThat(odd.silent().getFirst().sentence()).endsWith("(31 h), longest usual pause 3 h");
    }

    @Test
    void saysWhatAReleaseBrought() {
        ReleasesPage lanes = ReleasesPage.of(Nights.busy(), WORDS);
        assertThat(lanes.lanes()).extracting(ReleasesPage.Lane::project).containsExactly("shop", "billing", "web");
        ReleasesPage.Release newest = lanes.lanes().getFirst().releases().getFirst();
        assertThat(newest.name()).isEqualTo("4.2.1");
        assertThat(newest.inWindow()).isTrue();
        assertThat(newest.brought()).extracting(ReleasesPage.Named::id).containsExactly("F3EY-DSFV");
        assertThat(lanes.silent()).containsExactly("mail", "search");
    }

    @Test
    void saysSoWhereNothingIsKnown() {
        Night quiet = Nights.quiet();
        assertThat(RelatedPage.of(quiet, WORDS).verdict()).startsWith("Nothing belongs together");
        assertThat(AuditPage.of(quiet, WORDS).verdict()).startsWith("Nobody acted");
        assertThat(UnusualPage.of(quiet, WORDS).verdict()).isEqualTo("Nothing out of the ordinary");
        assertThat(ReleasesPage.of(quiet, WORDS).verdict()).isEqualTo("No release is known");
    }
}
