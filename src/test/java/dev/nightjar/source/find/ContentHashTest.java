package dev.nightjar.source.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    private static final ContentHash HASH = new ContentHash("a secret of one index".getBytes(StandardCharsets.UTF_8));

    private static byte[] bytes(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void theSameBytesHaveTheSameHashWhereverTheyStand() {
        byte[] bytes = bytes(70_001, 1);
        byte[] moved = new byte[80_000];
        System.arraycopy(bytes, 0, moved, 37, bytes.length);
        assertThat(HASH.piece(moved, 37, 37 + bytes.length)).isEqualTo(HASH.piece(bytes, 0, bytes.length));
    }

    @Test
    void anyOtherByteOrOrderGivesAnotherHash() {
        byte[] bytes = bytes(5_000, 2);
        Set<Long> hashes = new HashSet<>(Set.of(HASH.exact(HASH.piece(bytes, 0, bytes.length))));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= (byte) (1 << i % 8);
            assertThat(hashes.add(HASH.exact(HASH.piece(bytes, 0, bytes.length))))
                    .as("byte %d", i)
                    .isTrue();
            bytes[i] ^= (byte) (1 << i % 8);
        }
        byte[] swapped = bytes.clone();
        System.arraycopy(bytes, 0, swapped, 1024, 1024); // stripes in another order
        System.arraycopy(bytes, 1024, swapped, 0, 1024);
        assertThat(hashes.add(HASH.exact(HASH.piece(swapped, 0, swapped.length))))
                .isTrue();
        byte[] words = bytes.clone();
        System.arraycopy(bytes, 0, words, 8, 8); // words in another order
        System.arraycopy(bytes, 8, words, 0, 8);
        assertThat(hashes.add(HASH.exact(HASH.piece(words, 0, words.length)))).isTrue();
    }

    @Test
    void zerosAtTheEndCount() {
        byte[] zeros = new byte[4096];
        Set<Long> hashes = new HashSet<>();
        for (int length = 0; length <= zeros.length; length++) {
            assertThat(hashes.add(HASH.exact(HASH.piece(zeros, 0, length))))
                    .as("%d zeros", length)
                    .isTrue();
        }
    }

    @Test
    void anotherIndexHasOtherHashes() {
        byte[] bytes = bytes(3_000, 3);
        ContentHash other = new ContentHash("a secret of another".getBytes(StandardCharsets.UTF_8));
        assertThat(other.piece(bytes, 0, bytes.length)).isNotEqualTo(HASH.piece(bytes, 0, bytes.length));
    }
}
