package dev.nightjar.store.lucene.pack;

import dev.nightjar.store.lucene.block.Column;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.pack.Draft.Cell;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Packs the rows of a draft, oldest first. Values of one template's slot stand together, for they are alike.
final class ColumnPacker {

    private static final long MILLI = 1000;
    private static final long SECOND = 1_000_000;

    private final Draft draft;
    private final Packer packer;
    private final int[] order;
    private final int rows;
    private final Map<Dictionary, byte[][]> sets = new EnumMap<>(Dictionary.class);
    private final Map<Dictionary, int[]> ranks = new EnumMap<>(Dictionary.class);
    private final PackedOut out = new PackedOut();

    ColumnPacker(Draft draft, Packer packer) {
        this.draft = draft;
        this.packer = packer;
        this.order = order(draft);
        this.rows = order.length;
    }

    /// Living rows by time; those of one time as they came.
    private static int[] order(Draft draft) {
        int[] order = new int[draft.size()];
        int count = 0;
        boolean sorted = true;
        for (int row = 0; row < order.length; row++) {
            if (draft.lives(row)) {
                sorted &= count == 0 || draft.times[order[count - 1]] <= draft.times[row];
                order[count++] = row;
            }
        }
        int[] living = Arrays.copyOf(order, count);
        return sorted
                ? living
                : Arrays.stream(living)
                        .boxed()
                        .sorted((a, b) -> Long.compare(draft.times[a], draft.times[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    Written write() {
        for (Dictionary each : Dictionary.values()) {
            sort(each);
        }
        Map<Column, byte[]> columns = new EnumMap<>(Column.class);
        columns.put(Column.HEADS, heads());
        columns.put(Column.ROWS, rows());
        columns.put(Column.VALUES, new Grouped(draft, order, this).values(packer));
        columns.put(Column.WHO, who());
        columns.put(Column.CONTEXT, context());
        columns.put(Column.FILTER, draft.filter.bytes());
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (int row : order) {
            from = Math.min(from, draft.offsets[row]);
            to = Math.max(to, draft.offsets[row]);
        }
        long first = draft.times[order[0]];
        long last = draft.times[order[rows - 1]];
        return new Written(draft.project, rows, first, last, from, to, kinds(), sets, columns);
    }

    private Set<String> kinds() {
        Set<String> kinds = new HashSet<>();
        boolean[] seen = new boolean[draft.kinds.size() + 1];
        for (int row : order) {
            int combination = draft.cell(Cell.KINDS, row);
            if (combination > 0 && !seen[combination]) {
                seen[combination] = true;
                kinds.addAll(Arrays.asList(
                        new String(draft.kinds.get(combination - 1), StandardCharsets.UTF_8).split("\0", -1)));
            }
        }
        return kinds;
    }

    private void sort(Dictionary dictionary) {
        int size = switch (dictionary) {
            case TEMPLATES -> draft.templates.size();
            case VARIANTS -> draft.variants.size();
            case FORMS -> draft.forms.size();
            default -> names(dictionary).size();
        };
        boolean[] used = new boolean[size];
        if (dictionary == Dictionary.FORMS) {
            for (int row : order) {
                for (int i = 0; i < thrown(row); i++) {
                    used[draft.formOf[draft.cell(Cell.FORMS, row) + i]] = true;
                }
            }
        } else {
            Cell cell = cell(dictionary);
            int none = none(dictionary);
            for (int row : order) {
                int number = draft.cell(cell, row) - none;
                if (number >= 0) {
                    used[number] = true;
                }
            }
        }
        int[] rank = new int[size];
        ranks.put(dictionary, rank);
        sets.put(
                dictionary,
                switch (dictionary) {
                    case TEMPLATES -> draft.templates.sorted(used, rank);
                    case VARIANTS -> draft.variants.sorted(used, rank);
                    case FORMS -> draft.forms.sorted(used, rank);
                    default -> names(dictionary).sorted(used, rank);
                });
    }

    private NameNumbers names(Dictionary dictionary) {
        return switch (dictionary) {
            case ISSUES -> draft.issues;
            case FILES -> draft.files;
            case HOSTS -> draft.hosts;
            case THREADS -> draft.threads;
            case RELEASES -> draft.releases;
            case TEMPLATES, VARIANTS, FORMS -> throw new IllegalArgumentException(dictionary + " are no names");
        };
    }

    private static Cell cell(Dictionary dictionary) {
        return switch (dictionary) {
            case ISSUES -> Cell.ISSUE;
            case TEMPLATES -> Cell.TEMPLATE;
            case VARIANTS -> Cell.VARIANT;
            case FILES -> Cell.FILE;
            case HOSTS -> Cell.HOST;
            case THREADS -> Cell.THREAD;
            case RELEASES -> Cell.RELEASE;
            case FORMS -> throw new IllegalArgumentException("many a row");
        };
    }

    /// 1 if a row may be without.
    static int none(Dictionary dictionary) {
        return switch (dictionary) {
            case VARIANTS, THREADS, RELEASES -> 1;
            default -> 0;
        };
    }

    int thrown(int row) {
        int variant = draft.cell(Cell.VARIANT, row);
        return variant == 0 ? 0 : draft.thrownOf[variant - 1];
    }

    int ranked(Dictionary dictionary) {
        byte[][] set = sets.get(dictionary);
        return set == null ? 0 : set.length;
    }

    int[] ranks(Dictionary dictionary) {
        return ranks.getOrDefault(dictionary, new int[0]);
    }

    /// Of each row its place in the set, from 1 where it may have none.
    private int[] places(Dictionary dictionary) {
        int[] rank = ranks(dictionary);
        int none = none(dictionary);
        Cell cell = cell(dictionary);
        int[] places = new int[rows];
        for (int i = 0; i < rows; i++) {
            int number = draft.cell(cell, order[i]);
            places[i] = none > number ? 0 : rank[number - none] + none;
        }
        return places;
    }

    private byte[] heads() {
        out.clear().number(rows);
        times();
        out.packed(places(Dictionary.ISSUES), rows);
        out.packed(places(Dictionary.TEMPLATES), rows);
        out.packed(places(Dictionary.VARIANTS), rows);
        int[] ranked = ranks(Dictionary.VARIANTS);
        int[] thrown = new int[ranked(Dictionary.VARIANTS)];
        int[] forms = new int[16];
        int count = 0;
        for (int row : order) {
            int variant = draft.cell(Cell.VARIANT, row);
            int many = thrown(row);
            if (variant > 0) {
                thrown[ranked[variant - 1]] = many;
            }
            if (count + many > forms.length) {
                forms = Arrays.copyOf(forms, 2 * (count + many));
            }
            for (int i = 0; i < many; i++) {
                forms[count++] = ranks(Dictionary.FORMS)[draft.formOf[draft.cell(Cell.FORMS, row) + i]];
            }
        }
        return out.number(thrown.length)
                .packed(thrown, thrown.length)
                .number(count)
                .packed(forms, count)
                .copy();
    }

    /// Each as the distance from the one before, in the largest unit that fits all.
    private void times() {
        long unit = SECOND;
        for (int row : order) {
            unit = draft.times[row] % unit == 0 ? unit : draft.times[row] % MILLI == 0 ? MILLI : 1;
            if (unit == 1) {
                break;
            }
        }
        long before = draft.times[order[0]];
        out.number(unit).signed(before);
        for (int i = 1; i < rows; i++) {
            long time = draft.times[order[i]];
            out.number((time - before) / unit);
            before = time;
        }
    }

    private byte[] rows() {
        out.clear().number(rows).packed(places(Dictionary.FILES), rows);
        distances(draft.offsets);
        distances(draft.lines);
        out.packed(places(Dictionary.HOSTS), rows);
        out.packed(places(Dictionary.THREADS), rows);
        out.packed(places(Dictionary.RELEASES), rows);
        out.packed(cells(Cell.NANOS), rows);
        out.packed(cells(Cell.CONTEXT), rows);
        out.packed(cells(Cell.SHOWN), rows);
        out.packed(cells(Cell.USER), rows);
        out.packed(cells(Cell.KINDS), rows);
        out.number(draft.kinds.size());
        for (int i = 0; i < draft.kinds.size(); i++) {
            out.number(draft.kinds.get(i).length).put(draft.kinds.get(i));
        }
        return out.copy();
    }

    private int[] cells(Cell cell) {
        int[] cells = new int[rows];
        for (int i = 0; i < rows; i++) {
            cells[i] = draft.cell(cell, order[i]);
        }
        return cells;
    }

    /// Each as the distance from the one before in its file.
    private void distances(long[] of) {
        long[] before = new long[draft.files.size()];
        for (int row : order) {
            int file = draft.cell(Cell.FILE, row);
            out.signed(of[row] - before[file]);
            before[file] = of[row];
        }
    }

    /// The users, then the ids: those of one combination of kinds together.
    private byte[] who() {
        PackedOut raw = packer.raw.clear();
        raw.number(draft.users.size());
        for (int i = 0; i < draft.users.size(); i++) {
            raw.number(draft.users.get(i).length).put(draft.users.get(i));
        }
        PackedOut texts = out.clear();
        for (int combination = 1; combination <= draft.kinds.size(); combination++) {
            int kinds = kinds(combination);
            for (int kind = 0; kind < kinds; kind++) {
                for (int row : order) {
                    if (draft.cell(Cell.KINDS, row) == combination) {
                        int value = ids(row) + kind;
                        raw.number(draft.starts[value + 1] - draft.starts[value]);
                        texts.put(draft.text, draft.starts[value], draft.starts[value + 1]);
                    }
                }
            }
        }
        raw.put(texts.array(), 0, texts.length());
        return packer.packed();
    }

    int kinds(int combination) {
        int kinds = combination == 0 ? 0 : 1;
        for (byte b : combination == 0 ? new byte[0] : draft.kinds.get(combination - 1)) {
            kinds += b == 0 ? 1 : 0;
        }
        return kinds;
    }

    /// Where the values of a row's ids begin.
    private int ids(int row) {
        int at = draft.cell(Cell.VALUES, row) + draft.templates.holes(draft.cell(Cell.TEMPLATE, row));
        for (int i = 0; i < thrown(row); i++) {
            at += draft.forms.holes(draft.formOf[draft.cell(Cell.FORMS, row) + i]);
        }
        int variant = draft.cell(Cell.VARIANT, row);
        return variant == 0 ? at : at + draft.variants.holes(variant - 1);
    }

    /// Where the template for people stands, if the row has one of its own; behind it the context.
    int shown(int row) {
        return ids(row) + kinds(draft.cell(Cell.KINDS, row));
    }

    private byte[] context() {
        PackedOut raw = packer.raw.clear();
        for (int row : order) {
            if (draft.cell(Cell.CONTEXT, row) != 0) {
                int value = shown(row) + draft.cell(Cell.SHOWN, row);
                raw.put(draft.text, draft.starts[value], draft.starts[value + 1]);
            }
        }
        return packer.packed();
    }
}
