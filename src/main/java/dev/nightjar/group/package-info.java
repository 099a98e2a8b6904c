/// An `Event` and its project go in; an `Occurrence` comes out: the event with own code marked, a `Fingerprint`
/// that says which issue it belongs to, a title, a culprit, a message template with its slots, and the reasons.
///
/// The same event gives the same fingerprint on every host, in every run, whatever came before. No counter, clock
/// or store is asked: ids that depend on the order of reading could not be made again from the logs. What counts is
/// in files of rules: `GroupingRules` joins `grouping/nj1.yaml` with files beside a configuration, which add to
/// its lists.
/// The version `nj1` is part of every hash, and its file is frozen: a changed rule would change ids, and take the
/// issues' history away.
///
/// `Grouping` makes the template of the message first. `Templates` looks at the first 8,192 characters; what
/// follows is one slot of kind `rest`, so template and slots always give the message back. `MessageScanner`
/// passes once over
/// compounds, what stands between blanks, brackets, quotes, commas and equals signs. A compound of letters is a
/// word, as a rule, and done with; else the kinds (`Kind`) are tried in the order of the rules: addresses, times,
/// sizes, versions, paths, numbers, hashes. What none of them knows, `WordJudge` judges by one principle:
/// letters stay
/// from one event to the next, digits change. So `task-7` becomes `task-<int>`, while `sha256` is in the list of
/// words that stay; a name of a series, `desk-pi-4`, varies as a whole. `Quotes` tells values in quotes from what is
/// said in them. Quoted text (up to 1,024 characters), lists (4,096) and values behind a key are told by what
/// stands around them; after 100 brackets that nothing closes no more are looked for. All of it is linear in the
/// message.
///
/// Of a template counts what `Counted` leaves: two lines with text, each placeholder as `*` whatever its kind,
/// several in a row as one, for an id may have no letters by chance and a list may be longer tomorrow; a size and the
/// same in brackets as one.
///
/// An event without a trace goes to `Messages`: version, project, logger (or program), class of level (error,
/// warning, the rest) and the counted template are hashed. What a project's own audit rule found is one issue by
/// the rule's name, whatever the text.
///
/// An event with a trace goes to `Stacks`. All that follows from its shape (everything but messages and masked
/// words) is found once per project, language and shape, and kept as a `ShapeFacts` (2.5 % of the heap).
/// `StackReader`
/// takes the root cause, the innermost of the chain of causes: the same failure must be one issue however many
/// layers wrapped and logged it again. `Ownership` gives each frame a `FrameVerdict`. Generated code and reflection
/// never count, because they come and go with the warmth of the JVM. Then the project's `in-app` list decides;
/// without one the rules' libraries, the longest prefix first, so that the order of files does not matter; what
/// nobody names is own code.
///
/// Own frames count, as module and function: lines change with every edit. Frames that the text left out are taken
/// from the enclosing trace; a root cause without own frames borrows those of the nearest exception around it.
/// `GeneratedNames` takes off what compilers and proxies add, by `Rewrite` rules that never go back (names
/// beyond 2,000
/// characters stay as they are). `Recursion` drops repeats, read from the outermost call, so that the depth of a
/// recursion does not count; 16 earlier places at most are tried for each frame. Of a stack that overflowed only
/// the frames of the circle count, sorted: where in it the stack ran out is chance. Without any own frame all
/// frames that count do, and the counted template of what was thrown too, for in library code alone the place says
/// too little; without a frame to name, the logger as well. Where no type was printed (`unnamed`) own frames only tell
/// where something was logged: a message that gives a cause counts too, for both hashes.
///
/// `Canon` hashes the parts, each with its length before it, so that no two lists give the same bytes, with
/// XXH3-64; the upper 35 bits are the `IssueId`. An event has several, by falling weight; the store takes the first
/// that leads to an issue, and lets the others lead there too:
///
/// - exact: version, project, `stack`, type, own frames; or `library`, type, frames, template, logger
/// - location, of own code only: `location`, type, innermost own frame. It links the callers of one bug
/// - bare, by `Repeats`: type and logger, with what was said and without. HotSpot stops printing the stacks of hot
///   exceptions: events with a stack only offer these hashes; events without one, and messages that end with the
///   name of an exception, look for them. One that says something joins only what says the same
///
/// Last come people's rules. `ProjectRules` holds a project's `fingerprints` against the usual occurrence, in their
/// order; the first that matches wins. `RuleSubject` has what an event offers by the names that a rule may use;
/// globs for
/// module, function and file must match one and the same frame. The parts of `as`, filled in, are hashed behind
/// version, project and `rule`, in place of the usual hashes; `{{ default }}` among them is the usual id, which
/// takes an issue apart; alone it leaves the fingerprint as it is, for rules that only want a title.
///
/// The title is the simple type and the template of the root cause's message, or the template alone: its first
/// line, cut at 200 characters. The culprit is the first own frame, else the first frame, else the logger. Every
/// `Judgement` can say of each part whether it counted, and why: `Explanation` makes that when somebody asks, once
/// per new issue; frames beyond 100 are told as a number.
///
/// Caches are shares of the heap: judgements 1.5 %, half for templates (beyond 2,000 characters each is judged
/// anew) and half for stacks that need a message, names 0.8 %, counted templates 1.2 %. Forgetting costs time only:
/// all can be found again. Where frames with masked words count after all, the trace is judged with the words in
/// it.
///
/// Start here: `Grouping`, then `Stacks` and `StackReader` (with a trace), or `Messages` and `Templates` (without).
@NullMarked
package dev.nightjar.group;

import org.jspecify.annotations.NullMarked;
