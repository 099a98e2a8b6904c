package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Run;
import dev.nightjar.scan.Dying;
import dev.nightjar.source.quarantine.Quarantine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A file that ends every run that reads it: after two it is left out, and all others are read.
@Timeout(300)
@Tag("faults")
@Tag("process")
class QuarantineTest {

    private static final int POISONED = 1_000;

    @TempDir
    Path home;

    private Folder folder;
    private Instant now = Instant.parse("2026-03-05T06:00:00Z");

    @BeforeEach
    void begin() throws IOException {
        folder = new Folder(home);
        folder.append(0, 20);
        folder.write("z.log", 20, 40);
    }

    /// A file with records `[1000, 1010)`, of which one ends the run.
    private Path poisoned() throws IOException {
        String text = Folder.records(POISONED, POISONED + 10)
                .replace("seq=" + (POISONED + 5), "poison seq=" + (POISONED + 5));
        return folder.write("bad.log", text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Integer> withPoisoned() {
        return Stream.concat(
                        IntStream.range(0, 40).boxed(),
                        IntStream.range(POISONED, POISONED + 10).boxed())
                .toList();
    }

    private Run scan(Runnable atPoison) throws IOException {
        now = now.plus(Duration.ofDays(1));
        return new Dying(home, atPoison).scan(Clock.fixed(now, java.time.ZoneOffset.UTC));
    }

    private static void overflow() {
        throw new StackOverflowError();
    }

    private Path data() {
        return home.resolve("data");
    }

    private Child.Ended killed() throws IOException, InterruptedException {
        return dying("killed");
    }

    private Child.Ended dying(String how) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Child.ofTests());
        command.addAll(List.of("-Xmx64m", "dev.nightjar.scan.Dying", home.toString(), how));
        Path out = Files.createTempFile(home, "dying", ".out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Child.Ended(process.waitFor(), Files.readString(out), "");
    }

    @Test
    void whereTheProcessIsKilledTwiceIsLeftOutAndAllElseIsRead() throws Exception {
        Path bad = poisoned();
        assertThat(killed().code()).isEqualTo(137);
        assertThat(killed().code()).isEqualTo(137);
        assertThat(folder.events()).as("stored before the suspect was read").isEqualTo(Folder.numbers(0, 40));
        Child.Ended third = killed();
        assertThat(third.code()).isZero();
        assertThat(third.out())
                .contains(bad + ": quarantined: ended 2 runs at bytes 0 to " + Files.size(bad))
                .contains("nightjar sources --readmit '" + bad + "'");
        folder.append(40, 50);
        assertThat(killed().code()).isZero();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 50));
        assertThat(Files.getPosixFilePermissions(data().resolve(Quarantine.FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whatEndsTheStoringTwiceIsLeftOutUntilItIsReadmitted() throws Exception {
        Path bad = poisoned();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> scan(QuarantineTest::overflow))
                    .isInstanceOfSatisfying(
                            Failure.class, e -> assertThat(e.exit()).isEqualTo(Failure.Exit.BUG))
                    .hasMessageContaining(bad + ": java.lang.StackOverflowError at bytes 0 to ");
        }
        Run third = scan(QuarantineTest::overflow);
        assertThat(Folder.troubles(third)).singleElement().asString().contains("bad.log: quarantined: ");
        assertThat(third.missed()).isOne();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 40));
        assertThat(Folder.troubles(scan(QuarantineTest::overflow))).hasSize(1);

        Child.Ended doctor = Child.run(home, "doctor", "--data", data().toString());
        assertThat(doctor.out() + doctor.err())
                .contains("bad.log is left out: it ended 2 runs", "sources --readmit '" + bad + "'");
        Child.Ended out = Child.run(home, "sources", "--readmit", bad.toString(), "--data", data().toString());
        assertThat(out.code()).as(out.err()).isZero();
        assertThat(Child.run(home, "sources", "--readmit", bad.toString(), "--data", data().toString())
                        .code())
                .isEqualTo(Failure.Exit.NOTHING_FOUND.code());
        assertThat(Folder.troubles(scan(() -> {}))).isEmpty();
        assertThat(folder.events()).isEqualTo(withPoisoned());
        assertThat(Quarantine.list(data())).isEmpty();
    }

    @Test
    void whatWasReadOfItIsNotReadAgain() throws Exception {
        Path bad = folder.write("bad.log", POISONED, POISONED + 5);
        scan(() -> {});
        Files.writeString(
                bad,
                Folder.records(POISONED + 5, POISONED + 10).replace("seq", "poison seq"),
                java.nio.file.StandardOpenOption.APPEND);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> scan(QuarantineTest::overflow)).isInstanceOf(Failure.class);
        }
        scan(QuarantineTest::overflow);
        Files.move(bad, folder.logs.resolve("bad.log.1"));
        folder.write("bad.log", 40, 45);
        assertThat(Folder.troubles(scan(QuarantineTest::overflow)))
                .as("renamed, it is the same file")
                .singleElement()
                .asString()
                .startsWith("bad.log.1: quarantined: ");
        assertThat(folder.events())
                .isEqualTo(Stream.concat(
                                Folder.numbers(0, 45).stream(),
                                IntStream.range(POISONED, POISONED + 5).boxed())
                        .toList());
        Quarantine.readmit(data(), any -> true);
        assertThat(Folder.troubles(scan(() -> {}))).isEmpty();
        assertThat(folder.events())
                .isEqualTo(Stream.concat(
                                Folder.numbers(0, 45).stream(),
                                IntStream.range(POISONED, POISONED + 10).boxed())
                        .toList());
    }

    @Test
    void anotherFileInItsPlaceIsRead() throws Exception {
        Path bad = poisoned();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> scan(QuarantineTest::overflow)).isInstanceOf(Failure.class);
        }
        assertThat(Folder.troubles(scan(QuarantineTest::overflow))).hasSize(1);
        Files.writeString(bad, Folder.records(40, 50));
        assertThat(Folder.troubles(scan(QuarantineTest::overflow))).isEmpty();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 50));
    }

    @Test
    void oneEndIsForgottenWhenTheFileIsReadTheNextTime() throws Exception {
        poisoned();
        assertThatThrownBy(() -> scan(QuarantineTest::overflow)).isInstanceOf(Failure.class);
        Run second = scan(() -> {});
        assertThat(Folder.troubles(second)).isEmpty();
        assertThat(Folder.notices(second)).anyMatch(said -> said.startsWith("bad.log: ended 1 run at bytes"));
        assertThat(folder.events()).isEqualTo(withPoisoned());
        assertThat(Files.readString(data().resolve(Quarantine.FILE))).isEmpty();
    }

    @Test
    void aRunThatEndsInOrderLeavesNoNote() throws Exception {
        scan(() -> {});
        assertThat(data().resolve("underway")).doesNotExist();
        assertThat(data().resolve(Quarantine.FILE)).doesNotExist();
    }

    @Test
    void anUsedUpHeapEndsWith71AndNamesFileAndByte() throws Exception {
        Path bad = poisoned();
        for (int i = 0; i < 2; i++) {
            Child.Ended ended = dying("memory");
            assertThat(ended.code()).as(ended.out()).isEqualTo(71);
            assertThat(ended.out())
                    .contains(
                            bad + ": java.lang.OutOfMemoryError: Java heap space at bytes 0 to " + Files.size(bad),
                            "NIGHTJAR_HEAP=512m gives more");
            assertThat(folder.events()).isEqualTo(i == 0 ? List.of() : Folder.numbers(0, 40));
        }
        assertThat(dying("memory").code()).isZero();
        Quarantine.readmit(data(), any -> true);
        assertThat(dying("nothing").code()).isZero();
        assertThat(folder.events()).isEqualTo(withPoisoned());
    }

    @Test
    void aHeapThatIsTooSmallForAnythingEndsWith71AndLosesNothing() throws Exception {
        String[] scan = {"scan", folder.logs.toString(), "--data", data().toString()};
        Child.Ended ended = Child.start(home, List.of("-Xmx12m"), scan).ended();
        assertThat(ended.code()).as(ended.err()).isEqualTo(71);
        assertThat(ended.err()).contains("the heap is used up", "NIGHTJAR_HEAP=512m gives more");
        assertThat(Child.start(home, List.of("-Xmx64m"), scan).ended().code()).isZero();
        assertThat(folder.events()).isEqualTo(Folder.numbers(0, 40));
    }
}
