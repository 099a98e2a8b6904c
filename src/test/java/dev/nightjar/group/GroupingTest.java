package dev.nightjar.group;

import static dev.nightjar.group.Given.SHOP;
import static dev.nightjar.group.Given.exception;
import static dev.nightjar.group.Given.message;
import static dev.nightjar.group.Given.thrown;
import static dev.nightjar.group.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.group.judge.Messages;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupingTest {

    private static final String NPE = "java.lang.NullPointerException";

    private final Grouping grouping = Given.grouping();

    private IssueId id(Event event) {
        return grouping.group(event, SHOP).fingerprint().hashes().getFirst();
    }

    private List<IssueId> ids(Trace trace) {
        return grouping.group(exception("failed", trace), SHOP).fingerprint().hashes();
    }

    @Test
    void ignoresTheMessageWhereOwnFramesExist() {
        assertThat(id(exception("a", trace(NPE, "x is null", "com.acme.Cart.total:3"))))
                .isEqualTo(id(exception("b", trace(NPE, "y is null", "com.acme.Cart.total:4"))));
    }

    @Test
    void countsTheMessageWhereOnlyLibraryFramesExist() {
        String[] library = {"org.postgresql.core.Query.run", "java.lang.Thread.run"};
        IssueId refused = id(exception("m", trace("java.sql.SQLException", "refused by 10.0.0.1", library)));
        assertThat(refused)
                .isEqualTo(id(exception("m", trace("java.sql.SQLException", "refused by 10.0.0.2", library))))
                .isNotEqualTo(id(exception("m", trace("java.sql.SQLException", "deadlock", library))));
    }

    @Test
    void linksTheCallersOfOneBugByASecondHash() {
        List<IssueId> one = ids(trace(NPE, "", "com.acme.Cart.total", "com.acme.Web.cart"));
        List<IssueId> other = ids(trace(NPE, "", "com.acme.Cart.total", "com.acme.Job.nightly"));
        assertThat(one).hasSize(2);
        assertThat(one.get(0)).isNotEqualTo(other.get(0));
        assertThat(one.get(1)).isEqualTo(other.get(1));
    }

    @Test
    void takesTheRootCauseWithTheFramesItSharesWithItsWrapper() {
        Trace bare = trace(NPE, "", "com.acme.Cart.total", "com.acme.Web.cart");
        Trace wrapped = new Trace(
                "java",
                List.of(
                        thrown(Relation.TOP, "com.acme.Failed", "", 0, "com.acme.Web.wrap", "com.acme.Web.cart"),
                        thrown(Relation.CAUSE, NPE, "", 1, "com.acme.Cart.total")));
        assertThat(ids(wrapped)).isEqualTo(ids(bare));
    }

    @Test
    void takesTheWrappersFramesIfTheRootCauseHasNoOwnOnes() {
        Trace wrapped = new Trace(
                "java",
                List.of(
                        thrown(Relation.TOP, "com.acme.Failed", "", 0, "com.acme.Web.cart"),
                        thrown(Relation.CAUSE, "java.io.IOException", "7", 0, "java.net.Socket.read")));
        Occurrence occurrence = grouping.group(exception("m", wrapped), SHOP);
        assertThat(occurrence.culprit()).isEqualTo("com.acme.Web.cart");
        assertThat(occurrence.title()).isEqualTo("IOException: <int>");
        assertThat(occurrence.fingerprint().hashes()).hasSize(2);
    }

    @Test
    void foldsMutualRecursionOfAnyDepth() {
        String[] a = {"com.acme.Parse.leaf", "com.acme.Parse.list", "com.acme.Parse.map", "com.acme.Main.main"};
        String[] b = {
            "com.acme.Parse.leaf",
            "com.acme.Parse.list",
            "com.acme.Parse.map",
            "com.acme.Parse.list",
            "com.acme.Parse.map",
            "com.acme.Parse.list",
            "com.acme.Parse.map",
            "com.acme.Main.main"
        };
        assertThat(ids(trace(NPE, "", b))).isEqualTo(ids(trace(NPE, "", a)));
    }

    @Test
    void endlessRecursionIsOneIssueWhereverTheStackRanOut() {
        String type = "java.lang.StackOverflowError";
        assertThat(ids(trace(type, "", "com.acme.P.a", "com.acme.P.b", "com.acme.P.a", "com.acme.P.b")))
                .isEqualTo(ids(trace(
                        type, "", "com.acme.P.b", "com.acme.P.a", "com.acme.P.b", "com.acme.P.a", "com.acme.P.b")));
    }

    @Test
    void generatedNamesDoNotCount() {
        assertThat(ids(trace(
                        NPE,
                        "",
                        "com.acme.Cart.lambda$total$0",
                        "com.acme.Web$1.run",
                        "com.acme.Web$$SpringCGLIB$$0.cart",
                        "jdk.internal.reflect.GeneratedMethodAccessor12.invoke",
                        "com.acme.Web.cart")))
                .isEqualTo(
                        ids(trace(NPE, "", "com.acme.Cart.lambda$total$7", "com.acme.Web$2.run", "com.acme.Web.cart")));
    }

    @Test
    void marksOwnCodeByTheProjectFirst() {
        ExceptionEvent event = exception("m", trace(NPE, "", "org.apache.shop.Cart.total", "com.other.Lib.run"));
        Occurrence named = grouping.group(event, Given.project("shop", "org.apache.shop"));
        Occurrence unnamed = grouping.group(event, SHOP);
        assertThat(own(named)).containsExactly(true, false);
        assertThat(own(unnamed)).containsExactly(false, true);
    }

    @Test
    void keepsProjectsApart() {
        ExceptionEvent event = exception("m", trace(NPE, "", "com.acme.Cart.total"));
        assertThat(grouping.group(event, Given.project("other")).fingerprint())
                .isNotEqualTo(grouping.group(event, SHOP).fingerprint());
    }

    @Test
    void keepsErrorsWarningsAndLoggersApart() {
        assertThat(List.of(
                        id(message(Level.ERROR, "a", "x")),
                        id(message(Level.WARN, "a", "x")),
                        id(message(Level.INFO, "a", "x")),
                        id(message(Level.ERROR, "b", "x"))))
                .doesNotHaveDuplicates();
        assertThat(id(message(Level.FATAL, "a", "x"))).isEqualTo(id(message(Level.ERROR, "a", "x")));
    }

    @Test
    void explainsWhatCountedAndWhatDidNot() {
        Trace trace = trace(NPE, "x", "java.util.Objects.requireNonNull", "com.acme.Cart.total");
        List<Part> why = grouping.group(exception("m", trace), SHOP).why();
        assertThat(why)
                .contains(new Part("type", NPE, true, "type of the root cause"))
                .contains(new Part("frame", "java.util.Objects.requireNonNull", false, "library frame of java"))
                .contains(new Part("frame", "com.acme.Cart.total", true, "own code: no rule names a library"))
                .contains(new Part("message", "", false, "ignored because own frames exist"));
    }

    @Test
    void titlesAMessageByItsTemplateAndBlamesItsLogger() {
        Occurrence occurrence = grouping.group(message("\nOrder 17 failed\nmore"), SHOP);
        assertThat(occurrence.title()).isEqualTo("Order <int> failed");
        assertThat(occurrence.culprit()).isEqualTo("com.acme.Shop");
        assertThat(occurrence.context()).isNull();
    }

    @Test
    void aProgramThatNamesAModuleIsSpokenForByTheModule() {
        assertThat(List.of("sshd(pam_unix)", "su(pam_unix)", "sshd", "4711", "x()").stream()
                        .map(process -> Messages.logger(Given.by(process)))
                        .toList())
                .containsExactly("pam_unix", "pam_unix", "sshd", "", "x()");
    }

    @Test
    void theCauseCountsWhereNobodySaidWhatWasThrown() {
        Trace unnamed = trace("error", "", "com.acme.Sync.run");
        IssueId refused = id(exception("sync failed: dial 10.0.0.7: refused", unnamed));
        assertThat(refused)
                .isEqualTo(id(exception("sync failed: dial 10.0.0.9: refused", unnamed)))
                .isNotEqualTo(id(exception("sync failed: no such table", unnamed)));
        assertThat(grouping.group(exception("sync failed: no such table", unnamed), SHOP))
                .satisfies(occurrence -> {
                    assertThat(occurrence.title()).isEqualTo("sync failed: no such table");
                    assertThat(occurrence.why())
                            .filteredOn(part -> part.name().equals("message"))
                            .extracting(Part::counted)
                            .containsExactly(true);
                });
        assertThat(grouping.group(exception("sync failed: dial: refused", unnamed), SHOP)
                        .fingerprint()
                        .hashes())
                .doesNotContainAnyElementsOf(grouping.group(exception("sync failed: no such table", unnamed), SHOP)
                        .fingerprint()
                        .hashes());
        assertThat(id(exception("sync failed", unnamed))).isEqualTo(id(exception("sync has failed", unnamed)));
    }

    @Test
    void framesThatNeverCountDoIfThereAreNoOthers() {
        assertThat(ids(trace(NPE, "", "com.acme.A$$EnhancerByCGLIB$$1f.run")))
                .isNotEqualTo(ids(trace(NPE, "", "com.acme.B$$EnhancerByCGLIB$$2f.run")));
    }

    @Test
    void theIdsOfNj1NeverChange() {
        assertThat(id(message("Order 17 of kim@acme.example failed after 15ms")))
                .hasToString("9V6F-Q1EH");
        assertThat(ids(trace(NPE, "x", "com.acme.Cart.total", "org.apache.Foo.bar", "com.acme.Web.cart"))
                        .toString())
                .isEqualTo("[PA2K-VZMF, 0B74-750P]");
        assertThat(id(exception("m", trace("java.sql.SQLException", "row 7 locked", "org.postgresql.Q.run"))))
                .hasToString("2Z1J-REPJ");
    }

    private static List<Boolean> own(Occurrence occurrence) {
        return ((ExceptionEvent) occurrence.event())
                .trace().chain().getFirst().frames().stream().map(Frame::inApp).toList();
    }
}
