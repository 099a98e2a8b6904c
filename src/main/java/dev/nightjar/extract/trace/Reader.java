package dev.nightjar.extract.trace;

import dev.nightjar.extract.line.Found;
import dev.nightjar.extract.line.LineWalk;
import dev.nightjar.extract.trace.Grammar.Link;
import dev.nightjar.model.event.Trace.Relation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one text by one grammar: a walk over its lines that tells runs of frames, links, headers and members
/// from plain lines. Plain lines form a *block*; what it means is decided when it ends. Time is linear in the
/// text.
final class Reader {

    /// What a block of plain lines means.
    private enum Meaning {
        /// Before everything: the message, and then the first head.
        MESSAGE,
        /// Begins with the head of the current thing.
        HEAD,
        /// Behind the frames of the current thing.
        REST
    }

    private final Grammar grammar;
    private final String text;
    private final Runs runs;
    private final ThrownLines heads;
    private final LineWalk line;
    private final Chain chain = new Chain();
    private final List<TraceReading.Piece> pieces = new ArrayList<>();
    private @Nullable ThrownBuilder current;
    private Meaning meaning = Meaning.MESSAGE;
    private int blockFrom = -1;
    private int blockTo;
    private int messageEnd = -1;
    private boolean membersOpen;
    private boolean done;
    private boolean refused;
    private int surely = -1;

    /// What reads the run at `[from, to)`.
    interface Runs {
        FrameRun run(int from, int to);
    }

    Reader(Grammar grammar, String text, Runs runs) {
        this.grammar = grammar;
        this.text = text;
        this.runs = runs;
        heads = new ThrownLines(grammar, text);
        line = new LineWalk(text, grammar.margins());
    }

    /// Reads a trace without frames whose first head begins at `head`.
    TraceReading readFrom(int head) {
        line.goTo(head);
        messageEnd = head;
        meaning = Meaning.HEAD;
        begin(Relation.TOP, 0);
        plain();
        return read(-1);
    }

    /// Reads the trace whose first call surely begins at `frame`.
    TraceReading read(int frame) {
        surely = frame;
        while (!done && line.next()) {
            if (hasFrames() && heads.ends(line)) {
                if (!startsAgain()) {
                    break;
                }
                continue;
            }
            if (grammar.headLast() ? isHeaderOrFrame() : isFrame()) {
                run();
            } else if (isHeader()) {
                continue;
            } else if (!separates() && !links() && !returns()) {
                plain();
            }
        }
        if (refused) {
            return new TraceReading(grammar, text, List.of(), TraceReading.REFUSED, List.of());
        }
        endBlock(false);
        headBefore();
        chain.things().forEach(thing -> thing.complete(grammar));
        TraceReading reading =
                new TraceReading(grammar, text, chain.things(), messageEnd < 0 ? text.length() : messageEnd, pieces);
        reading.settle();
        return reading;
    }

    private boolean hasFrames() {
        return pieces.stream().anyMatch(piece -> !piece.run().frames().isEmpty());
    }

    /// Where the first call was printed alone, and is printed again with all others behind it, goes before that;
    /// the one counts no more.
    private boolean startsAgain() {
        ThrownBuilder thing = current;
        boolean one = pieces.size() == 1 && pieces.getFirst().run().frames().size() == 1;
        int same = thing != null && one ? heads.again(line, pieces.getFirst().from()) : -1;
        if (thing == null || same < 0) {
            return false;
        }
        pieces.clear();
        thing.runs.clear();
        blockFrom = -1;
        line.goTo(same);
        return true;
    }

    /// Some print the head before the trace instead of behind it.
    private void headBefore() {
        List<ThrownBuilder> things = chain.things();
        if (grammar.headLast() && things.size() == 1 && !things.getFirst().hasHead && messageEnd > 0) {
            int start = heads.find(0, messageEnd);
            if (start >= 0) {
                heads.read(things.getFirst(), start, messageEnd);
                messageEnd = start;
            }
        }
    }

    private boolean isHeader() {
        return heads.header(line) >= 0;
    }

    private boolean isHeaderOrFrame() {
        return isHeader() || line.start() == surely || heads.isFrame(line);
    }

    private boolean isFrame() {
        if (grammar.announced() && line.start() < surely) {
            return false;
        }
        return heads.linesOfRun(line) > 0 && (line.start() == surely || heads.isFrame(line));
    }

    // ---- runs

    private void run() {
        int column = line.indent();
        boolean header = isHeader() || grammar.headLast() && heads.starts(line);
        headerText(header);
        endBlock(true);
        if (done || refused()) {
            return;
        }
        ThrownBuilder thing = thingForRun();
        int from = header ? line.following() : line.start();
        int to = runEnd(header, column);
        if (from < to) {
            FrameRun run = runs.run(from, to);
            pieces.add(new TraceReading.Piece(from, to, run));
            thing.runs.add(run);
        }
        meaning = grammar.headLast() && !thing.hasHead ? Meaning.HEAD : Meaning.REST;
    }

    /// Frames of what was not thrown: then there is no trace.
    private boolean refused() {
        refused = pieces.isEmpty() && heads.isNever(0, line.start());
        done |= refused;
        return refused;
    }

    /// What stands before a header on its line belongs to the block before.
    private void headerText(boolean header) {
        if (header && meaning == Meaning.MESSAGE) {
            int at = isHeader() ? line.end() - heads.header(line) : line.content();
            boolean named = at > line.content();
            if (named) {
                extend(at);
            }
            messageEnd = named ? at : line.start();
        }
    }

    private ThrownBuilder thingForRun() {
        ThrownBuilder thing = current;
        if (thing == null || grammar.headLast() && thing.hasHead) {
            if (messageEnd < 0) {
                messageEnd = line.start();
            }
            thing = begin(Relation.CONTEXT, line.indent());
        }
        return thing;
    }

    /// Walks to the end of the run; the walk then stands on its last line.
    private int runEnd(boolean header, int column) {
        int to = header ? line.following() : line.start();
        int last = line.start();
        boolean inside = !header || line.next();
        while (inside && isRunLine(header, column)) {
            if (!grammar.headLast() && heads.linesOfRun(line) == 2) {
                line.next();
            }
            last = line.start();
            to = Math.min(line.following(), text.length());
            inside = line.next() && !heads.ends(line);
        }
        line.goTo(last);
        return to;
    }

    private boolean isRunLine(boolean header, int column) {
        if (grammar.headLast()) {
            boolean within = header ? line.indent() > column : line.indent() >= column;
            return !line.isBlank() && (within || heads.skips(line)) && !isHeader();
        }
        return heads.linesOfRun(line) > 0;
    }

    // ---- between runs

    private boolean links() {
        for (Link link : grammar.links()) {
            if (heads.leads(line, link)) {
                endBlock(false);
                if (!done && !chain.isFull()) {
                    follow(link);
                }
                done |= chain.isFull();
                return true;
            }
        }
        return false;
    }

    private void follow(Link link) {
        if (messageEnd < 0) {
            messageEnd = line.start();
        }
        if (link.outer()) {
            chain.enclose(link.relation());
        }
        int behind = line.content() + link.text().length();
        if (behind < line.end()) {
            begin(relation(link), line.indent());
            meaning = Meaning.HEAD;
            blockFrom = behind;
            blockTo = line.end();
        } else if (!link.outer()) {
            begin(relation(link), line.indent());
            meaning = Meaning.HEAD;
        }
    }

    /// A cause of something suppressed belongs to that: it is not what ended the outer one.
    private Relation relation(Link link) {
        for (ThrownBuilder thing = current; thing != null; thing = thing.parent) {
            if (thing.relation == Relation.SUPPRESSED && line.indent() > 0 && line.indent() >= thing.indent) {
                return Relation.SUPPRESSED;
            }
        }
        return link.relation();
    }

    private boolean returns() {
        ThrownBuilder thing = current;
        for (String text : grammar.returns()) {
            if (thing != null && thing.parent != null && line.begins(text)) {
                endBlock(false);
                current = thing.parent;
                meaning = Meaning.REST;
                return true;
            }
        }
        return false;
    }

    private boolean separates() {
        Grammar.Members members = grammar.members();
        if (chain.isEmpty() || members.end().isEmpty() && members.opens().isEmpty()) {
            return false;
        }
        if (!members.opens().isEmpty() && line.begins(members.opens())) {
            endBlock(false);
            membersOpen = true;
            return true;
        }
        return !members.end().isEmpty() && separates(members);
    }

    private boolean separates(Grammar.Members members) {
        int member = Found.indexOf(text, members.separator(), line.start(), line.end());
        int end = member >= 0 ? member : Found.indexOf(text, members.end(), line.start(), line.end());
        if (end < 0) {
            return false;
        }
        endBlock(false);
        current = null;
        meaning = Meaning.HEAD;
        if (member >= 0) {
            chain.member(member - line.start());
        } else {
            chain.leave(end - line.start());
            meaning = Meaning.REST;
        }
        return true;
    }

    // ---- blocks

    /// A blank line begins no block behind frames: some are printed between them.
    private void plain() {
        if (blockFrom >= 0 || meaning == Meaning.MESSAGE || !line.isBlank()) {
            extend(line.end());
        }
    }

    private void extend(int to) {
        if (blockFrom < 0) {
            blockFrom = meaning == Meaning.MESSAGE ? line.start() : line.content();
        }
        blockTo = to;
    }

    private ThrownBuilder begin(Relation relation, int indent) {
        ThrownBuilder thing = chain.add(relation, current, indent);
        current = thing;
        return thing;
    }

    /// The plain lines end: decides what they were.
    private void endBlock(boolean beforeRun) {
        int from = blockFrom;
        int to = blockTo;
        blockFrom = -1;
        if (from < 0) {
            done |= beforeRun && anotherTrace();
            return;
        }
        switch (meaning) {
            case MESSAGE -> message(from, to, beforeRun);
            case HEAD -> head(from, to, beforeRun);
            case REST -> rest(from, to, beforeRun);
        }
        done |= chain.isFull();
    }

    /// A header without a link behind a complete thing: the next trace, which is another matter.
    private boolean anotherTrace() {
        ThrownBuilder thing = current;
        return grammar.headLast() && thing != null && thing.hasHead && !chain.encloses();
    }

    private void message(int from, int to, boolean beforeRun) {
        if (chain.isEmpty() && (beforeRun || !grammar.headLast())) {
            int start = grammar.headLast() ? -1 : heads.find(from, to);
            if (start >= 0) {
                messageEnd = start;
                readHead(begin(Relation.TOP, 0), start, to);
                meaning = Meaning.REST;
            } else if (messageEnd < 0) {
                messageEnd = to;
            }
        }
    }

    private void head(int from, int to, boolean beforeRun) {
        ThrownBuilder thing = current;
        if (thing == null) {
            thing = begin(Relation.MEMBER, 0);
        }
        readHead(thing, from, to);
        meaning = Meaning.REST;
        done |= beforeRun && anotherTrace();
    }

    /// A head, and those that follow it within its line.
    private void readHead(ThrownBuilder first, int from, int to) {
        ThrownBuilder thing = first;
        int start = from;
        for (Link link : grammar.links()) {
            int at = link.within() ? Found.indexOf(text, link.text(), start, to) : -1;
            while (at >= 0 && !chain.isFull()) {
                int behind = at + link.text().length();
                if (heads.isHead(behind, to)) {
                    heads.read(thing, start, at);
                    thing = begin(link.relation(), 0);
                    start = behind;
                }
                at = Found.indexOf(text, link.text(), behind, to);
            }
        }
        heads.read(thing, start, to);
    }

    private void rest(int from, int to, boolean beforeRun) {
        int start = heads.findStrong(from, to);
        Relation relation = membersOpen ? Relation.MEMBER : grammar.behind();
        if (relation != null && start >= 0) {
            heads.read(begin(relation, 0), start, to);
        } else {
            done |= beforeRun && (start >= 0 || anotherTrace());
        }
    }
}
