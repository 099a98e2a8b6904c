package dev.nightjar.triage.owners;

import dev.nightjar.config.Project.Owner;
import dev.nightjar.model.Trace.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A rule that gives issues to an owner.
///
/// @param written as a person wrote it
/// @param where it stands: `file:line`; empty if unknown
/// @param owner empty if it says that nobody owns what it matches
/// @param contact empty if unknown
/// @param matches whether it speaks of an issue
record Rule(String written, String where, String owner, String contact, Predicate<Subject> matches) {

    static Rule of(Owner rule) {
        return new Rule("rule " + written(rule), line(rule.where()), rule.owner(), rule.contact(), matches(rule));
    }

    /// Without the column.
    private static String line(String where) {
        int last = where.lastIndexOf(':');
        return last > 0 && where.indexOf(':') < last ? where.substring(0, last) : where;
    }

    private static String written(Owner rule) {
        List<String> parts = new ArrayList<>();
        rule.logger().ifPresent(glob -> parts.add("logger: " + glob));
        rule.file().ifPresent(glob -> parts.add("file: " + glob));
        rule.module().ifPresent(glob -> parts.add("module: " + glob));
        rule.host().ifPresent(glob -> parts.add("host: " + glob));
        rule.url().ifPresent(glob -> parts.add("url: " + glob));
        new TreeMap<>(rule.tags()).forEach((name, glob) -> parts.add("tags." + name + ": " + glob));
        return String.join(", ", parts);
    }

    /// The cheapest first: what needs an event is looked at last.
    private static Predicate<Subject> matches(Owner rule) {
        List<Predicate<Subject>> all = new ArrayList<>();
        rule.logger().ifPresent(glob -> all.add(subject -> isLogger(glob, subject)));
        rule.host()
                .ifPresent(
                        glob -> all.add(subject -> subject.hosts().stream().anyMatch(new Glob(glob, '\0')::matches)));
        rule.url()
                .ifPresent(glob -> all.add(subject -> subject.urls().stream().anyMatch(new Glob(glob, '/')::matches)));
        rule.tags()
                .forEach((name, glob) -> all.add(subject ->
                        subject.tag(name).filter(new Glob(glob, '\0')::matches).isPresent()));
        if (rule.file().isPresent() || rule.module().isPresent()) {
            all.add(subject -> subject.own().stream().anyMatch(frame -> isFrame(rule, frame)));
        }
        return subject -> !all.isEmpty() && all.stream().allMatch(one -> one.test(subject));
    }

    private static boolean isLogger(String glob, Subject subject) {
        String logger = subject.logger();
        return logger != null && new Glob(glob, '.').matches(logger);
    }

    private static boolean isFrame(Owner rule, Frame frame) {
        String module = frame.module();
        String file = frame.file();
        return rule.module()
                        .map(glob -> module != null && isModule(glob, module))
                        .orElse(true)
                && rule.file().map(glob -> file != null && isFile(glob, file)).orElse(true);
    }

    /// Modules have parts between dots, or between the separators of PHP and of paths.
    private static boolean isModule(String glob, String module) {
        char separator = module.indexOf('\\') >= 0 ? '\\' : module.indexOf('/') >= 0 ? '/' : '.';
        return new Glob(glob, separator).matches(module);
    }

    /// A relative glob may begin in any folder.
    private static boolean isFile(String glob, String file) {
        String path = file.replace('\\', '/');
        return new Glob(glob, '/').matches(path)
                || (!glob.startsWith("/") && new Glob("**/" + glob, '/').matches(path));
    }
}
