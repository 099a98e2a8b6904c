package dev.nightjar.group;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.nightjar.model.IssueId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The canonical form of what identifies an issue, and its hash: each part as its length in bytes (four,
/// big-endian) and its UTF-8, so that no two lists of parts give the same bytes; XXH3-64 over all of it.
final class Canon {

    private Canon() {}

    static IssueId id(List<String> parts) {
        List<byte[]> encoded = parts.stream()
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(
                encoded.stream().mapToInt(part -> part.length + 4).sum());
        encoded.forEach(part -> bytes.putInt(part.length).put(part));
        return IssueId.of(Hashing.xxh3_64().hashBytesToLong(bytes.array()));
    }
}
