package dev.nightjar.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustTest {

    private static final Trust ANYTHING = new Trust(true);

    @TempDir
    Path dir;

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static void refused(ThrowingCallable doing, String... says) {
        assertThatThrownBy(doing)
                .isInstanceOfSatisfying(
                        Failure.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.exit())
                                .isEqualTo(Failure.Exit.CONFIGURATION))
                .hasMessageContainingAll(says);
    }

    @Test
    void aDataFolderThatEverybodyMayWriteToIsRefused() throws IOException {
        assertThatCode(() -> Trust.CAREFUL.data(dir)).doesNotThrowAnyException();
        assertThatCode(() -> Trust.CAREFUL.data(dir.resolve("none"))).doesNotThrowAnyException();
        open(dir);
        refused(() -> Trust.CAREFUL.data(dir), "writable by everybody", "chmod o-w", "--trust");
        assertThatCode(() -> ANYTHING.data(dir)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"triage.jsonl", "sent.jsonl", "outbox", "hooks"})
    void aLinkInThePlaceOfWhatIsWrittenIsRefusedWhateverIsSaid(String name) throws IOException {
        Files.createSymbolicLink(dir.resolve(name), dir.resolve("elsewhere"));
        refused(() -> Trust.CAREFUL.data(dir), dir.resolve(name) + " is a symbolic link, which is not followed");
        refused(() -> ANYTHING.data(dir), "symbolic link");
    }

    @Test
    void templatesThatEverybodyMayChangeAreRefused() throws IOException {
        Path template =
                Files.writeString(Files.createDirectory(dir.resolve("hooks")).resolve("a.ftl"), "{}");
        assertThatCode(() -> Trust.CAREFUL.tree(dir)).doesNotThrowAnyException();
        open(template);
        refused(() -> Trust.CAREFUL.tree(dir), template + " is writable by everybody", "chmod o-w '" + template);
        assertThatCode(() -> ANYTHING.tree(dir)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "SMB3", "fuse.sshfs"})
    void anIndexOnANetworkIsRefused(String type) {
        refused(() -> Trust.CAREFUL.local(dir, type), "network file system (" + type + ")", "--data DIR", "--trust");
        assertThatCode(() -> ANYTHING.local(dir, type)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs", ""})
    void anIndexOnADiskIsNot(String type) {
        assertThatCode(() -> Trust.CAREFUL.local(dir, type)).doesNotThrowAnyException();
        assertThatCode(() -> Trust.CAREFUL.local(dir)).doesNotThrowAnyException();
    }
}
