package dev.nightjar.read.lint;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.level.FailureWords;
import dev.nightjar.insight.lint.Lint;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Window;
import dev.nightjar.model.quality.Incidence;
import dev.nightjar.model.quality.LogQuality;
import dev.nightjar.store.Archive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// Asks an archive for what its logs should say otherwise.
///
/// @param home the configuration's folder, whose words of failure and success count too
public record LogReview(Optional<Path> home) {

    /// Events looked at for who asks: the newest.
    public static final long MOST = 200_000;

    /// The same for pages, which are made after every run.
    public static final long MOST_OF_PAGES = 100_000;

    /// The same for one issue, which somebody waits for.
    private static final long MOST_OF_ISSUE = 30_000;

    /// Times of an issue beyond these are not looked around.
    private static final int TIMES = 2_000;

    /// Where one of these stands anywhere, a word of success says little.
    private static final Pattern DENIED = Pattern.compile(
            "\\b(?:not|no|none|never|neither|without|but|only|unless|until|cannot)\\b|n't\\b|\\bun[a-z]",
            Pattern.CASE_INSENSITIVE);

    private static final Duration AROUND = Duration.ofSeconds(6);

    /// Of a window.
    ///
    /// @param most events that are looked at
    /// @param projects of which also what they say below the level of events is looked at
    /// @throws dev.nightjar.model.Failure with exit code 78 if definitions are wrong
    public LogQuality of(Archive archive, Window window, Collection<String> projects, long most) {
        Problems problems = new Problems();
        Lint lint = new Lint(
                words("failures", problems), words("successes", problems).and(LogReview::isCertain));
        problems.failIfAny();
        for (String project : projects) {
            archive.patterns(project).forEach(pattern -> lint.see(pattern, window));
        }
        boolean all = archive.briefly(window, most, lint::see);
        return lint.end(archive::event, all);
    }

    private static boolean isCertain(String text) {
        return !DENIED.matcher(text).find();
    }

    private Predicate<String> words(String kind, Problems problems) {
        FailureWords words =
                FailureWords.read(Definitions.load(kind, home, problems).values());
        return text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return words.in(bytes, 0, bytes.length) != null;
        };
    }

    /// Of how many failures the newest records of an issue are; empty if each is of its own.
    public Optional<Incidence> of(Archive archive, Window window, IssueId issue) {
        LongSummaryStatistics times = archive.timelines(window, Set.of(issue)).stream()
                .flatMapToLong(line -> LongStream.of(line.micros()).skip(Math.max(0, line.micros().length - TIMES)))
                .summaryStatistics();
        if (times.getCount() == 0) {
            return Optional.empty();
        }
        Window around = new Window(
                instant(times.getMin()).minus(AROUND), instant(times.getMax()).plus(AROUND));
        Lint lint = new Lint(text -> false, text -> false);
        boolean all = archive.briefly(around, MOST_OF_ISSUE, lint::see);
        return Optional.ofNullable(lint.end(archive::event, all).incidences().get(issue));
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
