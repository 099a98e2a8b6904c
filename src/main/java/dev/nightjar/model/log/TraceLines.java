package dev.nightjar.model.log;

import java.util.List;

/// With what lines of stack traces begin: what whoever splits text into records must know of them. In patterns
/// `*` stands for any text, `?` for a digit, and `\*` for itself.
///
/// @param openers with which a line behind a record's first can begin, behind blanks, where a trace stands: a
///     record with no such line has none
/// @param goesOn lines without indent that go on with a trace where nothing else tells records apart
/// @param begins indented lines that begin a record all the same
/// @param uncaught lines with which a program's last words begin: behind another's record they are one of their
///     own
public record TraceLines(List<String> openers, List<GoesOn> goesOn, List<Begins> begins, List<Uncaught> uncaught) {

    public TraceLines {
        openers = List.copyOf(openers);
        goesOn = List.copyOf(goesOn);
        begins = List.copyOf(begins);
        uncaught = List.copyOf(uncaught);
    }

    /// @param line pattern of the line
    /// @param after patterns of a line before, or with `\n` of several, one of which must fit; empty: any line
    /// @param within how many lines before the line that fits may end; 1: the one before
    /// @param levelled the line goes on though it has a level
    /// @param until patterns that neither the line before nor one between the two may fit
    /// @param through patterns one of which each line between the two must fit; empty: any line
    public record GoesOn(
            String line, List<String> after, int within, boolean levelled, List<String> until, List<String> through) {
        public GoesOn {
            after = List.copyOf(after);
            until = List.copyOf(until);
            through = List.copyOf(through);
        }
    }

    /// @param line pattern of the line
    /// @param then patterns of the line behind it, one of which must fit; empty: any line
    public record Begins(String line, List<String> then) {
        public Begins {
            then = List.copyOf(then);
        }
    }

    /// @param line pattern of the line
    /// @param unless patterns of the record's line before it: where one fits, the trace belongs to that record
    /// @param always whatever stands before it: nobody logs such a line with another message
    public record Uncaught(String line, List<String> unless, boolean always) {
        public Uncaught {
            unless = List.copyOf(unless);
        }
    }
}
