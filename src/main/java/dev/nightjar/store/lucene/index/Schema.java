package dev.nightjar.store.lucene.index;

import dev.nightjar.store.encoded.WireIn;
import dev.nightjar.store.lucene.block.Column;
import dev.nightjar.store.lucene.block.Dictionary;
import dev.nightjar.store.query.Words;
import java.time.Instant;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.InvertableType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/// What is stored. Every document has a `kind`:
///
/// - events: a block of up to 1,024 of a project (`event.Draft`), named by its `number`. `time` is its newest,
///   `oldest` its oldest, `count` how many, `least` and `most` bound the offsets in the files; the columns are
///   binary doc values. What they refer to stands in `issues templates variants forms files machines threads
///   releases`: sets whose order the columns know, some also as terms. `gone` are rows that were taken back since
/// - template, form, variant: the text of a message, of a message of something thrown, a trace, that events share.
///   `ref` is the number events refer to; there may be several that are equal
/// - issue: its text in a blob and counts of its first events, written once; its id as `hash` leads to it
/// - alias: a `hash` that leads to an issue, written once
/// - counts: what other events of an issue come to, `iid count flags proj state`; several for an issue add up,
///   `key` replaces all of them
/// - tally: `time` (start of an hour), `own iid proj count first last users hosts`; several for an hour add up; of an
///   hour that was over also `commit` and `read`: which commit counted it, and when
/// - position, run, file, deploy, hours that lived, patterns: one blob each, replaced by `key`
///
/// A change that older readers cannot read raises `VERSION`.
public final class Schema {

    static final int VERSION = 4;

    public static final String KIND = "kind";
    public static final String KEY = "key";
    public static final String BLOB = "blob";
    public static final String TIME = "time";
    public static final String NUMBER = "number";
    public static final String OLDEST = "oldest";
    public static final String LEAST = "least";
    public static final String MOST = "most";
    public static final String GONE = "gone";
    public static final String BLOCK_OF = "block-of";
    static final String ISSUES = "issues";
    public static final String TEMPLATES = "templates";
    public static final String VARIANTS = "variants";
    public static final String FORMS = "forms";
    public static final String FILES = "files";
    static final String MACHINES = "machines";
    static final String THREADS = "threads";
    static final String RELEASES = "releases";
    public static final String TEXT = "text";
    public static final String REF = "ref";
    public static final String PROJECT = "project";
    public static final String LEVEL = "level";
    public static final String LOGGER = "logger";
    public static final String WORD_OF_LOGGER = "loggerword";
    public static final String TEMPLATE_BODY = "tbody";
    public static final String VARIANT_BODY = "vbody";
    public static final String TYPE = "type";
    public static final String WORD_OF_TYPE = "typeword";
    public static final String FRAME = "frame";
    public static final String SOURCE = "source";
    public static final String MASKED = "masked";
    public static final String PATH = "path";
    public static final String OF_FILE = "of";
    public static final String HASH = "hash";
    public static final String HASH_NUMBER = "hashn";
    public static final String ALIAS = "alias";
    public static final String COUNT = "count";
    public static final String FIRST = "first";
    public static final String LAST = "last";
    public static final String COMMIT = "commit";
    public static final String READ = "read";
    public static final String USERS = "users";
    public static final String HOSTS = "hosts";
    public static final String AUDIT = "audit";
    /// What values of a block's events are called: kinds of ids, and what logs named, in lower case.
    public static final String NAMED = "named";
    /// Stands among these where there are too many.
    public static final String MANY_NAMES = "*";
    public static final String STATE = "state";
    public static final String OWN = "own";
    public static final String ID_NUMBER = "iid";
    public static final String FLAGS = "flags";
    public static final String PROJECT_NAME = "proj";

    public static final String EVENT_KIND = "e";
    public static final String TEMPLATE_KIND = "m";
    public static final String FORM_KIND = "g";
    public static final String VARIANT_KIND = "v";
    public static final String TALLY_KIND = "t";
    public static final String ISSUE_KIND = "i";
    public static final String ALIAS_KIND = "a";
    public static final String COUNTS_KIND = "c";
    public static final String POSITION_KIND = "p";
    public static final String FILE_KIND = "f";
    public static final String RUN_KIND = "r";
    public static final String DEPLOY_KIND = "d";
    public static final String LIVED_KIND = "l";
    public static final String PATTERN_KIND = "w";

    public static final FieldType WORD = type(IndexOptions.DOCS, DocValuesType.NONE);
    public static final FieldType WORD_AND_SET = type(IndexOptions.DOCS, DocValuesType.SORTED_SET);
    public static final FieldType PHRASES = words(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);

    private Schema() {}

    /// An exact term; can be reused with `setBytesValue`.
    public static final class Exact extends Field {
        public Exact(String name, BytesRef value, FieldType type) {
            super(name, value, type);
        }

        @Override
        public InvertableType invertableType() {
            return InvertableType.BINARY;
        }
    }

    /// Reads the blob of a document.
    public static WireIn in(BytesRef blob) {
        return new WireIn(blob.bytes, blob.offset);
    }

    /// A value that is found as a whole, whatever its case.
    public static Field exact(String name, String value) {
        return new Exact(name, new BytesRef(Words.keyword(value)), WORD);
    }

    /// What a document is: its `kind`.
    public static Field kind(String kind) {
        return new Exact(KIND, new BytesRef(kind), WORD);
    }

    /// What finds one document, and replaces it: unique among those of a kind.
    public static Term key(String kind, String of) {
        return new Term(KEY, kind + ":" + of);
    }

    /// The key of a block.
    public static Term block(long number) {
        return key(EVENT_KIND, Long.toHexString(number));
    }

    /// The field by which a document is found under its key.
    public static Field keyField(Term key) {
        return new Exact(KEY, key.bytes(), WORD);
    }

    /// The field of a block's column.
    public static String column(Column column) {
        return switch (column) {
            case HEADS -> "heads";
            case ROWS -> "rows";
            case VALUES -> "values";
            case WHO -> "who";
            case CONTEXT -> "context";
            case FILTER -> "filter";
        };
    }

    /// The field of what a block's columns refer to.
    public static String set(Dictionary dictionary) {
        return switch (dictionary) {
            case ISSUES -> ISSUES;
            case TEMPLATES -> TEMPLATES;
            case VARIANTS -> VARIANTS;
            case FORMS -> FORMS;
            case FILES -> FILES;
            case HOSTS -> MACHINES;
            case THREADS -> THREADS;
            case RELEASES -> RELEASES;
        };
    }

    /// True if blocks are looked up by what is in the set.
    public static boolean hasTerms(Dictionary dictionary) {
        return switch (dictionary) {
            case ISSUES, TEMPLATES, VARIANTS, FORMS, FILES -> true;
            case HOSTS, THREADS, RELEASES -> false;
        };
    }

    /// The term that blocks use for a template, form or variant: its 64-bit number, big-endian.
    public static BytesRef refBytes(long ref) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (ref >>> (56 - 8 * i));
        }
        return new BytesRef(bytes);
    }

    /// What `refBytes` wrote.
    public static long ref(BytesRef bytes) {
        long ref = 0;
        for (int i = 0; i < 8; i++) {
            ref = ref << 8 | bytes.bytes[bytes.offset + i] & 0xFF;
        }
        return ref;
    }

    /// Microseconds since 1970; times too far away for that become the nearest that fits.
    public static long micros(Instant time) {
        long seconds = time.getEpochSecond();
        if (Math.abs(seconds) > Long.MAX_VALUE / 2_000_000) {
            return seconds < 0 ? Long.MIN_VALUE / 2 : Long.MAX_VALUE / 2;
        }
        return seconds * 1_000_000 + time.getNano() / 1000;
    }

    /// The time of so many micros since 1970.
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }

    private static FieldType type(IndexOptions options, DocValuesType values) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setDocValuesType(values);
        type.setTokenized(false);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    private static FieldType words(IndexOptions options) {
        FieldType type = new FieldType();
        type.setIndexOptions(options);
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }
}
