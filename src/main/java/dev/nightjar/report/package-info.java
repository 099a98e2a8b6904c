/// Issues of a window become static pages and a letter that people read.
///
/// Owns: the pages, what stands on them and in which order, how times and numbers are written; templates in
/// `templates/`. Must not know: where issues come from, who gets the letter. Everything arrives in a `Night`. Log
/// text is hostile: it passes `text.Visible` on its way into a view, and the templates escape it for HTML. Start
/// here: `Report.write`, then `Board` (overview and project pages), `IssuePages`, and `templates/index.ftlh`.
@NullMarked
package dev.nightjar.report;

import org.jspecify.annotations.NullMarked;
