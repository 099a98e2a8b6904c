package dev.nightjar.batch;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/// The run history: Spring Batch's tables in a database file of their own. It is a record for people and never
/// decides what is read: a damaged one is set aside and a new one begun.
final class History implements AutoCloseable {

    static final String RUN_ID = "run.id";

    private static final String FILE = "runs";

    /// Runs of a job that are kept: two weeks of one every five minutes.
    private static final int MOST_RUNS = 5_000;

    /// A run leaves some 25 kB, of which all but 3 kB can be had back: smaller files are left as they are.
    private static final long LEAST_BYTES = 1 << 20;
    private static final long BYTES_OF_RUN = 8_192;

    /// So often one is looked at that is just being written.
    private static final int LOOKS = 5;
    private static final String SCHEMA = "/org/springframework/batch/core/schema-h2.sql";

    /// The last table of the schema's script: if it is there, all are.
    private static final String LAST_TABLE = "BATCH_JOB_EXECUTION_CONTEXT";

    private final JdbcConnectionPool pool;
    /// As long as one connection is open, the database is.
    private final Connection keep;

    private final JobRepository repository;

    private final @Nullable Path link;

    /// Its file, null in memory.
    private final @Nullable Path file;

    private History(String url) throws Exception {
        this(url, null, null);
    }

    private History(Path dir) throws Exception {
        this(linked(dir));
    }

    private History(Linked at) throws Exception {
        this(url(at.dir()), at.link(), at.dir().resolve(FILE + ".mv.db"));
    }

    /// @param link through which its folder is reached
    private History(String url, @Nullable Path link, @Nullable Path file) throws Exception {
        this.link = link;
        this.file = file;
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("nightjar");
        source.setPassword("");
        pool = JdbcConnectionPool.create(source);
        keep = pool.getConnection();
        try {
            createTables();
            repository = Repository.over(pool);
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /// Opens the history in `dir`, made if missing; nobody else may have it open (exit 75). A damaged one is
    /// renamed and told.
    static History open(Path dir, Consumer<String> warn) {
        try {
            createFolder(dir);
            History history = new History(dir);
            makePrivate(dir.resolve(FILE + ".mv.db"));
            return history;
        } catch (Exception e) {
            if (locked(e)) {
                throw new Failure(
                        Failure.Exit.BUSY, "another run is using the run history in " + dir + "; try later", e);
            }
            return anew(dir, warn);
        }
    }

    private static History anew(Path dir, Consumer<String> warn) {
        try {
            warn.accept("the run history was damaged and is kept as " + setAside(dir) + "; a new one was begun");
            return new History(dir);
        } catch (Exception e) {
            return inMemory(dir, e, warn);
        }
    }

    private static History inMemory(Path dir, Exception why, Consumer<String> warn) {
        try {
            warn.accept("the run history in " + dir + " cannot be written (" + why.getMessage()
                    + "): this run is not in it");
            return new History("jdbc:h2:mem:" + UUID.randomUUID());
        } catch (Exception e) {
            throw new IllegalStateException("no run history, not even in memory", e);
        }
    }

    /// What an existing history says, newest first; nothing if there is none, or none that can be read now. Read from a
    /// copy: a database that somebody looks at cannot be opened by a run, nor that of a run by who looks.
    ///
    /// @param warn hears why it cannot be read
    static List<Past> look(Path dir, int most, Consumer<String> warn) {
        Path file = dir.resolve(FILE + ".mv.db");
        for (int again = 1; Files.exists(file); again++) {
            try {
                return copied(file, most);
            } catch (Exception e) {
                if (again == LOOKS) {
                    warn.accept("the run history is damaged; this list is from the index alone");
                    return List.of();
                }
            }
        }
        return List.of();
    }

    /// A copy may have half of what was being written.
    private static List<Past> copied(Path file, int most) throws Exception {
        Path folder = Files.createTempDirectory("nightjar-runs");
        Path copy = folder.resolve(FILE + ".mv.db");
        try {
            Files.copy(file, copy);
            try (History history = new History(folder)) {
                return history.past(most);
            }
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder.resolve(FILE + ".trace.db"));
            Files.deleteIfExists(folder);
        }
    }

    JobRepository repository() {
        return repository;
    }

    /// Ends executions that a kill left as running. Only while holding the lock that every run takes.
    void recover(JobOperator operator) throws SQLException {
        List<Long> open = new ArrayList<>();
        try (Statement statement = keep.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION WHERE END_TIME IS NULL")) {
            while (rows.next()) {
                open.add(rows.getLong(1));
            }
        }
        for (long id : open) {
            JobExecution killed = repository.getJobExecution(id);
            if (killed != null) {
                killed.setExitStatus(new ExitStatus("KILLED"));
                operator.recover(killed);
            }
        }
    }

    /// Newest first.
    List<Past> past(int most) {
        return repository.getJobNames().stream()
                .flatMap(job -> past(job, most).stream())
                .sorted(Comparator.comparing(Past::start).reversed())
                .limit(most)
                .toList();
    }

    /// Of one job, newest first.
    List<Past> past(String job, int most) {
        return repository.getJobInstances(job, 0, most).stream()
                .flatMap(instance -> repository.getJobExecutions(instance).stream())
                .map(run -> past(job, run))
                .sorted(Comparator.comparing(Past::start).reversed())
                .limit(most)
                .toList();
    }

    /// Forgets runs that ended before an instant.
    void prune(Instant before) throws SQLException {
        forget("SELECT JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION WHERE END_TIME < '"
                + Timestamp.valueOf(LocalDateTime.ofInstant(before, ZoneId.systemDefault())) + "'");
    }

    /// If its file is mostly what is gone, forgets all but the newest runs of each job and writes it anew. To be called
    /// by a run that is over; the history is closed then. A kill leaves the file as it was.
    void tidy() {
        try {
            shrink();
        } catch (SQLException | IOException e) {
            // it stays as large as it is; the next run tries again
        }
    }

    private void shrink() throws SQLException, IOException {
        if (file == null || !Files.exists(file) || Files.size(file) < LEAST_BYTES) {
            return;
        }
        forget("SELECT ID FROM (SELECT E.JOB_EXECUTION_ID ID, ROW_NUMBER() OVER"
                + " (PARTITION BY I.JOB_NAME ORDER BY E.JOB_EXECUTION_ID DESC) NTH FROM BATCH_JOB_EXECUTION E"
                + " JOIN BATCH_JOB_INSTANCE I ON I.JOB_INSTANCE_ID = E.JOB_INSTANCE_ID) WHERE NTH > " + MOST_RUNS);
        try (Statement statement = keep.createStatement()) {
            long runs;
            try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM BATCH_JOB_EXECUTION")) {
                runs = count.next() ? count.getLong(1) : 0;
            }
            if (Files.size(file) > runs * BYTES_OF_RUN) {
                statement.execute("SHUTDOWN COMPACT");
            }
        }
    }

    /// @param old a query for the numbers of executions
    private void forget(String old) throws SQLException {
        String steps = "SELECT STEP_EXECUTION_ID FROM BATCH_STEP_EXECUTION WHERE JOB_EXECUTION_ID IN (" + old + ")";
        try (Statement statement = keep.createStatement()) {
            statement.executeUpdate(
                    "DELETE FROM BATCH_STEP_EXECUTION_CONTEXT WHERE STEP_EXECUTION_ID IN (" + steps + ")");
            for (String table : List.of(
                    "BATCH_STEP_EXECUTION",
                    "BATCH_JOB_EXECUTION_CONTEXT",
                    "BATCH_JOB_EXECUTION_PARAMS",
                    "BATCH_JOB_EXECUTION")) {
                statement.executeUpdate("DELETE FROM " + table + " WHERE JOB_EXECUTION_ID IN (" + old + ")");
            }
            statement.executeUpdate("DELETE FROM BATCH_JOB_INSTANCE WHERE JOB_INSTANCE_ID NOT IN"
                    + " (SELECT JOB_INSTANCE_ID FROM BATCH_JOB_EXECUTION)");
        }
    }

    @Override
    public void close() {
        try {
            keep.close();
        } catch (SQLException e) {
            // nothing that anybody could do: the next run sets a damaged file aside
        }
        pool.dispose();
        unlink();
    }

    private void unlink() {
        try {
            if (link != null) {
                Files.deleteIfExists(link);
                Files.deleteIfExists(link.getParent());
            }
        } catch (IOException e) {
            // a link in the folder for temporary files
        }
    }

    private static Past past(String job, JobExecution run) {
        String id = java.util.Objects.requireNonNullElse(run.getJobParameters().getString(RUN_ID), "");
        Instant start = instant(run.getStartTime() == null ? run.getCreateTime() : run.getStartTime());
        boolean going = run.getStatus() == BatchStatus.STARTED || run.getStatus() == BatchStatus.STARTING;
        String status = going ? "RUNNING" : run.getExitStatus().getExitCode();
        Optional<Instant> end = Optional.ofNullable(run.getEndTime()).map(History::instant);
        return new Past(id, job, start, end, status, run.getExitStatus().getExitDescription(), Optional.empty());
    }

    private static Instant instant(@Nullable LocalDateTime time) {
        return time == null
                ? Instant.EPOCH
                : time.atZone(ZoneId.systemDefault()).toInstant();
    }

    /// Where a folder is, and the link that was made for it.
    private record Linked(Path dir, @Nullable Path link) {}

    /// The database has names of files in its addresses, where a semicolon ends it.
    private static Linked linked(Path dir) throws IOException {
        if (dir.toAbsolutePath().toString().chars().noneMatch(c -> c == ';')) {
            return new Linked(dir, null);
        }
        Path link = Files.createTempDirectory("nightjar-runs").resolve("history");
        Files.createSymbolicLink(link, dir.toAbsolutePath());
        return new Linked(link, link);
    }

    /// No shutdown hook, because a signal must find the database open; no compacting at close, which takes 200
    /// ms.
    private static String url(Path dir) {
        String path = dir.toAbsolutePath().resolve(FILE).toString();
        return "jdbc:h2:file:" + path + ";DB_CLOSE_ON_EXIT=FALSE;MAX_COMPACT_TIME=0;TRACE_LEVEL_FILE=0";
    }

    /// Spring Batch's own script, once for a database's life.
    private void createTables() throws SQLException, IOException {
        try (ResultSet tables = keep.getMetaData().getTables(null, null, LAST_TABLE, null)) {
            if (tables.next()) {
                return;
            }
        }
        try (InputStream script = JobRepository.class.getResourceAsStream(SCHEMA);
                Statement statement = keep.createStatement()) {
            if (script == null) {
                throw new IOException(SCHEMA + " is missing from the class path");
            }
            statement.execute("DROP ALL OBJECTS");
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static boolean locked(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return true;
            }
        }
        return false;
    }

    private static Path setAside(Path dir) throws IOException {
        Path aside = dir.resolve(FILE + ".damaged-" + Instant.now().toEpochMilli() + ".mv.db");
        return Files.move(dir.resolve(FILE + ".mv.db"), aside);
    }

    /// For the owner alone: run messages may quote paths.
    private static void createFolder(Path dir) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] own = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(dir, own);
    }

    private static void makePrivate(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException | UnsupportedOperationException e) {
            // its folder is the owner's
        }
    }
}
