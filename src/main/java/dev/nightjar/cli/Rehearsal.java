package dev.nightjar.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;

/// Runs several commands in one process, so that one start-up cache knows them all. What they say is not shown.
public final class Rehearsal {

    private static final String NEXT = "--then";

    private Rehearsal() {}

    /// @param args commands with what they take, `--then` between them
    public static void main(String[] args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Map<String, String> environment = System.getenv();
        int from = 0;
        for (int i = 0; i <= args.length; i++) {
            if (i == args.length || args[i].equals(NEXT)) {
                new Main(nowhere, nowhere, environment).run(Arrays.copyOfRange(args, from, i));
                from = i + 1;
            }
        }
    }
}
