package dev.nightjar.fuzz;

import dev.nightjar.format.layout.LayoutParser;
import dev.nightjar.format.level.Levels;

/// The layout of a line, as an operator's own format has it, is read or refused.
final class LayoutTarget implements Target.Body {

    @Override
    public void check(byte[] input) {
        try {
            LayoutParser.parse(Target.text(input), new Levels(java.util.Map.of()), input.length % 2 == 0);
        } catch (IllegalArgumentException e) {
            Target.must(e.getMessage() != null, "refused without a word");
        }
    }

    @Override
    public boolean grows() {
        return false;
    }
}
