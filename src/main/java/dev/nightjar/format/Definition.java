package dev.nightjar.format;

import dev.nightjar.config.yaml.Doc;
import dev.nightjar.format.layout.HeaderWrapper;
import dev.nightjar.format.layout.Layout;
import dev.nightjar.format.layout.LayoutParser;
import dev.nightjar.format.layout.RegexLines;
import dev.nightjar.format.layout.TextLines;
import dev.nightjar.format.layout.Wrapper;
import dev.nightjar.format.level.LevelBy;
import dev.nightjar.format.level.Levels;
import dev.nightjar.format.level.ProgramLevels;
import dev.nightjar.format.record.Lines;
import dev.nightjar.format.record.Trailer;
import dev.nightjar.format.structured.ColumnLines;
import dev.nightjar.format.structured.ExportBlocks;
import dev.nightjar.format.structured.JsonLines;
import dev.nightjar.format.structured.LogfmtLines;
import dev.nightjar.format.structured.Members;
import dev.nightjar.format.structured.Members.Role;
import dev.nightjar.format.structured.Scale;
import dev.nightjar.format.structured.Thrown;
import dev.nightjar.model.Level;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A format as its file defines it.
///
/// @param lines how its lines are judged, null for a wrapper
/// @param wrapper null for all others
record Definition(
        String name,
        String title,
        @Nullable Lines lines,
        @Nullable Wrapper wrapper) {

    /// The same with the usual names for JSON objects that are of another kind.
    Definition otherwise(JsonLines usual) {
        return lines instanceof JsonLines json ? new Definition(name, title, json.otherwise(usual), wrapper) : this;
    }

    /// The same with the levels of texts, for the lines of one program.
    Definition telling(ProgramLevels texts) {
        return lines instanceof TextLines text ? new Definition(name, title, text.telling(texts), wrapper) : this;
    }

    /// Reads one; problems go to the document's. Empty if it cannot be used.
    static Optional<Definition> read(Doc doc) {
        int before = doc.problems().all().size();
        String title = doc.text("title");
        String kind = doc.text("kind");
        if (doc.docs("samples").isEmpty()) {
            doc.problem("samples", "a format needs 'samples', each with its 'text' and its 'records'");
        }
        doc.textIf("about");
        Levels levels = new Levels(levels(doc), LevelBy.read(doc));
        List<Layout> layouts = layouts(doc, "layouts", levels, kind.equals("wrapper"));
        Layout repeated =
                layouts(doc, "repeated", levels, true).stream().findFirst().orElse(null);
        Lines.Silent without = doc.flag("needs-no-level", false) ? Lines.Silent.FINE : Lines.Silent.QUIET;
        Members members = members(doc, levels, without);
        boolean asksRegex = kind.equals("regex") || kind.equals("wrapper") && doc.has("pattern");
        Optional<RegexLines> regex = asksRegex ? RegexLines.read(doc, levels) : Optional.empty();
        String header = doc.textIf("header").orElse("");
        String separators = doc.textIf("separators").orElse("");
        List<String> columns = doc.texts("columns");
        Map<String, List<String>> values = values(doc);
        String begin = doc.textIf("begin").orElse("");
        Trailer trailer = new Trailer(doc.texts("tail"));
        int weight = doc.number("weight", 0);
        boolean cut = doc.flag("cut", false);
        boolean open = doc.flag("open", false);
        String program = doc.textIf("program").orElse("");
        List<String> streams = doc.texts("stream");
        List<String> speakers = doc.texts("speaker");
        List<String> path =
                doc.textIf("records").map(text -> List.of(text.split("\\."))).orElse(null);
        doc.done();
        if (doc.problems().all().size() > before) {
            return Optional.empty();
        }
        String name = doc.fileName();
        return switch (kind) {
            case "text" ->
                Optional.of(new Definition(name, title, new TextLines(layouts, program, trailer, without, open), null));
            case "json" -> Optional.of(new Definition(name, title, new JsonLines(members, path), null));
            case "regex" -> regex.map(lines -> new Definition(name, title, lines, null));
            case "columns" ->
                Optional.of(new Definition(
                        name, title, new ColumnLines(members, header, separators, columns, values), null));
            case "blocks" -> Optional.of(new Definition(name, title, new ExportBlocks(members, begin), null));
            case "logfmt" -> Optional.of(new Definition(name, title, new LogfmtLines(members), null));
            case "wrapper" ->
                Optional.of(new Definition(
                        name,
                        title,
                        null,
                        new HeaderWrapper(
                                layouts,
                                layouts.isEmpty() && regex.isEmpty() ? members : null,
                                streams,
                                speakers,
                                regex.orElse(null),
                                weight,
                                cut,
                                repeated)));
            default -> {
                doc.problem(
                        "kind",
                        "'kind' must be text, json, logfmt, columns, blocks, regex or wrapper, not '" + kind + "'");
                yield Optional.empty();
            }
        };
    }

    private static boolean utc(Doc doc) {
        Optional<String> zone = doc.textIf("zone");
        if (zone.isPresent() && !zone.get().equals("UTC")) {
            doc.problem("zone", "'zone' can only be UTC: what the format itself says of its times");
        }
        return zone.isPresent();
    }

    private static Map<String, List<String>> values(Doc doc) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        doc.doc("values").ifPresent(of -> of.keys().forEach(column -> values.put(column, of.texts(column))));
        return values;
    }

    private static Map<String, Level> levels(Doc doc) {
        Map<String, Level> levels = new LinkedHashMap<>();
        doc.map("levels").forEach((word, name) -> level(doc, "levels", name).ifPresent(l -> levels.put(word, l)));
        return levels;
    }

    private static Optional<Level> level(Doc doc, String key, String name) {
        try {
            return Optional.of(Level.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            doc.problem(key, "'" + name + "' is no level: TRACE, DEBUG, INFO, WARN, ERROR, FATAL");
            return Optional.empty();
        }
    }

    private static List<Layout> layouts(Doc doc, String key, Levels levels, boolean wrapper) {
        List<Layout> layouts = new ArrayList<>();
        for (String text : doc.texts(key)) {
            try {
                layouts.addAll(LayoutParser.parse(text, levels, wrapper));
            } catch (IllegalArgumentException e) {
                doc.problem(key, e.getMessage() == null ? "cannot be read" : e.getMessage());
            }
        }
        return layouts;
    }

    private static Members members(Doc doc, Levels levels, Lines.Silent without) {
        Map<Role, List<String>> names = new EnumMap<>(Role.class);
        doc.doc("members").ifPresent(members -> {
            for (Role role : Role.values()) {
                List<String> these = members.texts(role.name().toLowerCase(Locale.ROOT));
                if (!these.isEmpty()) {
                    names.put(role, List.copyOf(these));
                }
            }
            members.done();
        });
        Level otherwise = doc.textIf("default-level")
                .flatMap(name -> level(doc, "default-level", name))
                .orElse(null);
        return new Members(
                names,
                doc.texts("require"),
                levels,
                levels.by(),
                otherwise,
                without,
                utc(doc),
                Thrown.read(doc),
                Scale.read(doc));
    }
}
