package dev.nightjar.report.part;

import static dev.nightjar.report.NightParts.library;
import static dev.nightjar.report.NightParts.own;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import dev.nightjar.report.night.TextPiece;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceViewTest {

    private static final Frame PAY = own("com.acme.Orders", "pay", "Orders.java", 17);
    private static final Frame PROXY = library("org.spring.Proxy", "call", "Proxy.java", 3);

    @Test
    void putsTheRootCauseFirstAndSaysBothWordsForIt() {
        TraceView traces = TraceView.of(trace("O-1", List.of(PAY)), List.of());
        assertThat(traces.causes()).extracting(TraceView.Link::type).containsExactly("RootException", "TopException");
        assertThat(traces.causes()).extracting(TraceView.Link::relation).containsExactly("", "which caused");
        assertThat(traces.causes()).extracting(TraceView.Link::printed).containsExactly("caused by", "");
    }

    @Test
    void foldsRunsOfLibraryFramesIntoText() {
        TraceView traces = TraceView.of(trace("O-1", List.of(PAY, PROXY, PROXY, PAY)), List.of());
        TraceView.Run folded = traces.causes().getFirst().runs().get(1);
        assertThat(folded.summary()).isEqualTo("2 frames of org.spring");
        assertThat(folded.text()).isEqualTo("org.spring.Proxy.call  Proxy.java:3\norg.spring.Proxy.call  Proxy.java:3");
    }

    @Test
    void marksFramesAndWordsThatOtherTracesDoNotHave() {
        Frame moved = own("com.acme.Orders", "pay", "Orders.java", 18);
        TraceView traces =
                TraceView.of(trace("O-1", List.of(PAY, PROXY)), List.of(trace("O-2", List.of(moved, PROXY))));
        assertThat(traces.differs()).isTrue();
        assertThat(traces.causes().getFirst().runs().getFirst().lines())
                .extracting(TraceView.Line::differs)
                .containsExactly(true);
        assertThat(traces.causes().getFirst().message())
                .filteredOn(TextPiece::variable)
                .extracting(TextPiece::text)
                .containsExactly("1");
        assertThat(TraceView.of(trace("O-1", List.of(PAY)), List.of(trace("O-2", List.of(PAY))))
                        .differs())
                .isFalse();
    }

    @Test
    void staysSmallWhateverIsThrown() {
        List<Frame> deep = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            deep.add(own("com.acme.Tree", "walk", "Tree.java", i % 7 + 1));
        }
        TraceView traces = TraceView.of(trace("x".repeat(100_000), deep), List.of());
        assertThat(traces.raw()).hasSizeLessThan(61_000);
        assertThat(traces.causes().getFirst().beyond()).isEqualTo(20_000 - 400);
        assertThat(traces.causes().getFirst().message().getFirst().text()).hasSizeLessThan(4_100);
    }

    private static Trace trace(String order, List<Frame> frames) {
        return new Trace(
                "java",
                List.of(
                        new Thrown(Relation.TOP, "TopException", "failed", List.of(PAY), 0),
                        new Thrown(Relation.CAUSE, "RootException", "order " + order + " refused", frames, 0)));
    }
}
