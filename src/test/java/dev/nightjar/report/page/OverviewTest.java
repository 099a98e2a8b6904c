package dev.nightjar.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Window;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.finding.Silence;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Rest;
import dev.nightjar.report.Nights;
import dev.nightjar.report.Report;
import dev.nightjar.report.chart.Chart;
import dev.nightjar.report.chart.Month;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import dev.nightjar.report.part.IssueRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {

    @Test
    void putsWhatNeedsALookFirstThenWhatHurtsMost() {
        Overview board = Overview.of(Nights.busy());
        assertThat(board.rows().subList(0, 4))
                .extracting(IssueRow::state)
                .containsExactly("new", "new", "regressed", "escalating");
        assertThat(board.rows()).extracting(IssueRow::state).endsWith("resolved", "muted");
    }

    @Test
    void stacksTheErrorsOfSixProjectsAndPutsTheOthersTogether() {
        Chart.Bars chart = Overview.of(Nights.large(90, 9)).chart();
        assertThat(chart.keys())
                .extracting(Chart.Key::kind)
                .containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "rest");
        assertThat(chart.keys().getLast().name()).isEqualTo("3 other projects");
        assertThat(chart.heads()).endsWith("all warnings");
        long drawn = chart.keys().stream()
                .mapToLong(key -> Long.parseLong(key.count().replace(",", "")))
                .sum();
        assertThat(drawn)
                .isEqualTo(Nights.large(90, 9).issues().stream()
                        .mapToLong(t -> t.activity().hourly().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .sum());
    }

    @Test
    void countsUsersOverAllIssuesOnce() {
        Night night = Nights.busy();
        Overview.Tile tile = Overview.of(night).tiles().getLast();
        assertThat(tile.label()).isEqualTo("Users");
        assertThat(tile.value()).isEqualTo(Wording.count(night.insight().users().get("")));
    }

    @Test
    void saysWhatIsSilentAuditedReleasedAndUnusual() {
        Night night = Nights.busy();
        List<Also.Item> also = Also.of(night, new Wording(night.zone(), night.window()));
        assertThat(also).extracting(Also.Item::about).contains("Silent", "Audit", "Related", "Unusual");
        assertThat(also).extracting(Also.Item::href).allMatch(href -> href.matches("[a-z]+\\.html"));
    }

    @Test
    void aProjectIsNotQuietThatStoppedToWriteAndIsToldOfItselfAlone() {
        Night night = Nights.quiet();
        Silence silence = new Silence("search", Nights.END.minusSeconds(7200), Nights.END, Duration.ofHours(1));
        List<Late.News> late = Nights.busy().issues().stream()
                .filter(t -> t.issue().project().equals("shop"))
                .map(t -> new Late.News(t, new Late(t.id(), 1, 0, Nights.END, Nights.END)))
                .toList();
        Night told = new Night(
                night.scope(),
                night.zone(),
                night.host(),
                night.projects(),
                night.issues(),
                night.rest(),
                night.samples(),
                night.runs(),
                night.usual(),
                night.link(),
                night.version(),
                night.insight().told(List.of(silence), late));
        assertThat(Overview.of(told, "search").getFirst())
                .returns(false, Overview::quiet)
                .extracting(Overview::verdict)
                .isEqualTo(
                        "Nothing new: no errors, no warnings; no log since Sun 22 Nov 04:00 (2 h), longest usual pause 1 h");
        assertThat(Overview.of(told, "shop").getFirst().verdict())
                .endsWith("; " + late.size() + " issues of before read late")
                .doesNotContain("no log since");
        assertThat(Overview.of(told).verdict()).startsWith("Nothing new: ").contains("; 1 project silent");
    }

    @Test
    void namesBarsOfSeveralHoursByWhatTheyCover() {
        Wording words = new Wording(ZoneId.of("UTC"), Window.until(Nights.END, Duration.ofDays(7)));
        List<Long> hours = new ArrayList<>(Collections.nCopies(168, 0L));
        hours.set(165, 2L);
        Chart.Bars bars = new Chart(words, Window.until(Nights.END, Duration.ofDays(7)))
                .hours(
                        List.of(new Chart.Layer("error", "errors", hours), new Chart.Layer("warning", "w", hours)),
                        List.of(),
                        List.of(),
                        true);
        assertThat(bars.step()).isEqualTo("2 hours");
        assertThat(bars.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.hour()).isEqualTo("22 Nov 01:00–03:00"));
        assertThat(words.hours(Nights.END.minus(Duration.ofHours(6)), 3)).isEqualTo("21 Nov 23:00–22 Nov 02:00");
    }

    @Test
    void tellsWhatBeganSinceTheRunBefore() {
        Night night = Nights.busy();
        ProjectPage page = ProjectPage.of(night, "shop", new Month(night));
        ProjectPage.Change change = page.changes().getFirst();
        assertThat(change.since()).isEqualTo("Since the run before");
        assertThat(change.facts()).containsExactly("1 issue began");
        assertThat(page.changes().getLast().facts())
                .as("since 4.2.1: one began, a regressed one was seen again")
                .contains("1 issue began", "1 came back");
        assertThat(change.issues()).noneMatch(issue -> issue.state().equals(Verdict.word(State.MUTED)));
    }

    @Test
    void cutsAProjectOfManyIssuesIntoPagesOfLessThan400KB(@TempDir Path dir) throws Exception {
        Report.with(Optional.empty()).write(dir, Nights.large(450, 1));
        try (Stream<Path> pages = Files.list(dir.resolve("p"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrder("project-0.html", "project-0--p2.html", "project-0--p3.html");
        }
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path page : all.filter(p -> p.toString().endsWith(".html")).toList()) {
                assertThat(Files.size(page)).as(page.toString()).isLessThan(400_000);
            }
        }
        assertThat(dir.resolve("p/project-0.html")).content().contains("project-0--p2.html");
        assertThat(dir.resolve("index.html")).content().contains("250 more");
    }

    @Test
    void countsAllIssuesWhereOnlyTheWorstAreRows() {
        Night large = Nights.large(300, 2);
        Overview board = Overview.of(Nights.withRest(
                large, new Rest(List.of(new Rest.Part("project-0", State.ONGOING, 1_680, 5, 7, 0, 0)))));
        assertThat(board.all()).isEqualTo("1,980");
        assertThat(board.listed()).isEqualTo("the 200 worst of 1,980");
        assertThat(board.chips().stream()
                        .mapToLong(chip -> Long.parseLong(chip.count().replace(",", "")))
                        .sum())
                .isEqualTo(1_980);
        assertThat(Overview.of(large, "project-0")).extracting(Overview::listed).containsExactly("");
        assertThat(Overview.of(Nights.large(450, 1), "project-0"))
                .extracting(Overview::listed)
                .containsExactly("the 200 worst of 450", "201 to 400 of 450", "401 to 450 of 450");
    }

    @Test
    void saysThatNoUsersAreKnownInsteadOfNone() {
        assertThat(Overview.of(Nights.large(1, 1)).tiles().getLast())
                .isEqualTo(new Overview.Tile("Users", "–", "none known", ""));
        assertThat(Overview.of(Nights.busy()).rows())
                .extracting(IssueRow::users)
                .doesNotContain("0", "–");
    }

    @Test
    void linksTicketsOnlyToTheWeb() {
        assertThat(IssueRow.ticket("https://tracker.example/browse/SHOP-12"))
                .isEqualTo(new IssueRow.Ticket("SHOP-12", "https://tracker.example/browse/SHOP-12"));
        assertThat(IssueRow.ticket("javascript:alert(1)")).isEqualTo(new IssueRow.Ticket("javascript:alert(1)", ""));
    }
}
