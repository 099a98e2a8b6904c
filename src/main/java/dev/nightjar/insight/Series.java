package dev.nightjar.insight;

import dev.nightjar.model.IssueId;
import java.util.Arrays;

/// When the events of an issue happened.
///
/// @param micros since 1970, ascending; shared, not to be changed
public record Series(IssueId issue, String project, long[] micros) {

    /// The times of events before which the issue was silent for longer than `gap` micros: where its bursts
    /// begin.
    long[] onsets(long gap) {
        long[] onsets = new long[micros.length];
        int found = 0;
        for (int i = 0; i < micros.length; i++) {
            if (i == 0 || micros[i] - micros[i - 1] > gap) {
                onsets[found++] = micros[i];
            }
        }
        return Arrays.copyOf(onsets, found);
    }
}
