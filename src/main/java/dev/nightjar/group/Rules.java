package dev.nightjar.group;

import dev.nightjar.config.Definitions;
import dev.nightjar.config.Doc;
import dev.nightjar.config.Problems;
import dev.nightjar.config.Problems.Place;
import dev.nightjar.config.Yaml;
import dev.nightjar.group.template.Templates;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// All files of grouping rules as one. One of them has the version, the message rules and samples; the others add
/// to its lists. The order of the files does not matter.
final class Rules {

    final Ownership ownership = new Ownership();
    final Names names = new Names();
    final Set<String> endless = new HashSet<>();
    private String version = "";
    private Templates templates;

    private Rules(Collection<Doc> files, Problems problems) {
        templates = Templates.read(Yaml.read("message", "", new Problems()));
        files.forEach(this::add);
        if (version.isEmpty()) {
            problems.add(new Place("grouping", 1, 1), "no file of grouping rules has a 'version'");
        }
    }

    static Rules load(Optional<Path> home, Problems problems) {
        return of(Definitions.load("grouping", home, problems).values(), problems);
    }

    static Rules of(Collection<Doc> files, Problems problems) {
        return new Rules(files, problems);
    }

    /// The algorithm's version, part of every hash.
    String version() {
        return version;
    }

    Templates templates() {
        return templates;
    }

    private void add(Doc doc) {
        ownership.add(doc);
        doc.doc("names").ifPresent(names::add);
        endless.addAll(doc.texts("endless"));
        doc.textIf("version").ifPresent(text -> algorithm(doc, text));
        doc.done();
    }

    private void algorithm(Doc doc, String text) {
        if (!version.isEmpty()) {
            doc.problem("version", "a second 'version': '" + version + "' is loaded already");
        }
        version = text;
        doc.text("date");
        Doc message = doc.doc("message").orElse(doc);
        templates = Templates.read(message);
        if (!doc.has("samples")) {
            doc.problem("version", "rules without samples do not load");
        }
    }
}
