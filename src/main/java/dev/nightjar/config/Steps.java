package dev.nightjar.config;

import dev.nightjar.config.Job.At;
import dev.nightjar.config.Job.Hook;
import dev.nightjar.config.Job.Step;
import dev.nightjar.config.Job.When;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.text.Nearest;
import dev.nightjar.text.Times;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the steps of a job.
///
/// @param base the folder that paths in a job are relative to
record Steps(Path base, Problems problems) {

    private static final List<String> STEPS = List.of("scan", "report", "mail", "alert", "prune");
    private static final List<String> TEMPLATES = List.of("json", "slack", "teams", "mattermost", "pagerduty");
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration WEEK = Duration.ofDays(7);

    Optional<Step> step(Doc item, String name) {
        if (!STEPS.contains(name)) {
            item.problemWithName(name, "unknown step '" + name + "'" + Nearest.hint(name, STEPS));
            return Optional.empty();
        }
        Optional<Doc> options = item.doc(name);
        Optional<Step> step = options.map(doc -> step(name, doc));
        options.ifPresent(Doc::done);
        return step;
    }

    private Step step(String name, Doc options) {
        return switch (name) {
            case "scan" -> new Step.Scan();
            case "report" -> new Step.Report(window(options), at(options));
            case "mail" -> mail(options);
            case "alert" -> alert(options);
            case "prune" -> new Step.Prune();
            default -> throw new IllegalStateException(name);
        };
    }

    private Step mail(Doc options) {
        List<String> to = to(options);
        if (options.isEmpty("to")) {
            options.problem("to", "'to' is missing: say who gets the mail, to: [team@example.org]");
        }
        return new Step.Mail(
                to,
                window(options),
                at(options),
                options.value("when", text -> word(text, When.class)).orElse(When.ALWAYS),
                options.flag("owners", false),
                options.value("heartbeat", SettingWords::duration).orElse(WEEK));
    }

    private Step alert(Doc options) {
        List<String> to = to(options);
        List<Hook> hooks = new ArrayList<>();
        List<String> command = options.texts("exec");
        if (!command.isEmpty()) {
            hooks.add(new Hook.Exec(command));
        } else if (options.has("exec")) {
            options.problem("exec", "'exec' is empty: say which program, exec: [/usr/local/bin/page, on-call]");
        }
        for (Doc webhook : options.docs("webhook", "url")) {
            webhook(webhook).ifPresent(hooks::add);
        }
        if (to.isEmpty() && hooks.isEmpty() && !options.has("webhook") && !options.has("to")) {
            options.problem("to", "an alert that tells nobody: add to: [team@example.org], exec: or webhook:");
        }
        return new Step.Alert(
                on(options),
                to,
                window(options),
                at(options),
                options.value("again", SettingWords::duration).orElse(DAY),
                options.value("collect", Times::duration).orElse(Duration.ofMinutes(10)),
                hooks);
    }

    /// What is news; everything, if nothing is said.
    private Set<Notice.Kind> on(Doc options) {
        Set<Notice.Kind> on = EnumSet.noneOf(Notice.Kind.class);
        options.texts("on", (place, text) -> {
            try {
                on.add(word(text, Notice.Kind.class));
            } catch (IllegalArgumentException e) {
                problems.add(place, "'on': " + e.getMessage());
            }
        });
        if (on.isEmpty() && options.has("on") && options.isEmpty("on")) {
            options.problem("on", "'on' is empty: say what is news, on: [new, regressed]");
        }
        return on.isEmpty() ? EnumSet.allOf(Notice.Kind.class) : on;
    }

    private Optional<Hook> webhook(Doc doc) {
        Optional<URI> url = doc.value("url", Steps::address);
        Optional<URI> filed = secret(doc, "url-file").flatMap(text -> checked(doc, "url-file", text));
        if (doc.has("url") == doc.has("url-file")) {
            doc.problem("url", "a webhook has one of 'url' and 'url-file'");
        }
        String template = doc.value("template", this::template).orElse("json");
        Optional<String> key = secret(doc, "key-file");
        if (template.equals("pagerduty") && !doc.has("key-file")) {
            doc.problem("template", "'pagerduty' needs 'key-file': a file with the routing key of its service");
        }
        doc.done();
        return url.or(() -> filed).map(uri -> new Hook.Webhook(uri, template, key.orElse("")));
    }

    /// One that ships with Nightjar, or a file of the configuration's own.
    private String template(String text) {
        if (SettingWords.isSlug(text) && Files.isRegularFile(base.resolve("templates/hooks/" + text + ".ftl"))) {
            return text;
        }
        return SettingWords.oneOf(text, TEMPLATES);
    }

    private Optional<URI> checked(Doc doc, String key, String text) {
        try {
            return Optional.of(address(text));
        } catch (IllegalArgumentException e) {
            // The address is a secret: it is not repeated.
            doc.problem(key, "'" + key + "': the file holds no address that begins with https://");
            return Optional.empty();
        }
    }

    /// What is told goes over the wire in the clear only to the same machine.
    private static URI address(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException("is no address: write https://host/path");
        }
        boolean clear = "http".equals(uri.getScheme());
        if (uri.getHost() == null || !clear && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("is no address: write https://host/path");
        }
        if (clear && !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException("http is only for this machine: write https://" + uri.getHost());
        }
        return uri;
    }

    /// No name is looked up.
    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || (host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]") && parsed(host).isLoopbackAddress());
    }

    private static InetAddress parsed(String host) {
        try {
            return InetAddress.ofLiteral(host.replace("[", "").replace("]", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no address: write https://host/path", e);
        }
    }

    /// The content of a file that only its owner and group may read.
    private Optional<String> secret(Doc doc, String key) {
        Optional<Path> file =
                doc.value(key, text -> base.resolve(SettingWords.filled(text)).normalize());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (isOpenToAll(file.get())) {
                doc.problem(key, file.get() + " is readable by everybody: run chmod 600 '" + file.get() + "'");
            }
            String text = Files.readString(file.get()).strip();
            if (text.isEmpty() || text.lines().count() > 1) {
                doc.problem(key, file.get() + " must hold one line");
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (IOException e) {
            String why = Files.exists(file.get()) ? "cannot be read" : "is not there";
            doc.problem(key, "'" + key + "': " + file.get() + " " + why);
            return Optional.empty();
        }
    }

    private static boolean isOpenToAll(Path file) throws IOException {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private List<String> to(Doc options) {
        List<String> to = new ArrayList<>();
        options.texts("to", (place, text) -> {
            to.add(text);
            try {
                SettingWords.address(text);
            } catch (IllegalArgumentException e) {
                problems.add(place, "'to': " + e.getMessage());
            }
        });
        return to;
    }

    private static <E extends Enum<E>> E word(String text, Class<E> of) {
        List<String> known = Arrays.stream(of.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        return Enum.valueOf(of, SettingWords.oneOf(text, known).toUpperCase(Locale.ROOT));
    }

    private static Duration window(Doc options) {
        return options.value("window", SettingWords::duration).orElse(DAY);
    }

    private static At at(Doc options) {
        return options.value("at", text -> word(text, At.class)).orElse(At.NOW);
    }
}
