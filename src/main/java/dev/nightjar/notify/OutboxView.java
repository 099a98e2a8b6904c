package dev.nightjar.notify;

import dev.nightjar.config.Job;
import dev.nightjar.config.Machine;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure;
import dev.nightjar.notify.mail.Mail;
import dev.nightjar.notify.outbox.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What goes out, looked at from outside: the way to the mail server, and what did not arrive.
public record OutboxView(Settings settings, Clock clock) {

    private static final Duration LATELY = Duration.ofDays(1);
    private static final Duration AT_LEAST = Duration.ofDays(90);

    /// A mail or a call of a hook that did not arrive.
    ///
    /// @param to addresses, or the host of a hook
    /// @param what subject of a mail, `hook` of others
    /// @param since when it was written
    /// @param reason of the last failure, with what to do; empty if it was not tried yet
    /// @param dead it was refused for good; else it is tried again by the next run
    public record Item(Path file, String to, String what, Instant since, int tries, String reason, boolean dead) {}

    /// A step on the way of a mail.
    ///
    /// @param name `name`, `connect`, `tls`, `login` or `accept`
    /// @param said what was found, or what is wrong
    /// @param remedy what to do, empty if nothing has to be done
    public record Step(String name, boolean ok, String said, String remedy) {}

    /// Sends one small mail and tells each step as it is taken.
    ///
    /// @return true if the server took it
    /// @throws dev.nightjar.model.Failure with exit code 78 if there is no server in the
    ///     configuration, or if the address is none
    public boolean test(String address, Consumer<Step> told) {
        try (Mail mail = Mail.of(settings, clock)) {
            return mail.test(
                    address,
                    Machine.name(),
                    step -> told.accept(new Step(step.name(), step.ok(), step.said(), step.remedy())));
        }
    }

    /// Why no mail can be sent, with what to do; empty if it can, or if there is no server in the
    /// configuration. Connects and logs in, and sends nothing.
    public Optional<String> unreachable() {
        try (Mail mail = Mail.of(settings, clock)) {
            return mail.unreachable();
        }
    }

    /// All that waits, and all that was refused for good.
    public List<Item> items() {
        Hooks hooks = new Hooks(settings, clock);
        try (Mail mail = Mail.of(settings, clock)) {
            return Stream.of(
                            mail.waiting().stream().map(letter -> item(letter, false)),
                            hooks.webhooks().waiting().stream().map(call -> item(call, false)),
                            mail.dead().stream().map(letter -> item(letter, true)),
                            hooks.webhooks().dead().stream().map(call -> item(call, true)))
                    .flatMap(items -> items)
                    .toList();
        }
    }

    /// Writes what would be sent now as files that mail programs open; sends nothing, and is remembered
    /// nowhere.
    ///
    /// @param target file of the job's own digest; those of owners lie beside it, numbered
    /// @return the files, the job's own first
    public List<Path> preview(List<DigestSender.Draft> drafts, Path target) {
        List<Path> files = new ArrayList<>();
        try (Mail mail = Mail.of(settings, clock)) {
            for (DigestSender.Draft draft : drafts) {
                files.add(write(mail.bytes(draft.to(), draft.digest()), beside(target, files.size())));
            }
        }
        return files;
    }

    private static Path beside(Path target, int nth) {
        String name = target.getFileName().toString().replaceFirst("\\.eml$", "");
        return target.resolveSibling(name + (nth == 0 ? "" : "-" + (nth + 1)) + ".eml");
    }

    private static Path write(byte[] bytes, Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new Failure(Failure.Exit.CANNOT_CREATE, "cannot write " + file + ": " + e, e);
        }
    }

    /// Deletes what was delivered or refused and is older than events are kept, or takes too much room; what
    /// waits stays. Of the ledger what is old goes if it is too long.
    public void prune() {
        Instant now = clock.instant();
        Settings.Retention retention = settings.retention();
        Instant before = now.minus(retention.events());
        long most = retention.files().outbox();
        Instant lately = now.minus(LATELY);
        try (Mail mail = Mail.of(settings, clock)) {
            mail.prune(before, most, lately);
        }
        new Hooks(settings, clock).webhooks().prune(before, most, lately);
        Ledger.shorten(settings.data(), retention.files().told(), now.minus(holdsBack()), now);
    }

    /// For how long what was told may hold back what is told.
    private Duration holdsBack() {
        return settings.jobs().values().stream()
                .flatMap(job -> job.steps().stream())
                .flatMap(step -> step instanceof Job.Step.Alert alert ? Stream.of(alert.again()) : Stream.empty())
                .reduce(AT_LEAST, (longest, other) -> other.compareTo(longest) > 0 ? other : longest);
    }

    private static Item item(Mail.Letter one, boolean dead) {
        return new Item(
                one.file(), String.join(", ", one.to()), one.subject(), one.since(), one.tries(), one.reason(), dead);
    }

    private static Item item(dev.nightjar.notify.hook.Webhooks.Call one, boolean dead) {
        return new Item(one.file(), one.host(), "hook", one.since(), one.tries(), one.reason(), dead);
    }
}
