package dev.nightjar.notify.letter;

import dev.nightjar.model.Scope;
import dev.nightjar.model.finding.Night;
import dev.nightjar.model.issue.Issue.State;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.night.Verdict;
import dev.nightjar.report.night.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a letter comes to: its subject, its first sentences.
final class Subject {

    private static final List<State> LOOK = List.of(State.NEW, State.REGRESSED, State.ESCALATING);

    private final Night night;
    private final DigestContext occasion;
    private final Verdict verdict;

    Subject(Night night, DigestContext occasion) {
        this.night = night;
        this.occasion = occasion;
        this.verdict = new Verdict(night, occasion.isWhole());
    }

    /// `[nightjar nightly] 1 new, 1 regressed: NullPointerException in OrderService.pay (+1)`: fixed words and
    /// numbers, and of logs only names of classes and functions.
    String subject() {
        List<String> parts = new ArrayList<>();
        if (!occasion.missed().isEmpty()) {
            parts.add("no report for " + Wording.count(occasion.missed().size(), "night"));
        }
        if (missing() > 0) {
            parts.add("REPORT INCOMPLETE: " + missingOf() + " unreadable");
        }
        parts.add(news(parts.isEmpty()));
        String owner = occasion.isWhole() ? "" : " for " + Harmless.name(occasion.owner());
        return "[nightjar " + Harmless.name(occasion.job()) + owner + "] " + String.join("; ", parts);
    }

    /// `2 issues need a look: 1 new, 1 regressed`.
    String sentence() {
        long look = verdict.look();
        List<String> besides = besides();
        Optional<Scope.Silent> silent = silence();
        if (silent.isPresent()) {
            String none = silent.get().sentence(night.zone());
            return none.substring(0, 1).toUpperCase(Locale.ROOT)
                    + none.substring(1)
                    + (besides.isEmpty() ? "" : "; " + Wording.list(besides));
        }
        if (look > 0) {
            return Wording.count(look, "issue") + (look == 1 ? " needs" : " need") + " a look: "
                    + Wording.list(changes()) + (besides.isEmpty() ? "" : "; " + Wording.list(besides));
        }
        if (!besides.isEmpty()) {
            return "Nothing new, but " + Wording.list(besides);
        }
        if (occasion.heartbeat()) {
            return "All quiet"
                    + occasion.previous()
                            .map(p -> " since report #" + p.number())
                            .orElse("") + ": this is the sign of life";
        }
        if (night.scope().first()) {
            return verdict.sentence();
        }
        return missing() > 0 ? "Nothing new in what could be read" : "All quiet: nothing new, nothing regressed";
    }

    private Optional<Scope.Silent> silence() {
        return occasion.isWhole() ? night.scope().silence() : Optional.empty();
    }

    /// `449 errors (usual 151), 78 warnings (usual 920), 320 users`.
    String sums() {
        String sums = sum(true) + ", " + sum(false);
        long users = occasion.isWhole() ? night.insight().users().getOrDefault("", 0L) : 0;
        return users == 0 ? sums : sums + ", " + Wording.users(users);
    }

    String coverage() {
        return verdict.coverage();
    }

    /// Sources that the newest run could not read; of no concern to the owner of a part.
    long missing() {
        return occasion.isWhole() ? verdict.missing() : 0;
    }

    private String missingOf() {
        return Wording.count(missing()) + " of " + Wording.count(verdict.looked() + missing(), "file");
    }

    private String news(boolean alone) {
        List<String> changes = changes();
        Optional<Scope.Silent> silent = silence();
        if (silent.isPresent()) {
            return Stream.concat(Stream.of(silent.get().sentence(night.zone())), besides().stream())
                    .collect(Collectors.joining("; "));
        }
        if (changes.isEmpty() && besides().isEmpty()) {
            return quiet(alone);
        }
        String first = changes.isEmpty() ? "" : String.join(", ", changes) + worst();
        return Stream.concat(Stream.of(first), besides().stream())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private List<String> changes() {
        return LOOK.stream()
                .filter(state -> verdict.count(state) > 0)
                .map(state -> Wording.count(verdict.count(state)) + " " + Verdict.word(state))
                .toList();
    }

    /// What is no issue, and must not be called quiet.
    private List<String> besides() {
        List<String> besides = new ArrayList<>();
        if (verdict.late() > 0) {
            besides.add(Wording.count(verdict.late(), "issue") + " of before read late");
        }
        int silent = night.insight().silent().size();
        if (silent > 0) {
            besides.add(Wording.count(silent, "project") + " silent");
        }
        if (!occasion.isWhole()) {
            return besides;
        }
        int audit = night.insight().audited().findings().size();
        if (audit > 0) {
            besides.add(Wording.count(audit, "audit finding"));
        }
        if (verdict.files() > 0) {
            besides.add(Verdict.looked(verdict.files()));
        }
        return besides;
    }

    private String worst() {
        Triaged worst = night.issues().stream().min(Triaged.WORST_FIRST).orElseThrow();
        String others = verdict.look() == 1 ? "" : " (+" + (verdict.look() - 1) + ")";
        return ": " + Harmless.name(Verdict.name(worst)) + others;
    }

    private String quiet(boolean all) {
        String usual = night.usual()
                .map(known -> " (usual " + Wording.count(known.errors()) + ")")
                .orElse("");
        return (occasion.heartbeat() ? "sign of life, " : "")
                + (all && !night.scope().first() ? "all quiet: 0 new, " : "0 new, ")
                + Wording.count(verdict.events(true), "error")
                + usual;
    }

    private String sum(boolean errors) {
        String usual = night.usual()
                .map(known -> " (usual " + Wording.count(errors ? known.errors() : known.warnings()) + ")")
                .orElse("");
        return Wording.count(verdict.events(errors), errors ? "error" : "warning") + usual;
    }
}
