package dev.nightjar.notify.letter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Why a digest is written, and what its readers got before.
///
/// @param job that sends it
/// @param change what to edit to change or stop it, a sentence's end: `jobs/nightly.yaml`
/// @param owner whose issues it is about; empty for the whole
/// @param number of the digest, counted for its readers alone; 0 if it is not counted
/// @param previous the one before it
/// @param missed nights without a digest since then, oldest first
/// @param heartbeat nothing happened, and it is sent as a sign of life
/// @param others issues with events that are not in it, as they are others'
/// @param undelivered what became of earlier mails that did not arrive, a sentence each
public record DigestContext(
        String job,
        String change,
        String owner,
        long number,
        Optional<Previous> previous,
        List<Missed> missed,
        boolean heartbeat,
        long others,
        List<String> undelivered) {

    /// A digest that was sent.
    public record Previous(long number, Instant at) {}

    /// A night for which nothing was sent.
    ///
    /// @param why a sentence's end: `run failed: …`
    public record Missed(LocalDate night, String why) {}

    public DigestContext {
        missed = List.copyOf(missed);
        undelivered = List.copyOf(undelivered);
    }

    /// The whole night, for the first time.
    public static DigestContext of(String job) {
        return new DigestContext(job, "jobs/" + job + ".yaml", "", 0, Optional.empty(), List.of(), false, 0, List.of());
    }

    boolean isWhole() {
        return owner.isEmpty();
    }
}
