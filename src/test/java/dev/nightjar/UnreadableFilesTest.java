package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scans as a user who may not read everything; root may, so then another user runs the program.
@Tag("process")
class UnreadableFilesTest {

    private static final boolean ROOT = System.getProperty("user.name").equals("root");

    /// Of the class path, which another user may not read where it lies.
    @TempDir
    static Path classes;

    @TempDir
    Path dir;

    private Path logs;

    @BeforeEach
    void openToAll() throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxrwxrwx"));
        logs = Files.createDirectory(dir.resolve("logs"));
    }

    @BeforeAll
    static void copyClasses() throws IOException {
        Files.setPosixFilePermissions(classes, PosixFilePermissions.fromString("rwxr-xr-x"));
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            copy(Path.of(entry), classes.resolve(number++ + (entry.endsWith(".jar") ? ".jar" : "")));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path target =
                        one.equals(from) ? to : to.resolve(from.relativize(one).toString());
                Files.copy(one, target, StandardCopyOption.REPLACE_EXISTING);
                boolean folder = Files.isDirectory(target);
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(folder ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /// What it printed, and its exit code in the last line.
    private String nightjar(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        String path;
        try (Stream<Path> entries = Files.list(classes)) {
            path = String.join(
                    File.pathSeparator, entries.map(Path::toString).sorted().toList());
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of(java, "-XX:TieredStopAtLevel=1", "-cp", path, "dev.nightjar.cli.Main"));
        command.addAll(List.of(args));
        command.addAll(List.of("--data", dir.resolve("data").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(dir.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes());
        return out + "exit " + process.waitFor();
    }

    private Path log(String name, int errors) throws IOException {
        String line = "2026-03-04 09:12:44,123 ERROR [main] shop.Till: no paper in " + name + "\n";
        return Files.writeString(logs.resolve(name), line.repeat(errors));
    }

    private static void mayBeRead(Path file, boolean may) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(may ? "rw-r--r--" : "---------"));
    }

    @Test
    void namesWhatMayNotBeReadAndReadsItInFullWhenItMay() throws Exception {
        Path secret = log("secret.log", 5);
        log("open.log", 2);
        mayBeRead(secret, false);
        assertThat(nightjar("scan", logs.toString()))
                .contains("secret.log: cannot be read: permission denied (running as ", " 2 events")
                .endsWith("exit 4");
        mayBeRead(secret, true);
        assertThat(nightjar("scan", logs.toString())).contains(" 5 events").endsWith("exit 0");
    }

    @Test
    void readsNothingIfNothingMayBeRead() throws Exception {
        mayBeRead(log("secret.log", 5), false);
        assertThat(nightjar("scan", logs.toString()))
                .contains("permission denied")
                .endsWith("exit 77");
    }

    @Test
    void theDoctorSaysWhichGroupMayReadWhatItMayNot() throws Exception {
        Path secret = log("secret.log", 5);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        Path projects = Files.createDirectories(dir.resolve("conf/projects"));
        Files.writeString(projects.resolve("till.yaml"), "logs: [" + secret + "]\n");
        Files.setPosixFilePermissions(projects, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(dir.resolve("conf"), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(nightjar(
                        "doctor", "--offline", "--config", dir.resolve("conf").toString()))
                .contains("fail  source", "permission denied", "usermod -aG")
                .endsWith("exit 77");
    }
}
