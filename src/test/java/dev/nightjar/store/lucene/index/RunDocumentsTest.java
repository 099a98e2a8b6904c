package dev.nightjar.store.lucene.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Run;
import dev.nightjar.store.lucene.text.Stories;
import java.util.List;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class RunDocumentsTest {

    @Test
    void aRunIsReadAsItWasWritten() {
        Run run = Stories.run("r1");
        assertThat(run.unclear()).isNotEmpty();
        assertThat(PositionDocuments.run(blob(run))).isEqualTo(run);
    }

    /// Its blob ends before what may not have been understood.
    @Test
    void aRunOfAnOlderReleaseLeftNothingUnclear() {
        Run run = Stories.run("r1");
        Run clear = new Run(
                run.id(),
                run.start(),
                run.end(),
                run.files(),
                run.bytes(),
                run.records(),
                run.events(),
                run.newIssues(),
                run.redactions(),
                run.notRead(),
                List.of());
        BytesRef written = blob(clear);
        byte[] older = new byte[written.length - 3];
        System.arraycopy(written.bytes, written.offset, older, 0, older.length);
        assertThat(PositionDocuments.run(new BytesRef(older))).isEqualTo(clear);
    }

    private static BytesRef blob(Run run) {
        return PositionDocuments.run(new Term(Schema.KEY, "r"), run).stream()
                .filter(field -> field.name().equals(Schema.BLOB))
                .map(IndexableField::binaryValue)
                .findFirst()
                .orElseThrow();
    }
}
