/// A finished digest becomes a mail: sent, or kept in the outbox.
///
/// Owns: headers, MIME, SMTP, the outbox; with the search cluster's client the only socket that goes out.
/// Must not know: what an issue is, how a letter is worded. Text and HTML arrive finished and escaped.
/// Start here: `Mail.send`.
@NullMarked
package dev.nightjar.notify;

import org.jspecify.annotations.NullMarked;
