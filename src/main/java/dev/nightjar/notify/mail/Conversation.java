package dev.nightjar.notify.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// A connection to a mail server that remembers how far it came and what was refused: the library's exceptions tell
/// neither, and lose the reply of a server that hangs up after it.
public final class Conversation extends SMTPTransport {

    /// How far a conversation came, in the order of RFC 5321.
    enum Phase {
        CONNECT("connecting"),
        GREETING("the greeting"),
        HELLO("EHLO"),
        TLS("STARTTLS"),
        LOGIN("AUTH"),
        SENDER("MAIL FROM"),
        RECIPIENT("RCPT TO"),
        CONTENT("DATA"),
        END("the end of the message");

        final String words;

        Phase(String words) {
            this.words = words;
        }
    }

    /// @param code three digits, -1 if the connection ended or what came is no reply
    record Reply(Phase phase, int code, String text) {
        boolean isTransient() {
            return code >= 400 && code < 500 || code == 552 && phase == Phase.RECIPIENT;
        }

        boolean isPositive() {
            return code >= 200 && code < 400;
        }
    }

    private static final int LONGEST = 200;

    private final Map<String, Reply> refused = new LinkedHashMap<>();
    private Phase phase = Phase.CONNECT;
    private String recipient = "";
    private boolean aside;
    private @Nullable Reply negative;
    private @Nullable Reply accepted;
    private boolean over;

    Conversation(Session session, boolean tls) {
        super(session, null, "smtp", tls);
    }

    /// Sends a message, whatever the library thinks of the replies; `accepted`, `refused` and `negative` tell what
    /// became of it.
    ///
    /// @return what the library threw
    @Nullable
    MessagingException deliver(MimeMessage message, Address[] to) {
        refused.clear();
        negative = null;
        accepted = null;
        try {
            sendMessage(message, to);
            return null;
        } catch (MessagingException e) {
            return e;
        } catch (IllegalStateException e) {
            over = true;
            return new MessagingException("the connection is closed", e);
        }
    }

    Phase phase() {
        return phase;
    }

    /// The reply after which the server has the message.
    @Nullable
    Reply accepted() {
        return accepted;
    }

    /// Recipients that the server did not take.
    Map<String, Reply> refused() {
        return refused;
    }

    /// The last reply that meant no, to anything but a recipient; with code -1 if the connection ended in place of
    /// one.
    @Nullable
    Reply negative() {
        return negative;
    }

    /// Nothing more can be said on this connection.
    boolean isBroken(MessagingException thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof IOException) {
                return true;
            }
        }
        return over;
    }

    /// The message was sent to its end, and nothing came back: nobody knows whether the server has it.
    boolean isLost(@Nullable MessagingException thrown) {
        return thrown != null && phase == Phase.END && isBroken(thrown) && (negative == null || negative.code() < 0);
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        String verb = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        aside = verb.equals("RSET") || verb.equals("QUIT") || verb.equals("NOOP");
        phase = switch (verb) {
            case "EHLO", "HELO" -> Phase.HELLO;
            case "STARTTLS" -> Phase.TLS;
            case "AUTH" -> Phase.LOGIN;
            case "MAIL" -> Phase.SENDER;
            case "RCPT" -> Phase.RECIPIENT;
            case "DATA" -> Phase.CONTENT;
            case "." -> Phase.END;
            default -> phase;
        };
        if (phase == Phase.RECIPIENT) {
            recipient = command.replaceAll("^[^<]*<|>.*$", "");
        }
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (phase == Phase.CONNECT) {
            phase = Phase.GREETING;
        }
        int code = super.readServerResponse();
        over |= code == 421 || code < 0;
        if (!aside) {
            note(new Reply(phase, code, visible(getLastServerResponse())));
        }
        return code;
    }

    private void note(Reply reply) {
        if (reply.isPositive()) {
            accepted = phase == Phase.END ? reply : accepted;
            return;
        }
        if (phase == Phase.RECIPIENT) {
            refused.put(recipient, reply);
        }
        if (negative == null && (phase != Phase.RECIPIENT || over)) {
            negative = reply;
        }
    }

    /// EHLO refused is no trouble where HELO is taken.
    @Override
    protected void helo(String domain) throws MessagingException {
        negative = over ? negative : null;
        super.helo(domain);
    }

    /// A reply on one line, at most 200 characters.
    public static String visible(@Nullable String raw) {
        String line = Message.header(raw == null ? "" : raw);
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
