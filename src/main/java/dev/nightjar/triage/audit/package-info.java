/// Events of security: who acted, on whom or what, and what of it is out of the ordinary.
///
/// Owns: pairs of actor and target, first-ever pairs, unusual hours. Must not know: rules and how they match;
/// decisions:
/// nothing here can be muted.
/// Start here: `Auditor`.
@NullMarked
package dev.nightjar.triage.audit;

import org.jspecify.annotations.NullMarked;
