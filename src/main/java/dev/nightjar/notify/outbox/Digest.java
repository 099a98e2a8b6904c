package dev.nightjar.notify.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// A letter with what its headers need.
///
/// @param job name of the job that sends it: lists and filters go by it
/// @param host the machine Nightjar runs on
/// @param runId names the letter among those of the job, so that the same one sent twice carries the same
///     Message-ID
/// @param date of the mail
/// @param subject may hold anything: it is stripped to one line of visible characters
/// @param text plain text, lines of 72 columns
/// @param html complete document
/// @param group of recipients: each group has a letter of its own; empty for the job's own
/// @param references Message-IDs of the letters that this one follows up, oldest first
public record Digest(
        String job,
        String host,
        String runId,
        Instant date,
        String subject,
        String text,
        String html,
        String group,
        List<String> references) {

    private static final int LONGEST_NAME = 64;

    public Digest {
        references = List.copyOf(references);
    }

    /// A letter to the job's own recipients that follows up none.
    public Digest(String job, String host, String runId, Instant date, String subject, String text, String html) {
        this(job, host, runId, date, subject, text, html, "", List.of());
    }

    /// `<nightjar.JOB.RUN.GROUP@HOST>`: the same for the same letter.
    public String messageId() {
        String to = group.isEmpty() ? "" : "." + label(group);
        return "<nightjar." + label(job) + "." + label(runId) + to + "@" + label(host) + ">";
    }

    /// `<JOB.HOST.nightjar>` (RFC 2919): the same for all letters of a job.
    public String listId() {
        return "<" + label(job) + "." + label(host) + ".nightjar>";
    }

    /// What the file in the outbox is called, without ending.
    public String fileName() {
        return label(job) + "-" + label(runId) + (group.isEmpty() ? "" : "-" + label(group));
    }

    /// What may stand in a domain and in a file name: lower case letters, digits, single dots and dashes. A name
    /// that has to be changed for it gets a hash, so that two names stay two.
    public static String label(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT);
        String plain = lower.replaceAll("[^a-z0-9.-]+", "-")
                .replaceAll("\\.[.-]*", ".")
                .replaceAll("^[.-]+|[.-]+$", "");
        if (plain.equals(lower) && !plain.isEmpty() && plain.length() <= LONGEST_NAME) {
            return plain;
        }
        String head =
                plain.substring(0, Math.min(LONGEST_NAME - 9, plain.length())).replaceAll("[.-]+$", "");
        return (head.isEmpty() ? "x" : head) + "-" + Integer.toHexString(raw.hashCode());
    }
}
