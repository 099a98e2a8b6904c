package dev.nightjar.extract.known;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.line.Types;
import dev.nightjar.extract.trace.Condensed;
import dev.nightjar.extract.trace.Masks;
import dev.nightjar.extract.trace.TraceReading;
import dev.nightjar.extract.trace.Traced;
import dev.nightjar.extract.trace.Traces;
import dev.nightjar.group.Grouping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

    private static final String TRACE = """
            %s
            com.acme.pay.RefusedException: %s
            \tat com.acme.pay.Gateway.charge(Gateway.java:88)
            \tat com.acme.pay.Till.pay(Till.java:12)
            Caused by: java.net.SocketTimeoutException: %s
            \tat java.base/sun.nio.ch.Net.poll(Native Method)
            \t... 12 more
            """;

    private final Traces traces = Traces.load(Optional.empty(), new Problems(), text -> text);
    private final Condenser condenser = new Condenser(traces, Learned.nothing());

    /// What is read by its shape; null if the shape is not known.
    private @Nullable Traced known(String text) {
        return known(condenser, traces, text);
    }

    private static @Nullable Traced known(Condenser condenser, Traces traces, String text) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        Condensed condensed = condenser.condense(bytes, 0, bytes.length, LiteralPrefilter.NONE, 1);
        if (condensed == null) {
            return null;
        }
        Traced known = condensed.known();
        TraceReading reading = traces.read(condensed);
        if (reading != null) {
            condensed.learn(reading);
        }
        return known;
    }

    /// Grammars differ in which words of `jdk.proxy3/jdk.proxy3.$Proxy17` are part of a name: that of the trace
    /// decides.
    @Test
    void numbersThatTheRuntimeGivesAreNotPartOfTheShape() {
        Traces masked = Traces.load(
                Optional.empty(),
                new Problems(),
                text -> text,
                new Masks(Grouping.load(Optional.empty(), new Problems()).mask()));
        Condenser of = new Condenser(masked, Learned.nothing());
        Traced first = known(of, masked, generated(3, 17));
        Traced second = known(of, masked, generated(51, 4));
        assertThat(first).isNull();
        assertThat(second).isNotNull();
        assertThat(second.words()).contains("GeneratedMethodAccessor51", "Proxy4");
    }

    private static String generated(int accessor, int proxy) {
        return """
                job %d failed
                com.acme.pay.RefusedException: no
                \tat com.acme.pay.Till.pay(Till.java:12)
                \tat java.base/jdk.internal.reflect.GeneratedMethodAccessor%d.invoke(Unknown Source)
                \tat jdk.proxy3/jdk.proxy3.$Proxy%d.call(Unknown Source)
                \tat com.acme.pay.Pool$$Lambda/0x00007f12%08x.run(Unknown Source)
                \tat com.acme.pay.Till$$SpringCGLIB$$0.run(<generated>)
                \tat java.base/java.lang.Thread.run(Thread.java:1570)
                """.formatted(accessor, accessor, proxy, accessor * 7919);
    }

    private static String trace(String message, String outer, String inner) {
        return TRACE.formatted(message, outer, inner);
    }

    @Test
    void recordsThatDifferInMessagesAreReadByTheirShape() {
        assertThat(known(trace("order 17 failed", "the bank\n said no", "after 30 s")))
                .isNull();
        String other = trace("basket of kim: not paid", "größer als\n 12 Stück", "null");
        Traced traced = known(other);
        assertThat(traced).isEqualTo(read(other));
        assertThat(traced.before()).isEqualTo("basket of kim: not paid");
        assertThat(traced.trace().chain().getFirst().message()).isEqualTo("größer als\n 12 Stück");
        assertThat(traced.trace().chain().getLast().message()).isEmpty();
    }

    private Traced read(String text) {
        TraceReading reading = traces.read(text.strip());
        assertThat(reading).isNotNull();
        return reading.traced();
    }

    /// Where a message may be a head, a link or a call, its record is read for itself.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.acme.Gone: nothing",
                "java.lang.IllegalStateException: once more",
                "java.lang.IllegalStateException",
                "Exception in thread \"main\" java.io.IOException: no",
                "see [CIRCULAR REFERENCE: java.io.IOException: no]",
                "ERROR main: no",
                "we saw ERROR main: no",
                "at the moment nothing works",
                "Caused by: java.io.IOException: no",
                "Full thread dump follows",
                "Ünknown.Wértexception: no",
                "<#12ab34cd> a.B: c"
            })
    void aMessageThatMayDecideIsReadForItself(String message) {
        known(trace("order 17 failed", "the bank said no", "after 30 s"));
        for (String text : List.of(
                trace(message, "the bank said no", "after 30 s"),
                trace("order 18 failed", "the bank\n" + message, "after 30 s"),
                trace("order 19\n" + message, "no", message))) {
            Traced traced = known(text);
            assertThat(traced == null || traced.equals(read(text))).isTrue();
            Traced again = known(text.replace("order", "basket"));
            assertThat(again == null || again.equals(read(text.replace("order", "basket"))))
                    .isTrue();
        }
    }

    @Test
    void namesEndInBytesWhereTheyEndInText() {
        for (String text :
                List.of("a.B: c", "a::b:c", ":a", "a:", "a..:", "1a", "_a$b@c+d x", "", " a", "a:::b", "x\\y")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int from = 0; from <= bytes.length; from++) {
                assertThat(Types.end(bytes, from, bytes.length))
                        .as("%s from %d", text, from)
                        .isEqualTo(Types.end(text, from, text.length()));
            }
        }
        assertThat(Types.end("aé".getBytes(StandardCharsets.UTF_8), 0, 3)).isEqualTo(Types.UNSURE);
    }
}
