/// What no rule can know, learned from what was logged: which words of a message are values. Counted templates of
/// messages without a trace go in; patterns come out, and for each template the ids of the patterns that it fits.
/// Templates themselves stay as they are, and nothing that was one issue is ever taken apart here: issues of one
/// project, logger and class of level are joined, nothing else.
///
/// `SaidWords` cuts a template into words and what stands between them. A word has a `WordShape`: with a number, like a
/// path or dotted name, of several parts, plain, or one that only says yes or no. `PlaceGuard` says of a word whether
/// it means something where it stands: the first one, a key, one behind `status` or `is`, a method, an exception, an
/// error number. The lists are data (`ValueWords`, folder `learned/`). What is guarded is neither evidence nor ever a
/// value of an open place.
///
/// `PlaceEvidence` keeps for each place (a template without one word) the different words seen there, over all loggers
/// of the project. The number of messages does not matter, only that of different words, for that can only grow: a
/// place that is open never has reason to close, so files in any order, and on several threads, end the same. Names
/// weigh more than words of the language: three with digits are enough, four that are dotted, five of several parts,
/// nine plain ones; about half of that behind `=`, after a colon, in quotes or brackets. Names open a place for names
/// only, and what a rule masked there in other messages helps them; for plain words only plain words speak, else
/// `the link of * is down` would follow from `the link of eth0 is down`. Where several names differ at once their
/// places are looked at together: all with numbers, or all names.
///
/// Free words at several places show at no single place. `FreePlaces` looks at the templates of one logger with the
/// same first word and punctuation, when there are a hundred and after each fifty more: what is frequent at a place is
/// taken for a word of the message, and those that have it are looked at apart. Fewer than a hundred are not enough:
/// the many different failures of one program look alike, too.
///
/// What opens is an `OpenPattern`, of all loggers, or of one if free places made it. It is a template again and goes
/// the same way, so that places open one after the other. Templates that fit a pattern are not looked at further. A
/// template that fits several joins them. The id of a pattern is a hash of version, project, logger, level and its
/// text; an event has it before the id of its own template, so the store finds the issue by either.
///
/// `ProjectLearner` holds it together, within bounds: 4,096 places of each kind, 256 templates that fit nothing of a
/// logger and level, and one of each pattern; what was looked at longest ago is forgotten, which costs learning it
/// again. `LearnedText` is what people read and write: patterns that are open, those that are forbidden, the day from
/// which nothing opens. No I/O here: `scan.learned` reads and writes.
///
/// Start here: `ProjectLearner`, then `PlaceEvidence` and `PlaceGuard`.
@NullMarked
package dev.nightjar.group.learn;

import org.jspecify.annotations.NullMarked;
