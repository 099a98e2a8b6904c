package dev.nightjar.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Standard output that remembers why it could not be written, which `PrintStream` forgets: it only knows that
/// something went wrong. A reader that went away (`| head`) is no failure.
public final class Sink extends OutputStream {

    private final OutputStream to;
    private volatile boolean gone;
    private volatile String why = "";

    public Sink(OutputStream to) {
        this.to = to;
    }

    /// Nobody reads any more.
    public boolean gone() {
        return gone;
    }

    /// Why it could not be written; empty if it could, or if the reader went away.
    public Optional<String> failure() {
        return why.isEmpty() ? Optional.empty() : Optional.of(why);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        attempt(() -> to.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
        attempt(to::flush);
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Attempt attempt) throws IOException {
        if (gone) {
            throw new IOException("nobody reads any more");
        }
        try {
            attempt.run();
        } catch (IOException e) {
            gone = true;
            String said = String.valueOf(e.getMessage());
            why = said.contains("Broken pipe") || said.contains("closed") ? "" : said;
            throw e;
        }
    }
}
