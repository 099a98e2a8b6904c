package dev.nightjar.insight.lint;

import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// SaidTwice of places of which the second repeats in words what the first said just before in the same thread, so that
/// nothing but the words tells that they are of one failure. Which pairs there are is told by times and threads alone;
/// of the most frequent, two examples are read.
final class SaidTwice {

    private static final int MOST = 20_000;
    private static final int MOST_READ = 150;
    private static final int EXAMPLES = 2;
    private static final int LEAST_WORDS = 8;

    private static final class Candidate {
        final List<Logged> examples = new ArrayList<>(2 * EXAMPLES);
        long count;
    }

    private final Map<Long, Candidate> candidates = new HashMap<>();
    private final Lanes<Logged> lanes = new Lanes<>(Logged::micros);
    private final Set<Long> same = new HashSet<>();

    /// To be called with all records, oldest first.
    void see(Logged later) {
        for (Logged earlier : lanes.of(later)) {
            if (isCandidate(earlier, later)) {
                long key = key(earlier, later);
                Candidate candidate = candidates.size() < MOST
                        ? candidates.computeIfAbsent(key, any -> new Candidate())
                        : candidates.get(key);
                if (candidate != null && candidate.count++ < EXAMPLES) {
                    candidate.examples.add(earlier);
                    candidate.examples.add(later);
                }
            }
        }
        lanes.put(later, later);
    }

    private static boolean isCandidate(Logged earlier, Logged later) {
        return earlier.place() != later.place()
                && earlier.root() != later.root()
                && (earlier.root() == 0 || later.root() == 0 || later.causeless());
    }

    private static long key(Logged earlier, Logged later) {
        return (long) earlier.place() << 32 | later.place();
    }

    /// Reads examples. To be called once, when all were seen.
    void judge(Function<Logged, Optional<StoredEvent>> reading) {
        candidates.entrySet().stream()
                .sorted(Map.Entry.<Long, Candidate>comparingByValue((a, b) -> Long.compare(b.count, a.count))
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_READ)
                .filter(entry -> isSame(entry.getValue().examples, reading))
                .forEach(entry -> same.add(entry.getKey()));
        candidates.clear();
    }

    private static boolean isSame(List<Logged> examples, Function<Logged, Optional<StoredEvent>> reading) {
        for (int i = 0; i < examples.size(); i += 2) {
            Logged earlier = examples.get(i);
            Logged later = examples.get(i + 1);
            BiPredicate<StoredEvent, StoredEvent> test = earlier.root() == 0
                    ? (one, other) -> says(one.message(), other)
                    : later.root() == 0 ? (one, other) -> says(other.message(), one) : SaidTwice::swallows;
            Optional<StoredEvent> one = reading.apply(earlier);
            Optional<StoredEvent> other = reading.apply(later);
            if (one.isPresent() && other.isPresent() && test.test(one.get(), other.get())) {
                return true;
            }
        }
        return false;
    }

    /// True if the later record is of the same failure as the earlier one.
    boolean areOne(Logged earlier, Logged later) {
        return isCandidate(earlier, later) && same.contains(key(earlier, later));
    }

    /// True if the later of the two threw anew what the earlier told of, and did not name it as the cause.
    boolean isSwallowed(Logged earlier, Logged later) {
        return earlier.root() != 0 && later.root() != 0 && areOne(earlier, later);
    }

    private static boolean says(String message, StoredEvent thrown) {
        Trace trace = thrown.trace();
        return trace != null && says(message, trace.rootCause());
    }

    private static boolean swallows(StoredEvent earlier, StoredEvent later) {
        Trace caught = earlier.trace();
        Trace thrown = later.trace();
        if (caught == null || thrown == null) {
            return false;
        }
        String message = thrown.chain().getFirst().message();
        return thrown.chain().stream()
                        .noneMatch(one -> one.type().equals(caught.rootCause().type()))
                && caught.chain().stream().anyMatch(one -> says(message, one));
    }

    /// A short message, or none, says little: then the type has to be named too.
    private static boolean says(String message, Trace.Thrown thrown) {
        String words = thrown.message().lines().findFirst().orElse("").strip();
        String type = thrown.type().substring(thrown.type().lastIndexOf('.') + 1);
        return message.contains(words) && (words.length() >= LEAST_WORDS || !type.isEmpty() && message.contains(type));
    }
}
