package dev.nightjar.notify;

import dev.nightjar.config.Settings;
import dev.nightjar.config.Settings.Smtp;
import dev.nightjar.config.Settings.StartTls;
import dev.nightjar.model.Failure;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Sends digests through the configured SMTP server; without one it leaves them in the outbox as files any mail
/// program opens.
public final class Mail {

    private static final String TIMEOUT_MILLIS = "30000";

    private final Optional<Smtp> smtp;
    private final Outbox outbox;

    private Mail(Optional<Smtp> smtp, Path outbox) {
        this.smtp = smtp;
        this.outbox = new Outbox(outbox);
    }

    public static Mail of(Settings settings) {
        return new Mail(settings.smtp(), settings.data().resolve("outbox"));
    }

    /// What became of a digest.
    ///
    /// @param file where the message lies: in the outbox, or in its `sent/`
    /// @param said one sentence for the person
    public record Sent(Path file, String said) {}

    /// Writes the message to the outbox, sends it and whatever waits there, and moves each to `sent/`. If the
    /// server cannot be reached or refuses, the file stays and this fails with exit code 69; with exit code 78
    /// for an address or a password file that is wrong.
    public Sent send(List<String> to, Digest digest) {
        if (to.isEmpty()) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION, "nobody to mail to: add 'to' to the mail step of " + digest.job());
        }
        String from = smtp.map(Smtp::from).orElse("nightjar@localhost");
        Session session = Session.getInstance(properties());
        try {
            Message message = Message.of(session, from, to, digest);
            Path file = outbox.put(digest.job() + "-" + digest.runId(), message);
            if (smtp.isEmpty()) {
                return new Sent(file, "no smtp in nightjar.yaml: the mail is in " + file);
            }
            deliver(session, smtp.get(), file);
            return new Sent(
                    outbox.dir().resolve("sent").resolve(file.getFileName()), "mailed to " + String.join(", ", to));
        } catch (MessagingException e) {
            throw new Failure(Failure.Exit.BUG, "the mail cannot be put together: " + e, e);
        }
    }

    /// The new message first: one that waits may be one that the server always refuses.
    private void deliver(Session session, Smtp smtp, Path file) {
        String password = smtp.passwordFile().map(Mail::password).orElse(null);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(smtp.host(), smtp.port(), smtp.user().orElse(null), password);
            deliver(session, transport, file);
            for (Path waiting : outbox.waiting()) {
                deliver(session, transport, waiting);
            }
        } catch (MessagingException e) {
            throw unavailable(smtp.host() + ":" + smtp.port(), file, e);
        }
    }

    /// Sends the bytes in the outbox: a second try has the same Message-ID.
    private void deliver(Session session, Transport transport, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(session, in);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, "the mail " + file + " cannot be read: " + e, e);
        } catch (MessagingException e) {
            throw unavailable("the server", file, e);
        }
        outbox.sent(file);
    }

    private static Failure unavailable(String server, Path file, MessagingException e) {
        return new Failure(
                Failure.Exit.UNAVAILABLE, "mail not sent by " + server + ": " + reason(e) + "; it waits in " + file, e);
    }

    /// The first line of what the server or the network said, visible characters only.
    private static String reason(MessagingException e) {
        Throwable cause = e.getNextException() == null ? e : e.getNextException();
        String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return Message.header(said.lines().findFirst().orElse(cause.toString()));
    }

    private static String password(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new Failure(Failure.Exit.CONFIGURATION, "password-file " + file + " cannot be read: " + e, e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.allow8bitmime", "false");
        StartTls tls = smtp.map(Smtp::startTls).orElse(StartTls.NONE);
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls != StartTls.NONE));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls == StartTls.REQUIRED));
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(smtp.flatMap(Smtp::user).isPresent()));
        return properties;
    }
}
