/// Messages become templates: what varies from one event to the next is replaced by its kind.
///
/// Must not know: traces, fingerprints, events. Start here: `Templates`, then `MessageScanner`.
@NullMarked
package dev.nightjar.group.template;

import org.jspecify.annotations.NullMarked;
