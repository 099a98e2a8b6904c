package dev.nightjar.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.format.Format;
import dev.nightjar.format.Formats;
import dev.nightjar.format.layout.Cuts;
import dev.nightjar.format.record.Scanned;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.Block;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// A file of any format gives the same records when it is read in one, in blocks that are cut anywhere, and as
/// it grows. The first two bytes choose the format (zeros: the one that is detected), the third how it is cut.
final class RecordsTarget implements Target.Body {

    private static final int HEAD = 3;

    private static final List<String> NAMES = Rooms.FORMATS.titles().keySet().stream()
            .filter(name -> Rooms.FORMATS.named(name).isPresent())
            .sorted()
            .toList();

    /// What chooses a format; of other numbers it is the next one. So a new format takes none from the seeds of
    /// others.
    static int number(String format) {
        return format.hashCode() & 0xffff;
    }

    /// A file of a format as an input.
    static byte[] input(String format, byte[] file) {
        byte[] input = new byte[HEAD + file.length];
        input[0] = (byte) (number(format) >> 8);
        input[1] = (byte) number(format);
        System.arraycopy(file, 0, input, HEAD, file.length);
        return input;
    }

    private static Format format(byte[] input, byte[] file) {
        int choice = (input[0] & 0xff) << 8 | input[1] & 0xff;
        return choice == 0
                ? Rooms.FORMATS.detect(file, Math.min(file.length, Formats.SAMPLE), "auto")
                : NAMES.stream()
                        .min(Comparator.comparingInt(name -> number(name) - choice & 0xffff))
                        .flatMap(Rooms.FORMATS::named)
                        .orElseThrow();
    }

    /// Behind its head, with a line end: an open line would be read again.
    private static byte[] file(byte[] input) {
        byte[] file = Arrays.copyOfRange(input, HEAD, input.length + 1);
        file[file.length - 1] = '\n';
        return file;
    }

    @Override
    public void check(byte[] input) {
        if (input.length <= HEAD) {
            return;
        }
        byte[] file = file(input);
        Format format = format(input, file);
        List<Cuts.Seen> whole = Cuts.whole(format, file, null);
        long end = 0;
        for (Cuts.Seen record : whole) {
            Target.must(
                    record.start() <= record.end() && record.end() <= file.length, "outside of the file: " + record);
            end = Math.max(end, record.end());
        }
        Random random = new Random(input[2]);
        assertThat(Cuts.inBlocks(format, file, null, random)).as("in blocks").isEqualTo(whole);
        assertThat(Cuts.growing(format, file, random)).as("growing").isEqualTo(whole);
        assertThat(Cuts.inBlocks(format, file, Level.WARN, random))
                .as("in blocks, loud ones alone")
                .isEqualTo(Cuts.whole(format, file, Level.WARN));
    }

    @Override
    public void work(byte[] input) {
        byte[] file = file(input);
        Format format = format(input, file);
        Scanned scanned = format.scan(
                new Block(Rooms.FILE, 0, file, 0, file.length, file.length, true, true),
                true,
                Level.WARN,
                record -> {});
        Target.must(scanned.consumed() == file.length, "not read to its end");
    }

    @Override
    public byte[] grown(byte[] input, int length) {
        return Growth.repeated(input, Math.min(HEAD, input.length), length, input[input.length - 1] % 2 == 0);
    }
}
