import java.util.ArrayList;
import java.util.List;

/// A text with variable parts: `{int}`, `{ms}`, `{uuid}`, `{ip}`; `{word}`, a free word of a dictionary of 2,048; `{name}`, a name
/// of the record's number; what runtimes number: `{accessor}`, `{proxy}`, `{hex}`; `{user}` and `{host}`. Other braces are text.
final class Template {

    private enum Slot {
        INT,
        MS,
        UUID,
        IP,
        WORD,
        NAME,
        ACCESSOR,
        PROXY,
        HEX,
        USER,
        HOST
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
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
            int close = text.indexOf('}', open);
            Slot slot = close < 0 ? null : slot(text.substring(open + 1, close));
            if (slot != null) {
                texts.add(Bytes.of(text.substring(at, open)));
                slots.add(slot);
                at = close + 1;
                open = close;
            }
        }
        texts.add(Bytes.of(text.substring(at)));
        return new Template(texts, slots);
    }

    private static Slot slot(String name) {
        for (Slot slot : Slot.values()) {
            if (slot.name().equals(name.toUpperCase(java.util.Locale.ROOT)) && !name.equals(slot.name())) {
                return slot;
            }
        }
        return null;
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
            case WORD -> Words.name(out, dice.below(2048) * 31L + 7, 2);
            case NAME -> Words.name(out, dice.number, 4);
            case ACCESSOR -> out.number(1 + dice.below(400));
            case PROXY -> out.number(1 + dice.below(120));
            case HEX -> out.hex(dice.next() & 0xffff_ffffL | 0x7f00_0000_0000L, 16);
            case USER -> out.put('u').put('-').number(1 + dice.number % dice.users);
            case HOST -> out.put('w').put('e').put('b').put('-').number(1 + dice.number % dice.hosts);
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
