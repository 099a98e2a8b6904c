package dev.nightjar.store.query;

import dev.nightjar.model.Failure;
import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Visible;

/// A query as it was typed.
public record QueryText(String typed) {

    private static final int AROUND = 60;

    /// What is wrong, with the query and a mark below the place. Exit code 64.
    ///
    /// @param at the place, from 0; what is shown counts from 1
    public Failure problem(String what, int at) {
        int from = Math.max(0, at - AROUND);
        int to = Math.min(typed.length(), at + AROUND);
        String before = (from > 0 ? "…" : "") + Visible.line(typed.substring(from, at));
        String rest = Visible.line(typed.substring(at, to)) + (to < typed.length() ? "…" : "");
        return new Failure(
                Exit.USAGE,
                "query, column " + (at + 1) + ": " + what + "\n    " + before + rest + "\n    "
                        + " ".repeat(before.length()) + "^");
    }
}
