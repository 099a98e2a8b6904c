package dev.nightjar.notify.outbox;

/// Why a mail did not arrive, in words for the person who has to do something about it.
///
/// @param what happened, with what the server said
/// @param remedy what to do, empty if nothing has to be done
public record Trouble(Kind kind, String what, String remedy) {

    /// What is to be done with the mail.
    public enum Kind {
        /// It waits: the next run may have more luck.
        LATER,
        /// It waits, and no run will have more luck until somebody changes something.
        PERSON,
        /// The server will never take it.
        NEVER
    }

    public static Trouble later(String what, String remedy) {
        return new Trouble(Kind.LATER, what, remedy);
    }

    public static Trouble person(String what, String remedy) {
        return new Trouble(Kind.PERSON, what, remedy);
    }

    public static Trouble never(String what, String remedy) {
        return new Trouble(Kind.NEVER, what, remedy);
    }

    public String said() {
        return remedy.isEmpty() ? what : what + ": " + remedy;
    }
}
