package dev.nightjar.group.kind;

import dev.nightjar.config.yaml.Doc;
import java.util.ArrayList;
import java.util.List;

/// What the rules say about messages: which kinds of variable parts, in which order, and the words that matter.
public final class Lexicon {

    /// In the order they are tried.
    public final Kind[] order;

    /// Kinds that are found by their surroundings.
    public final boolean lists;
    public final boolean quoted;
    public final boolean bools;
    public final boolean names;
    public final boolean values;

    /// Words with digits that are no parameters: `sha256`, `utf-8`.
    final WordSet keep;

    /// Top-level domains that make any dotted name a host.
    public final WordSet domains;

    /// Two-letter domains.
    final WordSet countries;

    /// Of those, the ones that also end file names, properties and calls.
    final WordSet endings;

    /// First labels of packages.
    final WordSet packages;

    /// Endings of files.
    public final WordSet files;

    /// Keys whose value tells what happened: `error=`.
    public final WordSet telling;

    /// Words with a state behind them that stays, though it is quoted: `result`, `now`; and what may stand between.
    public final WordSet states;

    public final WordSet copulas;

    /// What is counted in names as `task-7`: only the number varies. Of all other names that end with one,
    /// `desk-pi-4`, everything does.
    final WordSet counted;

    /// Methods of HTTP: a quoted request line is no name.
    public final WordSet verbs;

    /// Words with a name behind them: `user`, and for `for` the words before it: `password`.
    public final WordSet before;

    public final WordSet beforeFor;

    /// What may stand behind such a name, and what is never one.
    public final WordSet after;

    public final WordSet never;

    private Lexicon(Doc doc, List<Kind> kinds) {
        order = kinds.stream().filter(kind -> kind.compareTo(Kind.LIST) < 0).toArray(Kind[]::new);
        lists = kinds.contains(Kind.LIST);
        quoted = kinds.contains(Kind.QUOTED);
        bools = kinds.contains(Kind.BOOL);
        names = kinds.contains(Kind.NAME);
        values = kinds.contains(Kind.VALUE);
        keep = new WordSet(doc.texts("keep"));
        domains = new WordSet(doc.texts("domains"));
        countries = new WordSet(doc.texts("countries"));
        endings = new WordSet(doc.texts("endings"));
        files = new WordSet(doc.texts("files"));
        telling = new WordSet(doc.texts("telling"));
        states = new WordSet(doc.texts("states"));
        copulas = new WordSet(doc.texts("copulas"));
        counted = new WordSet(doc.texts("counted"));
        verbs = new WordSet(doc.texts("verbs"));
        packages = new WordSet(doc.texts("packages"));
        Doc name = doc.doc("names").orElse(doc);
        before = new WordSet(name.texts("before"));
        beforeFor = new WordSet(name.texts("before-for"));
        after = new WordSet(name.texts("after"));
        never = new WordSet(name.texts("never"));
        name.done();
        doc.done();
    }

    /// Reads the member `message` of the rules.
    public static Lexicon of(Doc doc) {
        List<Kind> kinds = new ArrayList<>();
        for (String label : doc.texts("slots")) {
            Kind.of(label).ifPresentOrElse(kinds::add, () -> doc.problem("slots", "no kind of slot: '" + label + "'"));
        }
        return new Lexicon(doc, kinds);
    }
}
