package dev.nightjar.cli.init;

import dev.nightjar.cli.init.Wanted.Part;
import dev.nightjar.config.Configuration;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The questions of `init`, few enough for a minute.
final class Asking {

    private final Prompt prompt;

    Asking(Prompt prompt) {
        this.prompt = prompt;
    }

    /// What the person wants; empty if nothing is to be written.
    Optional<Wanted> about(Wanted wish, Path home) {
        try {
            Wanted wanted = wish.with(
                    wish.projects().size() == 1
                            ? List.of(renamed(wish.projects().getFirst()))
                            : kept(wish.projects()));
            wanted = wanted.with(wanted.projects().stream().map(this::owning).toList());
            String time =
                    prompt.ask("Report every day at", wanted.at().toString(), text -> wrong(text, LocalTime::parse));
            wanted = wanted.at(LocalTime.parse(time));
            wanted = wanted.watched(prompt.yes("Look for news every five minutes as well?"));
            String to = prompt.ask(
                    "Mail it to (an address)",
                    wanted.to().orElse(""),
                    text -> text.isEmpty() ? Optional.empty() : wrong(text, Configuration::address));
            if (!to.isEmpty()) {
                String server = prompt.ask("Mail goes out through the server", wanted.smtp(), Asking::empty);
                wanted = wanted.mailed(to, server);
            }
            return prompt.yes("Write it to " + home + "?") ? Optional.of(wanted) : Optional.empty();
        } catch (Prompt.EndOfAnswers e) {
            return Optional.empty();
        }
    }

    private Part renamed(Part part) {
        return part.named(prompt.ask("Name of the project", part.name(), text -> wrong(text, Configuration::name)));
    }

    private List<Part> kept(List<Part> parts) {
        List<String> names = parts.stream().map(Part::name).toList();
        String answer = prompt.ask("Projects", String.join(" ", names), text -> {
            List<String> unknown = new ArrayList<>(words(text));
            unknown.removeAll(names);
            return text.isEmpty()
                    ? Optional.of("at least one of " + String.join(", ", names))
                    : unknown.stream().findFirst().map(name -> "no project '" + name + "' was found");
        });
        List<String> wanted = words(answer);
        return parts.stream().filter(part -> wanted.contains(part.name())).toList();
    }

    private Part owning(Part part) {
        if (part.seen().gleaned().traces() == 0) {
            return part;
        }
        String proposed = part.inApp().stream().collect(Collectors.joining(" "));
        return part.owning(
                words(prompt.ask("Own code of " + part.name() + " (- for none)", proposed, text -> Optional.empty())));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Optional<String> empty(String text) {
        return text.isBlank() ? Optional.of("must not be empty") : Optional.empty();
    }

    private static Optional<String> wrong(String text, Consumer<String> reads) {
        try {
            reads.accept(text);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("'" + text + "' is no time of day: write 06:00");
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
