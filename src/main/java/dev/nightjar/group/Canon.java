package dev.nightjar.group;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.nightjar.model.IssueId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The canonical form of what identifies an issue, and its hash: each part as its length in bytes (four,
/// big-endian) and its UTF-8, so that no two lists of parts give the same bytes; XXH3-64 over all of it.
final class Canon {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Canon() {}

    static IssueId id(List<String> parts) {
        byte[] bytes = new byte[256];
        int size = 0;
        for (String part : parts) {
            byte[] encoded = part.getBytes(StandardCharsets.UTF_8);
            if (size + 4 + encoded.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length + encoded.length);
            }
            INT.set(bytes, size, encoded.length);
            System.arraycopy(encoded, 0, bytes, size + 4, encoded.length);
            size += 4 + encoded.length;
        }
        return IssueId.of(Hashing.xxh3_64().hashBytesToLong(bytes, 0, size));
    }
}
