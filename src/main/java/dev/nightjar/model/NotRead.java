package dev.nightjar.model;

/// Something a run could not read, for the report's section of that name.
///
/// @param path the file or folder
/// @param reason one sentence: what is wrong and what to do
/// @param degrades the run ends with exit code 4 because of it
public record NotRead(String path, String reason, boolean degrades) {

    /// How the reason of a file begins that is no text.
    public static final String SKIPPED = "skipped: ";
}
