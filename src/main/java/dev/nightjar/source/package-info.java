/// Globs and the `Position`s of the last commit go in; blocks of bytes that no run has counted come out, and with
/// them the positions that are to be committed together with what was found in them.
///
/// A path says nothing: logs are renamed, copied and truncated, compressed and bundled, and inodes are used again.
/// So a file is its content. Each logical file has an id of 32 random hex digits, given once, and a `Position`
/// under that id: `offset`, the first byte not consumed, of the unpacked content, and the `lines` before it; format
/// and encoding as they were found the first time; and an `Identity`, which proves that a file seen later has the
/// same content up to there. A file is skipped only on proof; without one it is read, because events counted twice
/// are seen, and lost ones are not.
///
/// The proof has three parts, from cheap to sure: `prefix`, SHA-256 of at most the first 1,024 bytes, without zeros
/// at their end, for those may only be reserved; `tail`, SHA-256 of at most 256 bytes before the place up to which
/// was counted; `chain`, over every whole MiB before `offset`, each link hashed with the one before. The MiB are
/// hashed by `ContentHash` under the index's secret: with a hash that anybody can compute, who writes a log could
/// make a file that is taken for another one and never read. Device, inode, size, modification and ctime are hints.
///
/// First `Finder` lists the files, the oldest of a rotated family first as `Rotation` reads it from the names, so
/// that records come in the order in which they were written. `Planning` takes those at a known inode. Size,
/// modification and ctime (nobody can set it back) unchanged and all read: nothing is opened. Else prefix and tail
/// must be what they were; then reading goes on at `offset`, whatever the name. A plain file that is shorter than
/// what was counted, or whose tail differs, was truncated or has a used inode: it is no known file any more, and is
/// judged like any other.
///
/// All others go to `UnknownFiles`: the first 128 KiB of each are unpacked and looked at. What is no text is
/// said and
/// remembered as `binary`. Of a text, `KnownFiles` finds the positions with the same beginning; the content is
/// walked
/// once (a plain file only if a tail is in its place), and each candidate is proven or not. The proven one that
/// goes furthest and that no other file holds is this file: renamed, compressed, copied before truncation. All
/// files look for their own past before copies are told, else a copy might take a growing file's place.
///
/// A file that holds just what another begins with is a copy (`Copies`): by the proof if it ends where that was
/// read to, else byte by byte, members of archives by hashes alone. It is said, not read, and remembered as `copy`
/// with the proof of its whole content: at once if that was read before, else in the commit with which the original
/// has been read that far, for the original may vanish first. If a copy grows on its own, what is new is read. New
/// files are compared if the first bytes of one (64 to 1,024) begin the other, in groups of at most 100: more have
/// a banner in common, and are read. `duplicates: read` reads all.
///
/// Tar and zip are taken apart without temporary files, by `Bundle`: each member is a file `archive!/name`,
/// recognised like any other, so the same log in a second archive is not read again. The archive has a position
/// too; it is done when as many members are finished as it has texts. A packed file that is cut waits while it
/// still changes; quiet for `flush-after` (5 minutes) it is read up to the damage; an incomplete copy is reported
/// after `stale-after` (24 hours). What unpacks to over 1 GiB and 1,000 times its size is stopped there.
///
/// At last `Absent` judges the positions that no file claimed. If known bytes are left unread, or a file vanished
/// during the look, all are looked for again, three times in all: a rename may fall between two listings. What is
/// lost is said once; the position stays for 90 days, for a disk that is away for a night must not be read anew. So
/// that age can be told, positions of unchanged files are written once a day.
///
/// A `Reading` hands out pieces that end at multiples of 1 MiB (halved down to 64 KiB while a file yields more than
/// 1,500 events a piece). A block is the piece with 32 KiB before and 64 KiB behind it; 1 MiB and 128 KiB behind if
/// its last record does not end there. It owns the lines that begin in the piece, so every line has one owner. No
/// file stays open between pieces, but for a packed one (`Stream`), which can only be read in order. After each
/// read `Spot` asks for inode and size: if it is another file now, or shorter, `Moved` ends this reading, and the
/// scan looks for the rest under its new name before it ends.
///
/// `Loaded` translates what is not plain UTF-8, with the way back to offsets of the file. 512 zeros and more are a
/// hole: left out, said, and the end of the line before. Eight and more zeros at the end of a file wait, for
/// programs write over space they reserved. Half a line at the end waits until it ends, or the file is packed or
/// was quiet for `flush-after`. Of a line beyond 1 MiB the rest is left out, and said.
///
/// The last record of a file is complete as far as it goes and may still grow. Its event is stored at once, else
/// the last error of a night would wait for the next line; but `offset` stays at its beginning, and `open` has its
/// end, issue and time. The next run reads it again: if it ends where it ended, it is not counted; if it grew, the
/// old event is taken back.
///
/// Positions are committed with the events, in one commit (each minute, 1,000,000 events or 4 GiB): after a kill
/// both are those of the one before. Pieces are accounted for in order, so an offset never stands behind a gap. A
/// file is read again from its beginning only if no position proves it: other content, forgotten after 90 days, or
/// an index that was put away.
///
/// Start here: `Tracker`, then `Planning`, `UnknownFiles`, and `Reading`.
@NullMarked
package dev.nightjar.source;

import org.jspecify.annotations.NullMarked;
