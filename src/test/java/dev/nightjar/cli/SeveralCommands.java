package dev.nightjar.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Commands one after the other in one process, `--then` between them, each said to have run on a line of its own.
public final class SeveralCommands {

    /// Stands before the output of each command.
    public static final String RUNS = "##### ";

    private SeveralCommands() {}

    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        List<String> words = Arrays.asList(args);
        while (!words.isEmpty()) {
            int end = words.indexOf("--then");
            List<String> command = words.subList(0, end < 0 ? words.size() : end);
            System.out.println(RUNS + String.join(" ", command));
            new Main(System.out, System.err, environment).run(command.toArray(String[]::new));
            words = end < 0 ? List.of() : words.subList(end + 1, words.size());
        }
        System.out.flush();
        System.err.flush();
    }
}
