package dev.nightjar.fuzz;

import dev.nightjar.source.packed.Bundle;
import dev.nightjar.source.packed.Packing;
import dev.nightjar.source.packed.Unpacked;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A packed file gives its content as far as it is whole, and what is wrong with it; cut short, it gives a
/// beginning of that. An archive names its members, or what is wrong.
final class PackedTarget implements Target.Body {

    /// More of a bomb need not be read.
    private static final int MOST = 1 << 22;

    private static byte[] content(byte[] packed) throws IOException {
        try (Unpacked content = Unpacked.of(new ByteArrayInputStream(packed))) {
            return content.readNBytes(MOST);
        }
    }

    private static final Path FILE = file();

    private static Path file() {
        try {
            Path file = Files.createTempFile("nightjar-fuzz", ".bin");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void check(byte[] input) throws IOException {
        byte[] content = content(input);
        int cut = input.length * 2 / 3;
        if (Packing.of(input, input.length) == Packing.of(input, cut) && cut >= Math.min(input.length, Packing.SEEN)) {
            byte[] beginning = content(Arrays.copyOf(input, cut));
            Target.must(
                    beginning.length <= content.length
                            && Arrays.equals(beginning, Arrays.copyOf(content, beginning.length)),
                    "cut short, it has another content");
        }
        Files.write(FILE, input);
        byte[] seen = Arrays.copyOf(content, Math.min(content.length, Packing.SEEN));
        var bundle = Bundle.of(FILE, Packing.of(input, input.length), seen);
        if (bundle.isPresent()) {
            try (Bundle archive = bundle.get()) {
                archive.each((member, in) -> {
                    Target.must(
                            !member.name().startsWith("/")
                                    && !List.of(member.name().split("/")).contains(".."),
                            "leads out: " + member.name());
                    skim(in);
                });
            }
        }
    }

    private static void skim(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 13];
        long read = 0;
        for (int n = in.read(buffer); n >= 0 && read < MOST; n = in.read(buffer)) {
            read += n;
        }
    }

    @Override
    public void work(byte[] input) throws IOException {
        content(input);
    }

    /// A stream of bzip2 wants its block, up to 4 MB: many small ones in one file want it again and again, one
    /// by one.
    @Override
    public long allocated(byte[] input) {
        return Packing.of(input, input.length) == Packing.BZIP2 ? Long.MAX_VALUE : Target.Body.super.allocated(input);
    }

    /// What is packed may unpack to a thousand times as much.
    @Override
    public long mostMillis() {
        return 2_000;
    }

    @Override
    public byte[] grown(byte[] input, int length) {
        return Growth.repeated(input, 0, length, false);
    }
}
