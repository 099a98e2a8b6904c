/// What belongs together and what is out of the ordinary, beyond states: failing requests through several
/// projects, issues that follow each other or read alike, unusual acts, templates never seen before.
///
/// Owns: the odds that something is chance. Must not know: how events are stored. Nothing here can be muted.
@NullMarked
package dev.nightjar.insight;

import org.jspecify.annotations.NullMarked;
