/// A finished mail is delivered: MIME, SMTP, TLS, and in words what a server said.
///
/// With hooks the only sockets that go out. Must not know: what an issue is.
@NullMarked
package dev.nightjar.notify.mail;

import org.jspecify.annotations.NullMarked;
