package dev.nightjar.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The machine that Nightjar runs on.
public final class Machine {

    private Machine() {}

    /// The name of this machine.
    public static String name() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isBlank()) {
            return host;
        }
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
