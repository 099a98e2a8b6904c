import java.util.ArrayList;
import java.util.List;

/// A message with variable parts: `{int}`, `{ms}`, `{uuid}`, `{ip}`.
final class Template {

    private enum Slot {
        INT,
        MS,
        UUID,
        IP
    }

    private final byte[][] texts;
    private final Slot[] slots;

    private Template(List<byte[]> texts, List<Slot> slots) {
        this.texts = texts.toArray(new byte[0][]);
        this.slots = slots.toArray(new Slot[0]);
    }

    static Template of(String text) {
        List<byte[]> texts = new ArrayList<>();
        List<Slot> slots = new ArrayList<>();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            texts.add(Bytes.of(text.substring(at, open)));
            at = text.indexOf('}', open) + 1;
            slots.add(Slot.valueOf(text.substring(open + 1, at - 1).toUpperCase(java.util.Locale.ROOT)));
        }
        texts.add(Bytes.of(text.substring(at)));
        return new Template(texts, slots);
    }

    void fill(Bytes out, Dice dice) {
        out.put(texts[0]);
        for (int i = 0; i < slots.length; i++) {
            fill(slots[i], out, dice);
            out.put(texts[i + 1]);
        }
    }

    private static void fill(Slot slot, Bytes out, Dice dice) {
        switch (slot) {
            case INT -> out.number(1 + dice.below(99_999));
            case MS -> out.number(1 + dice.below(4_999));
            case IP ->
                out.put('1')
                        .put('0')
                        .put('.')
                        .number(dice.below(256))
                        .put('.')
                        .number(dice.below(256))
                        .put('.')
                        .number(1 + dice.below(254));
            case UUID -> {
                long high = dice.next();
                long low = dice.next();
                out.hex(high >>> 32, 8)
                        .put('-')
                        .hex(high >>> 16, 4)
                        .put('-')
                        .put('4')
                        .hex(high, 3)
                        .put('-')
                        .put('a')
                        .hex(low >>> 48, 3)
                        .put('-')
                        .hex(low, 12);
            }
        }
    }
}
