package dev.nightjar.group.rule;

import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.config.yaml.Problems.Place;
import dev.nightjar.config.yaml.Yaml;
import dev.nightjar.group.template.Templates;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// All files of grouping rules as one. One of them has the version, the message rules and samples; the others add
/// to its lists. The order of the files does not matter.
public final class GroupingRules {

    public final Ownership ownership = new Ownership();
    public final GeneratedNames names = new GeneratedNames();
    public final Set<String> endless = new HashSet<>();

    /// Types that stand for one that nobody printed.
    public final Set<String> unnamed = new HashSet<>();

    private String version = "";
    private Templates templates;

    private GroupingRules(Collection<Doc> files, Problems problems) {
        templates = Templates.read(Yaml.read("message", "", new Problems()));
        files.forEach(this::add);
        if (version.isEmpty()) {
            problems.add(new Place("grouping", 1, 1), "no file of grouping rules has a 'version'");
        }
    }

    /// Reads the rules that ship with Nightjar and those in `grouping/` beside a configuration.
    ///
    /// @param home the configuration's folder, if there is one
    public static GroupingRules load(Optional<Path> home, Problems problems) {
        return of(Definitions.load("grouping", home, problems).values(), problems);
    }

    /// The rules of these files; what is wrong in them is noted.
    public static GroupingRules of(Collection<Doc> files, Problems problems) {
        return new GroupingRules(files, problems);
    }

    /// The algorithm's version, part of every hash.
    public String version() {
        return version;
    }

    /// What makes templates of messages, by the rules' `message`.
    public Templates templates() {
        return templates;
    }

    private void add(Doc doc) {
        ownership.add(doc);
        doc.doc("names").ifPresent(names::add);
        endless.addAll(doc.texts("endless"));
        unnamed.addAll(doc.texts("unnamed"));
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
