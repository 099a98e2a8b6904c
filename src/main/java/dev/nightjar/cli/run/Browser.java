package dev.nightjar.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows a page where somebody sits: with the program that `BROWSER` names, else, where there is a screen, with
/// what the desktop opens files with.
final class Browser {

    private static final List<String> OPENERS = List.of("xdg-open", "open");

    private Browser() {}

    /// Starts it and does not wait; does nothing where there is no screen, or no such program.
    ///
    /// @param environment with `BROWSER`, `DISPLAY`, `WAYLAND_DISPLAY` and `PATH`
    static void show(Path page, Map<String, String> environment) {
        List<String> command = command(environment);
        if (command.isEmpty()) {
            return;
        }
        command.add(page.toUri().toString());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // the path was printed, which is what counts
        }
    }

    /// The program and its first arguments; empty where nothing can be shown.
    static List<String> command(Map<String, String> environment) {
        String wanted = environment.getOrDefault("BROWSER", "");
        if (!wanted.isBlank()) {
            return new ArrayList<>(List.of(wanted.strip().split(" +")));
        }
        boolean screen = !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()
                || System.getProperty("os.name", "").startsWith("Mac");
        List<String> command = new ArrayList<>();
        if (screen) {
            OPENERS.stream()
                    .filter(name -> isThere(name, environment.getOrDefault("PATH", "")))
                    .limit(1)
                    .forEach(command::add);
        }
        return command;
    }

    private static boolean isThere(String program, String path) {
        for (String folder : path.split(":")) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
