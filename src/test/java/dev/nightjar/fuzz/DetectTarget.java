package dev.nightjar.fuzz;

import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;

/// Any bytes have a format, the same each time, and it knows its name.
final class DetectTarget implements Target.Body {

    @Override
    public void check(byte[] input) {
        int length = Math.min(input.length, Formats.SAMPLE);
        Format format = Rooms.FORMATS.detect(input, length, "auto");
        Target.must(
                format.name().equals(Rooms.FORMATS.detect(input, length, "auto").name()),
                "another format at another look");
        Target.must(Rooms.FORMATS.named(format.name()).isPresent(), "no format is called " + format.name());
        var ranked = Rooms.FORMATS.ranked(input, length);
        Target.must(ranked.getFirst().name().equals(format.name()), "the first of the ranking is another one");
        Formats.propose(input, length, Rooms.EXTRACTOR::scrub);
    }

    @Override
    public void work(byte[] input) {
        Rooms.FORMATS.detect(input, Math.min(input.length, Formats.SAMPLE), "auto");
    }
}
