/// A `Job` becomes a run of Spring Batch: its steps, its history, its schedule.
///
/// Owns: runs and their order, the run history (a database that is never the truth about what was read), signals,
/// schedules. Must not know: how logs are read, what an issue is, what a person typed. Start here: `JobRunner`.
@NullMarked
package dev.nightjar.batch;

import org.jspecify.annotations.NullMarked;
