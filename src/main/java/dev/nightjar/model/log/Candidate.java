package dev.nightjar.model.log;

import java.util.List;
import java.util.function.LongUnaryOperator;

/// A record that may be an event: its header is read, its text still stands in a block. Valid only while it is
/// handed
/// out, for the block's bytes are used again.
public interface Candidate {

    /// The record with all its text.
    LogRecord record();

    /// The record with a text that stands for its own.
    LogRecord with(String text);

    /// The array in which the text stands as UTF-8, at `[from, to)`; its lines may end with `\r\n`. Empty for a
    /// text of
    /// one line.
    byte[] bytes();

    /// Index in `bytes` where the text begins.
    int from();

    /// Index in `bytes` behind the text.
    int to();

    /// Numbers of its lines, counted as `LogRecord.line` is, where lines of others stand between them; empty where
    /// they
    /// lie side by side.
    List<Integer> lines();

    /// The same with other offsets, those of the file.
    Candidate at(LongUnaryOperator toFile);
}
