package dev.nightjar.store.lucene.query;

import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.event.Condition;
import dev.nightjar.store.lucene.event.Matcher;
import dev.nightjar.store.lucene.text.FilterWords;
import dev.nightjar.store.query.Words;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events of a user, or with an id.
final class Having {

    private Having() {}

    /// Of a user whose name, in lower case, matches.
    static Condition user(FilterWords filter, Matcher named) {
        return segment -> {
            long[] hashes = named.exact().stream().mapToLong(filter::user).toArray();
            return new Filtered(segment, hashes) {
                @Override
                public void keep(int at, EventBlock block, Mask rows) throws IOException {
                    String[] users = block.users();
                    boolean[] matches = new boolean[users.length];
                    for (int i = 0; i < users.length; i++) {
                        matches[i] = named.matches(Words.keyword(users[i]));
                    }
                    for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                        int user = block.userOf(row);
                        if (user < 0 || !matches[user]) {
                            rows.remove(row);
                        }
                    }
                }
            };
        };
    }

    /// With an id that, in lower case, matches.
    ///
    /// @param kind of the id; null for any
    static Condition id(FilterWords filter, Matcher id, @Nullable String kind) {
        return segment -> {
            long[] hashes = id.exact().stream().mapToLong(filter::id).toArray();
            return new Filtered(segment, hashes) {
                @Override
                public void keep(int at, EventBlock block, Mask rows) throws IOException {
                    for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                        if (!has(block.ids(row), id, kind)) {
                            rows.remove(row);
                        }
                    }
                }
            };
        };
    }

    /// With an id of a kind, or a value that the log named, that in lower case matches.
    ///
    /// @param name of the value, in lower case; null for any
    static Condition named(FilterWords filter, @Nullable String name, Matcher value) {
        return segment -> {
            long[] hashes = value.exact().stream().mapToLong(filter::id).toArray();
            return new Filtered(segment, hashes) {
                @Override
                public void keep(int at, EventBlock block, Mask rows) throws IOException {
                    for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                        if (!has(block.ids(row), value, name) && !has(block.fields(row), value, name)) {
                            rows.remove(row);
                        }
                    }
                }
            };
        };
    }

    private static boolean has(Map<String, String> ids, Matcher id, @Nullable String kind) {
        return ids.entrySet().stream()
                .anyMatch(each -> (kind == null || kind.equals(Words.keyword(each.getKey())))
                        && id.matches(Words.keyword(each.getValue())));
    }
}
