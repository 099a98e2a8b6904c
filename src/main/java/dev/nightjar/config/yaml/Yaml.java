package dev.nightjar.config.yaml;

import dev.nightjar.config.yaml.Doc.Member;
import dev.nightjar.config.yaml.Doc.Nothing;
import dev.nightjar.config.yaml.Doc.Value;
import dev.nightjar.config.yaml.Problems.Place;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// YAML text to `Doc`, with the place of every value. Scalars stay text: what `no` or `0777` mean is for the
/// asker to say.
///
/// Only what a configuration needs is understood: one document of mappings, lists and scalars. Type tags and
/// aliases are refused: the first could name classes, the second could grow without bound.
public final class Yaml {

    private static final YAMLFactory FACTORY = new YAMLFactory();
    private static final int DEEPEST = 50;
    private static final int LONGEST = 1_000_000;
    private static final Pattern MARK = Pattern.compile("line (\\d+), column (\\d+)");

    /// Ends the reading of a file.
    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Place place;

        TooDeep(Place place) {
            this.place = place;
        }
    }

    private final String file;
    private final Problems problems;
    private final YAMLParser parser;

    private Yaml(String file, Problems problems, YAMLParser parser) {
        this.file = file;
        this.problems = problems;
        this.parser = parser;
    }

    /// Reads one mapping; an empty file is an empty mapping. Broken YAML is noted as a problem and gives an empty
    /// mapping about which no further problem is noted.
    public static Doc read(String file, String text, Problems problems) {
        Place start = new Place(file, 1, 1);
        if (text.length() > LONGEST) {
            problems.add(start, "is longer than " + LONGEST + " characters");
            return unreadable(start);
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (YAMLParser parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), plain)) {
            return parser.nextToken() == null
                    ? new Doc(start, Map.of(), problems)
                    : new Yaml(file, problems, parser).whole(start);
        } catch (TooDeep e) {
            problems.add(e.place, "nested deeper than " + DEEPEST);
        } catch (JacksonException e) {
            notYaml(start, e, problems);
        }
        return unreadable(start);
    }

    /// A mapping without members whose further problems nobody wants to hear.
    private static Doc unreadable(Place start) {
        return new Doc(start, Map.of(), new Problems());
    }

    /// Reads one mapping from a file. That it cannot be read, or that anybody may write it, is noted as a
    /// problem.
    public static Doc read(Path file, Problems problems) {
        Place start = new Place(file.toString(), 1, 1);
        refuseIfOpenToAll(file, problems);
        try {
            return read(file.toString(), Files.readString(file), problems);
        } catch (CharacterCodingException e) {
            problems.add(start, "is not UTF-8 text");
        } catch (AccessDeniedException e) {
            problems.add(start, "cannot be read: permission denied");
        } catch (IOException e) {
            problems.add(start, "cannot be read: " + e.getMessage());
        }
        return unreadable(start);
    }

    /// Reads every `*.yaml` of a folder in the order of names; a folder that is not there has none.
    public static List<Doc> folder(Path dir, Problems problems) {
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        refuseIfOpenToAll(dir, problems);
        try (Stream<Path> files = Files.list(dir)) {
            List<Path> all = files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            all.stream().filter(f -> f.toString().endsWith(".yml")).forEach(f -> wrongEnding(f, problems));
            return all.stream()
                    .filter(f -> f.toString().endsWith(".yaml"))
                    .map(f -> read(f, problems))
                    .toList();
        } catch (IOException e) {
            problems.add(new Place(dir.toString(), 1, 1), "cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    /// Notes that a file that ends in `.yml` is not read.
    public static void wrongEnding(Path file, Problems problems) {
        problems.add(new Place(file.toString(), 1, 1), "ends in .yml and is not read: rename it to end in .yaml");
    }

    /// What anybody may write says nothing about what the operator wants.
    public static void refuseIfOpenToAll(Path path, Problems problems) {
        try {
            if (!problems.isTrusting()
                    && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
                problems.add(
                        new Place(path.toString(), 1, 1),
                        "is writable by everybody: run chmod o-w '" + path + "', or say --trust");
            }
        } catch (UnsupportedOperationException | IOException e) {
            // A file system without such permissions; a path that is not there is told by its reader.
        }
    }

    private Doc whole(Place start) {
        Value value = value(0);
        if (parser.nextToken() != null) {
            problems.add(here(), "a second document starts here, only one is read: remove '---'");
        }
        if (value.content() instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked")
            Map<String, Member> members = (Map<String, Member>) map;
            return new Doc(start, members, problems);
        }
        if (!(value.content() instanceof Nothing)) {
            problems.add(value.place(), "must be a mapping of names to values");
            return unreadable(start);
        }
        return new Doc(start, Map.of(), problems);
    }

    private Value value(int depth) {
        Place place = here();
        refuseTagsAndAliases(place);
        if (depth > DEEPEST) {
            throw new TooDeep(place);
        }
        return switch (java.util.Objects.requireNonNull(parser.currentToken())) {
            case START_OBJECT -> new Value(place, members(depth));
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(depth + 1));
                }
                yield new Value(place, items);
            }
            case VALUE_NULL -> new Value(place, new Nothing());
            default -> scalar(place);
        };
    }

    private Value scalar(Place place) {
        String text = parser.getString();
        return new Value(place, text.equals("~") ? new Nothing() : text);
    }

    private Map<String, Member> members(int depth) {
        Map<String, Member> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Place place = here();
            parser.nextToken();
            if (members.put(key, new Member(place, value(depth + 1))) != null) {
                problems.add(place, "'" + key + "' stands here twice");
            }
        }
        return members;
    }

    private void refuseTagsAndAliases(Place place) {
        if (parser.isCurrentAlias()) {
            problems.add(place, "aliases (*name) are not understood: write the value out");
        }
        if (parser.getTypeId() != null) {
            problems.add(place, "type tags (!name) are not understood: remove it");
        }
    }

    private Place here() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    /// The parser's text has a line "while …", a line of what is wrong, each followed by its mark and an excerpt.
    /// The last mark says where it went wrong, but for something left open the first one says where it begins.
    private static void notYaml(Place start, JacksonException e, Problems problems) {
        String message = String.valueOf(e.getOriginalMessage());
        List<String> said = message.lines()
                .filter(line -> !line.startsWith(" ") && !line.isBlank())
                .toList();
        Matcher mark = MARK.matcher(message);
        TokenStreamLocation at = e.getLocation();
        Place place = at == null
                ? start
                : new Place(start.file(), Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
        boolean open = message.contains("unexpected end of stream");
        for (boolean more = mark.find(); more; more = !open && mark.find()) {
            place = new Place(start.file(), Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2)));
        }
        problems.add(place, "not YAML: " + (said.isEmpty() ? "unreadable" : String.join(", ", said)));
    }
}
