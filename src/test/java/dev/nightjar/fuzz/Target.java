package dev.nightjar.fuzz;

import java.io.IOException;

/// What is fuzzed. An input that a target takes amiss is a finding: an exception that is not among those that its
/// documentation names, or something that has to hold of every input and does not.
enum Target {
    /// A file's first bytes → its format.
    DETECT(new DetectTarget()),
    /// Blocks of any format → records, however they are cut.
    RECORDS(new RecordsTarget()),
    /// A record's text → its trace, fingerprint and template.
    TRACES(new TracesTarget()),
    /// A message → its template.
    TEMPLATES(new TemplatesTarget()),
    /// A text → the same without secrets.
    SCRUB(new ScrubTarget()),
    /// A query → its tree.
    QUERY(new QueryTarget()),
    /// Words → a time or a duration.
    TIMES(new TimesTarget()),
    /// A file of a configuration → settings and projects, or what is wrong with it.
    YAML(new YamlTarget()),
    /// A definition of a format → the format.
    LAYOUT(new LayoutTarget()),
    /// A packed file or an archive → its content.
    PACKED(new PackedTarget()),
    /// A line of JSON → its members.
    JSON(new JsonTarget());

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

        /// A longer input of the same kind.
        default byte[] grown(byte[] input, int length) {
            return Growth.repeated(input, 0, length, input[0] % 2 == 0);
        }
    }

    private final Body body;

    Target(Body body) {
        this.body = body;
    }

    void check(byte[] input) throws IOException {
        body.check(input);
    }

    void work(byte[] input) throws IOException {
        body.work(input);
    }

    boolean grows() {
        return body.grows();
    }

    byte[] grown(byte[] input, int length) {
        return body.grown(input, length);
    }
}
