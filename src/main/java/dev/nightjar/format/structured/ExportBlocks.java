package dev.nightjar.format.structured;

import dev.nightjar.bytes.Bytes;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.record.RecordBuilder;
import dev.nightjar.format.structured.Members.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Blocks of `KEY=value` lines, one block a record, as `journalctl -o export` writes them: a value with line ends
/// stands behind `KEY` alone as eight bytes of length, lowest first, and its bytes.
public final class ExportBlocks implements Lines {

    private static final int WEIGHT = 24;
    private static final int LENGTH = 8;

    private final Members members;
    private final byte[] begin;
    private final List<byte[]> levelKeys;

    /// @param begin with which the first line of each block begins
    public ExportBlocks(Members members, String begin) {
        this.members = members;
        this.begin = begin.getBytes(StandardCharsets.UTF_8);
        this.levelKeys = members.written(Role.LEVEL).stream()
                .map(name -> (name + "=").getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public int head(byte[] b, int from, int to) {
        return Bytes.startsWith(b, begin, Plain.skipMark(b, from, to), to)
                ? Levels.NONE | LEVEL_BELOW | LEVEL_FAR_BELOW
                : CONTINUATION;
    }

    @Override
    public int below(byte[] b, int from, int to) {
        int end = to > from && b[to - 1] == '\r' ? to - 1 : to;
        for (byte[] key : levelKeys) {
            if (Bytes.startsWith(b, key, from, end)) {
                int level = members.levels().ordinal(b, from + key.length, end);
                return level < 0 ? Levels.NONE : level;
            }
        }
        return Levels.NONE;
    }

    @Override
    public int evidence(byte[] b, int from, int to) {
        int p = from;
        while (p < to && (b[p] >= 'A' && b[p] <= 'Z' || b[p] == '_' || p > from && Bytes.isDigit(b[p]))) {
            p++;
        }
        return p > from && p < to && b[p] == '=' ? WEIGHT : 0;
    }

    @Override
    public String form() {
        return "are KEY=value, in blocks that begin with " + new String(begin, StandardCharsets.UTF_8);
    }

    @Override
    public void fill(RecordBuilder record, byte[] b, int from, int lineEnd, int recordEnd) {
        Map<String, String> values = Members.values();
        int p = Plain.skipMark(b, from, lineEnd);
        while (p < recordEnd) {
            int newline = Bytes.indexOf(b, (byte) '\n', p, recordEnd);
            int end = newline < 0 ? recordEnd : newline;
            int equals = Bytes.indexOf(b, (byte) '=', p, end);
            if (equals > p) {
                values.putIfAbsent(RecordBuilder.text(b, p, equals), RecordBuilder.text(b, equals + 1, end));
            } else if (end > p + 1 && end + 1 + LENGTH < recordEnd) {
                long length = Bytes.longAt(b, end + 1);
                int value = end + 1 + LENGTH;
                if (length < 0 || length > recordEnd - value) {
                    break;
                }
                values.putIfAbsent(RecordBuilder.text(b, p, end), RecordBuilder.text(b, value, value + (int) length));
                end = value + (int) length;
            }
            p = end + 1;
        }
        members.distribute(values, record);
    }
}
