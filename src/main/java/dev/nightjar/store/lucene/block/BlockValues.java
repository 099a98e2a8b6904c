package dev.nightjar.store.lucene.block;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What stands in the holes of a block's texts: first the values of messages, then those of what was thrown, then
/// the
/// masked words of traces.
public final class BlockValues {

    /// Which values.
    public enum Part {
        MESSAGES,
        THROWN,
        TRACES
    }

    private static final int PARTS = Part.values().length;

    private final EventBlock block;
    private final byte[] text;
    private final int base;
    private final int[] starts;
    private final int[] owners;
    private final int[] ends = new int[PARTS + 1];
    private final int[][] holes = new int[PARTS][];
    private final int[][] first = new int[PARTS][];
    private final int[][] counts = new int[PARTS][];
    private final int[][] nth = new int[PARTS][];

    BlockValues(PackedIn in, EventBlock block) throws IOException {
        this.block = block;
        int[][] uses = {block.places(Dictionary.TEMPLATES), block.forms(), block.places(Dictionary.VARIANTS)};
        for (int part = 0; part < PARTS; part++) {
            holes[part] = in.packed(in.count(1 << 24));
            places(part, uses[part]);
        }
        int shown = 0;
        for (int row = 0; row < block.size(); row++) {
            shown += block.isShown(row) ? 1 : 0;
        }
        int count = ends[PARTS] + shown;
        starts = new int[count + 1];
        for (int i = 1; i <= count; i++) {
            starts[i] = starts[i - 1] + in.integer();
        }
        text = in.array();
        base = in.at();
        in.checkFrom(base, starts[count]);
        owners = new int[ends[PARTS]];
        own(uses[0], Part.MESSAGES);
        own(uses[2], Part.TRACES);
        for (int row = 0; row < block.size(); row++) {
            for (int i = block.formsFrom(row); i < block.formsFrom(row + 1); i++) {
                own(uses[1][i], i, Part.THROWN, row);
            }
        }
    }

    private void places(int part, int[] uses) {
        int[] count = new int[holes[part].length];
        int[] place = new int[uses.length];
        for (int i = 0; i < uses.length; i++) {
            place[i] = uses[i] < 0 ? 0 : count[uses[i]]++;
        }
        int[] begins = new int[count.length];
        int at = ends[part];
        for (int i = 0; i < count.length; i++) {
            begins[i] = at;
            at += count[i] * holes[part][i];
        }
        ends[part + 1] = at;
        first[part] = begins;
        counts[part] = count;
        nth[part] = place;
    }

    private void own(int[] uses, Part part) {
        for (int row = 0; row < uses.length; row++) {
            if (uses[row] >= 0) {
                own(uses[row], row, part, row);
            }
        }
    }

    private void own(int text, int use, Part part, int row) {
        for (int slot = 0; slot < holes[part.ordinal()][text]; slot++) {
            owners[value(text, use, part, slot)] = row;
        }
    }

    private int value(int text, int use, Part part, int slot) {
        int of = part.ordinal();
        return first[of][text] + slot * counts[of][text] + nth[of][use];
    }

    /// The number of the first value of a part; those of the next part begin where they end.
    public int from(Part part) {
        return ends[part.ordinal()];
    }

    /// The number behind the last value of a part.
    public int to(Part part) {
        return ends[part.ordinal() + 1];
    }

    /// Whose a value is.
    public int row(int value) {
        return owners[value];
    }

    /// The bytes that all values stand in, as UTF-8.
    public byte[] bytes() {
        return text;
    }

    /// Where in `bytes` a value begins; it ends where the next begins.
    public int start(int value) {
        return base + starts[value];
    }

    /// A value as text.
    public String text(int value) {
        return new String(text, start(value), starts[value + 1] - starts[value], StandardCharsets.UTF_8);
    }

    /// The values in the message of a row.
    public List<String> message(int row) throws IOException {
        return values(block.places(Dictionary.TEMPLATES)[row], row, Part.MESSAGES);
    }

    /// The values in the message of something thrown.
    ///
    /// @param form its place in `EventBlock.forms`
    public List<String> thrown(int form) {
        return values(block.forms()[form], form, Part.THROWN);
    }

    /// The masked words in the trace of a row that has one.
    public List<String> trace(int row) throws IOException {
        return values(block.places(Dictionary.VARIANTS)[row], row, Part.TRACES);
    }

    private List<String> values(int of, int use, Part part) {
        int many = holes[part.ordinal()][of];
        List<String> values = new ArrayList<>(many);
        for (int slot = 0; slot < many; slot++) {
            values.add(text(value(of, use, part, slot)));
        }
        return values;
    }

    String shown(int row) throws IOException {
        int at = ends[PARTS];
        for (int i = 0; i < row; i++) {
            at += block.isShown(i) ? 1 : 0;
        }
        return text(at);
    }
}
