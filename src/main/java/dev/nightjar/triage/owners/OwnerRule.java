package dev.nightjar.triage.owners;

import dev.nightjar.config.Project.Owner;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A rule that gives issues to an owner.
///
/// @param written as a person wrote it
/// @param where it stands: `file:line`; empty if unknown
/// @param owner empty if it says that nobody owns what it matches
/// @param contact empty if unknown
/// @param matches whether it speaks of an issue
record OwnerRule(String written, String where, String owner, String contact, Predicate<OwnedThing> matches) {

    static OwnerRule of(Owner rule) {
        return new OwnerRule("rule " + written(rule), line(rule.where()), rule.owner(), rule.contact(), matches(rule));
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
    private static Predicate<OwnedThing> matches(Owner rule) {
        List<Predicate<OwnedThing>> all = new ArrayList<>();
        rule.logger().ifPresent(text -> {
            Glob glob = Glob.names(text, '.');
            all.add(subject -> isNamed(glob, subject.logger()));
        });
        rule.host().ifPresent(text -> {
            Glob glob = Glob.names(text, '\0');
            all.add(subject -> subject.hosts().stream().anyMatch(glob::matches));
        });
        rule.url().ifPresent(text -> {
            Glob glob = Glob.names(text, '/');
            all.add(subject -> subject.urls().stream().anyMatch(glob::matches));
        });
        rule.tags().forEach((name, text) -> {
            Glob glob = Glob.names(text, '\0');
            all.add(subject -> subject.tag(name).filter(glob::matches).isPresent());
        });
        if (rule.file().isPresent() || rule.module().isPresent()) {
            Predicate<Frame> module = rule.module().map(OwnerRule::module).orElse(any -> true);
            Predicate<Frame> file = rule.file().map(OwnerRule::file).orElse(any -> true);
            all.add(subject -> subject.own().stream().anyMatch(module.and(file)));
        }
        return subject -> !all.isEmpty() && all.stream().allMatch(one -> one.test(subject));
    }

    private static boolean isNamed(Glob glob, @Nullable String name) {
        return name != null && glob.matches(name);
    }

    /// Modules have parts between dots, or between the separators of PHP and of paths.
    private static Predicate<Frame> module(String text) {
        Glob dots = Glob.names(text, '.');
        Glob slashes = Glob.names(text, '/');
        Glob backslashes = Glob.names(text, '\\');
        return frame -> {
            String module = frame.module();
            return module != null
                    && (module.indexOf('\\') >= 0 ? backslashes : module.indexOf('/') >= 0 ? slashes : dots)
                            .matches(module);
        };
    }

    /// A relative glob may begin in any folder.
    private static Predicate<Frame> file(String text) {
        Glob whole = Glob.names(text, '/');
        Glob deeper = Glob.names(text.startsWith("/") ? text : "**/" + text, '/');
        return frame -> {
            String path = frame.file() == null ? null : frame.file().replace('\\', '/');
            return isNamed(whole, path) || isNamed(deeper, path);
        };
    }
}
