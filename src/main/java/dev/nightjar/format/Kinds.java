package dev.nightjar.format;

import dev.nightjar.format.layout.ControlCodes;
import dev.nightjar.format.layout.Speakers;
import dev.nightjar.format.layout.TextLines;
import dev.nightjar.format.layout.Wrapper;
import dev.nightjar.format.learn.Learner;
import dev.nightjar.format.level.FailureWords;
import dev.nightjar.format.level.ProgramLevels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Mixed;
import dev.nightjar.format.record.Openers;
import dev.nightjar.format.record.Plain;
import dev.nightjar.format.structured.ColumnLines;
import dev.nightjar.format.structured.JsonLines;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Kinds of lines by their names: a format with a layout's mark (`logback:p3k`), several in one file
/// (`json ++ logback`), and one for each who writes into a wrapper (`{web=json;=plain}`).
///
/// @param texts how serious it is what programs write without a level
/// @param failures words that speak of failure
/// @param openers what lines of stack traces begin with
record Kinds(Map<String, Definition> definitions, ProgramLevels texts, FailureWords failures, Openers openers) {

    static final String PLAIN = "plain";
    static final String LEARNED = "learned";
    static final String AND = " ++ ";

    private static final String NEXT_LAYOUT = " || ";

    /// Whose lines are unmistakable whatever stands round them: they are looked for in every file of text.
    private static final List<String> UNMISTAKABLE = List.of("json", "logfmt");

    static String learned(List<String> layouts) {
        return LEARNED + ":" + String.join(NEXT_LAYOUT, layouts);
    }

    @Nullable
    Wrapper wrapper(String name) {
        Definition definition = definitions.get(name);
        return name.equals(ControlCodes.NAME)
                ? ControlCodes.STRIPPED
                : definition == null ? null : definition.wrapper();
    }

    /// Lines with those beside them that are unmistakable.
    Lines withUnmistakable(Lines main, List<Lines> others) {
        Stream<Lines> further = UNMISTAKABLE.stream()
                .map(definitions::get)
                .filter(definition -> definition != null && definition.lines() != null)
                .map(definition -> java.util.Objects.requireNonNull(definition.lines()))
                .filter(lines -> !(lines instanceof JsonLines && main instanceof JsonLines));
        return main == Plain.LINES
                ? main
                : Mixed.of(main, Stream.concat(others.stream(), further).toList());
    }

    /// The same with what is unmistakable beside each.
    Speakers complete(Speakers speakers) {
        Map<String, Lines> known = new LinkedHashMap<>();
        speakers.known().forEach((name, lines) -> known.put(name, withUnmistakable(lines, List.of())));
        return new Speakers(known, withUnmistakable(speakers.other(), List.of()), texts);
    }

    /// The name of what those who write into a wrapper write.
    static String name(Map<String, String> bySpeaker, String other) {
        return bySpeaker.isEmpty()
                ? other
                : Stream.concat(bySpeaker.entrySet().stream(), Stream.of(Map.entry("", other)))
                        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                        .collect(Collectors.joining(";", "{", "}"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// What a name of `name` says; empty if a definition is gone.
    Optional<Speakers> speakers(String name, boolean wrapperSaysLevel) {
        if (!name.startsWith("{") || !name.endsWith("}")) {
            return lines(name, wrapperSaysLevel).map(lines -> new Speakers(Map.of(), lines, texts));
        }
        Map<String, Lines> known = new LinkedHashMap<>();
        for (String one : name.substring(1, name.length() - 1).split(";")) {
            int equals = one.indexOf('=');
            String kind = URLDecoder.decode(one.substring(equals + 1), StandardCharsets.UTF_8);
            Lines lines = lines(kind, wrapperSaysLevel).orElse(null);
            if (lines == null || equals < 0) {
                return Optional.empty();
            }
            known.put(URLDecoder.decode(one.substring(0, equals), StandardCharsets.UTF_8), lines);
        }
        Lines other = known.remove("");
        return Optional.ofNullable(other).map(lines -> new Speakers(known, lines, texts));
    }

    private Optional<Lines> lines(String names, boolean wrapperSaysLevel) {
        List<Lines> all = new ArrayList<>();
        for (String name : names.split(java.util.regex.Pattern.quote(AND))) {
            Lines one = one(name, wrapperSaysLevel);
            if (one == null) {
                return Optional.empty();
            }
            all.add(one);
        }
        return Optional.of(withUnmistakable(all.getFirst(), all.subList(1, all.size())));
    }

    private @Nullable Lines one(String name, boolean wrapperSaysLevel) {
        int colon = name.indexOf(':');
        String base = colon < 0 ? name : name.substring(0, colon);
        String mark = name.substring(colon + 1);
        if (base.equals(PLAIN)) {
            return wrapperSaysLevel ? Plain.LINES : Plain.ANY;
        }
        if (base.equals(LEARNED) && colon > 0) {
            return Learner.compile(List.of(mark.split(java.util.regex.Pattern.quote(NEXT_LAYOUT))));
        }
        Definition definition = definitions.get(base);
        Lines lines = definition == null ? null : definition.lines();
        return switch (lines) {
            case TextLines text when colon >= 0 -> text.first(mark);
            case ColumnLines columns when colon >= 0 -> columns.marked(mark);
            case JsonLines json when colon >= 0 -> json.marked(mark);
            case null -> null;
            default -> lines;
        };
    }
}
