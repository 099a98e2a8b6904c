package dev.nightjar;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.scan.Scan;
import dev.nightjar.scan.SourceScan;
import dev.nightjar.store.Archive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A folder of logs that is scanned again and again: records are numbered, so that lost ones and those counted
/// twice
/// show.
final class Folder {

    final Path logs;
    final Path log;
    private final Settings settings;
    private Project project;
    private Instant now = Instant.now();

    Folder(Path home) throws IOException {
        this.logs = Files.createDirectories(home.resolve("logs"));
        this.log = logs.resolve("app.log");
        this.settings = Configuration.load(Optional.empty(), Optional.of(home.resolve("data")), home, home);
        this.project = Configuration.adHoc(Optional.of("app"), List.of(logs));
    }

    /// Reads the files as this says.
    void as(Project.Logs logs) {
        project = new Project(
                "app",
                List.of(logs),
                project.inApp(),
                project.level(),
                project.ids(),
                project.owners(),
                project.audit(),
                project.notes(),
                List.of(),
                List.of(),
                Project.Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
    }

    /// Reads the files for this project.
    void as(Project other) {
        project = other;
    }

    /// What is stored now.
    Archive archive() {
        return nightjar().workspace().archive().orElseThrow();
    }

    static String record(int n) {
        return "2026-03-04 09:%02d:%02d,%03d [main] ERROR com.acme.Shop - Zahlung für Müller fehlgeschlagen seq=%d.\n"
                .formatted(n / 60 % 60, n % 60, n % 1000, n);
    }

    /// Records `[from, to)`.
    static String records(int from, int to) {
        return IntStream.range(from, to).mapToObj(Folder::record).collect(Collectors.joining());
    }

    void append(int from, int to) throws IOException {
        append(records(from, to).getBytes(StandardCharsets.UTF_8));
    }

    void append(byte[] bytes) throws IOException {
        Files.write(log, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    Path write(String name, byte[] bytes) throws IOException {
        return Files.write(logs.resolve(name), bytes);
    }

    Path write(String name, int from, int to) throws IOException {
        return write(name, records(from, to).getBytes(StandardCharsets.UTF_8));
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    Run scan() {
        try (Scan scan = begin()) {
            return end(scan);
        }
    }

    Scan begin() {
        later(Duration.ofSeconds(1));
        return nightjar().scan(List.of(project), Run.idAt(now));
    }

    static Run end(Scan scan) {
        for (String source : scan.sources()) {
            for (Optional<SourceScan.Work> work = scan.next(source); work.isPresent(); work = scan.next(source)) {
                scan.write(List.of(scan.read(work.get())));
            }
        }
        return scan.finish();
    }

    private Nightjar nightjar() {
        return Nightjar.of(settings, Clock.fixed(now, ZoneOffset.UTC));
    }

    /// The numbers of all events stored, in order; one that is stored twice stands there twice.
    List<Integer> events() {
        try (var archive = nightjar().workspace().archive().orElseThrow()) {
            return archive.search("level:error", null, 100_000).events().stream()
                    .map(StoredEvent::message)
                    .filter(message -> message.contains("seq="))
                    .map(message -> Integer.parseInt(message.replaceAll("(?s).*seq=(\\d+)\\..*", "$1")))
                    .sorted()
                    .toList();
        }
    }

    StoredEvent event(int n) {
        try (var archive = nightjar().workspace().archive().orElseThrow()) {
            return archive.search("level:error", null, 100_000).events().stream()
                    .filter(event -> event.message().contains("seq=" + n + "."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /// What makes a run end with exit code 4.
    static List<String> troubles(Run run) {
        return said(run, NotRead::degrades);
    }

    /// What is only told.
    static List<String> notices(Run run) {
        return said(run, one -> !one.degrades());
    }

    private static List<String> said(Run run, Predicate<NotRead> wanted) {
        return run.notRead().stream()
                .filter(wanted)
                .map(one -> Path.of(one.path()).getFileName() + ": " + one.reason())
                .toList();
    }
}
