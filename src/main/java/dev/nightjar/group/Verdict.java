package dev.nightjar.group;

/// Whether a frame is own code.
///
/// @param own the project's own code
/// @param counts false for frames that never count: reflection, proxies
/// @param reason which rule says so, for people
record Verdict(boolean own, boolean counts, String reason) {}
