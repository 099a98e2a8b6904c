package dev.nightjar.store.lucene.block;

import dev.nightjar.model.event.Occurrence.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// A stored block, its rows oldest first. Each column is unpacked when it is first asked for. For one thread; the
/// arrays
/// it hands out are its own.
public final class EventBlock {

    /// Rows of a full block.
    public static final int MOST = 1024;

    /// What the name of a field begins with, among the kinds of ids.
    public static final String FIELD = ".";

    /// Of numbers of a row, all columns together.
    private static final int BYTES_OF_ROW = 100;

    private final BlockSource source;
    private final Unpacker unpacker;
    private final Mask live;
    private final int size;
    private final long[] times;
    private final int[] issues;
    private final int[] templates;
    private int @Nullable [] variants;
    private int[] formsFrom = new int[0];
    private int[] forms = new int[0];
    private final PackedIn heads;
    private @Nullable Rows rows;
    private @Nullable BlockValues values;
    private @Nullable Who who;
    private byte[] contexts = {};
    private int @Nullable [] contextAt;
    private long held;
    private final Map<Dictionary, long[]> sets = new EnumMap<>(Dictionary.class);

    /// @param gone rows that were taken back: bits of a `Mask`; null if there are none
    public EventBlock(BlockSource source, Unpacker unpacker, @Nullable BytesRef gone) throws IOException {
        this.source = source;
        this.unpacker = unpacker;
        heads = input(Column.HEADS);
        size = heads.count(EventBlock.MOST);
        live = Mask.all(size);
        if (gone != null) {
            live.remove(Mask.of(size, gone.bytes, gone.offset));
        }
        times = new long[size];
        long unit = heads.number();
        times[0] = heads.signed();
        for (int i = 1; i < size; i++) {
            times[i] = times[i - 1] + heads.number() * unit;
        }
        issues = heads.packed(size);
        templates = heads.packed(size);
    }

    private PackedIn input(Column column) throws IOException {
        BytesRef bytes = source.column(column);
        byte[] own = Arrays.copyOfRange(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
        held += own.length;
        return new PackedIn(own, 0, own.length);
    }

    private PackedIn unpack(Column column) throws IOException {
        PackedIn in = unpacker.unpack(source.column(column));
        held += in.array().length;
        return in;
    }

    /// About how many bytes it holds now: more when other columns were asked for.
    public long held() {
        return held * 2 + (long) size * BYTES_OF_ROW;
    }

    /// How many rows there are, with those that were taken back.
    public int size() {
        return size;
    }

    /// The rows that were not taken back. A copy.
    public Mask live() {
        return live.copy();
    }

    /// Micros since 1970 of each row, ascending.
    public long[] times() {
        return times;
    }

    /// Of each row its place in a set, -1 if it has none; not of `FORMS`.
    public int[] places(Dictionary dictionary) throws IOException {
        return switch (dictionary) {
            case ISSUES -> issues;
            case TEMPLATES -> templates;
            case VARIANTS -> variants();
            case FILES -> rows().files;
            case HOSTS -> rows().hosts;
            case THREADS -> rows().threads;
            case RELEASES -> rows().releases;
            case FORMS -> throw new IllegalArgumentException("many a row");
        };
    }

    /// The numbers, in the segment, of what stands in a set of the block.
    public long[] set(Dictionary dictionary) throws IOException {
        long[] known = sets.get(dictionary);
        if (known == null) {
            known = source.set(dictionary);
            sets.put(dictionary, known);
        }
        return known;
    }

    /// The number, in the segment, of what a row refers to, -1 if it has none; not of `FORMS`.
    public long number(Dictionary dictionary, int row) throws IOException {
        int place = places(dictionary)[row];
        return place < 0 ? -1 : set(dictionary)[place];
    }

    private int[] variants() {
        int[] known = variants;
        if (known == null) {
            known = heads.optional(size);
            int[] thrown = heads.packed(heads.count(EventBlock.MOST));
            formsFrom = new int[size + 1];
            for (int row = 0; row < size; row++) {
                formsFrom[row + 1] = formsFrom[row] + (known[row] < 0 ? 0 : thrown[known[row]]);
            }
            forms = heads.packed(heads.integer());
            variants = known;
        }
        return known;
    }

    /// Places, in the set of forms, of what the rows' messages of things thrown are; `formsFrom` says whose.
    public int[] forms() {
        variants();
        return forms;
    }

    /// Where in `forms` those of a row begin; those of the next row begin where they end.
    public int formsFrom(int row) {
        variants();
        return formsFrom[row];
    }

    private Rows rows() throws IOException {
        Rows known = rows;
        if (known == null) {
            known = new Rows(input(Column.ROWS), size);
            rows = known;
        }
        return known;
    }

    /// Where each row's record begins in its file, in bytes.
    public long[] offsets() throws IOException {
        return rows().offsets;
    }

    /// Number of the record's first line in its file, from 1.
    public long line(int row) throws IOException {
        return rows().lines[row];
    }

    /// What `times` does not say of the row's time: nanoseconds, below 1000.
    public int nanos(int row) throws IOException {
        return rows().nanos[row];
    }

    /// True if lines around the record are stored with it.
    public boolean hasContext(int row) throws IOException {
        return rows().contexts[row] != 0;
    }

    /// Place of a row's user among `users`, -1 if it has none.
    public int userOf(int row) throws IOException {
        return rows().users[row];
    }

    /// The kinds of ids that a row has.
    public List<String> kinds(int row) throws IOException {
        return Arrays.stream(rows().kinds(row))
                .filter(kind -> !kind.startsWith(FIELD))
                .toList();
    }

    /// The values of the rows' messages and masked words.
    public BlockValues values() throws IOException {
        BlockValues known = values;
        if (known == null) {
            known = new BlockValues(unpack(Column.VALUES), this);
            values = known;
        }
        return known;
    }

    /// Users and ids.
    private Who who() throws IOException {
        Who known = who;
        if (known == null) {
            known = new Who(unpack(Column.WHO), rows());
            who = known;
        }
        return known;
    }

    /// The users that its rows have.
    public String[] users() throws IOException {
        return who().users;
    }

    /// The row's user as stored, by name or as a pseudonym; null if it has none.
    public @Nullable String user(int row) throws IOException {
        int user = userOf(row);
        return user < 0 ? null : who().users[user];
    }

    /// The ids of a row by their kinds.
    public Map<String, String> ids(int row) throws IOException {
        return named(row, false);
    }

    /// What else the log named of a row, by these names.
    public Map<String, String> fields(int row) throws IOException {
        return named(row, true);
    }

    private Map<String, String> named(int row, boolean fields) throws IOException {
        String[] names = rows().kinds(row);
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith(FIELD) == fields) {
                named.put(names[i].substring(fields ? FIELD.length() : 0), who().id(row, i));
            }
        }
        return named;
    }

    /// The template for people that stands with a row, null if it has none of its own.
    public @Nullable String shown(int row) throws IOException {
        return rows().shown[row] == 0 ? null : values().shown(row);
    }

    boolean isShown(int row) throws IOException {
        return rows().shown[row] != 0;
    }

    /// The lines around a row's record; null if none are stored.
    public @Nullable Context context(int row) throws IOException {
        if (!hasContext(row)) {
            return null;
        }
        int[] known = contextAt;
        if (known == null) {
            PackedIn in = unpack(Column.CONTEXT);
            known = new int[size];
            for (int i = 0; i < size; i++) {
                known[i] = in.at();
                if (hasContext(i)) {
                    Contexts.skip(in);
                }
            }
            contexts = in.array();
            contextAt = known;
        }
        return Contexts.decode(new PackedIn(contexts, known[row], contexts.length));
    }
}
