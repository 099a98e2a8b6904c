package dev.nightjar.triage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Kind;
import dev.nightjar.model.issue.Merges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds of every issue, told here decision by decision, is the same before and after.
class ShorterJournalTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plus(Duration.ofDays(365));

    @TempDir
    private Path data;

    private static Decision decision(Kind kind, int issue, int minute, String text) {
        return new Decision(
                START.plus(Duration.ofMinutes(minute)),
                "mia",
                kind,
                IssueId.of((issue + 1L) << 50),
                null,
                text,
                Decision.Ends.NEVER,
                "",
                false,
                "");
    }

    /// What holds of an issue: the last of each kind that another can take the place of, and all notes and
    /// tickets.
    private static Map<String, String> holding(List<Decision> decisions) {
        Map<String, String> holds = new TreeMap<>();
        for (Decision each : decisions) {
            String issue = each.issue().text() + " ";
            String said = each.at() + " " + each.kind() + " " + each.text();
            switch (each.kind()) {
                case RESOLVE -> {
                    holds.put(issue + "resolved", said);
                    holds.put(issue + "muted", "no");
                }
                case REOPEN -> holds.put(issue + "resolved", said);
                case MUTE -> holds.put(issue + "muted", said);
                case UNMUTE -> holds.put(issue + "muted", "no");
                case ASSIGN -> holds.put(issue + "owner", said);
                case NOTE, TICKET -> holds.merge(issue + "notes", said, (a, b) -> a + "\n" + b);
                case MERGE, UNMERGE -> {}
            }
        }
        holds.put("merges", new TreeMap<>(Merges.of(decisions).into()).toString());
        holds.put("taken out", new java.util.TreeSet<>(Merges.takenOut(decisions)).toString());
        return holds;
    }

    @RepeatedTest(40)
    void whatHoldsStays(RepetitionInfo round) {
        long seed = 100 + round.getCurrentRepetition();
        Random random = new Random(seed);
        List<Decision> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            String text = kind == Kind.MERGE
                    ? IssueId.of((random.nextInt(6) + 1L) << 50).text()
                    : "said " + i;
            all.add(decision(kind, random.nextInt(6), i, text));
        }
        Journal.open(data).append(all);
        Map<String, String> before = holding(Journal.open(data).all());
        Journal.shorten(data, 1_000, LATER, LATER);
        List<Decision> after = Journal.open(data).all();
        assertThat(holding(after)).as("seed %d", seed).isEqualTo(before);
        assertThat(after).hasSizeLessThan(300 * 2 / 3);
        assertThat(Journal.open(data).unreadable()).isEmpty();
    }

    @Test
    void aJournalThatIsShortEnoughStays() throws IOException {
        Journal.open(data).append(List.of(decision(Kind.MUTE, 1, 1, ""), decision(Kind.UNMUTE, 1, 2, "")));
        byte[] before = Files.readAllBytes(data.resolve("triage.jsonl"));
        Journal.shorten(data, 1_000_000, LATER, LATER);
        assertThat(Files.readAllBytes(data.resolve("triage.jsonl"))).isEqualTo(before);
    }

    @Test
    void whatIsYoungStaysThoughItIsUndone() {
        Journal.open(data)
                .append(List.of(
                        decision(Kind.MUTE, 1, 1, "old"),
                        decision(Kind.MUTE, 1, 100, "young"),
                        decision(Kind.UNMUTE, 1, 101, "")));
        Journal.shorten(data, 1, START.plus(Duration.ofMinutes(50)), LATER);
        assertThat(Journal.open(data).all()).extracting(Decision::text).containsExactly("young", "");
    }

    @Test
    void releasesAndLinesThatCannotBeReadStay() throws IOException {
        Journal journal = Journal.open(data);
        journal.append(new Deploy("shop", "2.4.1", START, "said by mia"), START, "mia");
        journal.append(List.of(decision(Kind.MUTE, 1, 1, ""), decision(Kind.UNMUTE, 1, 2, "")));
        Files.write(data.resolve("triage.jsonl"), new byte[] {'{', (byte) 0xFF, '"', '\n'}, StandardOpenOption.APPEND);
        Journal.shorten(data, 1, LATER, LATER);
        Journal after = Journal.open(data);
        assertThat(after.deploys()).extracting(Deploy::release).containsExactly("2.4.1");
        assertThat(after.all()).extracting(Decision::kind).containsExactly(Kind.UNMUTE);
        assertThat(after.unreadable()).hasSize(1);
        assertThat(Files.readAllBytes(data.resolve("triage.jsonl"))).contains((byte) 0xFF);
    }

    @Test
    void decisionsGoOnBehindIt() {
        Journal.open(data).append(List.of(decision(Kind.MUTE, 1, 1, ""), decision(Kind.UNMUTE, 1, 2, "")));
        Journal.shorten(data, 1, LATER, LATER);
        Journal.open(data).append(decision(Kind.RESOLVE, 1, 3, "2.5"));
        Journal.shorten(data, 1, LATER, LATER.plusSeconds(1));
        assertThat(Journal.open(data).all()).extracting(Decision::text).containsExactly("2.5");
    }
}
