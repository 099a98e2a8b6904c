package dev.nightjar.scan;

import dev.nightjar.format.record.Scanned;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.Position;
import dev.nightjar.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where two runs meet in a file. The record with which the file ended in the last run was counted then, though it
/// might
/// go on: it comes again in this one, and counts once. To be asked in the order of the file's blocks.
final class Seam {

    private Seam() {}

    /// The occurrences of a block that was read which are to be added: without a record that the last run counted.
    /// If
    /// that has grown meanwhile, its event is taken back.
    static List<Occurrence> settled(BlockResult block, Store store) {
        FileScan file = block.work().file();
        Position.Open before = file.takeOpen();
        List<Occurrence> occurrences = new ArrayList<>(block.events);
        if (before == null) {
            return occurrences;
        }
        long at = file.reading().start();
        if (before.issue() != null) {
            if (!occurrences.isEmpty() && isSame(occurrences.getFirst(), at, before.end())) {
                occurrences.removeFirst();
            } else {
                store.retract(file.reading().file().fileId(), at, before);
            }
        }
        file.countedTwice();
        return occurrences;
    }

    private static boolean isSame(Occurrence first, long start, long end) {
        LogRecord record = first.event().record();
        return record.start() == start && record.end() == end;
    }

    /// The event of the record with which the file ends for now: as stored just now, or by the last run; null if
    /// it is no event.
    ///
    /// @param last that record, null without one
    /// @param kept what `settled` left
    /// @param issues of those
    static Position.@Nullable Open open(
            BlockResult block, Scanned.@Nullable Open last, List<Occurrence> kept, List<IssueId> issues) {
        FileScan file = block.work().file();
        if (last == null || block.events.isEmpty() || file.stopped()) {
            return null;
        }
        Event event = block.events.getLast().event();
        if (event.record().start() != last.start()) {
            return null;
        }
        Position before = file.reading().before();
        return kept.isEmpty()
                ? before == null ? null : before.open()
                : new Position.Open(last.end(), last.lines(), issues.getLast(), event.time());
    }
}
