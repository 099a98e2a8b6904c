package dev.nightjar.notify.mail;

import dev.nightjar.config.Settings.Smtp;
import dev.nightjar.config.Settings.Tls;
import dev.nightjar.notify.mail.Conversation.Phase;
import dev.nightjar.notify.mail.Conversation.Reply;
import dev.nightjar.notify.outbox.Trouble;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Turns what a mail server did into words: what happened, and what to do.
record ServerAnswer(Smtp smtp) {

    private static final String CHECK = "smtp in nightjar.yaml";

    private String server() {
        return smtp.host() + ":" + smtp.port();
    }

    /// Why there is no connection that mail could be sent on.
    Trouble connecting(Conversation talk, Exception thrown) {
        Reply reply = talk.negative();
        if (reply != null && reply.code() > 0) {
            return refused(reply);
        }
        if (talk.phase() == Phase.HELLO && smtp.tls() == Tls.REQUIRED && !talk.supportsExtension("STARTTLS")) {
            return noStartTls();
        }
        return network(talk, thrown);
    }

    private Trouble noStartTls() {
        return Trouble.person(
                server() + " offers no STARTTLS, and 'tls: required' sends nothing in the clear",
                "check smtp.port (587 takes STARTTLS, 465 needs 'tls: implicit'), or write 'tls: none' if the network is"
                        + " safe");
    }

    Trouble noLogin() {
        return Trouble.person(
                server() + " offers no login on this connection",
                "check smtp.port and smtp.tls, or remove user and password-file if the server wants none");
    }

    /// The connection did not come about, or broke.
    Trouble network(Conversation talk, Throwable thrown) {
        Phase phase = talk.phase();
        if (find(thrown, UnknownHostException.class).isPresent()) {
            return Trouble.later(
                    "the mail server's name '" + smtp.host() + "' is not found (DNS)",
                    "check smtp.host, and on this machine: getent hosts " + smtp.host());
        }
        if (find(thrown, SocketTimeoutException.class).isPresent()) {
            return timeout(phase);
        }
        Optional<SSLException> tls = find(thrown, SSLException.class);
        if (tls.isPresent() && phase.compareTo(Phase.TLS) <= 0) {
            return tls(tls.get());
        }
        if (find(thrown, NoRouteToHostException.class).isPresent()) {
            return Trouble.later(
                    server() + " cannot be reached: no route to it", "check this machine's network and firewall");
        }
        if (phase == Phase.CONNECT && find(thrown, ConnectException.class).isPresent()) {
            return Trouble.later(
                    "nothing listens on " + server() + " (connection refused)",
                    "check smtp.host and smtp.port (25, 587 with a login, 465 with 'tls: implicit'), and that the server"
                            + " runs");
        }
        return Trouble.later(server() + " ended the connection at " + phase.words + why(thrown), "");
    }

    private Trouble timeout(Phase phase) {
        String patience = smtp.timeout().toSeconds() > 0
                ? smtp.timeout().toSeconds() + " s"
                : smtp.timeout().toMillis() + " ms";
        if (phase == Phase.CONNECT) {
            return Trouble.later(
                    "no answer from " + server() + " within " + patience + " (connecting)",
                    "a firewall may swallow it; try from this machine: nc -vz " + smtp.host() + " " + smtp.port());
        }
        boolean mute = phase == Phase.GREETING && smtp.tls() != Tls.IMPLICIT;
        return Trouble.later(
                server() + " did not answer within " + patience + " (" + phase.words + ")",
                mute && smtp.port() == 465
                        ? "port 465 expects TLS from the first byte: write 'tls: implicit'"
                        : "if it stays so, ask whoever runs the server, or raise smtp.timeout");
    }

    private Trouble tls(SSLException thrown) {
        if (find(thrown, CertificateExpiredException.class).isPresent()) {
            return Trouble.person(
                    "the certificate of " + server() + " has expired", "ask whoever runs the server to renew it");
        }
        if (find(thrown, CertPathBuilderException.class).isPresent()) {
            return Trouble.person(
                    "the certificate of " + server() + " is from an authority that this system does not trust",
                    "save the authority's certificate as PEM and name the file: smtp: {trust: authority.pem}");
        }
        Optional<CertificateException> name = find(thrown, CertificateException.class);
        if (name.isPresent() && String.valueOf(name.get().getMessage()).matches("(?s)No .*(name|match|names).*")) {
            return Trouble.person(
                    "the certificate of " + server() + " is for another name" + why(name.get()),
                    "write the name that stands in the certificate as smtp.host");
        }
        if (smtp.tls() == Tls.IMPLICIT && String.valueOf(thrown.getMessage()).contains("SSL message")) {
            return Trouble.person(
                    server() + " does not begin with TLS",
                    "'tls: implicit' is for port 465; for 587 and 25 write 'tls: required'");
        }
        return Trouble.person(
                "TLS with " + server() + " failed" + why(thrown), "check smtp.tls, and the server's certificate");
    }

    /// The server said no.
    Trouble refused(Reply reply) {
        String answer = " (" + reply.text() + ")";
        if (reply.code() < 0) {
            return Trouble.later(server() + " ended the connection at " + reply.phase().words, "");
        }
        if (reply.phase() == Phase.LOGIN || isLogin(reply)) {
            return login(reply, answer);
        }
        if (reply.isTransient()) {
            return Trouble.later(server() + " asks to come again, at " + reply.phase().words + answer, "");
        }
        return switch (reply.phase()) {
            case CONNECT, GREETING, HELLO, TLS ->
                Trouble.person(
                        server() + " does not talk to this machine, at " + reply.phase().words + answer,
                        "ask whoever runs the server to let this machine in, or check " + CHECK);
            case SENDER ->
                isTooLarge(reply)
                        ? tooLarge(answer)
                        : Trouble.never(
                                server() + " does not accept mail from " + smtp.from() + answer,
                                "write an address that it accepts as smtp.from");
            default ->
                isTooLarge(reply)
                        ? tooLarge(answer)
                        : Trouble.never(
                                server() + " refused the mail at " + reply.phase().words + answer,
                                "ask whoever runs the server, a filter may have judged it");
        };
    }

    private Trouble login(Reply reply, String answer) {
        if (reply.isTransient()) {
            return Trouble.later(server() + " cannot check logins just now" + answer, "");
        }
        String user =
                smtp.user().map(name -> "refused the login of '" + name + "'").orElse("wants a login");
        return Trouble.person(
                server() + " " + user + answer,
                smtp.user().isPresent()
                        ? "check smtp.user and the password in "
                                + smtp.passwordFile().orElseThrow()
                        : "set user and password-file in " + CHECK);
    }

    private static boolean isLogin(Reply reply) {
        return switch (reply.code()) {
            case 530, 534, 535, 538 -> true;
            default -> false;
        };
    }

    /// RFC 1870 and RFC 3463: 552, or 5.3.4.
    private static boolean isTooLarge(Reply reply) {
        return reply.code() == 552 || reply.text().contains("5.3.4");
    }

    private Trouble tooLarge(String answer) {
        return Trouble.never(
                "the mail is larger than " + server() + " takes" + answer,
                "ask for a larger limit, or give the job fewer projects");
    }

    /// One recipient was refused.
    Trouble recipient(String address, Reply reply) {
        String answer = " (" + reply.text() + ")";
        String text = reply.text().toLowerCase(Locale.ROOT);
        if (reply.isTransient()) {
            return Trouble.later(
                    server() + " does not take mail for " + address + " yet" + answer,
                    text.contains("grey") || text.contains("gray") ? "greylisting lets the next try pass" : "");
        }
        if (isLogin(reply)) {
            return login(reply, answer);
        }
        if (text.contains("relay") || text.contains(" 5.7.1 ") || text.contains("access denied")) {
            return Trouble.never(
                    server() + " does not pass on mail for " + address + answer,
                    "let this machine relay there, or set user and password-file in " + CHECK);
        }
        return Trouble.never(
                "there is no mailbox " + address + " for " + server() + answer,
                "correct the address in the job's 'to'");
    }

    private static String why(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = Conversation.visible(root.getMessage());
        return said.isEmpty() ? "" : " (" + said + ")";
    }

    private static <T extends Throwable> Optional<T> find(@Nullable Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
