package dev.nightjar.notify;

import dev.nightjar.model.Failure;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// The folder of messages that are not sent yet, and of those that were (`sent/`). A message is on the disk
/// before it is sent, so that a crash loses none; the same digest has the same name, so that a second try does
/// not add another.
final class Outbox {

    private final Path dir;

    Outbox(Path dir) {
        this.dir = dir;
    }

    /// Writes the message, durable, and returns its path. Fails with exit code 74.
    Path put(String name, Message message) {
        Path file = dir.resolve(name.replaceAll("[^A-Za-z0-9.-]+", "-") + ".eml");
        Path beside = dir.resolve(file.getFileName() + ".new");
        try {
            Files.createDirectories(dir.resolve("sent"));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            try (FileChannel out = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                out.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException | MessagingException e) {
            throw new Failure(Failure.Exit.IO, "cannot write the mail to " + file + ": " + e, e);
        }
    }

    Path dir() {
        return dir;
    }

    /// Messages not sent yet, by name.
    List<Path> waiting() {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, "the outbox " + dir + " cannot be read: " + e, e);
        }
    }

    /// Moves a message that was accepted to `sent/`.
    void sent(Path file) {
        Path target = dir.resolve("sent").resolve(file.getFileName());
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure(Failure.Exit.IO, "the mail is sent, but " + file + " cannot be moved to sent/: " + e, e);
        }
    }
}
