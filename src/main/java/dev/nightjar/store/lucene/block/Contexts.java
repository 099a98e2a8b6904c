package dev.nightjar.store.lucene.block;

import dev.nightjar.model.event.Occurrence.Context;
import java.util.List;

/// Lines around events: those before, then those behind, each time their number first.
final class Contexts {

    private static final int SIDES = 2;

    private Contexts() {}

    static void skip(PackedIn in) {
        for (int side = 0; side < SIDES; side++) {
            for (int lines = in.integer(); lines > 0; lines--) {
                in.skip(in.integer());
            }
        }
    }

    static Context decode(PackedIn in) {
        return new Context(lines(in), lines(in));
    }

    private static List<String> lines(PackedIn in) {
        String[] lines = new String[in.integer()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = in.text();
        }
        return List.of(lines);
    }
}
