package dev.nightjar.notify.mail;

import dev.nightjar.notify.outbox.Digest;
import dev.nightjar.text.Visible;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

/// A digest as a MIME message: text first, then HTML (RFC 2046, 5.1.4). Headers that keep robots from answering:
/// RFC 3834, and `X-Auto-Response-Suppress` for Exchange. The same digest gives the same bytes.
final class Message extends MimeMessage {

    /// Subjects are made for 78 characters; a longer one is cut here.
    private static final int LONGEST_SUBJECT = 120;

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?A-~]{1,120}@[A-Za-z0-9.-]{1,120}>");

    private final String id;

    private Message(Session session, String id) {
        super(session);
        this.id = id;
    }

    /// Fails with exit code 78 for a recipient that is no address.
    static Message of(Session session, Sender sender, List<String> to, Digest digest) {
        Message message = new Message(session, digest.messageId());
        try {
            message.setFrom(address(sender.from()));
            message.setRecipients(
                    RecipientType.TO, to.stream().map(Message::address).toArray(Address[]::new));
            message.setSubject(subject(digest.subject()), "UTF-8");
            message.setSentDate(Date.from(digest.date()));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Auto-Response-Suppress", "All");
            message.setHeader("Precedence", "bulk");
            message.setHeader("List-Id", digest.listId());
            if (sender.unsubscribe().isPresent()) {
                message.setHeader("List-Unsubscribe", "<" + sender.unsubscribe().get() + ">");
            }
            message.follow(digest.references());
            message.setContent(body(digest, boundary(digest)));
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException("the mail cannot be put together", e);
        }
    }

    private void follow(List<String> references) throws MessagingException {
        List<String> ids = references.stream()
                .filter(one -> MESSAGE_ID.matcher(one).matches())
                .toList();
        if (!ids.isEmpty()) {
            setHeader("In-Reply-To", ids.getLast());
            setHeader("References", String.join("\r\n ", ids.subList(Math.max(0, ids.size() - 20), ids.size())));
        }
    }

    byte[] bytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("the mail cannot be put together", e);
        }
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

    /// The first line that is not blank. What looks like an encoded word (RFC 2047) would be decoded by the reader:
    /// it is taken apart.
    private static String subject(String raw) {
        String first = raw.strip().lines().findFirst().orElse("");
        String line = header(first).replace("=?", "= ?");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1))
                                .stripTrailing() + "…";
    }

    /// One line of visible characters: nothing that could begin another header.
    static String header(String raw) {
        StringBuilder out = new StringBuilder();
        raw.codePoints().map(c -> Visible.isHarmful(c) ? ' ' : c).forEach(out::appendCodePoint);
        return out.toString().strip().replaceAll(" +", " ");
    }

    /// Fails on anything but one address.
    static InternetAddress address(String raw) {
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
