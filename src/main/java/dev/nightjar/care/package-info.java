/// Looks after a data folder as a whole: copies of it and the way back, whether it may be trusted, whether there is
/// room.
///
/// A backup is one commit of the index and what stands beside it (`Belongings`), with a list of all files and their
/// sums (`BackupList`). What people decided and what was told only ever grows: a restore keeps what is there if it goes
/// on from what the backup has.
@NullMarked
package dev.nightjar.care;

import org.jspecify.annotations.NullMarked;
