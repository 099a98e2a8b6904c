package dev.nightjar.notify.hook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.nightjar.config.Settings;
import dev.nightjar.config.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhooksTest {

    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final String SECRET = "/services/T0/B0/s3cret";

    @TempDir
    Path data;

    private HttpServer server;
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private volatile String answer = "ok";
    private volatile boolean mute;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(SECRET, exchange -> {
            bodies.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (mute) {
                return;
            }
            byte[] said = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "http://localhost:1/elsewhere");
            exchange.sendResponseHeaders(status, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void postsOnceWhatItWasGiven() throws IOException {
        Webhooks webhooks = webhooks(NOW);
        webhooks.put("watch-318-0", url(), "{\"a\": \"ö\"}");
        assertThat(webhooks.deliver()).isEqualTo(new Webhooks.Told(List.of("told 127.0.0.1"), List.of()));
        webhooks.put("watch-318-0", url(), "{\"a\": \"ö\"}");
        assertThat(webhooks.deliver()).isEqualTo(new Webhooks.Told(List.of(), List.of()));
        assertThat(bodies).containsExactly("POST application/json {\"a\": \"ö\"}");
        assertThat(lies()).containsExactly("sent/watch-318-0.json");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        202 | accepted        | sent  | told 127.0.0.1
        301 | moved           | waits | 127.0.0.1 sends elsewhere (301 moved): redirects are not followed
        307 | moved           | waits | 127.0.0.1 sends elsewhere (307 moved)
        400 | invalid_payload | dead  | 127.0.0.1 refused what it was told (400 invalid_payload): check the job's webhook
        403 | invalid_token   | dead  | 127.0.0.1 does not know this address (403 invalid_token): it may be mistyped or revoked
        404 | no_service      | dead  | 127.0.0.1 does not know this address (404 no_service)
        408 | slow            | later | 127.0.0.1 asks to come again (408 slow)
        410 | gone            | dead  | 127.0.0.1 does not know this address (410 gone)
        413 | too large       | dead  | 127.0.0.1 refused what it was told (413 too large)
        429 | rate_limited    | later | 127.0.0.1 asks to come again (429 rate_limited)
        500 | oops            | later | 127.0.0.1 has trouble (500 oops)
        503 | maintenance     | later | 127.0.0.1 has trouble (503 maintenance)
        """)
    void keepsWhatMayBeTakenLaterAndSetsAsideWhatIsRefused(int code, String said, String lies, String says)
            throws IOException {
        status = code;
        answer = said;
        Webhooks.Told told = tell(NOW);
        boolean bad = lies.equals("dead") || lies.equals("waits");
        assertThat(bad ? told.failed() : told.said())
                .singleElement()
                .asString()
                .contains(says)
                .doesNotContain("s3cret");
        assertThat(bad ? told.said() : told.failed()).isEmpty();
        assertThat(lies())
                .containsExactlyElementsOf(
                        switch (lies) {
                            case "sent" -> List.of("sent/watch-318-0.json");
                            case "dead" -> List.of("dead/watch-318-0.json", "dead/watch-318-0.why");
                            default -> List.of("watch-318-0.json", "watch-318-0.why");
                        });
        assertThat(bodies).hasSize(1);
    }

    @Test
    void triesAgainWhatFailedBeforeAndComplainsOnceItIsOld() throws IOException {
        status = 503;
        tell(NOW);
        assertThat(webhooks(NOW.plusSeconds(3600)).deliver().failed()).isEmpty();
        assertThat(webhooks(NOW.plus(Duration.ofDays(4))).deliver().failed())
                .singleElement()
                .asString()
                .contains("has trouble");
        assertThat(webhooks(NOW).waiting()).singleElement().satisfies(call -> {
            assertThat(call.tries()).isEqualTo(3);
            assertThat(call.host()).isEqualTo("127.0.0.1");
            assertThat(call.reason()).contains("503");
        });
        status = 200;
        assertThat(webhooks(NOW).deliver().said()).containsExactly("told 127.0.0.1");
        assertThat(lies()).containsExactly("sent/watch-318-0.json");
    }

    @Test
    void doesNotWaitForAnAddressThatNeverAnswers() {
        mute = true;
        assertThat(tell(NOW).said()).singleElement().asString().contains("127.0.0.1 did not answer within");
    }

    @Test
    void saysOnlyTheBeginningOfALongAnswer() {
        status = 404;
        answer = "x".repeat(100_000);
        Webhooks.Told told = tell(NOW);
        assertThat(told.failed()).singleElement().asString().contains("404 xxx").hasSizeLessThan(600);
    }

    @Test
    void keepsWhatNobodyListensTo() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        Webhooks webhooks = webhooks(NOW);
        webhooks.put("a", URI.create("http://127.0.0.1:" + closed + "/x"), "{}");
        assertThat(webhooks.deliver().said()).singleElement().asString().contains("nothing listens at 127.0.0.1");
        assertThat(lies()).containsExactly("a.json", "a.why");
        assertThat(Files.getPosixFilePermissions(data.resolve("hooks/a.json"))).hasSize(2);
    }

    @Test
    void tellsAgainWhatAKilledRunMayHaveTold() throws IOException {
        status = 503;
        tell(NOW);
        Files.move(data.resolve("hooks/watch-318-0.json"), data.resolve("hooks/watch-318-0.sending"));
        status = 200;
        assertThat(webhooks(NOW).deliver().said()).containsExactly("told 127.0.0.1");
        assertThat(lies()).containsExactly("sent/watch-318-0.json");
    }

    private Webhooks.Told tell(Instant now) {
        Webhooks webhooks = webhooks(now);
        webhooks.put("watch-318-0", url(), "{}");
        return webhooks.deliver();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + SECRET);
    }

    private Webhooks webhooks(Instant now) {
        Settings settings = new Settings(
                Optional.empty(),
                data,
                ZoneId.of("UTC"),
                Optional.empty(),
                new Settings.Retention(Duration.ofDays(90), Duration.ofDays(730), Duration.ofDays(730)),
                new Settings.Report(data.resolve("report"), Optional.empty()),
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Settings.Insight.DEFAULT,
                Map.of(),
                Map.of(),
                Trust.CAREFUL);
        return Webhooks.of(settings, Clock.fixed(now, ZoneOffset.UTC), Duration.ofMillis(mute ? 300 : 10_000));
    }

    private List<String> lies() throws IOException {
        Path hooks = data.resolve("hooks");
        try (Stream<Path> all = Files.walk(hooks)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> hooks.relativize(f).toString())
                    .filter(f -> !f.equals(".lock"))
                    .sorted()
                    .toList();
        }
    }
}
