package dev.nightjar.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is fuzzed. An input that a target takes amiss is a finding: an exception that is not among those that
/// its documentation names, or something that has to hold of every input and does not.
enum Target {
    /// A file's first bytes → its format.
    DETECT(DetectTarget::new),
    /// Blocks of any format → records, however they are cut.
    RECORDS(RecordsTarget::new),
    /// A record's text → its trace, fingerprint and template.
    TRACES(TracesTarget::new),
    /// A message → its template.
    TEMPLATES(TemplatesTarget::new),
    /// A text → the same without secrets.
    SCRUB(ScrubTarget::new),
    /// A query → its tree.
    QUERY(QueryTarget::new),
    /// Words → a time or a duration.
    TIMES(TimesTarget::new),
    /// A file of a configuration → settings and projects, or what is wrong with it.
    YAML(YamlTarget::new),
    /// A definition of a format → the format.
    LAYOUT(LayoutTarget::new),
    /// A packed file or an archive → its content.
    PACKED(PackedTarget::new),
    /// A line of JSON → its members.
    JSON(JsonTarget::new);

    /// What a target does.
    interface Body {

        /// Does the work once, and checks what has to hold.
        void check(byte[] input) throws IOException;

        /// The work alone, for what it costs; nothing where its input is short by nature.
        default void work(byte[] input) throws IOException {
            check(input);
        }

        /// True if what it costs for long inputs is of interest.
        default boolean grows() {
            return true;
        }

        /// Bytes that the work may allocate.
        default long allocated(byte[] input) {
            return Growth.ALLOCATED + (long) Growth.ALLOCATED_A_BYTE * input.length;
        }

        /// Milliseconds that the work may take for the longest line, on an idle processor.
        default long mostMillis() {
            return 100;
        }

        /// A longer input of the same kind.
        default byte[] grown(byte[] input, int length) {
            return Growth.repeated(input, 0, length, input[0] % 2 == 0);
        }
    }

    /// Fails if what has to hold does not.
    static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /// Every input is a text; what is no UTF-8 becomes U+FFFD, as in a log.
    static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private final Supplier<Body> made;
    private @Nullable Body body;

    Target(Supplier<Body> made) {
        this.made = made;
    }

    /// Made when it is wanted: some read all definitions.
    private Body body() {
        if (body == null) {
            body = made.get();
        }
        return body;
    }

    void check(byte[] input) throws IOException {
        body().check(input);
    }

    void work(byte[] input) throws IOException {
        body().work(input);
    }

    boolean grows() {
        return body().grows();
    }

    long allocated(byte[] input) {
        return body().allocated(input);
    }

    long mostMillis() {
        return body().mostMillis();
    }

    byte[] grown(byte[] input, int length) {
        return body().grown(input, length);
    }
}
