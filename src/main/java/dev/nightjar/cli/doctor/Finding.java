package dev.nightjar.cli.doctor;

import dev.nightjar.model.Failure.Exit;
import dev.nightjar.text.Json;

/// What a check says.
///
/// @param about one word: what was looked at
/// @param said how it is
/// @param remedy what to do, empty if nothing
/// @param exit `DONE` if all is well, `DEGRADED` for a warning, else what a run would end with
record Finding(String about, String said, String remedy, Exit exit) {

    static Finding ok(String about, String said) {
        return new Finding(about, said, "", Exit.DONE);
    }

    static Finding warn(String about, String said, String remedy) {
        return new Finding(about, said, remedy, Exit.DEGRADED);
    }

    static Finding fail(String about, Exit exit, String said, String remedy) {
        return new Finding(about, said, remedy, exit);
    }

    /// `ok`, `warn` or `fail`.
    String word() {
        return switch (exit) {
            case DONE -> "ok";
            case DEGRADED -> "warn";
            default -> "fail";
        };
    }

    Json json() {
        return new Json()
                .put("check", about)
                .put("result", word())
                .put("said", said)
                .put("remedy", remedy)
                .put("exit", exit.code());
    }
}
