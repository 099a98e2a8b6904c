package dev.nightjar.notify.mail;

import dev.nightjar.config.Settings.Smtp;
import java.net.URI;
import java.util.Optional;

/// Who a mail comes from, and where it can be unsubscribed from.
record Sender(String from, Optional<URI> unsubscribe) {

    /// Without a server the mail is for a person to look at.
    static Sender of(Optional<Smtp> smtp) {
        return new Sender(smtp.map(Smtp::from).orElse("nightjar@localhost"), smtp.flatMap(Smtp::unsubscribe));
    }
}
