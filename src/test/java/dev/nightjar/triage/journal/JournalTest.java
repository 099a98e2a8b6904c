package dev.nightjar.triage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Decision.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final IssueId ID = IssueId.of(0x123456789abcdefL);
    private static final Instant AT = Instant.parse("2026-11-22T09:30:00Z");

    @TempDir
    Path data;

    @Test
    void readsBackWhatWasAppended() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Decision> written = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String text = random.ints(random.nextInt(20), 0, 0x2100)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            Decision decision = new Decision(
                    AT.plusNanos(random.nextLong(1L << 40)),
                    "mia \"the\" \u001b[1m",
                    Kind.values()[random.nextInt(5)],
                    IssueId.of(random.nextLong()),
                    random.nextBoolean() ? null : AT,
                    text,
                    Decision.Ends.NEVER,
                    "",
                    false,
                    "");
            Journal.open(data).append(decision);
            written.add(decision);
        }
        assertThat(Journal.open(data).all()).as("seed %d", seed).isEqualTo(written);
    }

    @Test
    void isOneLineADecisionAndReadableForItsOwnerOnly() throws IOException {
        Journal.open(data)
                .append(new Decision(
                        AT,
                        "mia",
                        Kind.MUTE,
                        ID,
                        AT.plusSeconds(60),
                        "two\nlines",
                        Decision.Ends.NEVER,
                        "",
                        false,
                        ""));
        Path file = data.resolve("triage.jsonl");
        assertThat(file)
                .hasContent("{\"at\":\"2026-11-22T09:30:00Z\",\"by\":\"mia\",\"do\":\"mute\",\"issue\":\"" + ID
                        + "\",\"until\":\"2026-11-22T09:31:00Z\",\"text\":\"two\\nlines\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsWhatEndsAMuteAndWhoAnswersForIt() throws IOException {
        Decision mute = new Decision(
                AT, "mia", Kind.MUTE, ID, null, "known", new Decision.Ends(100, 5, true), "payments", false, "");
        Decision next = new Decision(AT, "mia", Kind.RESOLVE, ID, null, "2.4.0", Decision.Ends.NEVER, "", true, "");
        Journal.open(data).append(mute);
        Journal.open(data).append(next);
        assertThat(Journal.open(data).all()).containsExactly(mute, next);
        assertThat(data.resolve("triage.jsonl"))
                .content()
                .contains("\"text\":\"known\",\"events\":100,\"users\":5,\"escalating\":true,\"owner\":\"payments\"}")
                .contains("\"text\":\"2.4.0\",\"next\":true}");
    }

    @Test
    void keepsWhichReleasesWentLive() throws IOException {
        Deploy now = new Deploy("shop", "2.4.1", AT, "said by mia");
        Deploy earlier = new Deploy("shop", "2.4.0", AT.minusSeconds(60), "said by mia");
        Journal.open(data).append(now, AT, "mia");
        Journal.open(data).append(earlier, AT, "mia");
        assertThat(Journal.open(data).deploys()).containsExactly(now, earlier);
        assertThat(Journal.open(data).all()).isEmpty();
        assertThat(data.resolve("triage.jsonl"))
                .content()
                .startsWith("{\"at\":\"2026-11-22T09:30:00Z\",\"by\":\"mia\",\"do\":\"release\",\"project\":\"shop\","
                        + "\"release\":\"2.4.1\"}\n");
    }

    @Test
    void skipsWhatANewerVersionWrote() throws IOException {
        String good = DecisionLine.write(
                new Decision(AT, "mia", Kind.MUTE, ID, null, "x", Decision.Ends.NEVER, "", false, ""));
        Path file = Files.writeString(
                data.resolve("triage.jsonl"),
                String.join(
                        "\n",
                        good.replace("mute", "quarantine"),
                        good.replace("}", ",\"events\":-1}"),
                        good.replace("}", ",\"escalating\":1}"),
                        "{\"at\":\"2026-11-22T09:30:00Z\",\"do\":\"release\",\"project\":\"shop\"}",
                        ""));
        assertThat(Journal.open(data).unreadable())
                .containsExactly(
                        file + ":1: unknown decision 'quarantine', known: resolve, mute, unmute, assign, note, merge,"
                                + " unmerge, ticket, reopen, release",
                        file + ":2: 'events' must be a number, 0 or more",
                        file + ":3: 'escalating' must be true or false",
                        file + ":4: 'release' is missing");
    }

    @Test
    void skipsAndReportsWhatItCannotRead() throws IOException {
        Path file = data.resolve("triage.jsonl");
        String good = DecisionLine.write(
                new Decision(AT, "mia", Kind.NOTE, ID, null, "x", Decision.Ends.NEVER, "", false, ""));
        String broken = String.join(
                "\n",
                good,
                "<<<<<<< HEAD",
                good.replace("note", "nota"),
                good.replace(ID.shown(), "K7QM-4F2B"),
                good.replace("2026-11-22T09", "yesterday"),
                "",
                good.replace("\"at\"", "\"ta\""),
                good.replace("\"mia\"", "7"),
                good.substring(0, 30));
        Files.writeString(file, broken);
        Journal journal = Journal.open(data);
        assertThat(journal.all()).hasSize(1);
        assertThat(journal.unreadable())
                .containsExactly(
                        file + ":2: column 1: not an object {…}",
                        file + ":3: unknown decision 'nota', did you mean 'note'?",
                        file + ":4: 'K7QM-4F2B' is no issue id",
                        file + ":5: 'at' is no time like 2026-11-22T09:30:00Z: yesterday:30:00Z",
                        file + ":7: 'at' is missing",
                        file + ":8: 'by' must be text",
                        file + ":9: column 31: Unexpected end-of-input in property name");
        journal.append(new Decision(AT, "mia", Kind.NOTE, ID, null, "y", Decision.Ends.NEVER, "", false, ""));
        assertThat(Journal.open(data).all()).hasSize(2);
        assertThat(file).content().startsWith(broken + "\n");
    }

    @Test
    void survivesBrokenText() throws IOException {
        Journal journal = Journal.open(data);
        journal.append(new Decision(AT, "mia", Kind.NOTE, ID, null, "x", Decision.Ends.NEVER, "", false, ""));
        Files.write(data.resolve("triage.jsonl"), new byte[] {(byte) 0xff, 0, '\n'}, StandardOpenOption.APPEND);
        journal.append(new Decision(AT, "mia", Kind.NOTE, ID, null, "y", Decision.Ends.NEVER, "", false, ""));
        assertThat(Journal.open(data).all()).hasSize(2);
        assertThat(Journal.open(data).unreadable()).hasSize(1);
    }

    @Test
    void losesNothingWhenManyAppendAtOnce() {
        Journal journal = Journal.open(data);
        IntStream.range(0, 20)
                .parallel()
                .forEach(i -> journal.append(new Decision(
                        AT, "mia", Kind.NOTE, ID, null, "n".repeat(i + 1), Decision.Ends.NEVER, "", false, "")));
        assertThat(Journal.open(data).all()).hasSize(20);
        assertThat(journal.all()).hasSize(20);
    }

    @Test
    void saysWhyADecisionCouldNotBeWritten() throws IOException {
        Path file = data.resolve("file");
        Files.write(file, "x".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Journal.open(file)
                        .append(new Decision(AT, "mia", Kind.NOTE, ID, null, "x", Decision.Ends.NEVER, "", false, "")))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.CANNOT_CREATE))
                .hasMessageContaining("triage.jsonl: the decision was not written");
    }
}
