package dev.nightjar.source.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.event.Occurrence.Context;
import dev.nightjar.source.text.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AroundTest {

    private static Around around(byte[] file, Piece.Raw raw, UnaryOperator<String> clean) {
        Around.Bytes elsewhere = (from, to) -> Arrays.copyOfRange(
                file, (int) Math.min(from, file.length), (int) Math.min(Math.max(from, to), file.length));
        return new Around(Encoding.UTF_8, raw, elsewhere, clean);
    }

    @Test
    void fiveLinesBeforeAndBehindWithoutTheRecord() {
        byte[] file =
                "1\n2\n3\n4\n5\n6\r\nrecord\n of two lines\n7\npass=x\n8\n9\n10\n11\n".getBytes(StandardCharsets.UTF_8);
        Piece.Raw whole = new Piece.Raw(file, 0, file.length, true);
        int start = new String(file, StandardCharsets.UTF_8).indexOf("record");
        int end = new String(file, StandardCharsets.UTF_8).indexOf("\n7");
        Context context =
                around(file, whole, line -> line.replace("pass=x", "pass=?")).of(start, end);
        assertThat(context.before()).containsExactly("2", "3", "4", "5", "6");
        assertThat(context.after()).containsExactly("7", "pass=?", "8", "9", "10");
    }

    /// What is read in the block is what is read of the file.
    @Test
    void isTheSameWhereverItIsRead() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 400; line++) {
            int length = random.nextInt(10) == 0 ? random.nextInt(1200) : random.nextInt(90);
            for (int i = 0; i < length; i++) {
                text.append("aé b=€c,1".charAt(random.nextInt(9)));
            }
            text.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        byte[] file = text.toString().getBytes(StandardCharsets.UTF_8);
        Around here = around(file, new Piece.Raw(file, 0, file.length, true), line -> line);
        Around elsewhere = around(file, new Piece.Raw(new byte[0], file.length, 0, true), line -> line);
        int start = 0;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '\n') {
                assertThat(here.of(start, i)).as("record at %d", start).isEqualTo(elsewhere.of(start, i));
                start = i + 1;
            }
        }
    }
}
