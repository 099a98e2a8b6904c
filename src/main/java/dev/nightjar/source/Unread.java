package dev.nightjar.source;

import dev.nightjar.model.NotRead;
import dev.nightjar.source.find.Moved;
import dev.nightjar.source.find.Unreadable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What a scan could not read. A file that was renamed under its hands is no such thing yet: it is looked for once
/// more at the end. Thread-safe.
public final class Unread {

    private final Queue<NotRead> said = new ConcurrentLinkedQueue<>();
    private volatile boolean moved;
    private volatile boolean lastLook;

    /// Notes one as it is.
    public void say(NotRead one) {
        said.add(one);
    }

    /// Notes what was found out before the scan.
    public void addAll(List<NotRead> all) {
        said.addAll(all);
    }

    /// A file that could not be read on.
    public void add(String path, IOException failure) {
        boolean gone = failure instanceof Moved || failure instanceof NoSuchFileException;
        if (gone && !lastLook) {
            moved = true;
        } else {
            said.add(new NotRead(path, Unreadable.why(failure), true));
        }
    }

    /// Whether files are to be looked for again; from then on a moved file is said.
    public boolean lookAgain() {
        lastLook = true;
        return moved;
    }

    /// Everything noted so far, in the order in which it was. A copy.
    public List<NotRead> all() {
        return List.copyOf(said);
    }
}
