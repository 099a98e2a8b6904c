package dev.nightjar.cli;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Nearest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The fields of what commands print with `--json`, from `json-fields.txt`.
final class JsonFields {

    private static final String FILE = "/nightjar/json-fields.txt";

    private JsonFields() {}

    /// Those of a command, in their order; none if it prints no objects.
    ///
    /// @param command its name, without what stands below it
    static List<String> of(String command) {
        try (InputStream in = JsonFields.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + FILE);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> line.startsWith(command + ":"))
                    .map(line ->
                            List.of(line.substring(command.length() + 1).strip().split(" +")))
                    .findFirst()
                    .orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Refuses a field that a command does not print, before it does anything.
    ///
    /// @throws Failure with exit code 64
    static void check(String command, List<String> asked) {
        if (asked.isEmpty()) {
            return;
        }
        List<String> known = of(command);
        for (String field : asked) {
            if (!known.contains(field)) {
                throw new Failure(
                        Exit.USAGE,
                        "no field '" + field + "'" + Nearest.hint(field, known)
                                + (known.isEmpty()
                                        ? ": " + command + " prints no objects"
                                        : " (" + command + " --json prints: " + String.join(", ", known) + ")"));
            }
        }
    }
}
