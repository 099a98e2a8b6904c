package dev.nightjar.notify.mail;

import dev.nightjar.config.Settings.Smtp;
import dev.nightjar.config.Settings.Tls;
import dev.nightjar.notify.mail.Conversation.Reply;
import dev.nightjar.notify.outbox.Trouble;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Goes the way of a mail step by step and tells each as it is taken: name, connection, TLS, login, acceptance.
final class Trial {

    private final Server server;
    private final ServerAnswer explained;
    private final Consumer<Mail.Step> told;

    Trial(Server server, Consumer<Mail.Step> told) {
        this.server = server;
        this.explained = new ServerAnswer(server.smtp());
        this.told = told;
    }

    /// Ends with the login; true if all went well.
    boolean connects() {
        return go(Optional.empty());
    }

    /// Sends a mail; true if the server took it.
    boolean sends(Message message, InternetAddress to) {
        return go(Optional.of(talk -> deliver(talk, message, to)));
    }

    private interface Last {
        boolean go(Conversation talk);
    }

    private boolean go(Optional<Last> last) {
        Smtp smtp = server.smtp();
        if (!name(smtp.host())) {
            return false;
        }
        Conversation talk = server.conversation();
        try {
            server.connect(talk);
            passed(talk, null);
            return last.isEmpty() || last.get().go(talk);
        } catch (Server.Unavailable e) {
            passed(talk, e.trouble);
            return false;
        } finally {
            Server.close(talk);
        }
    }

    private boolean name(String host) {
        try {
            String addresses = Stream.of(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            told.accept(Mail.Step.ok("name", host + " is " + addresses));
            return true;
        } catch (UnknownHostException e) {
            told.accept(Mail.Step.failed("name", explained.network(server.conversation(), e)));
            return false;
        }
    }

    /// The steps up to where it stopped; what was not tried is not told.
    private void passed(Conversation talk, @Nullable Trouble trouble) {
        Smtp smtp = server.smtp();
        String protection = server.tls().negotiated();
        List<Mail.Step> steps = new ArrayList<>();
        steps.add(Mail.Step.ok("connect", smtp.host() + ":" + smtp.port() + " answers"));
        steps.add(Mail.Step.ok("tls", protection.isEmpty() ? "none: what is sent can be read on the way" : protection));
        smtp.user().ifPresent(user -> steps.add(Mail.Step.ok("login", "as " + user)));
        if (trouble != null) {
            int reached = switch (talk.phase()) {
                case CONNECT -> smtp.tls() == Tls.IMPLICIT && trouble.kind() == Trouble.Kind.PERSON ? 1 : 0;
                case GREETING -> 0;
                case HELLO, TLS -> 1;
                default -> 2;
            };
            reached = Math.min(reached, steps.size() - 1);
            Mail.Step failed = Mail.Step.failed(steps.get(reached).name(), trouble);
            steps.subList(reached, steps.size()).clear();
            steps.add(failed);
        }
        steps.forEach(told);
    }

    private boolean deliver(Conversation talk, Message message, InternetAddress to) {
        MessagingException thrown = talk.deliver(message, new Address[] {to});
        Reply accepted = talk.accepted();
        if (accepted != null) {
            told.accept(Mail.Step.ok("accept", "the server took the mail for " + to + " (" + accepted.text() + ")"));
            return true;
        }
        Reply negative = talk.negative();
        Reply refused = talk.refused().get(to.getAddress());
        Trouble trouble = negative != null && negative.code() > 0
                ? explained.refused(negative)
                : refused != null
                        ? explained.recipient(to.getAddress(), refused)
                        : explained.network(talk, thrown == null ? new MessagingException() : thrown);
        told.accept(Mail.Step.failed("accept", trouble));
        return false;
    }
}
