package dev.nightjar.notify;

/// Why a mail did not arrive, in words for the person who has to do something about it.
///
/// @param what happened, with what the server said
/// @param remedy what to do, empty if nothing has to be done
record Trouble(Kind kind, String what, String remedy) {

    /// What is to be done with the mail.
    enum Kind {
        /// It waits: the next run may have more luck.
        LATER,
        /// It waits, and no run will have more luck until somebody changes something.
        PERSON,
        /// The server will never take it.
        NEVER
    }

    static Trouble later(String what, String remedy) {
        return new Trouble(Kind.LATER, what, remedy);
    }

    static Trouble person(String what, String remedy) {
        return new Trouble(Kind.PERSON, what, remedy);
    }

    static Trouble never(String what, String remedy) {
        return new Trouble(Kind.NEVER, what, remedy);
    }

    String said() {
        return remedy.isEmpty() ? what : what + ": " + remedy;
    }
}
