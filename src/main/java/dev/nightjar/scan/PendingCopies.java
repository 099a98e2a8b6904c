package dev.nightjar.scan;

import dev.nightjar.model.log.Position;
import dev.nightjar.source.ReadPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Copies that are remembered with the commit in which all of their content is read, in the file that has it too.
final class PendingCopies {

    private final List<ReadPlan.Copy> copies = new ArrayList<>();
    private final Map<String, FileScan> files = new HashMap<>();

    void add(List<ReadPlan.Copy> more) {
        copies.addAll(more);
    }

    void add(FileScan file) {
        files.put(file.reading().file().fileId(), file);
    }

    /// Positions of copies of which nothing is left.
    List<Position> read() {
        List<Position> read = new ArrayList<>();
        copies.removeIf(copy -> {
            FileScan of = files.get(copy.of());
            return of != null && of.counted() >= copy.length() && read.add(copy.position());
        });
        return read;
    }
}
