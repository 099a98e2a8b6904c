package dev.nightjar.fuzz;

/// A text without secrets stays as it is.
final class ScrubTarget implements Target.Body {

    @Override
    public void check(byte[] input) {
        String once = Rooms.EXTRACTOR.scrub(Target.text(input));
        String twice = Rooms.EXTRACTOR.scrub(once);
        Target.must(once.equals(twice), "scrubbed once: %s%nscrubbed twice: %s".formatted(once, twice));
    }

    @Override
    public void work(byte[] input) {
        Rooms.EXTRACTOR.scrub(Target.text(input));
    }
}
