package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.ProcessorTime;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    /// What each dialect says of one pattern and one text: files, names with dots, names with slashes, text, stars.
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // pattern text files dots slashes text stars
                "a*c abc true true true true true",
                "a*c a/c false true false true true",
                "a*c a.c true false true true true",
                "a**c a/x.y/c true true true true true",
                "**/c c true false false false false",
                "**/c a/b/c true true true true true",
                "a?c abc true true true true false",
                "a?c a/c false true false true false",
                "a?c a?c true true true true true",
                "A*C abc false false false true true",
                "[ab]c bc true false false false false",
                "[ab]c [ab]c false true true true true",
                "[!a]c bc true false false false false",
                "[!a]c /c false false false false false",
                "[^a]c bc true false false false false",
                "[a-c-]x -x true false false false false",
                "{a,bc}d bcd true false false false false",
                "{a,b,}d d true false false false false",
                "{a,bc}d {a,bc}d false true true true true",
                "a}b,c a}b,c true true true true true",
                "\\*a *a true false false false false",
                "\\*a \\*a false true true true true",
                "a.** a false true false false false",
                "a.** a.b.c true true true true true",
                "com.acme.** com.acmeist.X false false false false false",
                "* a.b/c false true true true true",
                "a?b a\ud83d\ude00b true true true true false",
            })
    void dialectsDiffer(
            String pattern, String text, boolean files, boolean dots, boolean slashes, boolean any, boolean stars) {
        assertThat(Stream.of(
                                Glob.files(pattern),
                                Glob.names(pattern, '.'),
                                Glob.names(pattern, '/'),
                                Glob.text(pattern),
                                Glob.stars(pattern))
                        .map(glob -> glob.matches(text)))
                .containsExactly(files, dots, slashes, any, stars);
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/{host}/*.log,/srv/web1/a.log,web1",
        "/srv/{host}/**,/srv/web1/x/y,web1",
        "/srv/*-{host}.log,/srv/a-b-web1.log,web1",
        "/srv/**/{host}/app.log,/srv/x/y/web1/app.log,web1",
        "'/{srv,var/log}/{host}/a',/var/log/web2/a,web2",
        "/srv/{host}*,/srv/web1.log,web1.log",
        "/srv/a.log,/srv/a.log,''"
    })
    void saysWhichNameIsTheHost(String pattern, String path, String host) {
        assertThat(Glob.files(pattern).host(path)).isEqualTo(host);
        assertThat(Glob.files(pattern).host("x" + path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/a[b,missing ']'",
        "/srv/{a;b,missing '}'",
        "/srv/[],nothing within '[]'",
        "/srv/[z-a],a range that ends before it begins",
        "'/srv/{a,{b,c}}','''{'' within ''{…}'''",
        "/srv/a\\,nothing behind the last '\\'"
    })
    void saysWhatIsWrongWithAPatternOfFiles(String pattern, String why) {
        assertThatThrownBy(() -> Glob.files(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
        assertThat(Glob.text(pattern).matches(pattern)).isTrue();
    }

    @Test
    void writesALiteralPatternOfAnyPath() {
        String path = "/srv/a*b?[c]{d,e}\\f/\ud83d\ude00 \n";
        assertThat(Glob.files(Glob.literal(path)).matches(path)).isTrue();
        assertThat(Glob.files(Glob.literal(path)).matches(path.replace("*", "x")))
                .isFalse();
        assertThat(Glob.literal("/srv/plain.log")).isEqualTo("/srv/plain.log");
    }

    @Test
    void looksAtSoMuchOfATextAndAtAllOfOthers() {
        String text = "a".repeat(8192) + "b";
        assertThat(Glob.text("a*a").matches(text)).isTrue();
        assertThat(Glob.stars("a*a").matches(text)).isFalse();
        assertThat(Glob.stars("a*b").matches(text)).isTrue();
    }

    /// Against the engine of java.util.regex, which is slow on such patterns but takes no time on short texts.
    @Test
    void matchesWhatARegularExpressionWould() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int matched = 0;
        for (int i = 0; i < 30_000; i++) {
            String glob = pick(random, 6, "a", "b", "/", "*", "**", "**/", "?", "[ab]", "{a,b/,ab}", "{,a}", "\\*");
            String host = random.nextInt(3) == 0 ? glob + "{host}" + pick(random, 2, "a", "*", "/", "?") : glob;
            String text = pick(random, 8, "a", "b", "/", "*");
            Matcher expected = Pattern.compile(regex(host)).matcher(text);
            boolean matches = expected.matches();
            String of = Glob.files(host).host(text);
            assertThat(of != null).as("seed %d: %s with %s", seed, host, text).isEqualTo(matches);
            if (matches && host.contains("{host}")) {
                assertThat(of).as("seed %d: %s with %s", seed, host, text).isEqualTo(expected.group("host"));
            }
            matched += matches ? 1 : 0;
        }
        assertThat(matched).isGreaterThan(500);
    }

    private static String pick(Random random, int most, String... parts) {
        StringBuilder all = new StringBuilder();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            all.append(parts[random.nextInt(parts.length)]);
        }
        return all.toString();
    }

    private static String regex(String glob) {
        return Pattern.compile("\\{host}|\\*\\*/|\\*\\*|[*?{},]|\\\\.|\\[ab]|[ab/]")
                .matcher(glob)
                .replaceAll(part -> Matcher.quoteReplacement(
                        switch (part.group()) {
                            case "{host}" -> "(?<host>[^/]+)";
                            case "**/" -> "(?:.*/)?";
                            case "**" -> ".*";
                            case "*" -> "[^/]*";
                            case "?" -> "[^/]";
                            case "{" -> "(?:";
                            case "}" -> ")";
                            case "," -> "|";
                            default -> part.group();
                        }));
    }

    @Test
    void takesNoTimeOnHostileText() {
        String text = "a".repeat(20_000);
        List<Runnable> searches = List.of(
                () -> assertThat(Glob.names("**a**a**a**a**a**a**a**b", '.').matches(text))
                        .isFalse(),
                () -> assertThat(Glob.names("**a*a*a**a*b", '.').matches(text)).isFalse(),
                () -> assertThat(Glob.files("**/{a*,*a}*{a*,*a}*{a*,*a}b").matches(text))
                        .isFalse(),
                () -> assertThat(Glob.text("*a*a*a*a*a*a*a*a*b").matches("a".repeat(1_000_000)))
                        .isFalse(),
                () -> assertThat(Glob.files("/*a*a*a*a*{host}b").host("/" + text))
                        .isNull());
        searches.forEach(search -> assertThat(ProcessorTime.of(search::run)).isLessThan(Duration.ofSeconds(2)));
    }
}
