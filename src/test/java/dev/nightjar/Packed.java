package dev.nightjar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/// Writes packed files for tests.
public final class Packed {

    private Packed() {}

    /// @param packing as its files end: gz, bz2, xz, zst, lz4
    public static void write(String packing, byte[] content, Path to) throws IOException {
        try (OutputStream out = open(packing, Files.newOutputStream(to))) {
            out.write(content);
        }
    }

    public static byte[] of(String packing, byte[] content) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (OutputStream out = open(packing, bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static OutputStream open(String packing, OutputStream out) throws IOException {
        return switch (packing) {
            case "gz" -> new GZIPOutputStream(out);
            case "bz2" -> new BZip2CompressorOutputStream(out, 1);
            case "xz" -> new XZCompressorOutputStream(out, 0);
            case "zst" -> new com.github.luben.zstd.ZstdOutputStream(out);
            case "lz4" -> new FramedLZ4CompressorOutputStream(out);
            default -> throw new IllegalArgumentException(packing);
        };
    }
}
