package dev.nightjar.notify.hook;

import dev.nightjar.config.Settings;
import dev.nightjar.config.Settings.Smtp;
import dev.nightjar.model.Failure;
import dev.nightjar.notify.mail.Authorities;
import dev.nightjar.notify.mail.Conversation;
import dev.nightjar.notify.outbox.Attempt;
import dev.nightjar.notify.outbox.Digest;
import dev.nightjar.notify.outbox.Outbox;
import dev.nightjar.notify.outbox.Trouble;
import dev.nightjar.text.Json;
import dev.nightjar.text.JsonReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Posts JSON to addresses of the configuration. As mail, each is a file before it is sent: what cannot be told
/// now is told by the next run, what is refused for good lies in `dead/` with the reason. Addresses are
/// secrets: only their host is ever said.
public final class Webhooks {

    private static final int MOST_ANSWER = 1 << 20;

    private final Outbox outbox;
    private final Clock clock;
    private final Duration patience;
    private final Duration maxAge;

    private Webhooks(Outbox outbox, Clock clock, Duration patience, Duration maxAge) {
        this.outbox = outbox;
        this.clock = clock;
        this.patience = patience;
        this.maxAge = maxAge;
    }

    /// @param patience how long an address may take to answer
    public static Webhooks of(Settings settings, Clock clock, Duration patience) {
        Duration maxAge = settings.smtp().map(Smtp::maxAge).orElse(Smtp.MAX_AGE);
        return new Webhooks(new Outbox(settings.data().resolve("hooks"), ".json"), clock, patience, maxAge);
    }

    /// What became of all that waited.
    ///
    /// @param said of those that were told, or will be tried again
    /// @param failed of those that a person has to look at
    public record Told(List<String> said, List<String> failed) {
        public Told {
            said = List.copyOf(said);
            failed = List.copyOf(failed);
        }
    }

    /// One that did not arrive.
    ///
    /// @param host of the address
    /// @param reason of the last failure, empty if it was not tried yet
    public record Call(Path file, String host, Instant since, int tries, String reason) {}

    /// Keeps a body until it is delivered; the same name is the same call, and is made once.
    public void put(String name, URI url, String body) {
        String file = Digest.label(name);
        if (outbox.delivered(file).isEmpty()) {
            String line =
                    new Json().put("url", url.toString()).put("body", body).toString();
            outbox.put(file, line.getBytes(StandardCharsets.UTF_8), clock.instant());
        }
    }

    /// Tries everything that waits, once.
    public Told deliver() {
        List<String> said = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        if (outbox.waiting().isEmpty()) {
            return new Told(said, failed);
        }
        Optional<FileChannel> lock = outbox.lock(patience);
        if (lock.isEmpty()) {
            return new Told(List.of("another process is telling the hooks"), failed);
        }
        HttpClient client = HttpClient.newBuilder()
                .sslContext(Authorities.ofSystem())
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try (FileChannel held = lock.get()) {
            outbox.waiting().forEach(file -> deliver(client, file, said, failed));
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, "cannot unlock " + outbox.dir() + ": " + e, e);
        } finally {
            client.shutdownNow();
        }
        return new Told(said, failed);
    }

    private void deliver(HttpClient client, Path file, List<String> said, List<String> failed) {
        Attempt attempt = outbox.attempt(file);
        Optional<HttpRequest> request = request(file);
        if (request.isEmpty()) {
            outbox.dead(file, attempt.failed(clock.instant(), "not a call of a hook"));
            failed.add(file + " is not a call of a hook");
            return;
        }
        String host = request.get().uri().getHost();
        Path underWay = outbox.begin(file);
        Optional<Trouble> trouble = post(client, request.get(), host);
        if (trouble.isEmpty()) {
            outbox.sent(underWay);
            said.add("told " + host);
            return;
        }
        Attempt now = attempt.failed(clock.instant(), trouble.get().said());
        if (trouble.get().kind() == Trouble.Kind.NEVER) {
            failed.add(trouble.get().said() + "; it lies in " + outbox.dead(underWay, now));
            return;
        }
        outbox.remember(underWay, now);
        Path waits = outbox.back(underWay);
        boolean old = now.since().isBefore(clock.instant().minus(maxAge));
        boolean person = trouble.get().kind() == Trouble.Kind.PERSON;
        (old || person ? failed : said).add(trouble.get().said() + "; it waits in " + waits);
    }

    private Optional<HttpRequest> request(Path file) {
        try {
            Map<String, Object> call = JsonReader.object(Files.readString(file, StandardCharsets.UTF_8));
            return Optional.of(HttpRequest.newBuilder(URI.create(String.valueOf(call.get("url"))))
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "Nightjar")
                    .POST(HttpRequest.BodyPublishers.ofString(String.valueOf(call.get("body"))))
                    .build());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, "cannot read " + file + ": " + e, e);
        }
    }

    /// The time for the whole answer is limited too, which the client's own limit is not.
    private Optional<Trouble> post(HttpClient client, HttpRequest request, String host) {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, Webhooks::body);
        try {
            return judged(answer.get(2 * patience.toMillis(), TimeUnit.MILLISECONDS), host);
        } catch (ExecutionException e) {
            return Optional.of(unreachable(host, e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.of(slow(host));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Trouble.later("telling " + host + " was interrupted", ""));
        }
    }

    private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo info) {
        return info.statusCode() / 100 == 2
                ? BodySubscribers.replacing("")
                : BodyHandlers.limiting(BodyHandlers.ofString(), MOST_ANSWER).apply(info);
    }

    private static Optional<Trouble> judged(HttpResponse<String> response, String host) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return Optional.empty();
        }
        String answer = " (" + Conversation.visible((status + " " + response.body()).strip()) + ")";
        return Optional.of(
                switch (status) {
                    case 408, 425, 429 -> Trouble.later(host + " asks to come again" + answer, "");
                    case 401, 403, 404, 410 ->
                        Trouble.never(
                                host + " does not know this address" + answer,
                                "it may be mistyped or revoked: set the job's webhook anew");
                    default ->
                        status >= 500
                                ? Trouble.later(host + " has trouble" + answer, "")
                                : status < 400
                                        ? Trouble.person(
                                                host + " sends elsewhere" + answer,
                                                "redirects are not followed: write the new address into the job's"
                                                        + " webhook")
                                        : Trouble.never(
                                                host + " refused what it was told" + answer,
                                                "check the job's webhook: template");
                });
    }

    private Trouble slow(String host) {
        return Trouble.later(host + " did not answer within " + patience.toSeconds() + " s", "");
    }

    private Trouble unreachable(String host, Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException) {
                return Trouble.later("the name " + host + " is not found (DNS)", "check the job's webhook");
            }
            if (t instanceof SSLException) {
                return Trouble.person(
                        "TLS with " + host + " failed (" + Conversation.visible(t.getMessage()) + ")",
                        "the certificate must be trusted by this system");
            }
            if (t instanceof HttpConnectTimeoutException || t instanceof HttpTimeoutException) {
                return slow(host);
            }
        }
        return thrown instanceof ConnectException
                ? Trouble.later("nothing listens at " + host, "")
                : Trouble.later(host + " ended the connection", "");
    }

    /// What is not told yet, by name.
    public List<Call> waiting() {
        return outbox.waiting().stream().map(this::call).toList();
    }

    /// What was refused for good, by name.
    public List<Call> dead() {
        return outbox.dead().stream().map(this::call).toList();
    }

    private Call call(Path file) {
        Attempt attempt = outbox.attempt(file);
        String host = request(file).map(request -> request.uri().getHost()).orElse("?");
        return new Call(file, host, attempt.since(), attempt.tries(), attempt.reason());
    }

    /// Deletes what was told or refused before; what waits stays.
    ///
    /// @param most bytes of what is done with
    /// @param lately what was done since stays whatever it takes
    public void prune(Instant before, long most, Instant lately) {
        outbox.prune(before, most, lately);
    }
}
