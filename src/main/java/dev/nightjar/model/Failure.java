package dev.nightjar.model;

/// Something that ends a command: a sentence for the person (what, where, what to do) and the exit code.
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Exit codes, after sysexits(3); a smaller ordinal wins where several apply.
    public enum Exit {
        CONFIGURATION(78),
        INDEX_DAMAGED(65),
        IO(74),
        CANNOT_CREATE(73),
        UNAVAILABLE(69),
        NO_PERMISSION(77),
        NO_SOURCE(66),
        BUSY(75),
        USAGE(64),
        /// The heap is used up.
        MEMORY(71),
        BUG(70),
        DEGRADED(4),
        NOTHING_FOUND(1),
        /// What monitoring systems take for unknown, critical and warning: of `health` alone.
        UNKNOWN(3),
        CRITICAL(2),
        WARNING(1),
        DONE(0);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        /// What the process ends with, 0 to 78.
        public int code() {
            return code;
        }
    }

    private final Exit exit;

    public Failure(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    public Failure(Exit exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    /// Which of the exit codes the command ends with.
    public Exit exit() {
        return exit;
    }
}
