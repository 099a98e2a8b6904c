package dev.nightjar.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.config.Project;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractorTest {

    private static final String TRACE = """
            Cannot pay order 17
            com.acme.PayException: refused
            \tat com.acme.Pay.charge(Pay.java:12)
            \tat com.acme.Shop.checkout(Shop.java:80)
            Caused by: java.io.IOException: reset
            \tat com.acme.Net.send(Net.java:5)
            \t... 2 more
            """;

    private final Extractor extractor = Extractor.load(Optional.empty(), new Problems());
    private final Project project = Records.project(Level.WARN);

    private Optional<Event> extract(Level level, String text) {
        return extractor.extract(Records.of(level, text, Map.of()), project);
    }

    private ExceptionEvent exception(String text) {
        return (ExceptionEvent) extract(Level.ERROR, text).orElseThrow();
    }

    @Test
    void aRecordOfTheProjectsLevelIsAnEvent() {
        assertThat(extract(Level.WARN, "disk is nearly full")).get().isInstanceOf(MessageEvent.class);
        assertThat(extract(Level.INFO, "disk is fine")).isEmpty();
        assertThat(extractor.extract(Records.of(null, "disk", Map.of()), project))
                .isEmpty();
    }

    @Test
    void aTraceIsAnEventAtAnyLevel() {
        Event event = extract(Level.INFO, TRACE).orElseThrow();
        assertThat(event).isInstanceOf(ExceptionEvent.class);
        assertThat(event.record().level()).isEqualTo(Level.INFO);
        assertThat(extractor.extract(Records.of(null, TRACE, Map.of()), project))
                .isPresent();
    }

    @Test
    void theMessageIsWhatStandsBeforeTheTrace() {
        ExceptionEvent event = exception(TRACE);
        assertThat(event.message()).isEqualTo("Cannot pay order 17");
        assertThat(event.thrownMessages()).containsExactly("refused", "reset");
        assertThat(event.trace().chain().get(1).relation()).isEqualTo(Relation.CAUSE);
        assertThat(event.trace().chain().get(1).omitted()).isEqualTo(2);
    }

    @Test
    void aTypeMayStandBehindTheMessageOnItsLine() {
        ExceptionEvent event =
                exception("Failed to pay: java.lang.IllegalStateException: no card\n\tat a.B.c(B.java:1)");
        assertThat(event.message()).isEqualTo("Failed to pay");
        assertThat(event.trace().chain().getFirst().type()).isEqualTo("java.lang.IllegalStateException");
        assertThat(event.trace().chain().getFirst().message()).isEqualTo("no card");
    }

    @Test
    void aThrownMessageMayHaveSeveralLines() {
        Thrown thrown = exception("x\na.BadException: one\n  at least two\nthree\n\tat a.B.c(B.java:1)")
                .trace()
                .chain()
                .getFirst();
        assertThat(thrown.message()).isEqualTo("one\n  at least two\nthree");
        assertThat(thrown.frames()).hasSize(1);
    }

    @Test
    void aTypeWithoutFramesIsStillSomethingThrown() {
        ExceptionEvent event = exception("Cannot pay\njava.lang.NullPointerException: null");
        assertThat(event.trace().chain()).extracting(Thrown::type).containsExactly("java.lang.NullPointerException");
        assertThat(event.trace().chain().getFirst().message()).isEmpty();
        assertThat(extract(Level.INFO, "Cannot pay\njava.lang.NullPointerException: null"))
                .isEmpty();
    }

    @Test
    void theShapeDependsOnEverythingButTheMessages() {
        long shape = exception(TRACE).shape();
        assertThat(exception(TRACE.replace("refused", "gone\nfor good")
                                .replace("reset", "x")
                                .replace("17", "18"))
                        .shape())
                .isEqualTo(shape);
        assertThat(exception(TRACE.replace(":80)", ":81)")).shape()).isNotEqualTo(shape);
        assertThat(exception(TRACE.replace("IOException", "SocketException")).shape())
                .isNotEqualTo(shape);
    }

    @Test
    void aTraceMayBeWrittenOnOneLine() {
        ExceptionEvent event =
                exception("boom {\"stack\":\"" + TRACE.replace("\n", "\\n").replace("\t", "\\t") + "\"}");
        assertThat(event.trace().chain()).hasSize(2);
        assertThat(event.shape()).isEqualTo(exception(TRACE).shape());
    }

    @Test
    void carriageReturnsDoNotMatter() {
        assertThat(exception(TRACE.replace("\n", "\r\n")).trace())
                .isEqualTo(exception(TRACE).trace());
    }

    @Test
    void aCauseOfSomethingSuppressedIsNotTheRootCause() {
        String text = """
                a.TopException: top
                \tat a.B.c(B.java:1)
                \tSuppressed: a.CloseException: close
                \t\tat a.B.d(B.java:2)
                \tCaused by: a.DeepException: deep
                \t\t... 1 more
                """;
        assertThat(exception(text).trace().rootCause().type()).isEqualTo("a.TopException");
        assertThat(exception(text + "Caused by: a.RootException: r\n\t... 1 more")
                        .trace()
                        .rootCause()
                        .type())
                .isEqualTo("a.RootException");
    }

    @Test
    void readsIdsUserAndReleaseFromFieldsAndMessage() {
        Map<String, String> fields = Map.of(
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "usr.id",
                "u-9",
                "service.version",
                "1.4.2");
        Event event = extractor
                .extract(
                        Records.of(
                                Level.ERROR,
                                "cannot ship order=4711 [invoice:R-12] requestId: abc-1; order: failed",
                                fields),
                        project)
                .orElseThrow();
        assertThat(event.ids())
                .containsEntry("trace", "4bf92f3577b34da6a3ce929d0e0e4736")
                .containsEntry("span", "00f067aa0ba902b7")
                .containsEntry("order", "4711")
                .containsEntry("invoice", "R-12")
                .containsEntry("request", "abc-1")
                .doesNotContainKeys("user", "release");
        assertThat(event.user()).isEqualTo("u-9");
        assertThat(event.release()).isEqualTo("1.4.2");
    }

    @Test
    void placeholdersAreNobodyAndNoIds() {
        for (String nobody : List.of(
                "-",
                "--",
                "None",
                "null",
                "(null)",
                "<nil>",
                "anonymous",
                "AnonymousUser",
                "undefined",
                "Unknown",
                "N/A",
                "0",
                "00000000-0000-0000-0000-000000000000",
                " ",
                "")) {
            Event event = extractor
                    .extract(
                            Records.of(
                                    Level.ERROR,
                                    "no stock user=" + nobody + " rid=" + nobody,
                                    Map.of("username", nobody, "request_id", nobody)),
                            project)
                    .orElseThrow();
            assertThat(event.user()).as(nobody).isNull();
            assertThat(event.ids()).as(nobody).isEmpty();
        }
    }

    @Test
    void whereAFieldNamesNobodyTheMessageMay() {
        Event event = extractor
                .extract(Records.of(Level.ERROR, "no stock user=kim", Map.of("user", "anonymous")), project)
                .orElseThrow();
        assertThat(event.user()).isEqualTo("kim");
    }

    @Test
    void theWordErrorInATextIsNoType() {
        for (String said :
                List.of("Task Error: no room", "the sync error: no room", "error: no room", "[hall] error: no room")) {
            ExceptionEvent event = exception("upload failed\n" + said + "\n\tat com.acme.Sync.run(Sync.java:7)");
            assertThat(event.trace().rootCause().type()).as(said).doesNotContainIgnoringCase("error");
            assertThat(event.message() + event.thrownMessages()).as(said).contains("no room");
        }
        ExceptionEvent real = exception("cart: Uncaught Error: no room\n    at total (/srv/cart.js:1:2)");
        assertThat(real.trace().rootCause().type()).isEqualTo("Error");
    }

    @Test
    void aProjectNamesItsOwnIds() {
        Project own = new Project(
                "own",
                List.of(),
                List.of(),
                Level.WARN,
                Map.of("parcel", "tracking"),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Project.Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
        Event event = extractor
                .extract(Records.of(Level.ERROR, "lost tracking=DHL77", Map.of()), own)
                .orElseThrow();
        assertThat(event.ids()).containsEntry("parcel", "DHL77");
    }

    @Test
    void aPrintedHashIsAnId() {
        Event event = extract(Level.ERROR, "x\n<#a1b2c3d4> a.BadException: m\n\tat a.B.c(B.java:1)")
                .orElseThrow();
        assertThat(event.ids()).containsEntry("stack_hash", "a1b2c3d4");
    }

    @Test
    void anAuditRuleMakesAnEventOfAnyRecord() {
        Project audited = Records.project(
                Level.WARN, new Project.Audit("masquerade", "masquerading as (?<target>\\S+)", Optional.of("admin")));
        Event event = extractor
                .extract(Records.of(Level.INFO, "now masquerading as ann", Map.of("admin", "root")), audited)
                .orElseThrow();
        assertThat(event.ids()).containsEntry("audit", "masquerade").containsEntry("target", "ann");
        assertThat(event.user()).isEqualTo("root");
    }

    @Test
    void theUserIsWhoActsUnlessTheRuleNamesSomebody() {
        Project audited = Records.project(
                Level.WARN, new Project.Audit("masquerade", "masquerading as (?<target>\\S+)", Optional.empty()));
        Event event = extractor
                .extract(Records.of(Level.INFO, "userId=admin-7 masquerading as ann", Map.of()), audited)
                .orElseThrow();
        assertThat(event.ids()).containsEntry("actor", "admin-7").containsEntry("target", "ann");
    }

    @Test
    void anAuditRuleThatIsNoPatternIsNotPassedOver() {
        Project broken = Records.project(Level.WARN, new Project.Audit("a", "(", Optional.empty()));
        assertThatThrownBy(() -> extractor.extract(Records.of(Level.INFO, "x", Map.of()), broken))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("audit rule 'a'");
    }

    @Test
    void noPartOfAnEventHoldsASecret() {
        String text =
                "login password=hunter22\na.BadException: token=abc123xyz\n\tat a.B.c(B.java:1)\nCaused by: a.OtherException: pwd=q1w2e3\n";
        String python =
                "x\nTraceback (most recent call last):\n  File \"/a.py\", line 1, in f\n    login(password='hunter22')\nValueError: api_key=k1k2k3k4\n";
        for (String each : List.of(text, python)) {
            Event event = extractor
                    .extract(Records.of(Level.ERROR, each, Map.of("secret", "hunter22")), project)
                    .orElseThrow();
            assertThat(event.toString())
                    .doesNotContain("hunter22", "abc123xyz", "q1w2e3", "k1k2k3k4")
                    .contains("[redacted]");
            assertThat(event).isInstanceOf(ExceptionEvent.class);
        }
        assertThat(extractor.redactions()).isPositive();
    }

    @Test
    void aSecretCountsOnceHoweverOftenItsLineIsShown() {
        String line = "login refused password=Abcdefgh9 token=q1w2e3r4t5 done";
        long before = extractor.redactions();
        extractor.extract(Records.of(Level.WARN, line, Map.of()), project).orElseThrow();
        assertThat(extractor.redactions() - before).isEqualTo(2);
        assertThat(extractor.scrub(line, project))
                .isEqualTo(extractor.scrub(line))
                .doesNotContain("Abcdefgh9");
        assertThat(extractor.redactions() - before).isEqualTo(2);
    }

    @Test
    void aCleanRecordStaysTheSameObject() {
        var record = Records.of(Level.ERROR, TRACE, Map.of("a", "b"));
        assertThat(extractor.extract(record, project).orElseThrow().record()).isSameAs(record);
    }

    @Test
    void everyTraceBeginsWithAnOpener() {
        assertThat(extractor.traceLines().openers())
                .contains("at ", "Traceback (most recent call last):", "Caused by: ", "#0 ");
    }

    @Test
    void aLanguageIsAddedByAFile(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("traces"));
        Files.writeString(home.resolve("traces/ruby.yaml"), """
                openers: ["from "]
                types: [Error, Exception]
                heads: ["{file}:{line}:in '{function}': {message*} ({type})"]
                frames: ["from {file}:{line}:in '{function}'"]
                samples:
                  - text: |
                      app.rb:3:in 'pay': no card (ArgumentError)
                      \tfrom app.rb:9:in 'main'
                    types: [ArgumentError]
                """);
        Problems problems = new Problems();
        Extractor own = Extractor.load(Optional.of(home), problems);
        assertThat(problems.all()).isEmpty();
        ExceptionEvent event = (ExceptionEvent) own.extract(
                        Records.of(
                                Level.ERROR,
                                "app.rb:3:in 'pay': no card (ArgumentError)\n\tfrom app.rb:9:in 'main'",
                                Map.of()),
                        project)
                .orElseThrow();
        assertThat(event.trace().language()).isEqualTo("ruby");
        assertThat(event.trace().chain().getFirst().message()).isEqualTo("no card");
        assertThat(event.trace().chain().getFirst().frames())
                .extracting(frame -> frame.function() + " " + frame.line())
                .containsExactly("pay 3", "main 9");
    }

    @Test
    void aGrammarWithoutSamplesDoesNotLoad(@TempDir Path home) throws Exception {
        Files.createDirectories(home.resolve("traces"));
        Files.writeString(home.resolve("traces/x.yaml"), "heads: ['{type}']\nframes: ['at {function}']\n");
        Problems problems = new Problems();
        Extractor.load(Optional.of(home), problems);
        assertThat(problems.all()).singleElement().asString().contains("x.yaml").contains("samples");
    }
}
