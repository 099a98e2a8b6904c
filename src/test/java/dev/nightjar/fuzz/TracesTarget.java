package dev.nightjar.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.extract.Extractor.Understood;
import dev.nightjar.format.Format;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Event.ExceptionEvent;
import dev.nightjar.model.event.Event.MessageEvent;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.Block;
import dev.nightjar.model.log.Candidate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A record with any text is the same event in the same issue whether what is known of its trace is left out or
/// the whole is read, at the first look and at the second.
final class TracesTarget implements Target.Body {

    private static final byte[] HEADER =
            "2026-03-04 10:15:00,000 ERROR [main] com.acme.Shop - ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SAMPLE = (new String(HEADER, StandardCharsets.UTF_8) + "it broke\n")
            .repeat(60)
            .getBytes(StandardCharsets.UTF_8);
    private static final Format FORMAT = Rooms.FORMATS.detect(SAMPLE, SAMPLE.length, "auto");
    private static final LiteralPrefilter NEEDLES =
            LiteralPrefilter.of(Rooms.EXTRACTOR.needles(Rooms.PROJECT, FORMAT.name()));

    private interface Use {
        void of(Candidate candidate);
    }

    private static void each(byte[] input, Use use) {
        byte[] bytes = new byte[HEADER.length + input.length + 1];
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        System.arraycopy(input, 0, bytes, HEADER.length, input.length);
        bytes[bytes.length - 1] = '\n';
        Block block = new Block(Rooms.FILE, 0, bytes, 0, bytes.length, bytes.length, true, true);
        FORMAT.scan(block, true, Level.WARN, NEEDLES, use::of);
    }

    @Override
    public void check(byte[] input) {
        each(input, TracesTarget::compare);
        each(input, TracesTarget::compare);
    }

    @Override
    public void work(byte[] input) {
        each(
                input,
                candidate -> Rooms.EXTRACTOR
                        .understand(candidate, Rooms.PROJECT, FORMAT.name())
                        .event()
                        .ifPresent(event -> Rooms.GROUPING.group(event, Rooms.PROJECT)));
    }

    private static void compare(Candidate candidate) {
        Understood fast = Rooms.EXTRACTOR.understand(candidate, Rooms.PROJECT, FORMAT.name());
        Understood slow = Rooms.EXTRACTOR.whole(candidate.record(), Rooms.PROJECT, FORMAT.name());
        assertThat(fast.release()).isEqualTo(slow.release());
        assertThat(fast.event().isPresent()).isEqualTo(slow.event().isPresent());
        if (fast.event().isPresent()) {
            assertThat(bare(fast.event().get())).isEqualTo(bare(slow.event().orElseThrow()));
            Occurrence left = Rooms.GROUPING.group(fast.event().get(), Rooms.PROJECT);
            Occurrence right = Rooms.GROUPING.group(slow.event().get(), Rooms.PROJECT);
            assertThat(left.fingerprint()).isEqualTo(right.fingerprint());
            assertThat(left.template()).isEqualTo(right.template());
            assertThat(left.slots()).isEqualTo(right.slots());
        }
    }

    /// All but the text of the record.
    private static List<Object> bare(Event event) {
        List<Object> parts = new ArrayList<>(
                List.of(event.record().with(""), event.message(), event.ids(), String.valueOf(event.user())));
        switch (event) {
            case MessageEvent message -> {}
            case ExceptionEvent thrown -> parts.addAll(List.of(thrown.trace(), thrown.words()));
        }
        return parts;
    }
}
