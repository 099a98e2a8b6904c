package dev.nightjar.format.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.format.FormatsTest;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Values in columns, and in blocks of lines.
class ColumnLinesTest {

    private static final Formats FORMATS = Formats.load(Optional.empty(), FormatsTest.OPENERS, new Problems());

    private static Format detect(byte[] bytes) {
        return FORMATS.detect(bytes, bytes.length, "auto");
    }

    @Test
    void aTableWithoutATimeIsNoLog() {
        byte[] table = "id,name,price\n1,chair,17\n2,table,41\n".getBytes(StandardCharsets.UTF_8);
        assertThat(detect(table).name()).isEqualTo("plain");
    }

    @Test
    void onlyAStatusOfTheServersMakesACandidate() {
        String text = "#Fields: date time cs-uri-stem sc-status\n2026-03-04 08:12:44 /500 200\n"
                + "2026-03-04 08:12:45 /pay 404\n2026-03-04 08:12:46 /pay 503\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<LogRecord> records = new ArrayList<>();
        detect(bytes).scan(FormatsTest.block(bytes), true, Level.WARN, records::add);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().fields()).containsEntry("cs-uri-stem", "/pay");
        assertThat(records.getFirst().level()).isEqualTo(Level.ERROR);
    }

    @Test
    void aJournalsBinaryFieldHasTheLengthThatItSays() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("__CURSOR=a\n__REALTIME_TIMESTAMP=1772611964123456\nMESSAGE\n".getBytes(StandardCharsets.UTF_8));
        byte[] message = "0\n\nPRIORITY=7".getBytes(StandardCharsets.UTF_8);
        out.writeBytes(new byte[] {(byte) message.length, 0, 0, 0, 0, 0, 0, 0});
        out.writeBytes(message);
        out.writeBytes("\nPRIORITY=3\n\n".getBytes(StandardCharsets.UTF_8));
        byte[] bytes = out.toByteArray();
        List<LogRecord> records = FormatsTest.scanAll(detect(bytes), bytes);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().text()).isEqualTo("0\n\nPRIORITY=7");
        assertThat(records.getFirst().level()).isEqualTo(Level.ERROR);
    }

    @Test
    void aBinaryFieldLongerThanTheFileIsLeftOut() {
        byte[] bytes = "__CURSOR=a\n__REALTIME_TIMESTAMP=1772611964123456\nPRIORITY=3\nMESSAGE\nabcdefghijklmnop\n"
                .getBytes(StandardCharsets.UTF_8);
        List<LogRecord> records = FormatsTest.scanAll(detect(bytes), bytes);
        assertThat(records).extracting(LogRecord::level).containsExactly(Level.ERROR);
    }
}
