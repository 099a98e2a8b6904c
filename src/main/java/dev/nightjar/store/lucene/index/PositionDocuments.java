package dev.nightjar.store.lucene.index;

import dev.nightjar.model.IssueId;
import dev.nightjar.model.NotRead;
import dev.nightjar.model.Run;
import dev.nightjar.model.Run.ReadFile;
import dev.nightjar.model.Run.Thinned;
import dev.nightjar.model.Unclear;
import dev.nightjar.model.Window;
import dev.nightjar.model.log.Position;
import dev.nightjar.model.log.Position.Identity;
import dev.nightjar.model.log.Position.Open;
import dev.nightjar.model.log.SourceFile;
import dev.nightjar.store.encoded.FileId;
import dev.nightjar.store.encoded.WireIn;
import dev.nightjar.store.encoded.WireOut;
import dev.nightjar.store.query.Words;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/// Positions and runs as documents.
public final class PositionDocuments {

    private PositionDocuments() {}

    /// The document of a position; `position` reads its blob.
    ///
    /// @param key what it replaces
    public static List<IndexableField> position(Term key, Position position) {
        List<IndexableField> fields = file(key, Schema.POSITION_KIND, position.fileId(), position.path());
        fields.add(new StoredField(Schema.BLOB, encode(position)));
        return fields;
    }

    /// Writes positions in the place of those of the same files.
    public static void write(IndexWriter writer, List<Position> positions) throws IOException {
        for (Position position : positions) {
            Term key = Schema.key(Schema.POSITION_KIND, position.fileId());
            writer.updateDocument(key, position(key, position));
        }
    }

    /// Writes the name of a file.
    public static void write(IndexWriter writer, SourceFile file) throws IOException {
        Term key = Schema.key(Schema.FILE_KIND, file.fileId());
        writer.updateDocument(key, file(key, file.fileId(), file.path().toString()));
    }

    /// Writes a run in the place of what was known of it.
    public static void write(IndexWriter writer, Run run) throws IOException {
        Term key = Schema.key(Schema.RUN_KIND, run.id());
        writer.updateDocument(key, run(key, run));
    }

    /// What is known of a file before it has a position: its path, so that its events can name it.
    public static List<IndexableField> file(Term key, String fileId, String path) {
        List<IndexableField> fields = file(key, Schema.FILE_KIND, fileId, path);
        fields.add(new StoredField(
                Schema.BLOB, new WireOut().text(fileId).text("").text(path).copy()));
        return fields;
    }

    private static List<IndexableField> file(Term key, String kind, String fileId, String path) {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(Schema.kind(kind));
        fields.add(Schema.keyField(key));
        fields.add(new SortedDocValuesField(Schema.OF_FILE, new BytesRef(FileId.bytes(fileId))));
        fields.add(Schema.exact(Schema.PATH, path));
        fields.add(Schema.exact(Schema.PATH, Words.last(path, "/\\")));
        return fields;
    }

    /// The document of a run; `run` reads its blob.
    ///
    /// @param key what it replaces
    public static List<IndexableField> run(Term key, Run run) {
        List<IndexableField> fields = new ArrayList<>();
        fields.add(Schema.kind(Schema.RUN_KIND));
        fields.add(Schema.keyField(key));
        fields.add(NumericDocValuesField.indexedField(Schema.TIME, Schema.micros(run.start())));
        fields.add(new StoredField(Schema.BLOB, encode(run)));
        return fields;
    }

    /// Reads every live document of a kind.
    public static <T> List<T> all(DirectoryReader reader, String kind, Function<BytesRef, T> decode)
            throws IOException {
        List<T> found = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum docs = leaf.reader().postings(new Term(Schema.KIND, kind), PostingsEnum.NONE);
            if (docs != null) {
                Bits live = leaf.reader().getLiveDocs();
                StoredFields stored = leaf.reader().storedFields();
                int doc = Committed.firstLive(docs, live);
                for (; doc != DocIdSetIterator.NO_MORE_DOCS; doc = Committed.firstLive(docs, live)) {
                    found.add(decode.apply(stored.document(doc).getBinaryValue(Schema.BLOB)));
                }
            }
        }
        return found;
    }

    /// The id in the blob of a position or a file.
    public static String fileId(BytesRef blob) {
        return Schema.in(blob).text();
    }

    /// The path in the blob of a position or a file.
    public static String path(BytesRef blob) {
        WireIn in = Schema.in(blob);
        in.text();
        in.text();
        return in.text();
    }

    private static byte[] encode(Position position) {
        Identity identity = position.identity();
        WireOut out = new WireOut()
                .text(position.fileId())
                .text(position.project())
                .text(position.path())
                .text(position.host())
                .number(position.offset())
                .number(position.lines())
                .text(position.format())
                .text(position.encoding())
                .text(position.reason())
                .time(position.lastSeen())
                .number(identity.prefixLength())
                .text(identity.prefix())
                .text(identity.tail())
                .text(identity.chain())
                .number(identity.device())
                .number(identity.inode())
                .number(identity.size())
                .time(identity.modified())
                .time(identity.changed())
                .flag(identity.compressed())
                .flag(identity.finished());
        Open open = position.open();
        out.flag(open != null);
        if (open != null) {
            IssueId issue = open.issue();
            Instant time = open.time();
            out.number(open.end()).number(open.lines()).flag(issue != null && time != null);
            if (issue != null && time != null) {
                out.text(issue.text()).time(time);
            }
        }
        Position.Passed passed = position.passed();
        if (passed != null) {
            out.time(passed.clock()).flag(passed.again());
        }
        return out.copy();
    }

    /// The position whose document has this blob.
    public static Position position(BytesRef blob) {
        WireIn in = Schema.in(blob);
        String fileId = in.text();
        String project = in.text();
        String path = in.text();
        String host = in.text();
        long offset = in.number();
        long lines = in.number();
        String format = in.text();
        String encoding = in.text();
        String reason = in.text();
        var lastSeen = in.time();
        Identity identity = new Identity(
                in.integer(),
                in.text(),
                in.text(),
                in.text(),
                in.number(),
                in.number(),
                in.number(),
                in.time(),
                in.time(),
                in.flag(),
                in.flag());
        Open open = in.flag() ? open(in) : null;
        Position.Passed passed =
                in.isBefore(blob.offset + blob.length) ? new Position.Passed(in.time(), in.flag()) : null;
        return new Position(
                fileId, project, path, host, identity, offset, lines, open, format, encoding, reason, lastSeen, passed);
    }

    private static Open open(WireIn in) {
        long end = in.number();
        int lines = in.integer();
        return in.flag() ? new Open(end, lines, new IssueId(in.text()), in.time()) : new Open(end, lines, null, null);
    }

    private static byte[] encode(Run run) {
        WireOut out = new WireOut()
                .text(run.id())
                .time(run.start())
                .time(run.end())
                .list(run.files(), PositionDocuments::file)
                .number(run.bytes())
                .number(run.records())
                .number(run.events())
                .number(run.newIssues())
                .number(run.redactions())
                .list(run.notRead(), (o, n) -> o.text(n.path()).text(n.reason()).flag(n.degrades()))
                .list(run.unclear(), PositionDocuments::unclear)
                .list(run.files(), PositionDocuments::times);
        Thinned thinned = run.thinned();
        if (!thinned.isNone()) {
            out.number(thinned.left())
                    .number(thinned.leftOf())
                    .number(thinned.gone())
                    .number(thinned.goneOf());
        }
        return out.copy();
    }

    private static void file(WireOut out, ReadFile file) {
        out.text(file.path())
                .text(file.project())
                .text(file.host())
                .text(file.format())
                .text(file.reason())
                .number(file.bytes())
                .number(file.lines())
                .number(file.records())
                .number(file.events())
                .number(file.notUnderstood());
    }

    private static void unclear(WireOut out, Unclear one) {
        out.text(one.path())
                .text(one.project())
                .text(one.stream())
                .flag(one.odd())
                .number(one.records())
                .number(one.without())
                .number(one.failing())
                .number(one.lines())
                .number(one.swallowed())
                .list(one.words().entrySet(), (o, word) -> o.text(word.getKey()).number(word.getValue()))
                .texts(one.samples());
    }

    private static Unclear unclear(WireIn in) {
        return new Unclear(
                in.text(),
                in.text(),
                in.text(),
                in.flag(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.list(i -> Map.entry(i.text(), i.number())).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                in.texts());
    }

    private static void times(WireOut out, ReadFile file) {
        Window times = file.times();
        out.flag(times != null);
        if (times != null) {
            out.time(times.from()).time(times.to());
        }
    }

    private static Optional<Window> times(WireIn in) {
        return in.flag() ? Optional.of(new Window(in.time(), in.time())) : Optional.empty();
    }

    /// The run whose document has this blob. One of an older release ends before what was unclear, the times of
    /// files, or what was not kept.
    public static Run run(BytesRef blob) {
        WireIn in = Schema.in(blob);
        Run run = untimed(in);
        Run timed = in.isAtEnd() ? run : timed(run, in.list(PositionDocuments::times));
        return in.isAtEnd() ? timed : timed.having(new Thinned(in.number(), in.number(), in.number(), in.number()));
    }

    private static Run timed(Run run, List<Optional<Window>> times) {
        List<ReadFile> files = new ArrayList<>();
        for (int i = 0; i < run.files().size(); i++) {
            files.add(run.files().get(i).during(times.get(i).orElse(null)));
        }
        return run.having(files);
    }

    private static Run untimed(WireIn in) {
        return new Run(
                in.text(),
                in.time(),
                in.time(),
                in.list(PositionDocuments::readFile),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.list(i -> new NotRead(i.text(), i.text(), i.flag())),
                in.isAtEnd() ? List.of() : in.list(PositionDocuments::unclear));
    }

    private static ReadFile readFile(WireIn in) {
        return new ReadFile(
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                null);
    }
}
