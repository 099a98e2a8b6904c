/// Templates of any level that were never seen before, or are missing. Owns when a project's templates are known well
/// enough to say so. Must not know how they are counted. Start here: `Unseen`.
@NullMarked
package dev.nightjar.triage.unseen;

import org.jspecify.annotations.NullMarked;
