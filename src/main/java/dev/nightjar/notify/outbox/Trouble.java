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

    /// What the next run may get over.
    public static Trouble later(String what, String remedy) {
        return new Trouble(Kind.LATER, what, remedy);
    }

    /// What stays until a person changes something.
    public static Trouble person(String what, String remedy) {
        return new Trouble(Kind.PERSON, what, remedy);
    }

    /// What no later try can change.
    public static Trouble never(String what, String remedy) {
        return new Trouble(Kind.NEVER, what, remedy);
    }

    /// What happened and what to do, in one line.
    public String said() {
        return remedy.isEmpty() ? what : what + ": " + remedy;
    }
}
