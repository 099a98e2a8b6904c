/// What `group.learn` learned, between scans and while one runs: files beside the journal, one of text and one of
/// evidence for each project, and the join of issues that a new pattern makes. The order: what was learned and joined
/// is
/// on disk before the commit that stores its events, for all of it may be said twice.
@NullMarked
package dev.nightjar.scan.learned;

import org.jspecify.annotations.NullMarked;
