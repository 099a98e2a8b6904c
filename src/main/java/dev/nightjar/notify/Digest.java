package dev.nightjar.notify;

import java.time.Instant;

/// A letter with what its headers need.
///
/// @param job name of the job that sends it: lists and filters go by it
/// @param host the machine Nightjar runs on
/// @param runId names the run, so that the same digest sent twice carries the same Message-ID
/// @param date of the mail
/// @param subject may hold anything: it is stripped to one line of visible characters
/// @param text plain text, lines of 72 columns
/// @param html complete document
public record Digest(String job, String host, String runId, Instant date, String subject, String text, String html) {}
