package dev.nightjar.notify.mail;

import dev.nightjar.model.CrashPoint;
import dev.nightjar.model.Failure;
import dev.nightjar.notify.mail.Conversation.Reply;
import dev.nightjar.notify.outbox.Attempt;
import dev.nightjar.notify.outbox.Outbox;
import dev.nightjar.notify.outbox.Trouble;
import dev.nightjar.notify.outbox.Trouble.Kind;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings mails of an outbox to a server, one connection for all. A mail that is refused does not stop the others;
/// a server that cannot be reached does, until the next run.
final class Delivery implements AutoCloseable {

    private static final int MOST_BREAKS = 3;
    private static final String AGAIN = "[resend?] ";

    private final Server server;
    private final Outbox outbox;
    private final Clock clock;
    private final ServerAnswer explained;
    private @Nullable Conversation open;
    private @Nullable Trouble down;
    private int breaks;

    Delivery(Server server, Outbox outbox, Clock clock) {
        this.server = server;
        this.outbox = outbox;
        this.clock = clock;
        this.explained = new ServerAnswer(server.smtp());
    }

    /// What became of a mail.
    ///
    /// @param file where it lies now
    /// @param delivered somebody got it
    /// @param troubles why others did not
    record Outcome(Path file, boolean delivered, List<Trouble> troubles) {
        boolean isDead() {
            return troubles.stream().anyMatch(t -> t.kind() == Kind.NEVER);
        }

        boolean waits() {
            return troubles.stream().anyMatch(t -> t.kind() != Kind.NEVER);
        }
    }

    /// Tries one; fails with exit code 74 only.
    Outcome deliver(Path file) {
        Attempt attempt = outbox.attempt(file);
        try {
            Conversation talk = connected();
            MimeMessage message = message(file);
            Address[] to = recipients(message, attempt);
            if (to.length == 0) {
                return dead(file, attempt, Trouble.never(file.getFileName() + " has no recipient", ""));
            }
            Path underWay = outbox.begin(file);
            CrashPoint.here("smtp.sending");
            MessagingException thrown = talk.deliver(message, to);
            return settle(underWay, attempt, addresses(to), talk, thrown);
        } catch (Server.Unavailable e) {
            return waits(file, attempt, e.trouble);
        } catch (MessagingException e) {
            return dead(file, attempt, Trouble.never(file.getFileName() + " is no mail: " + e.getMessage(), ""));
        }
    }

    private Conversation connected() throws Server.Unavailable {
        if (down != null) {
            throw new Server.Unavailable(down);
        }
        if (open == null) {
            Conversation talk = server.conversation();
            try {
                server.connect(talk);
            } catch (Server.Unavailable e) {
                down = e.trouble;
                throw e;
            }
            open = talk;
        }
        return open;
    }

    /// The bytes as they lie there: a second try has the same Message-ID.
    private MimeMessage message(Path file) throws MessagingException {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(server.session(), in);
            if (Outbox.isUnderWay(file)) {
                message.setSubject(AGAIN + message.getSubject(), "UTF-8");
            }
            return message;
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, "the mail " + file + " cannot be read: " + e, e);
        }
    }

    private static Address[] recipients(MimeMessage message, Attempt attempt) throws MessagingException {
        List<Address> to = new ArrayList<>();
        for (String left : attempt.to()) {
            to.add(new InternetAddress(left));
        }
        Address[] all = message.getAllRecipients();
        return !to.isEmpty() ? to.toArray(Address[]::new) : all == null ? new Address[0] : all;
    }

    private static List<String> addresses(Address[] to) {
        return Stream.of(to).map(one -> ((InternetAddress) one).getAddress()).toList();
    }

    private Outcome settle(
            Path file, Attempt attempt, List<String> to, Conversation talk, @Nullable MessagingException thrown) {
        boolean accepted = talk.accepted() != null;
        Optional<Trouble> trouble = accepted ? Optional.empty() : general(talk, to, thrown);
        boolean uncertain = !accepted && talk.isLost(thrown);
        if (thrown != null && !accepted && talk.isBroken(thrown)) {
            hangUp(trouble.orElse(null));
        }
        if (trouble.isPresent()) {
            return switch (trouble.get().kind()) {
                case NEVER -> dead(file, attempt, trouble.get());
                case LATER, PERSON -> waits(uncertain ? file : outbox.back(file), attempt, trouble.get());
            };
        }
        return each(file, attempt, accepted, troubles(talk.refused()));
    }

    /// What kept everybody from getting it; empty if each recipient was refused for himself.
    private Optional<Trouble> general(Conversation talk, List<String> to, @Nullable MessagingException thrown) {
        Reply negative = talk.negative();
        if (negative != null && negative.code() > 0) {
            return Optional.of(explained.refused(negative));
        }
        if (thrown != null && talk.isBroken(thrown)) {
            return Optional.of(explained.network(talk, thrown));
        }
        if (talk.refused().size() == to.size()) {
            return Optional.empty();
        }
        String what = thrown == null ? "" : Conversation.visible(thrown.getMessage());
        return Optional.of(Trouble.later("the mail server's answer makes no sense: " + what, ""));
    }

    private Map<String, Trouble> troubles(Map<String, Reply> refused) {
        Map<String, Trouble> troubles = new LinkedHashMap<>();
        refused.forEach((address, reply) -> troubles.put(address, explained.recipient(address, reply)));
        return troubles;
    }

    private Outcome each(Path file, Attempt attempt, boolean accepted, Map<String, Trouble> troubles) {
        List<String> never = named(troubles, true);
        List<String> left = named(troubles, false);
        List<Trouble> all = List.copyOf(troubles.values());
        if (!accepted && left.isEmpty()) {
            return new Outcome(outbox.dead(file, failed(attempt, all, true).only(never)), false, all);
        }
        if (!never.isEmpty()) {
            outbox.deadCopy(file, failed(attempt, all, true).only(never));
        }
        if (left.isEmpty()) {
            return new Outcome(outbox.sent(file), true, all);
        }
        outbox.remember(file, failed(attempt, all, false).only(left));
        return new Outcome(outbox.back(file), accepted, all);
    }

    private static List<String> named(Map<String, Trouble> troubles, boolean never) {
        return troubles.entrySet().stream()
                .filter(e -> never == (e.getValue().kind() == Kind.NEVER))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Attempt failed(Attempt attempt, List<Trouble> all, boolean never) {
        List<String> reasons = all.stream()
                .filter(t -> never == (t.kind() == Kind.NEVER))
                .map(Trouble::said)
                .distinct()
                .toList();
        return attempt.failed(clock.instant(), String.join("; ", reasons));
    }

    private Outcome waits(Path file, Attempt attempt, Trouble trouble) {
        outbox.remember(file, attempt.failed(clock.instant(), trouble.said()));
        return new Outcome(file, false, List.of(trouble));
    }

    private Outcome dead(Path file, Attempt attempt, Trouble trouble) {
        Path lies = outbox.dead(file, attempt.failed(clock.instant(), trouble.said()));
        return new Outcome(lies, false, List.of(trouble));
    }

    /// A server that hangs up on every mail is down.
    private void hangUp(@Nullable Trouble trouble) {
        close();
        if (++breaks >= MOST_BREAKS) {
            down = trouble;
        }
    }

    @Override
    public void close() {
        if (open != null) {
            Server.close(open);
            open = null;
        }
    }
}
