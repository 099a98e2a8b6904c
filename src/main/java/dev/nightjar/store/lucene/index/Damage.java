package dev.nightjar.store.lucene.index;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.jspecify.annotations.Nullable;

/// Turns what Lucene throws into what a person can act on.
public final class Damage {

    /// What to do about damage.
    static final String REMEDY = "'nightjar check --index' looks at all of it, 'nightjar repair' goes back to a commit"
            + " that is whole, 'nightjar rebuild' reads the logs again, 'nightjar restore' takes a backup";

    private static final int DEPTH = 20;

    private Damage() {}

    /// Reading failed: no permission, a newer index, or damage.
    static Failure reading(Path index, Throwable e) {
        if (has(e, AccessDeniedException.class)) {
            return new Failure(Exit.NO_PERMISSION, "cannot read " + index + ": permission denied", e);
        }
        if (e instanceof IndexFormatTooNewException) {
            return newer(index, e.getMessage());
        }
        if (e instanceof IndexFormatTooOldException) {
            return older(index, e.getMessage());
        }
        return new Failure(
                Exit.INDEX_DAMAGED, "index damaged: " + place(index, e) + ": " + reason(e) + "; " + REMEDY, e);
    }

    /// The index was written by a newer version.
    static Failure newer(Path index, @Nullable String what) {
        return new Failure(
                Exit.INDEX_DAMAGED,
                "index " + index + " was written by a newer version of nightjar (" + what
                        + "): use that version; nothing was changed");
    }

    /// The index was written by an older version, in a form that is not read any more.
    static Failure older(Path index, @Nullable String what) {
        return new Failure(
                Exit.INDEX_DAMAGED,
                "index " + index + " was written by an older version of nightjar (" + what
                        + "): 'nightjar rebuild' reads the logs again and keeps people's decisions; nothing was changed");
    }

    /// Writing failed: the last commit is intact unless it says damaged.
    public static Failure writing(Path index, Throwable e) {
        if (isFull(e)) {
            return new Failure(Exit.IO, "index volume full: " + index + "; nothing lost, rerun after freeing space", e);
        }
        if (has(e, CorruptIndexException.class)) {
            return reading(index, e);
        }
        return new Failure(
                Exit.IO, "cannot write " + index + ": " + reason(e) + "; nothing lost, rerun when it is writable", e);
    }

    /// Where damage is, and what.
    public static String said(Path index, Throwable e) {
        return place(index, e) + ": " + reason(e);
    }

    private static String place(Path index, Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof CorruptIndexException corrupt) {
                String resource = corrupt.getResourceDescription();
                int file = resource.lastIndexOf("path=\"");
                return file < 0 ? resource : resource.substring(file + 6).replaceFirst("\".*", "");
            }
        }
        return index.toString();
    }

    private static String reason(Throwable e) {
        String message = e instanceof CorruptIndexException corrupt ? corrupt.getOriginalMessage() : e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static boolean isFull(Throwable e) {
        Throwable t = e;
        for (int i = 0; t != null && i < DEPTH; i++, t = t.getCause()) {
            String text = t instanceof IOException && t.getMessage() != null
                    ? t.getMessage().toLowerCase(Locale.ROOT)
                    : "";
            if (text.contains("no space left") || text.contains("quota exceeded")) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(Throwable e, Class<? extends Throwable> kind) {
        Throwable t = e;
        for (int i = 0; t != null && i < DEPTH; i++, t = t.getCause()) {
            if (kind.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
