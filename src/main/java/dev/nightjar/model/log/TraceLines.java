package dev.nightjar.model.log;

import java.util.List;

/// With what lines of stack traces begin: what whoever splits text into records must know of them.
///
/// @param openers with which a line behind a record's first can begin, behind blanks, where a trace stands: a
///     record with no such line has none
/// @param goesOn lines without indent that go on with a trace where nothing else tells records apart
public record TraceLines(List<String> openers, List<GoesOn> goesOn) {

    public TraceLines {
        openers = List.copyOf(openers);
        goesOn = List.copyOf(goesOn);
    }

    /// @param line pattern of the line: text, where `*` stands for any text, `?` for a digit, and `\*` for itself
    /// @param after patterns of the line before, one of which must fit; empty: any line
    public record GoesOn(String line, List<String> after) {
        public GoesOn {
            after = List.copyOf(after);
        }
    }
}
