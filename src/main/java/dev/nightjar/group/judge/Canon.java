package dev.nightjar.group.judge;

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
public final class Canon {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Canon() {}

    /// The id of an issue that these parts identify; their order matters.
    public static IssueId id(List<String> parts) {
        return new Parts(parts).id();
    }

    /// Parts that several ids begin with. For one thread.
    static final class Parts {

        private byte[] bytes = new byte[256];
        private int size;

        Parts(List<String> parts) {
            parts.forEach(part -> put(part.getBytes(StandardCharsets.UTF_8)));
        }

        private IssueId id() {
            return IssueId.of(Hashing.xxh3_64().hashBytesToLong(bytes, 0, size));
        }

        /// The id of these parts, and two more.
        IssueId id(String part, byte[] last) {
            int before = size;
            put(part.getBytes(StandardCharsets.UTF_8));
            put(last);
            IssueId id = id();
            size = before;
            return id;
        }

        private void put(byte[] part) {
            if (size + 4 + part.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length + part.length);
            }
            INT.set(bytes, size, part.length);
            System.arraycopy(part, 0, bytes, size + 4, part.length);
            size += 4 + part.length;
        }
    }
}
