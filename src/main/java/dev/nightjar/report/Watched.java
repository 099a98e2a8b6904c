package dev.nightjar.report;

import freemarker.core._CoreAPI;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Renders templates that are not our own, within bounds of time, of what they print, and of how deep they go. A thread
/// of its own renders, and is the only one ever interrupted; templates look at that in each turn of a loop.
///
/// @param time one page may take
/// @param characters one page may have
record Watched(Duration time, int characters) {

    /// A page takes milliseconds, and has some hundred thousand characters.
    static final Watched USUAL = new Watched(Duration.ofSeconds(30), 16 << 20);

    /// How long one that is told to end may take to notice.
    private static final Duration GRACE = Duration.ofSeconds(2);

    /// A template that does not end by itself.
    static final class RanAway extends Exception {
        private static final long serialVersionUID = 1;

        RanAway(String what, Throwable cause) {
            super(what, cause);
        }
    }

    /// Makes a template look whether it is to end. Once for each.
    static void mayBeStopped(Template template) {
        _CoreAPI.addThreadInterruptedChecks(template);
    }

    /// What it prints.
    ///
    /// @throws RanAway says which bound it went beyond
    String render(Template template, Map<String, ?> model) throws RanAway, TemplateException, IOException {
        Bounded out = new Bounded(characters);
        FutureTask<String> task = new FutureTask<>(() -> {
            template.process(model, out);
            return out.toString();
        });
        Thread thread = Thread.ofPlatform().daemon().name("template").start(task);
        try {
            return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stop(thread);
            throw new RanAway("it did not end within " + seconds() + " s, and was stopped", e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new RanAway("it was interrupted", e);
        } catch (ExecutionException e) {
            throw failed(out, Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private String seconds() {
        return time.toMillis() < 1000 ? "0." + time.toMillis() / 100 : String.valueOf(time.toSeconds());
    }

    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            thread.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RanAway failed(Bounded out, Throwable thrown) throws TemplateException, IOException {
        if (out.isFull()) {
            return new RanAway("it printed more than %,d characters, and was stopped".formatted(characters), thrown);
        }
        return switch (thrown) {
            case StackOverflowError e -> new RanAway("it calls itself without an end", e);
            case OutOfMemoryError e -> new RanAway("it needs more memory than there is", e);
            case TemplateException e -> throw e;
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new RanAway(thrown.toString(), thrown);
        };
    }

    /// A text that does not grow beyond what it may have.
    private static final class Bounded extends StringWriter {

        private final int most;
        private volatile boolean full;

        Bounded(int most) {
            super(1 << 14);
            this.most = most;
        }

        boolean isFull() {
            return full;
        }

        private void room(int more) {
            if (getBuffer().length() + more > most) {
                full = true;
                throw new IllegalStateException("too long");
            }
        }

        @Override
        public void write(int c) {
            room(1);
            super.write(c);
        }

        @Override
        public void write(char[] text, int from, int length) {
            room(length);
            super.write(text, from, length);
        }

        @Override
        public void write(String text) {
            room(text.length());
            super.write(text);
        }

        @Override
        public void write(String text, int from, int length) {
            room(length);
            super.write(text, from, length);
        }
    }
}
