package dev.nightjar.group.learn;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which different words were seen at places, by hashes. Keeps the places looked at last; of each no more words
/// than it takes to be sure. How many messages there were does not matter: a count of different words only
/// grows, so a place that is open stays open.
final class PlaceEvidence {

    /// Places that are remembered.
    static final int MOST = 4_096;

    private static final int PLAIN = 9;
    private static final int NAMES = 5;
    private static final double ENOUGH = 1 - 1e-9;
    private static final double STAR = 0.5;
    private static final double STAR_OF_VALUE = 0.6;

    private final Map<Long, Place> places = new LinkedHashMap<>(64, 0.75f, true);
    private final int most;

    PlaceEvidence(int most) {
        this.most = most;
    }

    /// A place of messages, and what stood there.
    static final class Place {

        private long[] values = new long[2];
        private char[] shapes = new char[2];
        private int size;
        private boolean star;

        /// What a rule masks elsewhere stood there. True if that was not known.
        boolean star() {
            boolean fresh = !star;
            star = true;
            return fresh;
        }

        /// A word stood there. True if that tells more than was known.
        boolean add(long value, WordShape shape) {
            boolean name = shape.isName();
            for (int i = 0; i < size; i++) {
                if (values[i] == value) {
                    return false;
                }
            }
            boolean fresh = shape != WordShape.TRUTH && (name ? names() < NAMES : size - names() < PLAIN);
            if (fresh) {
                if (size == values.length) {
                    values = Arrays.copyOf(values, size * 2);
                    shapes = Arrays.copyOf(shapes, size * 2);
                }
                values[size] = value;
                shapes[size++] = shape.letter;
            }
            return fresh;
        }

        int names() {
            int names = 0;
            for (int i = 0; i < size; i++) {
                names += shapes[i] == WordShape.PLAIN.letter ? 0 : 1;
            }
            return names;
        }

        /// Different words seen.
        int seen() {
            return size;
        }

        /// Words of the language among them.
        int plain() {
            return size - names();
        }

        /// For which words the place is open: `ANY`, `NAME`, or `WORD` for none.
        byte open(boolean value) {
            if (plain() * WordShape.PLAIN.weight(value) >= ENOUGH) {
                return SaidWords.ANY;
            }
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += shape(shapes[i]).weight(value);
            }
            double masked = !star ? 0 : value ? STAR_OF_VALUE : STAR;
            return names() > 0 && sum + masked >= ENOUGH ? SaidWords.NAME : SaidWords.WORD;
        }

        /// Whether so many different ones, or fewer beside one that is masked there, show that all its places
        /// vary.
        ///
        /// @param numbered whether all of the places have numbered names
        boolean vary(boolean numbered) {
            return numbered
                    ? size >= (star ? 1 : 3)
                    : size * WordShape.COMPOUND.weight(false) + (star ? STAR : 0) >= ENOUGH;
        }

        private static WordShape shape(char letter) {
            for (WordShape shape : WordShape.values()) {
                if (shape.letter == letter) {
                    return shape;
                }
            }
            return WordShape.TRUTH;
        }
    }

    /// The place of a key; forgets those looked at longest ago if there are too many.
    ///
    /// @param matters false for a place that is remembered only while half of the room is free
    Place at(long key, boolean matters) {
        Place known = places.get(key);
        if (known == null) {
            known = new Place();
            if (!matters && places.size() >= most / 2) {
                return known;
            }
            places.put(key, known);
            if (places.size() > most) {
                forget();
            }
        }
        return known;
    }

    /// What is known of a place; a new one if nothing is.
    Place look(long key) {
        return places.getOrDefault(key, new Place());
    }

    int size() {
        return places.size();
    }

    private void forget() {
        Iterator<Long> each = places.keySet().iterator();
        for (int i = 0; i <= most / 8 && each.hasNext(); i++) {
            each.next();
            each.remove();
        }
    }

    /// A line for each place, the one looked at longest ago first.
    void write(String kind, java.util.function.Consumer<String> to) {
        places.forEach((key, place) -> {
            StringBuilder line = new StringBuilder(kind)
                    .append('\t')
                    .append(Long.toHexString(key))
                    .append('\t')
                    .append(place.star ? '*' : '-');
            for (int i = 0; i < place.size; i++) {
                line.append('\t').append(place.shapes[i]).append(Long.toHexString(place.values[i]));
            }
            to.accept(line.toString());
        });
    }

    /// Reads such a line, cut at its tabs.
    ///
    /// @throws IllegalArgumentException if it is none
    void read(String[] cells) {
        if (cells.length < 3) {
            throw new IllegalArgumentException("too short");
        }
        Place place = at(Long.parseUnsignedLong(cells[1], 16), true);
        place.star = cells[2].equals("*");
        for (int i = 3; i < cells.length; i++) {
            place.add(Long.parseUnsignedLong(cells[i].substring(1), 16), Place.shape(cells[i].charAt(0)));
        }
    }
}
