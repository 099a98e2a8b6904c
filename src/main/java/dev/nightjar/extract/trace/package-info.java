/// The text of one record goes in; out comes what was thrown, as a chain of types, messages and frames, outermost
/// first, with what was logged before it, or nothing where the text has no trace.
///
/// How a language prints its traces is no code: one YAML file in `nightjar/traces/` is one `Grammar`, and its
/// README says what each member means. A file of the same name beside the configuration replaces it, another name
/// adds a language; one without `samples` does not load. A `LinePattern` describes a line by literal text and
/// tokens, as
/// `at {module*}.{function}({place})`. It is matched without going back: a token reaches to the next occurrence of
/// the literal behind it, at most 4,096 characters; behind the one token with `*` everything is matched from the
/// right end. A pattern that tries many ways could be made to take for ever.
///
/// `Traces` reads a text. Colours are left out; a text without a trace but with `\n` written out is read again with
/// lines in their place. A text of one line has none. Each line is looked up among the literals with which calls
/// begin, in all grammars at once. The first line that is a call decides: among grammars in which it is one, that
/// of the lowest `rank` reads the text. If it finds no name of what was thrown, the first of the others that finds
/// one wins: calls of several tools look the same, what stands above them does not. Lines that announce frames
/// which do not follow are passed by four times at most. Only a text without any such line is tried with calls that
/// begin with no literal, and with a name of something thrown that has a package.
///
/// `Reader` walks the lines once and tells frames, headers, links (such as `Caused by:`), separators of members and
/// plain lines. Plain lines form a block; what it means is decided when it ends: the message, with the first head
/// in it; the head of the current thing; or the rest behind its frames, where a new head is either linked by the
/// grammar (`behind`) or another matter, and ends the trace. A line of `never` before the first frame means that
/// nothing was thrown (a thread dump), and there is no trace.
///
/// `ThrownLines` finds the name. A name is sure if its ending says so (`types`) or the layout does; a sure one
/// at the
/// beginning of a line comes before one within a line, and that before what may only be one: messages have capital
/// letters and dots too. At most 300 lines of a block are searched, names have at most 512 characters, the first
/// layout that fits gives type and message. A `ThrownBuilder` collects its runs.
///
/// `Chain` brings things into one order, for Python prints the cause first and Java last: `outer` links put the
/// next thing around those before it; members of a group stand behind it, by the column of their separator. At most
/// 100 things are kept; then reading ends.
///
/// `FrameRun` reads the lines of a run into frames, the crash frame first: turned round where the oldest is printed
/// first, shifted by one where a frame names the place of the call. 1,000 frames of a run, and of a chain, are
/// kept; the others are counted as `omitted`. The same stacks come again and again: runs are remembered by their
/// text (1 % of the heap), equal frames are one object (2 %).
///
/// `Masks` take from frames that never count the words that the runtime numbers, such as
/// `GeneratedMethodAccessor17`: a word of a module's name with at most six digits in a row, or if it begins with a
/// digit, of at most ten characters (`0x`: 20). The frame keeps a hole, the word goes with the event; else each
/// start of a JVM would bring traces to be stored and judged anew. Which frames never count, the rules of `group`
/// say. Nothing is masked where frames are turned round, shifted or left out: words are found by their order.
///
/// `TraceReading` is the result. Its `shape` is a hash of all but messages and masked words, by which a trace
/// that was
/// judged is known again. Secrets are replaced between the runs; a run was scrubbed when it was read. If anything
/// was replaced, the clean text is read again, so that nothing of a secret stays.
///
/// Before all that a shorter way is tried. `Condenser` works on bytes: a line that may be a call is looked up by
/// its hash (`FrameLines`), of each run of known lines only the first is left, and the short text, `Condensed`, is
/// read by the same grammars; the frames come from a table by the hash of the run. A record that holds a secret beside
/// its runs is read whole. What a line is, the grammars say
/// when it is first seen: by which of them it belongs to a run wherever it stands, that it has no secret and
/// nothing an audit rule looks for, and which words are masked: these are no part of the hash, so a line with a new
/// number is known. Hashes have 64 bits under a key that is new in each process (`LineHash`): nobody can write a
/// line that is taken for another.
///
/// Further, `Outline` and `HeadLines` sign the short text without its messages. If a record with that sign was read
/// before, its `Shape` has types and frames; only the messages are cut out. A shape is learned only if it gives
/// back exactly what the grammars read; where a message could change the reading (it holds a link, say), there is
/// no sign.
///
/// All this gives what the whole text would, or steps aside. The slow path, the whole text, is taken when: no line
/// left out begins a trace; a NUL or escape sign stands in the text; one of the texts that audit rules or release
/// banners look for does, or such a rule asks for fields alone; the project asks for lines never seen before; a run
/// was not read as the one it is; or no trace was found. Runs of grammars whose lines depend on others (Python's
/// source lines, calls of two lines, margins) are never left out. Lines beyond 1,000 bytes are left as they are, of
/// more than 24 numbered words in a line none is masked, short texts beyond 64 lines have no shape. Lines and runs
/// have 5 % of the heap, shapes 2 %.
///
/// Start here: `Traces`, then `Reader`, `ThrownLines`, and `Condenser`.
@NullMarked
package dev.nightjar.extract.trace;

import org.jspecify.annotations.NullMarked;
