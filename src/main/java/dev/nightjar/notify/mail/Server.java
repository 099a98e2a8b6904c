package dev.nightjar.notify.mail;

import dev.nightjar.config.Settings.Smtp;
import dev.nightjar.model.Failure;
import dev.nightjar.notify.outbox.Trouble;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// The configured mail server.
///
/// @param password of the configured user
/// @param tls makes the protected sockets
record Server(Smtp smtp, Optional<String> password, Tls tls) {

    /// Fails with exit code 78 if the password or the authorities cannot be read.
    static Server of(Smtp smtp) {
        return new Server(smtp, smtp.passwordFile().map(Server::password), Tls.trusting(smtp.trust()));
    }

    private static String password(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new Failure(
                    Failure.Exit.CONFIGURATION,
                    "password-file " + file + " cannot be read: " + e + "; the user that runs nightjar must be able to",
                    e);
        }
    }

    /// Not a failure of a command: mail waits, and this says why.
    static final class Unavailable extends Exception {
        private static final long serialVersionUID = 1;
        final transient Trouble trouble;

        Unavailable(Trouble trouble) {
            super(trouble.said());
            this.trouble = trouble;
        }
    }

    Conversation conversation() {
        return new Conversation(session(), smtp.tls() == dev.nightjar.config.Settings.Tls.IMPLICIT);
    }

    /// Connects, protects the connection, and logs in.
    void connect(Conversation talk) throws Unavailable {
        ServerAnswer explained = new ServerAnswer(smtp);
        try {
            talk.connect(smtp.host(), smtp.port(), smtp.user().orElse(null), password.orElse(null));
        } catch (MessagingException e) {
            throw new Unavailable(explained.connecting(talk, e));
        }
        if (smtp.user().isPresent() && !talk.supportsExtension("AUTH") && !talk.supportsExtension("AUTH=LOGIN")) {
            close(talk);
            throw new Unavailable(explained.noLogin());
        }
    }

    static void close(Conversation talk) {
        try {
            talk.close();
        } catch (MessagingException e) {
            // the mail is where it belongs; how the connection ends changes nothing
        }
    }

    Session session() {
        Properties properties = new Properties();
        String millis = Long.toString(smtp.timeout().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", tls);
        properties.setProperty("mail.smtp.allow8bitmime", "false");
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        switch (smtp.tls()) {
            case NONE, IMPLICIT -> properties.setProperty("mail.smtp.starttls.enable", "false");
            case OFFERED -> properties.setProperty("mail.smtp.starttls.enable", "true");
            case REQUIRED -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
        }
        properties.setProperty("mail.smtp.auth", Boolean.toString(password.isPresent()));
        return Session.getInstance(properties);
    }
}
