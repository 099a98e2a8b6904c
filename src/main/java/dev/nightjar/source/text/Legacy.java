package dev.nightjar.source.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;

/// Encodings from before Unicode, where the bytes leave no doubt.
final class Legacy {

    private Legacy() {}

    /// Whether all bytes are text in a charset; a last character that is cut counts as whole.
    static boolean fits(byte[] b, Charset charset) {
        for (int cut = 0; cut < 4 && cut < b.length; cut++) {
            try {
                charset.newDecoder().decode(ByteBuffer.wrap(b, 0, b.length - cut));
                return true;
            } catch (CharacterCodingException e) {
                // the last character may be cut
            }
        }
        return false;
    }

    static Optional<Charset> of(byte[] b) {
        return Optional.empty();
    }
}
