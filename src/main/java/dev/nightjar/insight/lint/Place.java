package dev.nightjar.insight.lint;

/// Where in a program something is logged, as far as the log says.
///
/// @param logger empty if there is none
/// @param says the message's template; empty if nothing of it stays the same
/// @param variant the trace's, where neither logger nor message tell places apart; else 0
/// @param path of the file, where there is no logger; else empty
record Place(String project, String logger, String says, long variant, String path) {

    private static final int LONGEST = 60;

    /// The logger, or the file.
    String name() {
        if (!logger.isEmpty()) {
            return logger;
        }
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The same with what is said there.
    String full() {
        String said = says.length() > LONGEST ? says.substring(0, LONGEST) + "…" : says;
        return said.isEmpty() ? name() : name() + " '" + said + "'";
    }
}
