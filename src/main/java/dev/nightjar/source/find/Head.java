package dev.nightjar.source.find;

import dev.nightjar.source.packed.Packing;
import dev.nightjar.source.packed.Unpacked;
import java.io.IOException;
import java.util.Optional;

/// The beginning of a file's content: for detection, and as the first proof of what file it is.
///
/// @param packing of the file itself
/// @param bytes the content's first
/// @param damage why there are no more of them
public record Head(Packing packing, byte[] bytes, Optional<Unpacked.Damage> damage) {

    public static final int PREFIX = 1024;
    public static final int TAIL = 256;
    /// Enough to detect a format.
    public static final int SAMPLE = 1 << 17;

    /// The first at most `wanted` bytes.
    public static Head of(FoundFile file, int wanted) throws IOException {
        try (Unpacked content = file.open()) {
            return of(content, wanted);
        }
    }

    /// The next at most `wanted` bytes of a content, which stays open.
    public static Head of(Unpacked content, int wanted) throws IOException {
        byte[] bytes = content.readNBytes(wanted);
        return new Head(content.packing(), bytes, content.damage());
    }

    /// How many bytes prove the file: without zeros at their end, which a program may have reserved.
    public int prefixLength() {
        int length = Math.min(PREFIX, bytes.length);
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return length;
    }

    /// Proof of the first `prefixLength` bytes.
    public String prefix() {
        return prefix(prefixLength());
    }

    /// Proof of the first `length` bytes; empty if there are fewer.
    public String prefix(int length) {
        return length > bytes.length ? "" : ContentHash.sha256(bytes, 0, length);
    }
}
