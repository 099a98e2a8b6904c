package dev.nightjar.store.encoded;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Ids of files as bytes.
public final class FileId {

    private static final int HEX_BYTES = 16;

    private FileId() {}

    /// Hex becomes its bytes; any other id is padded so that its length tells.
    public static byte[] bytes(String fileId) {
        return isHex(fileId)
                ? HexFormat.of().parseHex(fileId)
                : (fileId + "\0".repeat(Math.max(0, HEX_BYTES + 1 - fileId.length()))).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isHex(String fileId) {
        for (int i = 0; i < fileId.length(); i++) {
            char c = fileId.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return fileId.length() == 2 * HEX_BYTES;
    }

    /// The inverse of `bytes`.
    public static String of(byte[] bytes, int from, int length) {
        return length == HEX_BYTES
                ? HexFormat.of().formatHex(bytes, from, from + length)
                : new String(bytes, from, length, StandardCharsets.UTF_8).replace("\0", "");
    }
}
