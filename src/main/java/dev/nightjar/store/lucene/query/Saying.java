package dev.nightjar.store.lucene.query;

import dev.nightjar.store.lucene.block.BlockValues;
import dev.nightjar.store.lucene.block.BlockValues.Part;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.Matcher;
import dev.nightjar.store.lucene.event.Segment;
import dev.nightjar.store.lucene.text.FilterWords;
import dev.nightjar.store.query.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Events with a word among the values that they put into the texts they share.
///
/// @param parts where the word may stand
record Saying(FilterWords filter, Matcher words, Set<Part> parts) implements Condition {

    @Override
    public Test in(Segment segment) {
        long[] hashes = words.exact().stream().mapToLong(filter::word).toArray();
        return new Filtered(segment, hashes) {
            @Override
            public void keep(int at, EventBlock block, Mask rows) throws IOException {
                Mask found = Mask.none(block.size());
                BlockValues values = block.values();
                Scan scan = new Scan(values.bytes(), words);
                for (Part part : parts) {
                    for (int i = values.from(part); i < values.to(part); i++) {
                        int row = values.row(i);
                        if (rows.has(row) && !found.has(row) && scan.any(values.start(i), values.start(i + 1))) {
                            found.add(row);
                        }
                    }
                }
                rows.keep(found);
            }
        };
    }

    /// Looks for words in bytes.
    private static final class Scan {
        private final byte[] text;
        private final Matcher words;
        private final byte[] word = new byte[Words.LONGEST];

        Scan(byte[] text, Matcher words) {
            this.text = text;
            this.words = words;
        }

        boolean any(int from, int to) {
            int length = 0;
            boolean compound = false;
            for (int i = from; i < to; i++) {
                int b = text[i];
                if (b < 0 || length == word.length) {
                    return anyOf(Words.withParts(new String(text, from, to - from, StandardCharsets.UTF_8)));
                }
                if (b >= 'a' && b <= 'z' || b >= '0' && b <= '9') {
                    word[length++] = (byte) b;
                } else if (b >= 'A' && b <= 'Z') {
                    compound |= length > 0 && Words.cuts(text[i - 1], b, i + 1 < to ? text[i + 1] : ' ');
                    word[length++] = (byte) (b + 32);
                } else if (length > 0) {
                    if (words.matches(word, length)) {
                        return true;
                    }
                    length = 0;
                }
            }
            return length > 0 && words.matches(word, length)
                    || compound && anyOf(Words.parts(new String(text, from, to - from, StandardCharsets.US_ASCII)));
        }

        private boolean anyOf(List<String> all) {
            return all.stream().anyMatch(words::matches);
        }
    }
}
