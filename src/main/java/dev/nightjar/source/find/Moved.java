package dev.nightjar.source.find;

import java.io.IOException;

/// A file is no longer what it was when it was found: renamed, replaced or truncated while it was being read.
public final class Moved extends IOException {

    private static final long serialVersionUID = 1;

    public Moved(String message) {
        super(message);
    }
}
