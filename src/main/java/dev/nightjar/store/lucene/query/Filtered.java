package dev.nightjar.store.lucene.query;

import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.Segment;
import java.io.IOException;

/// Chooses blocks by their filters.
abstract class Filtered implements Condition.Test {

    private final Segment segment;
    private final long[] hashes;
    private int asked = -1;
    private boolean answer;

    /// @param hashes one of these is needed; empty if it is not known what is
    Filtered(Segment segment, long[] hashes) {
        this.segment = segment;
        this.hashes = hashes;
    }

    @Override
    public boolean may(int at) throws IOException {
        if (asked != at) {
            asked = at;
            answer = hashes.length == 0;
            for (int i = 0; i < hashes.length && !answer; i++) {
                answer = segment.may(at, hashes[i]);
            }
        }
        return answer;
    }

    @Override
    public int cost() {
        return DEAR;
    }
}
