package dev.nightjar.triage.journal;

import dev.nightjar.model.Deploy;
import dev.nightjar.text.Json;
import java.time.Instant;
import java.util.Map;

/// A release that went live as a line of JSON, `live` left out if it is `at`:
/// `{"at":"2026-11-22T09:30:00Z","by":"mia","do":"release","project":"shop","release":"2.4.1","live":"2026-11-22T09:00:00Z"}`.
final class DeployLine {

    static final String KIND = "release";

    private DeployLine() {}

    static boolean is(Map<String, Object> members) {
        return KIND.equals(members.get("do"));
    }

    static String write(Deploy deploy, Instant at, String by) {
        return Json.sparse()
                .put("at", at.toString())
                .put("by", by)
                .put("do", KIND)
                .put("project", deploy.project())
                .put("release", deploy.release())
                .put("live", deploy.at().equals(at) ? null : deploy.at().toString())
                .toString();
    }

    /// @throws IllegalArgumentException that says what is wrong
    static Deploy read(Map<String, Object> members) {
        Instant at = DecisionLine.at(members);
        Instant live = DecisionLine.time(members, "live");
        String by = DecisionLine.text(members, "by");
        return new Deploy(
                filled(members, "project"),
                filled(members, "release"),
                live == null ? at : live,
                "said by " + (by.isBlank() ? "somebody" : by));
    }

    private static String filled(Map<String, Object> members, String name) {
        String text = DecisionLine.text(members, name);
        if (text.isBlank()) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return text;
    }
}
