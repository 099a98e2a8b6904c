package dev.nightjar.store.lucene.event;

import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import dev.nightjar.store.lucene.index.Schema;
import dev.nightjar.store.query.Words;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/// Events that refer to something: an issue, a template, a host …
public final class Referring implements Condition {

    /// Of more values than this every block is looked at.
    private static final int FEW = 64;

    /// One value looked up costs as much as so many read in turn.
    private static final int LOOKED_UP = 16;

    private final Dictionary dictionary;
    private final Set<BytesRef> values;
    private final Matcher named;

    private Referring(Dictionary dictionary, Set<BytesRef> values, Matcher named) {
        this.dictionary = dictionary;
        this.values = values;
        this.named = named;
    }

    /// To one of these values.
    public static Condition to(Dictionary dictionary, Set<BytesRef> values) {
        return values.isEmpty() ? NONE : new Referring(dictionary, values, Matcher.of(Set.of()));
    }

    /// To one of these shared texts, by their numbers.
    public static Condition to(Dictionary dictionary, Collection<Long> refs) {
        Set<BytesRef> values = new HashSet<>();
        refs.forEach(ref -> values.add(Schema.refBytes(ref)));
        return to(dictionary, values);
    }

    /// To something whose name matches, as a whole and in lower case.
    public static Condition to(Dictionary dictionary, Matcher named) {
        return new Referring(dictionary, Set.of(), named);
    }

    @Override
    public Test in(Segment segment) throws IOException {
        SortedSetDocValues set = segment.set(dictionary);
        boolean[] members = new boolean[(int) set.getValueCount()];
        boolean some = values.isEmpty() ? names(set, members) : values(set, members);
        if (!some) {
            return NONE.in(segment);
        }
        boolean[] blocks = new boolean[segment.size()];
        if (Schema.hasTerms(dictionary) && !values.isEmpty() && values.size() <= FEW) {
            for (BytesRef value : values) {
                segment.mark(Schema.set(dictionary), value, blocks);
            }
        } else {
            Arrays.fill(blocks, true);
        }
        return new Test() {
            @Override
            public boolean may(int at) {
                return blocks[at];
            }

            @Override
            public void keep(int at, EventBlock block, Mask rows) throws IOException {
                Referring.this.keep(block, members, rows);
            }
        };
    }

    private boolean names(SortedSetDocValues set, boolean[] members) throws IOException {
        boolean some = false;
        for (int ord = 0; ord < members.length; ord++) {
            members[ord] = named.matches(Words.keyword(set.lookupOrd(ord).utf8ToString()));
            some |= members[ord];
        }
        return some;
    }

    private boolean values(SortedSetDocValues set, boolean[] members) throws IOException {
        boolean some = false;
        if (values.size() < members.length / LOOKED_UP) {
            for (BytesRef value : values) {
                long ord = set.lookupTerm(value);
                if (ord >= 0) {
                    members[(int) ord] = true;
                    some = true;
                }
            }
            return some;
        }
        TermsEnum each = members.length == 0 ? TermsEnum.EMPTY : set.termsEnum();
        int ord = 0;
        for (BytesRef value = each.next(); value != null; value = each.next()) {
            members[ord] = values.contains(value);
            some |= members[ord++];
        }
        return some;
    }

    private void keep(EventBlock block, boolean[] members, Mask rows) throws IOException {
        long[] numbers = block.set(dictionary);
        boolean[] here = new boolean[numbers.length];
        boolean some = false;
        for (int i = 0; i < here.length; i++) {
            here[i] = members[(int) numbers[i]];
            some |= here[i];
        }
        if (!some) {
            rows.clear();
        } else if (dictionary == Dictionary.FORMS) {
            forms(block, here, rows);
        } else {
            int[] places = block.places(dictionary);
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                if (places[row] < 0 || !here[places[row]]) {
                    rows.remove(row);
                }
            }
        }
    }

    private static void forms(EventBlock block, boolean[] here, Mask rows) {
        int[] forms = block.forms();
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            boolean found = false;
            for (int i = block.formsFrom(row); i < block.formsFrom(row + 1) && !found; i++) {
                found = here[forms[i]];
            }
            if (!found) {
                rows.remove(row);
            }
        }
    }
}
