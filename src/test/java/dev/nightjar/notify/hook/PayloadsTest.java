package dev.nightjar.notify.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.text.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final IssueId ISSUE = IssueId.of(0x1234_5678_9abc_def0L);
    private static final Payloads SHIPPED = Payloads.with(Optional.empty());

    @TempDir
    Path own;

    @Test
    void tellsProgramsTheNamesThatJsonHasEverywhere() {
        Map<String, Object> json =
                one("json", notice(Notice.Kind.NEW, "NullPointerException in \"Cart\"", "first seen 04:12"));
        assertThat(json)
                .containsEntry("job", "watch")
                .containsEntry("host", "web1")
                .containsEntry("ts", NOW.toString());
        assertThat(json).containsEntry("link", "https://errors.acme.example/");
        assertThat(list(json, "notices").getFirst())
                .containsEntry("kind", "new")
                .containsEntry("issue", ISSUE.shown())
                .containsEntry("project", "shop")
                .containsEntry("title", "NullPointerException in \"Cart\"")
                .containsEntry("message", "first seen 04:12")
                .containsEntry("count", 12L)
                .containsEntry("users", 3L)
                .containsEntry("owner", "payments")
                .containsEntry("link", "https://errors.acme.example/i/" + ISSUE.text() + ".html");
    }

    @Test
    void opensOneIncidentForAnIssueHoweverOftenItIsTold() {
        List<String> events = SHIPPED.render(
                "pagerduty",
                news(notice(Notice.Kind.NEW, "a", "b"), notice(Notice.Kind.ESCALATING, "c", "d"), silent()));
        assertThat(events).hasSize(3);
        List<Map<String, Object>> all = events.stream().map(JsonReader::object).toList();
        assertThat(all)
                .extracting(e -> e.get("dedup_key"))
                .containsExactly(
                        "nightjar/shop/" + ISSUE.text(), "nightjar/shop/" + ISSUE.text(), "nightjar/shop/silent:shop");
        assertThat(all)
                .allSatisfy(e -> assertThat(e)
                        .containsEntry("routing_key", "R0UT1NG")
                        .containsEntry("event_action", "trigger")
                        .containsEntry("client_url", "https://errors.acme.example/"));
        assertThat(all)
                .extracting(e -> map(e, "payload").get("severity"))
                .containsExactly("error", "critical", "error");
        assertThat(map(all.getFirst(), "payload"))
                .containsEntry("source", "web1")
                .containsEntry("timestamp", NOW.toString())
                .containsKeys("summary", "component", "group", "class", "custom_details");
    }

    @Test
    void staysWithinTheLimitsOfTheServices() {
        Notice[] many = Collections.nCopies(60, notice(Notice.Kind.NEW, "x".repeat(5000), "é".repeat(5000)))
                .toArray(Notice[]::new);
        Map<String, Object> slack =
                JsonReader.object(SHIPPED.render("slack", news(many)).getFirst());
        assertThat(list(slack, "blocks")).hasSizeLessThanOrEqualTo(50);
        assertThat(texts(slack)).allMatch(text -> text.length() <= 3000);
        String teams = SHIPPED.render("teams", news(many)).getFirst();
        assertThat(teams.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isLessThan(28_000);
        Map<String, Object> pager =
                JsonReader.object(SHIPPED.render("pagerduty", news(many)).getFirst());
        assertThat(map(pager, "payload").get("summary").toString()).hasSizeLessThanOrEqualTo(1024);
        assertThat(pager.get("dedup_key").toString()).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void letsNoLogCallPeopleOrSetLinksInSlack() {
        String evil = "<!channel> <!here|x> <@U123> <https://evil.example|safe> @channel https://evil.example & *b*";
        Map<String, Object> slack = one("slack", notice(Notice.Kind.NEW, evil, evil));
        assertThat(texts(slack))
                .filteredOn(text -> text.contains("evil"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain("<", ">", "@channel", "https://evil")
                        .contains("&lt;!channel&gt;", "&amp; "));
        assertThat(maps(slack))
                .filteredOn(map -> map.get("text") instanceof String text && text.contains("evil"))
                .allSatisfy(map -> assertThat(map).containsEntry("type", "plain_text"));
    }

    @Test
    void letsNoLogCallPeopleOrSetLinksInMattermost() {
        String evil = "@all @channel [safe](https://evil.example) ![x](https://evil.example/x.png) `b` **b** #tag ~town"
                + " www.evil.example";
        Map<String, Object> mattermost = one("mattermost", notice(Notice.Kind.NEW, evil, evil));
        assertThat(texts(mattermost))
                .filteredOn(text -> text.contains("evil"))
                .isNotEmpty()
                .allSatisfy(
                        text -> assertThat(text)
                                .doesNotContainPattern(
                                        "@(all|channel)|(?<!\\\\)\\[safe|https://evil|www\\.evil|(?<!\\\\)`b|(?<!\\\\)#tag|(?<!\\\\)~town"));
    }

    @Test
    void showsWhatALogSaysInTeamsWithoutMarkdown() {
        String evil = "[safe](https://evil.example) <at>everyone</at> **b**";
        assertThat(maps(one("teams", notice(Notice.Kind.NEW, evil, evil))))
                .filteredOn(map -> map.get("text") instanceof String text && text.contains("evil"))
                .hasSize(2)
                .allSatisfy(
                        map -> assertThat(map).containsEntry("type", "TextRun").containsEntry("text", evil));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "slack", "mattermost", "teams", "pagerduty"})
    void printsJsonOfTheSameShapeWhateverALogSays(String template) {
        long seed = Long.getLong("seed", new Random().nextLong());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> expected = shape(one(template, notice(Notice.Kind.NEW, "a", "b")));
        for (int i = 0; i < 200; i++) {
            Notice hostile = new Notice(
                    Notice.Kind.NEW,
                    hostile(random),
                    hostile(random),
                    ISSUE,
                    hostile(random),
                    hostile(random),
                    NOW,
                    "x" + hostile(random),
                    hostile(random),
                    1,
                    1);
            assertThat(shape(one(template, hostile))).isEqualTo(expected);
        }
    }

    @Test
    void takesAnOperatorsTemplateAndItsValuesAreInertUnlessItSaysOtherwise() throws IOException {
        write("chat", "{\"msg\": \"${notices[0].title}\", \"n\": ${notices?size}}");
        assertThat(render("chat", "*b* \"x\" @here"))
                .isEqualTo("{\"msg\": \"\\\\*b\\\\* \\\"x\\\" @\\u2060here\", \"n\": 1}");
        write("chat", "<#ftl attributes={\"text\": \"plain\"}>\n{\"msg\": \"${notices[0].title}\"}");
        assertThat(render("chat", "*b* @here")).isEqualTo("{\"msg\": \"*b* @here\"}");
    }

    @Test
    void refusesATemplateThatIsWrongAndSaysWhere() throws IOException {
        write("chat", "{\"a\": 1,\n \"b\": \"${nothing}\"}");
        refuses("chat.ftl:2:", "nothing");
        write("chat", "{\"a\": ${notices[0].title}}");
        refuses("chat.ftl", "not one JSON object");
        write("chat", "{\"a\": \"${notices[0].title?no_esc}\"}");
        refuses("chat.ftl:1:", "no_esc", "is not allowed");
        write("chat", "<#ftl attributes={\"text\": \"html\"}>{}");
        refuses("chat.ftl:1:1", "unknown text 'html'", "raw, plain, slack, markdown");
        refusesNamed("missing", "missing.ftl");
    }

    private void refuses(String... words) {
        refusesNamed("chat", words);
    }

    private void refusesNamed(String name, String... words) {
        assertThatThrownBy(() -> render(name, "x"))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.CONFIGURATION))
                .hasMessageContainingAll(words);
    }

    private String render(String name, String title) {
        return Payloads.with(Optional.of(own))
                .render(name, news(notice(Notice.Kind.NEW, title, "s")))
                .getFirst();
    }

    private void write(String name, String template) throws IOException {
        Files.createDirectories(own.resolve("hooks"));
        Files.writeString(own.resolve("hooks/" + name + ".ftl"), template);
    }

    private static String hostile(Random random) {
        String[] pieces = {
            "\"",
            "\\",
            "\",\"x\":\"",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u2028",
            "\u202e",
            "\ud800",
            "😀",
            "<",
            ">",
            "&",
            "${7*7}",
            "<#if>",
            "}",
            "]",
            "{",
            "null",
            "\\u0022",
            "</script>",
            "@here",
            "a".repeat(400)
        };
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static Notice notice(Notice.Kind kind, String title, String sentence) {
        return new Notice(kind, "k", "shop", ISSUE, title, sentence, NOW, "payments", "pay@acme.example", 12, 3);
    }

    private static Notice silent() {
        return new Notice(
                Notice.Kind.SILENT, "silent:shop", "shop", null, "app.log", "no line since 02:00", NOW, null, "", 0, 0);
    }

    private static AlertView news(Notice... notices) {
        return new AlertView(
                "watch",
                "web1",
                "alert-318",
                NOW,
                Optional.of("https://errors.acme.example/"),
                "R0UT1NG",
                List.of(notices));
    }

    private static Map<String, Object> one(String template, Notice notice) {
        return JsonReader.object(SHIPPED.render(template, news(notice)).getFirst());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> json, String name) {
        return (Map<String, Object>) json.get(name);
    }

    private static List<Map<String, Object>> maps(Object json) {
        List<Map<String, Object>> maps = new ArrayList<>();
        walk("", json, (path, value) -> {
            if (value instanceof Map<?, ?> map) {
                @SuppressWarnings("unchecked")
                Map<String, Object> typed = (Map<String, Object>) map;
                maps.add(typed);
            }
        });
        return maps;
    }

    private static List<String> texts(Object json) {
        List<String> texts = new ArrayList<>();
        walk("", json, (path, value) -> {
            if (value instanceof String text) {
                texts.add(text);
            }
        });
        return texts;
    }

    private static List<String> shape(Object json) {
        List<String> shape = new ArrayList<>();
        walk("", json, (path, value) -> shape.add(path));
        return shape;
    }

    private static void walk(String path, Object value, java.util.function.BiConsumer<String, Object> use) {
        use.accept(path, value);
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> walk(path + "." + name, member, use));
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> walk(path + "[]", item, use));
        }
    }
}
