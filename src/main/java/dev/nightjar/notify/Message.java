package dev.nightjar.notify;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/// A digest as a MIME message: text first, then HTML (RFC 2046, 5.1.4). Headers that keep robots from answering:
/// RFC 3834, and `X-Auto-Response-Suppress` for Exchange. The same digest gives the same bytes.
final class Message extends MimeMessage {

    private static final int LONGEST_SUBJECT = 160;

    private final String id;

    private Message(Session session, String id) {
        super(session);
        this.id = id;
    }

    static Message of(Session session, String from, List<String> to, Digest digest) throws MessagingException {
        String job = name(digest.job());
        String host = name(digest.host());
        Message message = new Message(session, "<nightjar." + job + "." + name(digest.runId()) + "@" + host + ">");
        message.setFrom(address(from));
        message.setRecipients(
                RecipientType.TO, to.stream().map(Message::address).toArray(Address[]::new));
        message.setSubject(header(digest.subject()), "UTF-8");
        message.setSentDate(Date.from(digest.date()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("Precedence", "bulk");
        message.setHeader("List-Id", "<" + job + "." + host + ".nightjar>");
        message.setContent(body(digest, boundary(digest)));
        message.saveChanges();
        return message;
    }

    private static MimeMultipart body(Digest digest, String boundary) throws MessagingException {
        MimeMultipart body = new Alternative(boundary);
        body.addBodyPart(part(digest.text(), "plain"));
        body.addBodyPart(part(digest.html(), "html"));
        return body;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    /// One line of visible characters, at most 160: nothing that could begin another header.
    static String header(String raw) {
        StringBuilder out = new StringBuilder();
        raw.codePoints()
                .map(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.FORMAT
                                || Character.getType(c) == Character.SURROGATE
                                || Character.getType(c) == Character.LINE_SEPARATOR
                                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                        ? ' '
                        : c)
                .limit(LONGEST_SUBJECT)
                .forEach(out::appendCodePoint);
        return out.toString().strip().replaceAll(" +", " ");
    }

    /// What may stand in a domain: letters, digits, dots and dashes.
    private static String name(String raw) {
        String plain =
                raw.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        return plain.isEmpty() ? "unknown" : plain.substring(0, Math.min(64, plain.length()));
    }

    /// Fails on anything but one address.
    private static InternetAddress address(String raw) {
        try {
            return new InternetAddress(raw, true);
        } catch (AddressException e) {
            throw new dev.nightjar.model.Failure(
                    dev.nightjar.model.Failure.Exit.CONFIGURATION,
                    "not a mail address: '" + header(raw) + "': " + e.getMessage(),
                    e);
        }
    }

    /// Follows from the content, so that the same digest has the same bytes.
    private static String boundary(Digest digest) {
        byte[] bytes = (digest.text() + '\0' + digest.html()).getBytes(StandardCharsets.UTF_8);
        return "=_nightjar_" + java.util.UUID.nameUUIDFromBytes(bytes);
    }

    /// A multipart that is told its boundary.
    private static final class Alternative extends MimeMultipart {
        Alternative(String boundary) {
            super("alternative");
            contentType = "multipart/alternative; boundary=\"" + boundary + "\"";
        }
    }
}
