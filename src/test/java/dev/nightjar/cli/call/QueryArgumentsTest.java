package dev.nightjar.cli.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.model.issue.Activity;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Issue;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryArgumentsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final IssueId YOUNG = IssueId.of(1L << 60);
    private static final IssueId OLD = IssueId.of(3L << 60);

    private final QueryArguments asked = new QueryArguments(
            NOW,
            ZoneId.of("Europe/Berlin"),
            (whole, sink) -> List.of(
                            triaged(YOUNG, State.NEW, NOW.minus(Duration.ofHours(20)), 7, 3, null, List.of("a", "b")),
                            triaged(
                                    OLD,
                                    State.MUTED,
                                    NOW.minus(Duration.ofDays(40)),
                                    5000,
                                    900,
                                    "Payments",
                                    List.of("a")))
                    .forEach(sink));

    static Triaged triaged(
            IssueId id, State state, Instant first, long count, long users, @Nullable String owner, List<String> said) {
        Instant last = NOW.minus(Duration.ofHours(1));
        Issue issue = new Issue(
                id,
                "shop",
                Level.ERROR,
                "com.acme.PayException",
                "PayException: no answer",
                "no answer",
                "com.acme.Pay.call",
                null,
                count,
                first,
                last,
                null,
                null,
                Set.of(),
                List.of(),
                said);
        List<Decision> history = owner == null
                ? List.of()
                : List.of(new Decision(
                        last,
                        "mia",
                        Decision.Kind.TICKET,
                        id,
                        null,
                        "https://t.example/1",
                        Decision.Ends.NEVER,
                        "",
                        false,
                        ""));
        Activity activity = new Activity(issue, new Window(first, NOW), count, users, Set.of(), first, last, List.of());
        return new Triaged(
                activity,
                state,
                "",
                owner,
                "",
                "",
                history,
                owner == null ? "" : "Ask to wait.",
                0,
                null,
                activity.issue().releaseFirst(),
                activity.issue().releaseLast(),
                null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is    | new                      | young",
                "is    | MUTED                    | old",
                "is    | resolved                 | ",
                "is    | mixed                    | young",
                "age   | -24h                     | young",
                "age   | <24h                     | young",
                "age   | +7d                      | old",
                "age   | >1h                      | young old",
                "first | today                    | ",
                "first | yesterday                | young",
                "first | 2026-11-21               | young",
                "first | >=2026-11-21             | young",
                "first | <2026-11-21              | old",
                "first | >2026-11-21              | ",
                "first | [2026-10-01 TO 2026-10-13] | old",
                "first | [2026-10-01 TO 2026-10-12} | ",
                "first | [* TO yesterday]         | young old",
                "last  | >-2h                     | young old",
                "last  | <-2h                     | ",
                "last  | 30m                      | ",
                "seen  | >100                     | old",
                "seen  | >=7                      | young old",
                "seen  | 7                        | young",
                "seen  | [7 TO 5000}              | young",
                "users | <=3                      | young",
                "owner | payments                 | old",
                "owner | pay*                     | old",
                "owner | pay                      | ",
                "has   | owner                    | old",
                "has   | note                     | old",
                "has   | ticket                   | old"
            })
    void saysForWhichIssuesAConditionHolds(String name, String value, @Nullable String which) {
        Set<IssueId> wanted = which == null
                ? Set.of()
                : Set.of(which.split(" ")).stream()
                        .map(word -> word.equals("young") ? YOUNG : OLD)
                        .collect(java.util.stream.Collectors.toSet());
        assertThat(asked.issues(name, value)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "is    | nwe      | did you mean 'new'",
                "has   | pets     | known: id",
                "age   | 24h      | -24h for younger",
                "age   | -24      | no duration",
                "seen  | >many    | no number 'many'",
                "seen  | <>5      | no comparison",
                "first | gestern  | no time",
                "first | [today TO yesterday} | today is after yesterday",
                "sean  | 5        | did you mean 'seen'"
            })
    void saysWhatIsWrongWithACondition(String name, String value, String what) {
        assertThatThrownBy(() -> asked.issues(name, value))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(what);
    }
}
