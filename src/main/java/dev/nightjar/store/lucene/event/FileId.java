package dev.nightjar.store.lucene.event;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.lucene.util.BytesRef;

/// Ids of files as bytes.
public final class FileId {

    private static final int HEX_BYTES = 16;

    private FileId() {}

    /// Hex becomes its bytes; any other id is padded so that its length tells.
    public static byte[] bytes(String fileId) {
        boolean hex = fileId.length() == 2 * HEX_BYTES
                && fileId.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        return hex
                ? HexFormat.of().parseHex(fileId)
                : (fileId + "\0".repeat(Math.max(0, HEX_BYTES + 1 - fileId.length()))).getBytes(StandardCharsets.UTF_8);
    }

    /// The inverse of `bytes`.
    public static String of(BytesRef bytes) {
        return bytes.length == HEX_BYTES
                ? HexFormat.of().formatHex(bytes.bytes, bytes.offset, bytes.offset + bytes.length)
                : bytes.utf8ToString().replace("\0", "");
    }
}
