import java.util.zip.CRC32;

/// Messages that can be told apart: `seq=7 file=a.log crc=3610a686`, the checksum over the two before it. What is
/// missing,
/// there twice or torn shows.
final class Tracked {

    private final String file;
    private long seq;

    Tracked(String file) {
        this.file = file;
    }

    Template next() {
        return Template.of(message(seq++, file));
    }

    static String message(long seq, String file) {
        CRC32 crc = new CRC32();
        crc.update(Bytes.of(seq + " " + file));
        return "seq=%d file=%s crc=%08x".formatted(seq, file, crc.getValue());
    }
}
