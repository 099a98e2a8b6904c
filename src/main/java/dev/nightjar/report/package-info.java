/// A night becomes static pages.
///
/// Owns: the pages and their templates in `templates/`. Must not know: where issues come from, who gets a letter.
/// Everything arrives in a `Night`. Log text is hostile: it is made harmless on its way into a view, and the
/// templates escape it for HTML. Start here: `Report.write`, then `page.Overview`, `page.IssuePages` and
/// `templates/index.ftlh`.
@NullMarked
package dev.nightjar.report;

import org.jspecify.annotations.NullMarked;
