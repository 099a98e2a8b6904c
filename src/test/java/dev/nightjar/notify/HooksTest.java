package dev.nightjar.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.nightjar.config.Job.Hook;
import dev.nightjar.config.Settings;
import dev.nightjar.config.Trust;
import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.text.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HooksTest {

    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");

    @TempDir
    Path dir;

    private HttpServer server;
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void tellsAProgramAndAnAddressTheSameNews() throws IOException {
        Path got = dir.resolve("got");
        Hooks.Told told = hooks().tell(
                        List.of(exec("cat > '" + got + "'"), webhook("json"), webhook("pagerduty")),
                        news(),
                        "watch",
                        "web1",
                        "alert-1");
        assertThat(told.failed()).isEmpty();
        assertThat(told.said()).hasSize(4);
        assertThat(bodies).hasSize(3);
        assertThat(JsonReader.object(Files.readString(got))).isEqualTo(JsonReader.object(bodies.getFirst()));
        assertThat(bodies.subList(1, 3)).allMatch(body -> body.contains("\"routing_key\": \"k3y\""));
    }

    @Test
    void letsNoHookStopAnotherAndTriesAgainWhatMayBeTakenLater() throws IOException {
        status = 503;
        Hooks.Told told = hooks().tell(List.of(exec("exit 7"), webhook("json")), news(), "watch", "web1", "alert-1");
        assertThat(told.failed()).singleElement().asString().contains("failed with exit code 7");
        assertThat(told.said()).singleElement().asString().contains("has trouble (503)");
        status = 200;
        assertThat(hooks().retry().said()).containsExactly("told 127.0.0.1");
        assertThat(hooks().retry().said()).isEmpty();
        hooks().tell(List.of(webhook("json")), news(), "watch", "web1", "alert-1b");
        assertThat(bodies).hasSize(3);
    }

    @Test
    void tellsNothingBeforeEveryTemplateIsRight() throws IOException {
        Path got = dir.resolve("got");
        assertThatThrownBy(() -> hooks().tell(
                                List.of(exec("cat > '" + got + "'"), webhook("nowhere")),
                                news(),
                                "watch",
                                "web1",
                                "alert-1"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("nowhere.ftl");
        assertThat(got).doesNotExist();
    }

    private Hook exec(String shell) throws IOException {
        Path script = Files.writeString(dir.resolve("hook"), "#!/bin/sh\n" + shell + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new Hook.Exec(List.of(script.toString()));
    }

    private Hook webhook(String template) {
        return new Hook.Webhook(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x"), template, "k3y");
    }

    private static List<Notice> news() {
        IssueId issue = IssueId.of(42);
        return List.of(
                new Notice(Notice.Kind.NEW, "a", "shop", issue, "t", "s", NOW, null, "", 1, 1),
                new Notice(Notice.Kind.AUDIT, "b", "shop", null, "t", "s", NOW, null, "", 1, 1));
    }

    private Hooks hooks() {
        Settings settings = new Settings(
                Optional.empty(),
                dir.resolve("data"),
                ZoneId.of("UTC"),
                Optional.empty(),
                new Settings.Retention(Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(730)),
                new Settings.Report(dir.resolve("report"), Optional.empty()),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Settings.Insight.DEFAULT,
                Map.of(),
                Map.of(),
                Trust.CAREFUL);
        return new Hooks(settings, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
