package dev.nightjar.store.lucene.pack;

import dev.nightjar.store.lucene.block.Column;
import dev.nightjar.store.lucene.block.Dictionary;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// A block, ready to be stored.
///
/// @param events how many
/// @param first the oldest, in microseconds since 1970
/// @param last the newest
/// @param from the smallest offset in its file
/// @param to the largest
/// @param kinds of ids that its events have
/// @param sets what the columns refer to, sorted by bytes
public record Written(
        String project,
        int events,
        long first,
        long last,
        long from,
        long to,
        Set<String> kinds,
        Map<Dictionary, byte[][]> sets,
        Map<Column, byte[]> columns) {

    public Written {
        kinds = Set.copyOf(kinds);
        sets = new EnumMap<>(sets);
        columns = new EnumMap<>(columns);
    }
}
