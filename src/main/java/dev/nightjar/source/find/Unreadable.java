package dev.nightjar.source.find;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// What to tell a person about a file that cannot be read.
public final class Unreadable {

    private Unreadable() {}

    /// The reason, as the end of a sentence that begins with the file.
    public static String why(IOException e) {
        return switch (e) {
            case AccessDeniedException denied ->
                "cannot be read: permission denied (running as " + System.getProperty("user.name") + ")";
            case NoSuchFileException gone -> "is not there";
            case Moved moved -> String.valueOf(moved.getMessage());
            default -> "cannot be read: " + e.getMessage();
        };
    }
}
