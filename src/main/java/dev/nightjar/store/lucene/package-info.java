/// Occurrences that `group` judged, and positions of files, go in; one Lucene index in `DATA/index` comes out, in
/// which each commit holds events, counts and positions that belong together.
///
/// `LuceneStore` is the only writer. It first takes `RunLock`, the operating system's lock on `run.lock`: it ends
/// with the process however that ends, so no stale lock is ever to be removed; a second run ends with exit code 75.
/// Then `Index` reads the data of the last commit. Another format than `Schema.VERSION` (4) is refused: a newer one
/// with the advice to use that version, an older one as damage; nothing is converted or overwritten. Segments
/// without a list of them are damage, not an empty index. The first commit makes a secret of 32 bytes; all hashes
/// of content are keyed with it (`Hash`, SipHash), so that nobody who writes logs can make two texts fall together.
///
/// At each opening the checksums of the newest segments are read, up to 32 MiB, before anything is counted;
/// `nightjar check` reads all, a merge those it merges. Two commits are kept, for a damaged last one has a
/// predecessor.
///
/// Every document has a `kind`, as `Schema` lists them. An event is no document of its own: each would say again
/// what a block says once. `EventDocuments` puts the events of one project into a `Draft`; with 1,024 rows, or more
/// than 1 MiB of values, it becomes a block, one document (`e`). Drafts that are not full wait; beyond a sixteenth
/// of the heap the largest are written early, as small blocks. `ColumnPacker` packs the rows, oldest first, into
/// columns
/// that are read apart, each only when it is asked for:
///
/// - `heads`: times (distances in the largest unit that fits all), issues, templates, variants, forms; not
///   deflated, for counting needs nothing else
/// - `rows`: file, offset, line, host, thread, release, and which user and kinds of ids
/// - `values`, `who`, `context`: what stands in the holes of the texts; users (pseudonyms, unless their names are
///   to be kept), ids and what else the log named (a dot stands before these names); lines around samples.
///   Deflated (level 3)
/// - `filter`: a Bloom filter of words, users and ids, ten bits and six probes each, so that one block in a hundred
///   is opened in vain
///
/// What rows refer to stands beside the columns in sorted sets (`issues templates variants forms files`, also as
/// terms, and `machines threads releases`): a row has its place in the set. `named` are the names of its values, as
/// terms. `time oldest count least most` bound times and offsets, so that most blocks are ruled out unread.
///
/// Texts repeat, so they are stored once. `Sharing` cuts each message with `Cut`: a form with holes, and the values
/// of this event. A hole is widened to the words it touches: the words of form and values together are those of the
/// text, and a search for a word finds it either in the form's terms or through the block's filter. Parts of compound
/// names (`SocketTimeout`) stand behind the words of a text, too far apart for phrases, those of calls with the
/// frames alone; those of types and loggers have terms of their own (`typeword`, `loggerword`).
/// `TextDictionary`
/// numbers texts by keyed hashes of their content, so it does not matter who writes one first, and a text that is
/// written twice does no harm: `m` a `StoredTemplate` (project, level, logger, form), `g` the form of what
/// something
/// thrown said, `v` a trace without messages (`Variants`), `ref` its number. A logger with more than 1,024
/// templates, or a type with more than 256 forms, has no forms: what is new from there on is stored as one value.
/// Which numbers exist is known from a table of a fortieth of the heap; beyond that the commit is asked.
///
/// `IssueWriter` says which issue an event belongs to: that of the first of its hashes which leads to one; if
/// none does,
/// the first becomes a new issue. Its other hashes then lead there too, up to 512. `IssueDocuments` makes three
/// kinds: `i`, the text and first counts, written once; `a`, a hash that leads to the issue; `c`, what was counted
/// since, several of which add up. Differences are added, because reading an issue costs more than adding up: only
/// 20,000 a commit are read whole. `Held` is an issue in memory. Beyond a fourteenth of the heap, with a
/// twenty-fourth for hashes, the half that was seen longest ago is written and forgotten, and found again by
/// `Stored`, which after 1,000 looks keeps a filter (a 64th of the heap) of all hashes, else one that leads nowhere
/// would be looked for in every segment. `Roll` adds up for readers.
///
/// `Tallies` (`t`) count by issue and hour: events, first and last, at most 64 hosts, users as a sketch (exact up
/// to 256); beyond a twenty-fourth of the heap the older half is written. Positions `p`, names of files `f`, runs
/// `r`, releases `d`, hours read `l` and patterns `w` are one blob each, replaced by `key`.
///
/// A commit writes what waits: blocks, tallies, issues, what `ProjectHistory` gathered, positions, the run; then
/// one
/// Lucene commit makes all of it durable. A kill before that leaves the commit before, positions included, and the
/// next run reads the same bytes again. If writing fails, all since the last commit is rolled back, and the message
/// says that nothing is lost. Segments are sorted by time, so that readers meet the newest blocks first; merges
/// stop at 1 GiB, for larger ones keep a short run waiting; the buffer is 15 % of the heap, at most 128 MiB.
/// Readers map an index of up to 16 MiB, larger ones are read by calls, because mapped pages count as the process's
/// memory.
///
/// An event that is taken back (the open record of a file grew) leaves its draft; of a stored block `Retracted`
/// marks the row in `gone`, since a block cannot be written anew for each; when all rows are marked the block is
/// deleted. `Pruning` deletes what is too old: `Rewriting` writes blocks anew of which a part stays, without rows
/// that are gone, and joins small ones (under 512 events, four and more of a project) that short runs leave; then
/// counts and tallies of several commits become one, and texts and file names that nothing refers to go. Until the
/// next commit nothing that was found in the old one is trusted.
///
/// Start here: `Schema`, then `LuceneStore`, `EventDocuments`, and `IssueWriter`.
@NullMarked
package dev.nightjar.store.lucene;

import org.jspecify.annotations.NullMarked;
