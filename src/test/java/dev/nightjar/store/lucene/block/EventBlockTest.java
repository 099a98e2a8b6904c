package dev.nightjar.store.lucene.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.event.Occurrence.Context;
import dev.nightjar.store.encoded.FileId;
import dev.nightjar.store.lucene.pack.Draft;
import dev.nightjar.store.lucene.pack.EventRow;
import dev.nightjar.store.lucene.pack.FilledText;
import dev.nightjar.store.lucene.pack.Packer;
import dev.nightjar.store.lucene.pack.WordFilter;
import dev.nightjar.store.lucene.pack.Written;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBlockTest {

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Packer packer = new Packer();
    private final Unpacker unpacker = new Unpacker();
    private final Draft draft = new Draft("shop");

    @AfterEach
    void close() {
        packer.close();
    }

    private EventBlock read(Written written) throws IOException {
        return new EventBlock(
                new BlockSource() {
                    @Override
                    public BytesRef column(Column column) {
                        return new BytesRef(written.columns().getOrDefault(column, new byte[0]));
                    }

                    @Override
                    public long[] set(Dictionary dictionary) {
                        return LongStream.range(0, written.sets().get(dictionary).length)
                                .toArray();
                    }
                },
                unpacker,
                null);
    }

    private List<String> values(int many) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            values.add(random.nextInt(9) == 0 ? "Zürich 😀" : Long.toString(random.nextLong(), 1 + random.nextInt(35)));
        }
        return values;
    }

    private EventRow row(long micros) {
        int variant = random.nextInt(6);
        List<FilledText> thrown = new ArrayList<>();
        for (int i = 0; i < variant; i++) {
            int form = random.nextInt(5);
            thrown.add(FilledText.of(-form, values(form)));
        }
        int template = random.nextInt(40);
        Map<String, String> ids = new LinkedHashMap<>();
        for (String kind : List.of("request", "order", "audit").subList(0, random.nextInt(4))) {
            ids.put(kind, "id" + random.nextInt(100));
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : List.of("status", "order", "http.method").subList(0, random.nextInt(4))) {
            fields.put(name, "value" + random.nextInt(100));
        }
        return new EventRow(
                micros,
                random.nextInt(5) == 0 ? random.nextInt(1000) : 0,
                "ISSUE" + random.nextInt(30),
                FilledText.of(template * 0x9E3779B97F4A7C15L, values(template % 7)),
                variant == 0 ? null : FilledText.of(variant, values(variant / 2)),
                thrown,
                random.nextInt(20) == 0 ? "shown" + random.nextInt(3) : null,
                random.nextBoolean() ? "0123456789abcdef0123456789abcde" + random.nextInt(3) : "plain",
                random.nextLong(1L << 40),
                random.nextInt(1 << 20),
                "web" + random.nextInt(3),
                random.nextInt(4) == 0 ? null : "exec-" + random.nextInt(9),
                random.nextBoolean() ? null : "1." + random.nextInt(4),
                random.nextBoolean() ? null : "user" + random.nextInt(200),
                ids,
                fields,
                random.nextInt(30) == 0 ? new Context(values(2), List.of("")) : null);
    }

    @Test
    void givesBackEveryRowOldestFirst() throws IOException {
        for (int round = 0; round < 30; round++) {
            long start = List.of(0L, Long.MIN_VALUE / 2, 1_780_000_000_000_000L).get(round % 3);
            long unit = List.of(1L, 1000L, 1_000_000L).get(random.nextInt(3));
            List<EventRow> rows = new ArrayList<>();
            for (int i = round == 0 ? EventBlock.MOST : 1 + random.nextInt(EventBlock.MOST); i > 0; i--) {
                EventRow row = row(start + unit * random.nextInt(100_000));
                rows.add(row);
                draft.add(row);
            }
            if (round % 2 == 1) {
                EventRow gone = rows.remove(random.nextInt(rows.size()));
                assertThat(draft.remove(gone.file(), gone.offset())).isTrue();
                assertThat(draft.remove(gone.file(), gone.offset())).isFalse();
            }
            if (rows.isEmpty()) {
                assertThat(draft.isEmpty()).isTrue();
                continue;
            }
            rows.sort(Comparator.comparingLong(EventRow::micros));
            Written written = draft.written(packer);
            EventBlock block = read(written);
            assertThat(written.first()).isEqualTo(rows.getFirst().micros());
            assertThat(written.last()).isEqualTo(rows.getLast().micros());
            assertThat(block.size()).isEqualTo(rows.size());
            for (int row = 0; row < rows.size(); row++) {
                same(written, block, row, rows.get(row));
            }
        }
    }

    private void same(Written written, EventBlock block, int row, EventRow told) throws IOException {
        String as = "row " + row + ", seed " + seed;
        assertThat(block.times()[row]).as(as).isEqualTo(told.micros());
        assertThat(block.nanos(row)).as(as).isEqualTo(told.nanos());
        assertThat(name(written, block, row, Dictionary.ISSUES)).as(as).isEqualTo(told.issue());
        assertThat(name(written, block, row, Dictionary.HOSTS)).as(as).isEqualTo(told.host());
        assertThat(name(written, block, row, Dictionary.THREADS)).as(as).isEqualTo(told.thread());
        assertThat(name(written, block, row, Dictionary.RELEASES)).as(as).isEqualTo(told.release());
        byte[] file = written.sets().get(Dictionary.FILES)[block.places(Dictionary.FILES)[row]];
        assertThat(FileId.of(file, 0, file.length)).as(as).isEqualTo(told.file());
        assertThat(block.offsets()[row]).as(as).isEqualTo(told.offset());
        assertThat(block.line(row)).as(as).isEqualTo(told.line());
        assertThat(block.user(row)).as(as).isEqualTo(told.user());
        assertThat(block.ids(row)).as(as).isEqualTo(told.ids());
        assertThat(block.fields(row)).as(as).isEqualTo(told.fields());
        assertThat(block.shown(row)).as(as).isEqualTo(told.shown());
        assertThat(block.context(row)).as(as).isEqualTo(told.context());
        assertThat(FilledText.of(
                        ref(written, Dictionary.TEMPLATES, block.places(Dictionary.TEMPLATES)[row]),
                        block.values().message(row)))
                .as(as)
                .isEqualTo(told.message());
        int variant = block.places(Dictionary.VARIANTS)[row];
        assertThat(
                        variant < 0
                                ? null
                                : FilledText.of(
                                        ref(written, Dictionary.VARIANTS, variant),
                                        block.values().trace(row)))
                .as(as)
                .isEqualTo(told.trace());
        List<FilledText> thrown = new ArrayList<>();
        for (int i = block.formsFrom(row); i < block.formsFrom(row + 1); i++) {
            thrown.add(FilledText.of(
                    ref(written, Dictionary.FORMS, block.forms()[i]),
                    block.values().thrown(i)));
        }
        assertThat(thrown).as(as).isEqualTo(told.thrown());
    }

    private static String name(Written written, EventBlock block, int row, Dictionary of) throws IOException {
        int place = block.places(of)[row];
        return place < 0 ? null : new BytesRef(written.sets().get(of)[place]).utf8ToString();
    }

    private static long ref(Written written, Dictionary of, int place) {
        return java.nio.ByteBuffer.wrap(written.sets().get(of)[place]).getLong();
    }

    @Test
    void everySetIsSortedAsTheIndexSortsIt() {
        for (int i = 0; i < 500; i++) {
            draft.add(row(i));
        }
        draft.written(packer).sets().values().forEach(set -> {
            for (int i = 1; i < set.length; i++) {
                assertThat(Arrays.compareUnsigned(set[i - 1], set[i])).isNegative();
            }
        });
    }

    @Test
    void aFilterKnowsAllThatWasAddedAndLittleElse() {
        for (int i = 0; i < 5000; i++) {
            draft.filter().add(mixed(i % 4000));
        }
        BytesRef bytes = new BytesRef(draft.filter().bytes());
        assertThat(bytes.length).isEqualTo(5000);
        int wrong = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean may = WordFilter.may(bytes, mixed(i));
            assertThat(may || i >= 4000).isTrue();
            wrong += may && i >= 4000 ? 1 : 0;
        }
        assertThat(wrong).isLessThan(16_000 * 2 / 100);
        assertThat(WordFilter.may(new BytesRef(), 7)).isFalse();
    }

    private static long mixed(long number) {
        long hash = (number + 77) * 0x9E3779B97F4A7C15L;
        hash = (hash ^ hash >>> 32) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 29;
    }

    @Test
    void damagedBytesFailAndDoNotHang() {
        for (int i = 0; i < 100; i++) {
            draft.add(row(i));
        }
        Written written = draft.written(packer);
        byte[] heads = written.columns().get(Column.HEADS);
        written.columns().put(Column.HEADS, Arrays.copyOf(heads, heads.length / 4));
        assertThatThrownBy(() -> read(written).formsFrom(1)).isInstanceOf(IndexOutOfBoundsException.class);
        byte[] values = written.columns().get(Column.VALUES);
        Arrays.fill(values, values.length / 2, values.length, (byte) 0x55);
        assertThatThrownBy(() -> unpacker.unpack(new BytesRef(values))).isInstanceOf(IOException.class);
    }
}
