package dev.nightjar.store.lucene.index;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexDeletionPolicy;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;

/// How an index is opened, for writing and for reading.
public final class Index {

    public static final String FOLDER = "index";

    /// Names in the data of a commit.
    static final String SCHEMA = "schema";

    static final String UUID = "uuid";
    public static final String SECRET = "key";
    public static final String SEQUENCE = "sequence";
    public static final String RUN = "run";
    public static final String HORIZON = "horizon";
    public static final String PER_HOUR = "per-hour";
    public static final String SPARSE = "sparse";

    /// Blocks and texts wait in so many thousandths of the heap before they become a segment: 24 MB of 160, and
    /// no more than pays.
    private static final int BUFFER = 150;

    private static final long LARGEST_BUFFER = 128L << 20;

    /// Merges beyond this would keep a short run waiting.
    private static final double LARGEST_SEGMENT_MIB = 1024;

    /// Bytes whose checksums are read each time an index is opened, newest segments first: damage in an index
    /// up to this size is always found before anything is counted, in a larger one at the latest when a segment
    /// is merged or by `check`.
    private static final long CHECKED_BYTES = 32L << 20;

    /// Larger indexes are not mapped into memory.
    private static final long MAPPED_BYTES = 16L << 20;

    /// Of a segment that is left as it is where room is needed.
    private static final double MOST_GONE_PERCENT = 2;

    private static final int KEPT_COMMITS = 2;

    /// Lucene tells of missing speed-ups on standard error; held here because loggers are collected otherwise.
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private Index() {}

    /// Silences Lucene's logger, once for the process.
    public static void quiet() {
        LUCENE.setLevel(Level.OFF);
    }

    /// True if there is a commit. Segments without one, and none where one was written, are damage: nothing is
    /// ever built in their place.
    public static boolean exists(Directory directory, Path index) throws IOException {
        boolean segments = false;
        for (String file : directory.listAll()) {
            if (file.startsWith("segments_")) {
                return true;
            }
            segments |= file.startsWith("_");
        }
        if (segments) {
            throw Damage.reading(index, new IOException("segments without a list of them (segments_N is missing)"));
        }
        Witness.missing(index);
        return false;
    }

    /// An index for reading. Pages of a mapped file count as the process's memory as long as they are mapped: a
    /// large index is read by calls.
    public static Directory readable(Path index) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(index)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += file.toFile().length();
            }
        }
        return bytes > MAPPED_BYTES ? new NIOFSDirectory(index) : new MMapDirectory(index);
    }

    /// True if there is a folder of an index, whatever is in it; fails with exit code 65 if there was one.
    public static boolean isFolder(Path index) {
        boolean is = Files.isDirectory(index);
        if (!is) {
            Witness.missing(index);
        }
        return is;
    }

    /// The data of the last commit; fails if a newer version wrote it, or a later one was written.
    public static Map<String, String> data(Directory directory, Path index) throws IOException {
        Optional<Witness> last = Witness.read(index);
        Map<String, String> data = SegmentInfos.readLatestCommit(directory).getUserData();
        check(data, index);
        Witness.compare(last, data, index);
        return data;
    }

    /// What the first commit has.
    public static Map<String, String> firstData() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Map.of(
                SCHEMA, Integer.toString(Schema.VERSION),
                UUID, java.util.UUID.randomUUID().toString(),
                SECRET, HexFormat.of().formatHex(secret),
                SEQUENCE, "0");
    }

    /// Fails with exit code 65 if the commit is of another schema, or of no index of Nightjar.
    ///
    /// @param data of a commit
    public static void check(Map<String, String> data, Path index) {
        int schema = Integer.parseInt(data.getOrDefault(SCHEMA, "0"));
        if (schema > Schema.VERSION) {
            throw Damage.newer(index, "schema " + schema + ", this one knows " + Schema.VERSION);
        }
        if (schema < 1) {
            throw Damage.reading(index, new IOException("not an index of nightjar"));
        }
        if (schema < Schema.VERSION) {
            throw Damage.older(index, "schema " + schema + ", this one writes " + Schema.VERSION);
        }
    }

    private static long buffer() {
        return Math.min(Runtime.getRuntime().maxMemory() / 1000 * BUFFER, LARGEST_BUFFER);
    }

    /// How every writer is set: newest first, the last two commits kept, nothing committed on closing.
    public static IndexWriterConfig config() {
        TieredMergePolicy merges = new TieredMergePolicy();
        merges.setMaxMergedSegmentMB(LARGEST_SEGMENT_MIB);
        merges.setForceMergeDeletesPctAllowed(MOST_GONE_PERCENT);
        ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
        scheduler.setMaxMergesAndThreads(4, 1);
        SortField newestFirst = new SortField(Schema.TIME, SortField.Type.LONG, true);
        newestFirst.setMissingValue(Long.MIN_VALUE);
        return new IndexWriterConfig(new NoAnalyzer())
                .setCodec(new Lucene104Codec(Lucene104Codec.Mode.BEST_COMPRESSION))
                .setIndexSort(new Sort(newestFirst))
                .setRAMBufferSizeMB(buffer() / (1024.0 * 1024))
                .setMergePolicy(merges)
                .setMergeScheduler(scheduler)
                .setIndexDeletionPolicy(new KeepLast())
                .setCommitOnClose(false);
    }

    /// Reads the checksums of the newest segments.
    public static void verify(DirectoryReader reader) throws IOException {
        long left = CHECKED_BYTES;
        for (LeafReaderContext leaf : reader.leaves().reversed()) {
            left -= ((SegmentReader) leaf.reader()).getSegmentInfo().sizeInBytes();
            if (left >= 0) {
                Checksums.verify((SegmentReader) leaf.reader());
            }
        }
    }

    /// A damaged last commit has a predecessor.
    private static final class KeepLast extends IndexDeletionPolicy {
        @Override
        public void onInit(List<? extends IndexCommit> commits) {
            onCommit(commits);
        }

        @Override
        public void onCommit(List<? extends IndexCommit> commits) {
            commits.subList(0, Math.max(0, commits.size() - KEPT_COMMITS)).forEach(IndexCommit::delete);
        }
    }

    /// Fields bring their words themselves.
    static final class NoAnalyzer extends org.apache.lucene.analysis.Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            throw new UnsupportedOperationException("field " + field + " has no words of its own");
        }
    }

    /// Runs something that reads the index; what goes wrong becomes a `Failure`.
    public static <T> T reading(Path index, Reading<T> reading) {
        try {
            return reading.run();
        } catch (Failure e) {
            throw e;
        } catch (IOException | IndexOutOfBoundsException | InternalError e) {
            throw Damage.reading(index, e);
        }
    }

    /// Something that reads the index.
    public interface Reading<T> {
        /// Reads; damage may show as any `IOException`, which whoever runs it turns into a `Failure`.
        T run() throws IOException;
    }

    /// Makes a folder that nobody else may read, if it is not there.
    public static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
