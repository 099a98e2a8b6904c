/// News becomes what a chat or a pager takes: JSON, made by templates in `templates/hooks/`.
///
/// Owns: which values a template sees, and that none of them can be more than text there. Must not know: how it is
/// sent. Start here: `Payloads.render`.
@NullMarked
package dev.nightjar.report.hook;

import org.jspecify.annotations.NullMarked;
