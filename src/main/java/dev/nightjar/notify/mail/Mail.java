package dev.nightjar.notify.mail;

import dev.nightjar.config.Settings;
import dev.nightjar.config.Settings.Smtp;
import dev.nightjar.model.Failure;
import dev.nightjar.notify.outbox.Attempt;
import dev.nightjar.notify.outbox.Digest;
import dev.nightjar.notify.outbox.Outbox;
import dev.nightjar.notify.outbox.Trouble;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sends digests through the configured SMTP server; without one it leaves them in the outbox as files any mail
/// program opens. Made anew for each run: what waits from earlier runs is tried once, and a server that is down
/// is asked once. Not for use by several threads.
public final class Mail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Optional<Smtp> smtp;
    private final Outbox outbox;
    private final Clock clock;
    private final Set<Path> tried = new HashSet<>();
    private @Nullable Delivery delivery;

    private Mail(Optional<Smtp> smtp, Path outbox, Clock clock) {
        this.smtp = smtp;
        this.outbox = new Outbox(outbox, ".eml");
        this.clock = clock;
    }

    /// To the server of the settings, with the outbox in their data folder.
    ///
    /// @param clock tells how long a mail has been waiting
    public static Mail of(Settings settings, Clock clock) {
        return new Mail(settings.smtp(), settings.data().resolve("outbox"), clock);
    }

    /// With the system's clock.
    public static Mail of(Settings settings) {
        return of(settings, Clock.systemUTC());
    }

    /// How far a mail came.
    public enum State {
        /// There is no server to send it to: it lies in the outbox for a person to open.
        KEPT,
        /// The server took it.
        SENT,
        /// Another process sends what lies in the outbox, and so this.
        LEFT,
        /// It could not go out: it lies in the outbox and is tried again by the next run.
        WAITING
    }

    /// What became of a digest.
    ///
    /// @param file where the message lies: in the outbox, or in its `sent/`
    /// @param said one sentence for the person
    public record Sent(Path file, State state, String said) {

        /// What was said.
        ///
        /// @throws Failure with exit code 69 if it could not go out
        public String orFail() {
            if (state == State.WAITING) {
                throw new Failure(Failure.Exit.UNAVAILABLE, said);
            }
            return said;
        }
    }

    /// A mail that did not arrive.
    ///
    /// @param to who still has to get it
    /// @param since when it was written
    /// @param reason of the last failure, a sentence with its remedy
    public record Letter(Path file, List<String> to, String subject, Instant since, int tries, String reason) {
        public Letter {
            to = List.copyOf(to);
        }
    }

    /// Writes the message to the outbox, sends it and whatever waits there, and moves each to `sent/`. A digest
    /// that lies in `sent/` already is not sent again. If the server cannot be reached, or asks to come again,
    /// the message waits.
    ///
    /// @throws Failure with exit code 69, after everything was tried, if the server refused a mail for good (it
    ///     lies in `dead/`), if one waits longer than `smtp.max-age`, or if none can be sent until somebody
    ///     changes something; with 78 for an address, a password file or authorities that are wrong
    public Sent send(List<String> to, Digest digest) {
        if (to.isEmpty()) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION, "nobody to mail to: add 'to' to the mail step of " + digest.job());
        }
        byte[] bytes = bytes(to, digest);
        String name = digest.fileName();
        Optional<Path> before = outbox.delivered(name);
        if (before.isPresent()) {
            return new Sent(before.get(), State.SENT, "already mailed to " + String.join(", ", to));
        }
        Path file = outbox.put(name, bytes, clock.instant());
        if (smtp.isEmpty()) {
            return new Sent(file, State.KEPT, "no smtp in nightjar.yaml: the mail is in " + file);
        }
        return deliver(smtp.get(), to, file);
    }

    /// The message as it would be sent.
    public byte[] bytes(List<String> to, Digest digest) {
        Session session = Session.getInstance(new Properties());
        return Message.of(session, Sender.of(smtp), to, digest).bytes();
    }

    /// Tries what waits, as `send` does, for a run that has nothing to say itself.
    ///
    /// @return what became of each
    /// @throws Failure as `send`
    public List<Sent> retry() {
        if (smtp.isEmpty() || outbox.waiting().isEmpty()) {
            return List.of();
        }
        return locked(() -> outcomes(smtp.get(), outbox.waiting()))
                .map(outcomes -> {
                    failIfBad(smtp.get(), outcomes);
                    return outcomes.stream()
                            .map(one -> new Sent(one.file(), one.waits() ? State.WAITING : State.SENT, sentence(one)))
                            .toList();
                })
                .orElse(List.of());
    }

    private Sent deliver(Smtp server, List<String> to, Path file) {
        // The new message first: one that waits may be one that the server always refuses.
        Stream<Path> others = outbox.waiting().stream().filter(other -> !other.equals(file));
        List<Path> files = Stream.concat(Stream.of(file), others).toList();
        return locked(() -> outcomes(server, files))
                .map(outcomes -> judge(server, to, file, outcomes))
                .orElseGet(() -> new Sent(
                        file, State.LEFT, "another process is sending mail: this one waits in " + file + " for it"));
    }

    /// Empty if another process is at it and does not end.
    private <T> Optional<T> locked(Supplier<T> action) {
        Optional<FileChannel> lock = outbox.lock(PATIENCE);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (FileChannel held = lock.get()) {
            return Optional.of(action.get());
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, "cannot unlock " + outbox.dir() + ": " + e, e);
        }
    }

    private List<Delivery.Outcome> outcomes(Smtp server, List<Path> files) {
        if (delivery == null) {
            delivery = new Delivery(Server.of(server), outbox, clock);
        }
        List<Delivery.Outcome> outcomes = new ArrayList<>();
        for (Path one : files) {
            if (isOfTheTimeWithoutServer(server, one)) {
                outbox.keep(one);
            } else if (Files.exists(one) && tried.add(one)) {
                Delivery.Outcome outcome = delivery.deliver(one);
                tried.add(outcome.file());
                outcomes.add(outcome);
            }
        }
        delivery.close();
        return outcomes;
    }

    /// Never tried, and too old to be what a killed run left: a server that is configured later does not get
    /// the digests of all nights before.
    private boolean isOfTheTimeWithoutServer(Smtp server, Path file) {
        Attempt attempt = outbox.attempt(file);
        return attempt.tries() == 0
                && !Outbox.isUnderWay(file)
                && Files.exists(file)
                && attempt.since().isBefore(clock.instant().minus(server.maxAge()));
    }

    private Sent judge(Smtp server, List<String> to, Path file, List<Delivery.Outcome> outcomes) {
        failIfBad(server, outcomes);
        Optional<Delivery.Outcome> own = outcomes.stream()
                .filter(one -> Outbox.name(one.file()).equals(Outbox.name(file)))
                .findFirst();
        // What is gone when it is this process's turn was sent by another.
        return own.filter(Delivery.Outcome::waits)
                .map(one -> new Sent(one.file(), State.WAITING, sentence(one)))
                .orElseGet(() -> new Sent(
                        outbox.delivered(Outbox.name(file)).orElse(file),
                        State.SENT,
                        "mailed to " + String.join(", ", to)));
    }

    private static String sentence(Delivery.Outcome one) {
        return one.waits()
                ? "not mailed yet, " + said(one) + "; it waits in " + one.file()
                : "mailed what waited: " + one.file().getFileName();
    }

    private void failIfBad(Smtp server, List<Delivery.Outcome> outcomes) {
        List<String> bad = outcomes.stream()
                .flatMap(one -> complaint(server, one))
                .distinct()
                .toList();
        if (!bad.isEmpty()) {
            throw new Failure(Failure.Exit.UNAVAILABLE, String.join("\n", bad));
        }
    }

    /// What somebody has to do something about.
    private Stream<String> complaint(Smtp server, Delivery.Outcome one) {
        if (one.isDead()) {
            return Stream.of("mail refused, " + said(one) + "; it lies in "
                    + outbox.dir().resolve("dead"));
        }
        if (one.troubles().stream().anyMatch(t -> t.kind() == Trouble.Kind.PERSON)) {
            return Stream.of("no mail is sent, " + said(one) + "; it waits in " + outbox.dir());
        }
        Instant since = outbox.attempt(one.file()).since();
        return one.waits() && since.isBefore(clock.instant().minus(server.maxAge()))
                ? Stream.of("mail waits since " + since + ", " + said(one) + "; it lies in " + one.file())
                : Stream.empty();
    }

    private static String said(Delivery.Outcome outcome) {
        return outcome.troubles().stream()
                .map(Trouble::said)
                .distinct()
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
    }

    /// A step on the way of a mail.
    ///
    /// @param name `name`, `connect`, `tls`, `login` or `accept`
    /// @param said what was found, or what is wrong
    /// @param remedy what to do, empty if nothing has to be done
    public record Step(String name, boolean ok, String said, String remedy) {
        static Step ok(String name, String said) {
            return new Step(name, true, said, "");
        }

        static Step failed(String name, Trouble trouble) {
            return new Step(name, false, trouble.what(), trouble.remedy());
        }
    }

    /// Sends one small mail at once, past the outbox, and tells each step as it is taken.
    ///
    /// @return true if the server took it
    /// @throws Failure with exit code 78 without a server in the configuration, and as `send`
    public boolean test(String address, String host, Consumer<Step> told) {
        Server server = Server.of(smtp.orElseThrow(Mail::noServer));
        String text = "Nightjar on " + Message.header(host)
                + " can send mail.\n\nThis is what 'nightjar mail --test' sends.\n";
        Digest digest = new Digest(
                "test",
                host,
                Long.toString(clock.millis()),
                clock.instant(),
                "[nightjar] mail from " + host + " works",
                text,
                "<p>" + text.replaceAll("[<>&]", "").replace("\n\n", "</p><p>") + "</p>\n");
        InternetAddress to = Message.address(address);
        Message message = Message.of(server.session(), Sender.of(smtp), List.of(address), digest);
        return new Trial(server, told).sends(message, to);
    }

    /// Connects and logs in, and sends nothing. Empty if that works, or if there is no server in the
    /// configuration; else a sentence with what to do.
    public Optional<String> unreachable() {
        List<Step> failed = new ArrayList<>();
        smtp.ifPresent(server -> new Trial(Server.of(server), step -> {
                    if (!step.ok()) {
                        failed.add(step);
                    }
                })
                .connects());
        return failed.stream()
                .findFirst()
                .map(step -> step.remedy().isEmpty() ? step.said() : step.said() + ": " + step.remedy());
    }

    private static Failure noServer() {
        return new Failure(Failure.Exit.CONFIGURATION, "no smtp in nightjar.yaml: add smtp: {host: mail.example.org}");
    }

    /// Mails that are not sent yet, by name.
    public List<Letter> waiting() {
        return outbox.waiting().stream().map(this::letter).toList();
    }

    /// Mails that the server refused for good, by name; each has its reason in a file `NAME.why`. One that is
    /// moved back to the outbox is tried again.
    public List<Letter> dead() {
        return outbox.dead().stream().map(this::letter).toList();
    }

    private Letter letter(Path file) {
        Attempt attempt = outbox.attempt(file);
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            Address[] all = message.getAllRecipients();
            List<String> to = attempt.to().isEmpty() && all != null
                    ? Stream.of(all).map(Object::toString).toList()
                    : attempt.to();
            String subject = Message.header(String.valueOf(message.getSubject()));
            return new Letter(file, to, subject, attempt.since(), attempt.tries(), attempt.reason());
        } catch (IOException | MessagingException e) {
            return new Letter(file, List.of(), "unreadable: " + e, attempt.since(), attempt.tries(), attempt.reason());
        }
    }

    /// Deletes what was sent or refused before; what waits stays, unless there is no server that it could wait
    /// for.
    ///
    /// @param most bytes of what is done with
    /// @param lately what was done since stays whatever it takes
    public void prune(Instant before, long most, Instant lately) {
        if (smtp.isEmpty()) {
            outbox.waiting().stream()
                    .filter(file -> outbox.attempt(file).since().isBefore(before))
                    .forEach(outbox::keep);
        }
        outbox.prune(before, most, lately);
    }

    /// Ends the connection, if one is open.
    @Override
    public void close() {
        if (delivery != null) {
            delivery.close();
        }
    }
}
