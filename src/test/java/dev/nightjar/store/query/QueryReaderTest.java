package dev.nightjar.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.Window;
import dev.nightjar.store.query.Query.Attribute;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the tree of a query is, and where a wrong one is wrong.
class QueryReaderTest {

    private static final IssueId PAY = IssueId.of(1L << 60);
    private static final Window NIGHT =
            new Window(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-22T06:00:00Z"));

    private static final IssueProperties PROPERTIES = new IssueProperties() {
        @Override
        public Set<String> names() {
            return Set.of("is", "seen");
        }

        @Override
        public Set<IssueId> issues(String name, String value) {
            if (value.equals("odd")) {
                throw new Failure(Failure.Exit.USAGE, "no value 'odd'");
            }
            return Set.of(PAY);
        }

        @Override
        public Window time(String value) {
            return NIGHT;
        }
    };

    private static final Query A = word("a");
    private static final Query B = word("b");
    private static final Query C = word("c");

    private static Query read(String typed) {
        return QueryReader.read(new QueryText(typed), PROPERTIES, () -> Set.of("status", "tenant", "severity"));
    }

    /// A word without a field.
    private static Query word(String word) {
        return anywhere(new Query.Word(Field.ANY, word), word);
    }

    private static Query anywhere(Query words, String whole) {
        return or(words, new Query.Is(Field.USER, whole), new Query.Named(null, new Query.Value.Whole(whole)));
    }

    private static Query and(Query... parts) {
        return new Query.And(List.of(parts));
    }

    private static Query or(Query... parts) {
        return new Query.Or(List.of(parts));
    }

    private static Query not(Query part) {
        return new Query.Not(part);
    }

    @Test
    void requiresAllWordsUnlessSaidOtherwise() {
        assertThat(read("a b")).isEqualTo(and(A, B));
        assertThat(read("a AND b")).isEqualTo(and(A, B));
        assertThat(read("+a && b")).isEqualTo(and(A, B));
        assertThat(read("a OR b || c")).isEqualTo(or(A, B, C));
        assertThat(read("a -b")).isEqualTo(and(A, not(B)));
        assertThat(read("a NOT b !c")).isEqualTo(and(A, not(B), not(C)));
        assertThat(read("(a OR b) c")).isEqualTo(and(or(A, B), C));
        assertThat(read("a OR (b c)")).isEqualTo(or(A, and(B, C)));
    }

    @Test
    void letsAChoiceNotCountBesideWhatIsRequired() {
        assertThat(read("a OR b c")).isEqualTo(C);
        assertThat(read("a AND b OR c")).isEqualTo(A);
        assertThat(read("a OR -b")).isEqualTo(and(A, not(B)));
    }

    @Test
    void meansAllByNothingAndNoneBySigns() {
        assertThat(read(" \t")).isEqualTo(new Query.All());
        assertThat(read("*")).isEqualTo(new Query.All());
        assertThat(read("*:*")).isEqualTo(new Query.All());
        assertThat(read("...")).isEqualTo(new Query.None());
        assertThat(read("-...")).isEqualTo(new Query.None());
        assertThat(read("-a")).isEqualTo(not(A));
        assertThat(read("a - b ... (. OR \"\")")).isEqualTo(and(A, B));
    }

    @Test
    void cutsTextIntoWordsInALine() {
        assertThat(read("\"A, b\"~3")).isEqualTo(anywhere(new Query.Phrase(Field.ANY, List.of("a", "b"), 3), "a, b"));
        assertThat(read("message:com.acme.Pay"))
                .isEqualTo(new Query.Phrase(Field.MESSAGE, List.of("com", "acme", "pay"), 0));
        assertThat(read("message:(x \"y\")"))
                .isEqualTo(and(new Query.Word(Field.MESSAGE, "x"), new Query.Word(Field.MESSAGE, "y")));
    }

    @Test
    void readsFieldsOfWholeValuesLevelsAndWhatEventsHave() {
        assertThat(read("logger:com.acme.Pay")).isEqualTo(new Query.Is(Field.LOGGER, "com.acme.pay"));
        assertThat(read("file:/var/log/Shop.log")).isEqualTo(new Query.Is(Field.FILE, "/var/log/shop.log"));
        assertThat(read("level:error+")).isEqualTo(new Query.AtLevel(Set.of(Level.ERROR, Level.FATAL)));
        assertThat(read("has:request")).isEqualTo(new Query.Has(Attribute.REQUEST));
        assertThat(read("frame:*")).isEqualTo(new Query.Has(Attribute.TRACE));
        assertThat(read("event:AB-1f")).isEqualTo(new Query.Event("ab", 0x1f));
        assertThat(read("issue:" + PAY)).isEqualTo(new Query.OfIssue(PAY));
        assertThat(read("is:new")).isEqualTo(new Query.InIssues(Set.of(PAY)));
        assertThat(read("since:yesterday")).isEqualTo(new Query.During(NIGHT));
    }

    @Test
    void readsPatternsNearWordsAndRanges() {
        assertThat(read("type:Sql*")).isEqualTo(new Query.Prefix(Field.TYPE, "sql"));
        assertThat(read("type:sq?l*x")).isEqualTo(new Query.Wildcard(Field.TYPE, "sq?l*x", 5));
        assertThat(read("message:a.pay*"))
                .isEqualTo(and(new Query.Word(Field.MESSAGE, "a"), new Query.Prefix(Field.MESSAGE, "pay")));
        assertThat(read("message:pay~1")).isEqualTo(new Query.Fuzzy(Field.MESSAGE, "pay", 1));
        assertThat(read("host:Web~")).isEqualTo(new Query.Fuzzy(Field.HOST, "web", 2));
        assertThat(read("host:[a TO *}")).isEqualTo(new Query.Range(Field.HOST, "a", null, true, false));
        assertThat(read("host:{\"a b\" TO c]")).isEqualTo(new Query.Range(Field.HOST, "a b", "c", false, true));
    }

    @Test
    void understandsTheNamesOfOtherTools() {
        assertThat(read("error.type:A")).isEqualTo(read("type:A"));
        assertThat(read("Service:shop")).isEqualTo(read("project:shop"));
        assertThat(read("@timestamp:>today")).isEqualTo(read("time:>today"));
        assertThat(read("state:new")).isEqualTo(read("is:new"));
        assertThat(read("severity:a")).isEqualTo(named("severity", new Query.Value.Whole("a")));
        assertThat(read("service:a")).isEqualTo(new Query.Is(Field.PROJECT, "a"));
    }

    private static Query named(String name, Query.Value value) {
        return new Query.Named(name, value);
    }

    @Test
    void readsWhatLogsName() {
        assertThat(read("Tenant:North")).isEqualTo(named("tenant", new Query.Value.Whole("north")));
        assertThat(read("tenant:n*")).isEqualTo(named("tenant", new Query.Value.Like("n*", 7)));
        Query least = named("status", new Query.Value.Within(500, Double.POSITIVE_INFINITY, true, true));
        assertThat(read("status:>=500")).isEqualTo(least);
        assertThat(read("status>=500")).isEqualTo(least);
        assertThat(read("status:[500 TO *]")).isEqualTo(least);
        assertThat(read("status:{1.5 TO 2}")).isEqualTo(named("status", new Query.Value.Within(1.5, 2, false, false)));
        assertThat(read("stat>=500"))
                .isEqualTo(anywhere(new Query.Phrase(Field.ANY, List.of("stat", "500"), 0), "stat>=500"));
    }

    @Test
    void comparesLevels() {
        assertThat(read("level>=error")).isEqualTo(read("level:error+"));
        assertThat(read("level:>error")).isEqualTo(new Query.AtLevel(Set.of(Level.FATAL)));
        assertThat(read("level:<debug")).isEqualTo(new Query.AtLevel(Set.of(Level.TRACE)));
        assertThat(read("level:warning")).isEqualTo(read("level:warn"));
    }

    @Test
    void takesAnAssignmentForATextOrAField() {
        assertThat(read("host=web"))
                .isEqualTo(or(
                        new Query.Is(Field.HOST, "web"),
                        anywhere(new Query.Phrase(Field.ANY, List.of("host", "web"), 0), "host=web")));
        assertThat(read("is=odd")).isEqualTo(anywhere(new Query.Phrase(Field.ANY, List.of("is", "odd"), 0), "is=odd"));
    }

    @Test
    void findsCompoundNamesByWhatIsTypedOfThem() {
        assertThat(read("message:ReadTimeout"))
                .isEqualTo(or(
                        new Query.Word(Field.MESSAGE, "readtimeout"),
                        and(
                                new Query.Word(Field.MESSAGE, "read"),
                                new Query.Word(Field.MESSAGE, "timeout"),
                                new Query.Wildcard(Field.MESSAGE, "*readtimeout*", 8))));
    }

    @Test
    void takesEscapedSignsAsTheyAre() {
        assertThat(read("host:a\\:b")).isEqualTo(new Query.Is(Field.HOST, "a:b"));
        assertThat(read("host:\"a \\\"b\\\" \\\\\"")).isEqualTo(new Query.Is(Field.HOST, "a \"b\" \\"));
        assertThat(read("host:z\\u00fcrich")).isEqualTo(new Query.Is(Field.HOST, "zürich"));
        assertThat(read("host:a^2")).isEqualTo(new Query.Is(Field.HOST, "a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a \"b c           | 3  | the quotes do not end; close them",
                "a b\\             | 4  | a backslash says nothing at the end",
                "a \\u12           | 3  | four hexadecimal digits",
                "host:[a b]        | 9  | a range is written [a TO b]",
                "host:[a TO b      | 13 | it ends too early",
                "a AND             | 6  | it ends too early",
                "a AND AND b       | 7  | unexpected 'AND'",
                "a)                | 2  | unexpected ')'",
                "(a                | 3  | it ends too early",
                "a ]               | 3  | unexpected ']'",
                "a^                | 2  | a number stands behind '^'",
                "a~1.5             | 2  | whole numbers of wrong letters",
                "\"a b\"~51        | 6  | words at most 50 apart",
                "b lvel:error      | 3  | no field 'lvel', and no event has a value of that name, did you mean 'level'?",
                "level:loud        | 7  | no level 'loud'",
                "b is:odd          | 6  | no value 'odd'",
                "frame:a~          | 7  | no fuzzy search in frame",
                "frame:[a TO b]    | 1  | no ranges in frame",
                "level:e*          | 7  | no wildcards in level",
                "x a*              | 3  | at least 2 characters must stand beside a wildcard",
                "a:b:c             | 1  | no field 'a'",
                "status:>x         | 8  | 'x' is no number",
                "tenant:a~         | 8  | no fuzzy search in tenant",
                "id:b:c            | 5  | unexpected ':'"
            })
    void saysAtWhichColumnAQueryIsWrong(String typed, int column, String what) {
        assertThatThrownBy(() -> read(typed))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("query, column " + column + ": " + what)
                .hasMessageEndingWith("\n    " + typed + "\n    " + " ".repeat(column - 1) + "^");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a(", "-(", "\"", "[", "^", "~", ":", "\\", "*", "is:", "a OR "})
    void endsWithAnAnswerWhateverIsRepeated(String part) {
        String typed = part.repeat(1024 / part.length());
        try {
            assertThat(read(typed)).isNotNull();
        } catch (Failure e) {
            assertThat(e.exit()).isEqualTo(Failure.Exit.USAGE);
        }
        assertThatThrownBy(() -> read("x".repeat(1025))).hasMessageContaining("too long");
    }
}
