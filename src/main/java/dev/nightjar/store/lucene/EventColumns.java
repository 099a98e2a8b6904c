package dev.nightjar.store.lucene;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The doc values of events in one segment. Documents must be asked for in ascending order, each as often as wanted.
final class EventColumns {

    private final NumericDocValues time;
    private final NumericDocValues offset;
    private final NumericDocValues line;
    private final SortedDocValues issue;
    private final SortedDocValues template;
    private final SortedDocValues variant;
    private final SortedDocValues file;
    private final SortedDocValues machine;

    EventColumns(LeafReader leaf) throws IOException {
        time = DocValues.getNumeric(leaf, Schema.TIME);
        offset = DocValues.getNumeric(leaf, Schema.OFFSET);
        line = DocValues.getNumeric(leaf, Schema.LINE);
        issue = DocValues.getSorted(leaf, Schema.ISSUE);
        template = DocValues.getSorted(leaf, Schema.TEMPLATE);
        variant = DocValues.getSorted(leaf, Schema.VARIANT);
        file = DocValues.getSorted(leaf, Schema.FILE_ID);
        machine = DocValues.getSorted(leaf, Schema.MACHINE);
    }

    long time(int doc) throws IOException {
        return number(time, doc, Schema.TIME);
    }

    long offset(int doc) throws IOException {
        return number(offset, doc, Schema.OFFSET);
    }

    long line(int doc) throws IOException {
        return number(line, doc, Schema.LINE);
    }

    String issue(int doc) throws IOException {
        return term(issue, doc, Schema.ISSUE).utf8ToString();
    }

    /// Valid until the next call.
    BytesRef template(int doc) throws IOException {
        return term(template, doc, Schema.TEMPLATE);
    }

    /// Valid until the next call; null for a message.
    @Nullable
    BytesRef variant(int doc) throws IOException {
        return variant.advanceExact(doc) ? variant.lookupOrd(variant.ordValue()) : null;
    }

    String file(int doc) throws IOException {
        return EventDocuments.fileId(term(file, doc, Schema.FILE_ID));
    }

    String machine(int doc) throws IOException {
        return term(machine, doc, Schema.MACHINE).utf8ToString();
    }

    private static BytesRef term(SortedDocValues values, int doc, String field) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IOException("an event without " + field);
        }
        return values.lookupOrd(values.ordValue());
    }

    private static long number(NumericDocValues values, int doc, String field) throws IOException {
        if (!values.advanceExact(doc)) {
            throw new IOException("an event without " + field);
        }
        return values.longValue();
    }
}
