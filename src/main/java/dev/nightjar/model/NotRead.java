package dev.nightjar.model;

/// Something a run could not read, for the report's section of that name.
///
/// @param path the file or folder
/// @param reason one sentence: what is wrong and what to do
/// @param degrades the run ends with exit code 4 because of it
public record NotRead(String path, String reason, boolean degrades) {

    /// Behind the number of bytes that are beyond the first MiB of their lines.
    public static final String OF_LONG_LINES = " bytes of lines longer than 1 MiB left out";

    /// How the reason of a file begins that is no text.
    public static final String SKIPPED = "skipped: ";

    /// How the reason of a log begins that lies beside others and belongs to nobody.
    public static final String STRAY = "is in no project";

    /// How the reason begins of a log with times that are still to come.
    public static final String AHEAD = "clock ahead: ";

    /// How the reason of a file begins that ended runs and is left out.
    public static final String QUARANTINED = "quarantined: ";

    /// Whether every run looks for it anew, so that the newest one alone knows whether it is so: a pattern, or
    /// a log that no pattern takes.
    public boolean isLookedForAnew() {
        return reason.startsWith(STRAY) || path.matches(".*[*?\\[{].*");
    }

    /// True if something is missing of what was read.
    public boolean isLoss() {
        return degrades || reason.endsWith(OF_LONG_LINES);
    }
}
