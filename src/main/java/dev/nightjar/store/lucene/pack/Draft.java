package dev.nightjar.store.lucene.pack;

import dev.nightjar.model.event.Occurrence.Context;
import dev.nightjar.store.encoded.FileId;
import dev.nightjar.store.lucene.block.EventBlock;
import dev.nightjar.store.lucene.block.Mask;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A block that is being filled: rows in the order of their arrival, not yet packed. For one thread at a time.
public final class Draft {

    /// Texts beyond this make a block full as well.
    private static final int MOST_TEXT = 1 << 20;

    private static final String SEPARATOR = "\0";

    /// What is noted of each row besides times and places: numbers in the tables below, from 1 where a row may have
    /// none; `FORMS` and `VALUES` say where its own begin.
    enum Cell {
        ISSUE,
        TEMPLATE,
        VARIANT,
        FORMS,
        FILE,
        HOST,
        THREAD,
        RELEASE,
        USER,
        KINDS,
        NANOS,
        VALUES,
        SHOWN,
        CONTEXT
    }

    private static final int CELLS = Cell.values().length;

    final String project;
    final NameNumbers issues = new NameNumbers();
    final TextNumbers templates = new TextNumbers();
    final TextNumbers variants = new TextNumbers();
    final TextNumbers forms = new TextNumbers();
    final NameNumbers files = new NameNumbers(FileId::bytes);
    final NameNumbers hosts = new NameNumbers();
    final NameNumbers threads = new NameNumbers();
    final NameNumbers releases = new NameNumbers();
    final NameNumbers users = new NameNumbers();
    final NameNumbers kinds = new NameNumbers();
    final WordFilter filter = new WordFilter();
    long[] times = new long[64];
    long[] offsets = new long[64];
    long[] lines = new long[64];
    int[] cells = new int[64 * CELLS];
    int[] formOf = new int[64];
    int[] thrownOf = new int[16];
    byte[] text = new byte[4096];
    int[] starts = new int[256];
    private int size;
    private int formCount;
    private int values;
    private int textLength;
    private final Mask dead = Mask.none(EventBlock.MOST);
    private int deadCount;

    /// A block of a project, empty.
    public Draft(String project) {
        this.project = project;
    }

    /// The project of all its rows.
    public String project() {
        return project;
    }

    /// True if it takes no more rows: 1,024 of them, or 1 MiB of text.
    public boolean isFull() {
        return size == EventBlock.MOST || textLength > MOST_TEXT;
    }

    /// True if there is nothing to store.
    public boolean isEmpty() {
        return size == deadCount;
    }

    int size() {
        return size;
    }

    boolean lives(int row) {
        return !dead.has(row);
    }

    /// About how much memory it takes.
    public long held() {
        return text.length
                + 4L * (starts.length + cells.length + formOf.length)
                + 24L * times.length
                + issues.held()
                + templates.held()
                + variants.held()
                + forms.held()
                + files.held()
                + hosts.held()
                + threads.held()
                + releases.held()
                + users.held()
                + kinds.held()
                + filter.held();
    }

    /// What the block's filter is to know: hashes of words, users and ids.
    public WordFilter filter() {
        return filter;
    }

    int cell(Cell cell, int row) {
        return cells[row * CELLS + cell.ordinal()];
    }

    private void set(Cell cell, int value) {
        cells[size * CELLS + cell.ordinal()] = value;
    }

    /// Adds a row. There must be room for it.
    public void add(EventRow row) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            offsets = Arrays.copyOf(offsets, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
            cells = Arrays.copyOf(cells, 2 * size * CELLS);
        }
        times[size] = row.micros();
        offsets[size] = row.offset();
        lines[size] = row.line();
        set(Cell.ISSUE, issues.of(row.issue()));
        set(Cell.FILE, files.of(row.file()));
        set(Cell.HOST, hosts.of(row.host()));
        set(Cell.THREAD, optional(threads, row.thread()));
        set(Cell.RELEASE, optional(releases, row.release()));
        set(Cell.USER, optional(users, row.user()));
        set(Cell.NANOS, row.nanos());
        texts(row);
        set(Cell.KINDS, named(row));
        row.ids().values().forEach(this::value);
        row.fields().values().forEach(this::value);
        set(Cell.SHOWN, row.shown() == null ? 0 : 1);
        if (row.shown() != null) {
            value(row.shown());
        }
        set(Cell.CONTEXT, row.context() == null ? 0 : 1);
        if (row.context() != null) {
            value(encode(row.context()));
        }
        size++;
    }

    /// The combination of names that its ids and fields have.
    private int named(EventRow row) {
        if (row.ids().isEmpty() && row.fields().isEmpty()) {
            return 0;
        }
        StringJoiner names = new StringJoiner(SEPARATOR);
        row.ids().keySet().forEach(names::add);
        row.fields().keySet().forEach(name -> names.add(EventBlock.FIELD + name));
        return 1 + kinds.of(names.toString());
    }

    private static int optional(NameNumbers names, @Nullable String name) {
        return name == null ? 0 : 1 + names.of(name);
    }

    /// Message, what was thrown, masked words: in this order.
    private void texts(EventRow row) {
        set(Cell.VALUES, values);
        set(Cell.TEMPLATE, templates.of(row.message().ref(), values(row.message())));
        set(Cell.FORMS, formCount);
        for (FilledText thrown : row.thrown()) {
            if (formCount == formOf.length) {
                formOf = Arrays.copyOf(formOf, 2 * formCount);
            }
            formOf[formCount++] = forms.of(thrown.ref(), values(thrown));
        }
        FilledText trace = row.trace();
        set(Cell.VARIANT, trace == null ? 0 : 1 + variant(trace, row.thrown()));
    }

    private int variant(FilledText trace, List<FilledText> thrown) {
        int before = variants.size();
        int number = variants.of(trace.ref(), values(trace));
        if (number >= thrownOf.length) {
            thrownOf = Arrays.copyOf(thrownOf, 2 * number);
        }
        if (number == before) {
            thrownOf[number] = thrown.size();
        } else if (thrownOf[number] != thrown.size()) {
            throw new IllegalArgumentException("a trace of " + thrownOf[number] + " and of " + thrown.size());
        }
        return number;
    }

    private int values(FilledText of) {
        int many = of.values();
        for (int value = 0; value < many; value++) {
            value(of.utf8(), of.from(value), of.to(value));
        }
        return many;
    }

    private void value(String value) {
        value(value.getBytes(StandardCharsets.UTF_8));
    }

    private void value(byte[] bytes) {
        value(bytes, 0, bytes.length);
    }

    private void value(byte[] bytes, int from, int to) {
        if (values + 1 >= starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        int more = to - from;
        if (textLength + more > text.length) {
            text = Arrays.copyOf(text, Math.max(textLength + more, 2 * text.length));
        }
        System.arraycopy(bytes, from, text, textLength, more);
        textLength += more;
        starts[++values] = textLength;
    }

    /// Takes the row that begins at an offset of a file out again; false if there is none.
    public boolean remove(String file, long offset) {
        int number = files.known(file);
        for (int row = size - 1; row >= 0 && number >= 0; row--) {
            if (offsets[row] == offset && cell(Cell.FILE, row) == number && !dead.has(row)) {
                dead.add(row);
                deadCount++;
                return true;
            }
        }
        return false;
    }

    /// Packs what there is. The draft is empty then.
    public Written written(Packer packer) {
        Written written = new ColumnPacker(this, packer).write();
        clear();
        return written;
    }

    private void clear() {
        for (NameNumbers names : List.of(issues, files, hosts, threads, releases, users, kinds)) {
            names.clear();
        }
        templates.clear();
        variants.clear();
        forms.clear();
        filter.clear();
        dead.clear();
        deadCount = 0;
        size = 0;
        formCount = 0;
        values = 0;
        textLength = 0;
    }

    /// As `Contexts` reads it.
    private static byte[] encode(Context context) {
        PackedOut out = new PackedOut();
        for (List<String> side : List.of(context.before(), context.after())) {
            out.number(side.size());
            for (String line : side) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                out.number(bytes.length).put(bytes);
            }
        }
        return out.copy();
    }
}
