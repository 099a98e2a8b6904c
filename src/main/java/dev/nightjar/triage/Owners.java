package dev.nightjar.triage;

import dev.nightjar.config.Project;
import dev.nightjar.config.Project.Owner;
import dev.nightjar.model.Activity;
import dev.nightjar.model.Decision;
import dev.nightjar.model.StoredEvent;
import dev.nightjar.model.Trace.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whose an issue is: what a person assigned, else the last rule of the project that matches. Rules see the
/// logger and the host of the newest event, and the module and file of its own frames; frames of libraries belong
/// to nobody.
final class Owners {

    /// Who is to look.
    record Found(String owner, String contact, String reason) {}

    private Owners() {}

    static Optional<Found> of(
            Optional<Project> project, Activity activity, List<Decision> history, Optional<StoredEvent> newest) {
        List<Owner> rules = project.map(Project::owners).orElse(List.of());
        Optional<Decision> assigned = history.stream()
                .filter(decision -> decision.kind() == Decision.Kind.ASSIGN)
                .reduce((older, newer) -> newer)
                .filter(decision -> !decision.text().isBlank());
        return assigned.map(decision -> assigned(decision, rules)).or(() -> byRule(rules, activity, newest));
    }

    private static Found assigned(Decision decision, List<Owner> rules) {
        String owner = decision.text().strip();
        String contact = rules.stream()
                .filter(rule -> rule.owner().equals(owner))
                .map(Owner::contact)
                .findFirst()
                .orElse(owner.contains("@") ? owner : "");
        return new Found(owner, contact, "assigned by " + Sentences.person(decision));
    }

    private static Optional<Found> byRule(List<Owner> rules, Activity activity, Optional<StoredEvent> newest) {
        Subject subject = Subject.of(activity, newest);
        return rules.stream()
                .filter(subject::isMatchedBy)
                .reduce((earlier, later) -> later)
                .map(rule -> new Found(
                        rule.owner(),
                        rule.contact(),
                        "rule " + written(rule) + " in project "
                                + activity.issue().project()));
    }

    private static String written(Owner rule) {
        List<String> parts = new ArrayList<>();
        rule.logger().ifPresent(glob -> parts.add("logger: " + glob));
        rule.file().ifPresent(glob -> parts.add("file: " + glob));
        rule.module().ifPresent(glob -> parts.add("module: " + glob));
        rule.host().ifPresent(glob -> parts.add("host: " + glob));
        return String.join(", ", parts);
    }

    /// What rules are held against.
    private record Subject(@Nullable String logger, Set<String> hosts, List<Frame> own) {

        static Subject of(Activity activity, Optional<StoredEvent> newest) {
            String logger =
                    newest.map(StoredEvent::logger).orElse(activity.issue().logger());
            Set<String> hosts = newest.map(StoredEvent::host).map(Set::of).orElse(activity.hosts());
            List<Frame> own = newest.map(StoredEvent::trace).stream()
                    .flatMap(trace -> trace.chain().stream())
                    .flatMap(thrown -> thrown.frames().stream())
                    .filter(Frame::inApp)
                    .toList();
            return new Subject(logger, hosts, own);
        }

        boolean isMatchedBy(Owner rule) {
            boolean overFrames = rule.file().isPresent() || rule.module().isPresent();
            return rule.logger().map(this::isLogger).orElse(true)
                    && rule.host().map(this::isHost).orElse(true)
                    && (!overFrames || own.stream().anyMatch(frame -> isFrame(rule, frame)))
                    && (overFrames || rule.logger().isPresent() || rule.host().isPresent());
        }

        private boolean isLogger(String glob) {
            return logger != null && new Glob(glob, '.').matches(logger);
        }

        private boolean isHost(String glob) {
            return hosts.stream().anyMatch(new Glob(glob, '\0')::matches);
        }

        private static boolean isFrame(Owner rule, Frame frame) {
            String module = frame.module();
            String file = frame.file();
            return rule.module()
                            .map(glob -> module != null && isModule(glob, module))
                            .orElse(true)
                    && rule.file()
                            .map(glob -> file != null && isFile(glob, file))
                            .orElse(true);
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
}
