/// What was stored and what people decided become issues with states, nights, and lines around events.
///
/// Owns: in what portions an archive is asked, so that a million issues fit. Must not know: which store it is,
/// how pages look. Start here: `Workspace`, then `IssueReader`, then `NightBuilder`.
@NullMarked
package dev.nightjar.read;

import org.jspecify.annotations.NullMarked;
