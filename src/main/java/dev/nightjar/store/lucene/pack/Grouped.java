package dev.nightjar.store.lucene.pack;

import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.lucene.pack.Draft.Cell;

/// Orders the values of a draft by text and slot: first those of templates, then of forms, then of variants, at
/// last
/// the templates for people that stand with their rows.
final class Grouped {

    private final Draft draft;
    private final int[] order;
    private final ColumnPacker columns;
    private final PackedOut texts = new PackedOut();

    Grouped(Draft draft, int[] order, ColumnPacker columns) {
        this.draft = draft;
        this.order = order;
        this.columns = columns;
    }

    /// Occurrences of texts: the rank of each text and where its values begin.
    private record Uses(int[] texts, int[] values, int count, int[] holes) {}

    byte[] values(Packer packer) {
        Uses[] all = {messages(), thrown(), traces()};
        PackedOut raw = packer.raw.clear();
        for (Uses uses : all) {
            raw.number(uses.holes.length).packed(uses.holes, uses.holes.length);
        }
        texts.clear();
        for (Uses uses : all) {
            put(uses, raw);
        }
        for (int row : order) {
            if (draft.cell(Cell.SHOWN, row) != 0) {
                value(columns.shown(row), raw);
            }
        }
        raw.put(texts.array(), 0, texts.length());
        return packer.packed();
    }

    private void put(Uses uses, PackedOut raw) {
        int[] ends = new int[uses.holes.length + 1];
        for (int i = 0; i < uses.count; i++) {
            ends[uses.texts[i] + 1]++;
        }
        for (int text = 0; text < uses.holes.length; text++) {
            ends[text + 1] += ends[text];
        }
        int[] sorted = new int[uses.count];
        int[] next = ends.clone();
        for (int i = 0; i < uses.count; i++) {
            sorted[next[uses.texts[i]]++] = i;
        }
        for (int text = 0; text < uses.holes.length; text++) {
            for (int slot = 0; slot < uses.holes[text]; slot++) {
                for (int i = ends[text]; i < ends[text + 1]; i++) {
                    value(uses.values[sorted[i]] + slot, raw);
                }
            }
        }
    }

    private void value(int value, PackedOut raw) {
        int from = draft.starts[value];
        int to = draft.starts[value + 1];
        raw.number(to - from);
        texts.put(draft.text, from, to);
    }

    private Uses messages() {
        int[] rank = columns.ranks(Dictionary.TEMPLATES);
        int[] used = new int[order.length];
        int[] values = new int[order.length];
        int[] holes = new int[columns.ranked(Dictionary.TEMPLATES)];
        for (int i = 0; i < order.length; i++) {
            int number = draft.cell(Cell.TEMPLATE, order[i]);
            used[i] = rank[number];
            values[i] = draft.cell(Cell.VALUES, order[i]);
            holes[used[i]] = draft.templates.holes(number);
        }
        return new Uses(used, values, order.length, holes);
    }

    private Uses thrown() {
        int count = 0;
        for (int row : order) {
            count += columns.thrown(row);
        }
        int[] rank = columns.ranks(Dictionary.FORMS);
        int[] used = new int[count];
        int[] values = new int[count];
        int[] holes = new int[columns.ranked(Dictionary.FORMS)];
        int i = 0;
        for (int row : order) {
            int at = afterMessage(row);
            for (int n = 0; n < columns.thrown(row); n++) {
                int number = draft.formOf[draft.cell(Cell.FORMS, row) + n];
                used[i] = rank[number];
                values[i++] = at;
                holes[rank[number]] = draft.forms.holes(number);
                at += draft.forms.holes(number);
            }
        }
        return new Uses(used, values, count, holes);
    }

    private int afterMessage(int row) {
        return draft.cell(Cell.VALUES, row) + draft.templates.holes(draft.cell(Cell.TEMPLATE, row));
    }

    private Uses traces() {
        int[] rank = columns.ranks(Dictionary.VARIANTS);
        int[] used = new int[order.length];
        int[] values = new int[order.length];
        int[] holes = new int[columns.ranked(Dictionary.VARIANTS)];
        int count = 0;
        for (int row : order) {
            int variant = draft.cell(Cell.VARIANT, row);
            if (variant > 0) {
                int at = afterMessage(row);
                for (int n = 0; n < columns.thrown(row); n++) {
                    at += draft.forms.holes(draft.formOf[draft.cell(Cell.FORMS, row) + n]);
                }
                used[count] = rank[variant - 1];
                values[count++] = at;
                holes[rank[variant - 1]] = draft.variants.holes(variant - 1);
            }
        }
        return new Uses(used, values, count, holes);
    }
}
