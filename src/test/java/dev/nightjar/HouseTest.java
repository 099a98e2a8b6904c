package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads the room table of ARCHITECTURE.md and holds the code against it, by full package names. To add a room,
/// a sub-room or a library, edit the table first.
///
/// What a class uses is told by its class file, and by the imports of its source as well:
/// constants that the compiler copied leave no trace in a class file.
class HouseTest {

    private static final String BASE = "dev.nightjar";
    private static final String MAIN = "src/main/java";
    private static final int MOST_FILES = 12;
    private static final int LEAST_FILES = 4;
    private static final int MOST_IN_A_CIRCLE = 4;
    private static final int MOST_LINES = 400;
    private static final int LONGEST_INTRODUCTION = 90;
    private static final int LONGEST_FACADE = 150;
    private static final Pattern IMPORT =
            Pattern.compile("import (?:static )?(dev\\.nightjar(?:\\.[a-z]\\w*)*\\.[A-Z]\\w*)");
    private static final List<String> FORBIDDEN =
            List.of("Manager", "Helper", "Util", "Utils", "Impl", "Data", "Info", "Base", "Common");

    /// Packages of the libraries that the table names. Jackson's streaming core serves YAML and JSON alike.
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("Jackson YAML", List.of("tools.jackson.dataformat.yaml", "tools.jackson.core")),
            Map.entry("Jackson streaming", List.of("tools.jackson.core")),
            Map.entry("commons-compress", List.of("org.apache.commons.compress")),
            Map.entry("xz", List.of("org.tukaani.xz")),
            Map.entry("zstd-jni", List.of("com.github.luben.zstd")),
            Map.entry("re2j", List.of("com.google.re2j")),
            Map.entry("hash4j", List.of("com.dynatrace.hash4j")),
            Map.entry("Lucene", List.of("org.apache.lucene")),
            Map.entry("FreeMarker", List.of("freemarker")),
            Map.entry("Jakarta Mail", List.of("jakarta.mail", "jakarta.activation", "org.eclipse.angus")),
            Map.entry("TLS", List.of("javax.net", "javax.security")),
            Map.entry("Spring", List.of("org.springframework")),
            Map.entry("H2", List.of("org.h2")),
            Map.entry("JLine", List.of("org.jline")),
            Map.entry("picocli", List.of("picocli")));

    /// Packages that every room may use.
    private static final List<String> EVERYWHERE = List.of("java", "javax.sql", "org.jspecify");

    /// Those of the folder or jar that the façade comes from: no tests.
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Nightjar.class.getProtectionDomain().getCodeSource().getLocation());

    private static final Map<String, Room> ROOMS = rooms();

    private static final Map<String, Set<String>> USES = uses();

    /// A row of the table.
    ///
    /// @param subs names of its sub-rooms; true if other rooms may see them
    /// @param sees rooms by their names
    private record Room(Map<String, Boolean> subs, Set<String> sees, Set<String> libraries) {}

    @Test
    void everyPackageIsOfTheTableAndTheTableNamesNoOther() {
        Set<String> table = new TreeSet<>();
        ROOMS.forEach((name, room) -> {
            table.add(name);
            room.subs().keySet().forEach(sub -> table.add(name + "." + sub));
        });
        assertThat(packages().keySet()).isEqualTo(table);
    }

    @Test
    void aRoomSeesOnlyTheRoomsThatTheTableAllowsAndOfTheirSubRoomsTheOpenOnes() {
        List<String> wrong = new ArrayList<>();
        USES.forEach((from, all) -> all.stream()
                .filter(to -> !allowed(packageOf(from), packageOf(to)))
                .forEach(to -> wrong.add(from + " uses " + to)));
        assertThat(wrong).isEmpty();
    }

    @Test
    void aRoomUsesOnlyTheLibrariesThatTheTableGivesIt() {
        assertThat(CLASSES.stream()
                        .flatMap(from -> types(from)
                                .filter(to -> !isOurs(to) && !within(to, EVERYWHERE))
                                .filter(to -> !within(to, libraries(ROOMS.get(room(shortened(from))))))
                                .map(to -> from.getName() + " uses " + to.getName()))
                        .distinct())
                .isEmpty();
    }

    /// Every command would wait for it.
    @Test
    void onlyTheLiveScreenKnowsTheLibraryOfTheTerminal() {
        assertThat(CLASSES.stream()
                        .filter(from -> types(from).anyMatch(to -> within(to, List.of("org.jline"))))
                        .map(JavaClass::getPackageName)
                        .distinct())
                .containsExactly(BASE + ".cli.live");
    }

    @Test
    void aPackageHasAtMostTwelveFilesAndARoomAtLeastFour() {
        assertThat(packages())
                .allSatisfy((name, files) -> assertThat(files).as(name).hasSizeLessThanOrEqualTo(MOST_FILES));
        Map<String, Integer> rooms = new TreeMap<>();
        packages().forEach((name, files) -> rooms.merge(room(name), files.size(), Integer::sum));
        rooms.remove("");
        assertThat(rooms).allSatisfy((name, files) -> assertThat(files).as(name).isGreaterThanOrEqualTo(LEAST_FILES));
    }

    @Test
    void packagesHaveNoCircles() {
        Map<String, Set<String>> packages = new TreeMap<>();
        USES.forEach((from, all) -> all.stream()
                .filter(to -> !packageOf(to).equals(packageOf(from)))
                .forEach(to -> packages.computeIfAbsent(packageOf(from), any -> new TreeSet<>())
                        .add(packageOf(to))));
        assertThat(circles(packages, 1)).isEmpty();
    }

    @Test
    void noCircleHasMoreThanFourClasses() {
        assertThat(circles(USES, MOST_IN_A_CIRCLE)).isEmpty();
    }

    @Test
    void everyPackageOpensWithWhatItIs() {
        assertThat(packages().keySet().stream()
                        .map(name -> folder(name).resolve("package-info.java"))
                        .filter(file -> !Files.exists(file)
                                || lines(file).size() > LONGEST_INTRODUCTION
                                || lines(file).stream().noneMatch(line -> line.equals("@NullMarked"))))
                .isEmpty();
    }

    /// Imports are not counted: they tell nothing of what has to be understood.
    @Test
    void noFileIsLongerThan400LinesAndTheFacadeNoLongerThan150() {
        assertThat(sources().filter(file -> written(file) > MOST_LINES)).isEmpty();
        assertThat(written(folder("").resolve("Nightjar.java"))).isLessThanOrEqualTo(LONGEST_FACADE);
    }

    private static long written(Path file) {
        return lines(file).stream().filter(line -> !line.startsWith("import ")).count();
    }

    @Test
    void noClassIsNamedAfterNothing() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> words(name).anyMatch(FORBIDDEN::contains)))
                .isEmpty();
    }

    @Test
    void noNameMeansTwoThings() {
        Map<String, List<String>> names = new TreeMap<>();
        packages()
                .forEach((name, files) -> files.forEach(file ->
                        names.computeIfAbsent(file, any -> new ArrayList<>()).add(name)));
        names.values().removeIf(packages -> packages.size() == 1);
        assertThat(names).isEmpty();
    }

    @Test
    void everyPartOfTheTableIsUnderstood() {
        ROOMS.forEach((name, room) -> {
            assertThat(room.sees()).as(name).isSubsetOf(ROOMS.keySet());
            assertThat(room.libraries()).as(name).isSubsetOf(LIBRARIES.keySet());
        });
    }

    private static boolean allowed(String from, String to) {
        String room = room(from);
        String other = room(to);
        if (room.equals(other)) {
            return true;
        }
        boolean open = to.equals(other) || ROOMS.get(other).subs().get(to.substring(other.length() + 1));
        return open && ROOMS.get(room).sees().contains(other);
    }

    /// What each top-level class uses of others, both without the base.
    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass from : CLASSES) {
            String name = shortened(from);
            types(from)
                    .filter(HouseTest::isOurs)
                    .map(HouseTest::shortened)
                    .forEach(to ->
                            uses.computeIfAbsent(name, any -> new TreeSet<>()).add(to));
        }
        packages()
                .forEach((name, files) -> files.forEach(file -> {
                    String from = name.isEmpty() ? file : name + "." + file;
                    for (String line : lines(folder(name).resolve(file + ".java"))) {
                        Matcher imported = IMPORT.matcher(line);
                        if (imported.lookingAt()) {
                            uses.computeIfAbsent(from, any -> new TreeSet<>())
                                    .add(imported.group(1).substring(BASE.length() + 1));
                        }
                    }
                }));
        uses.forEach((from, all) -> all.remove(from));
        return uses;
    }

    private static Stream<JavaClass> types(JavaClass from) {
        return from.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(to -> !to.isPrimitive())
                .distinct();
    }

    /// Sets of more than `most` nodes each of which leads to all others (Tarjan 1972, as two walks: Kosaraju).
    private static List<Set<String>> circles(Map<String, Set<String>> graph, int most) {
        Deque<String> order = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        graph.keySet().forEach(node -> walk(node, graph, seen, order::push));
        Map<String, Set<String>> back = new HashMap<>();
        graph.forEach((from, all) -> all.forEach(
                to -> back.computeIfAbsent(to, any -> new TreeSet<>()).add(from)));
        seen.clear();
        List<Set<String>> circles = new ArrayList<>();
        for (String node : order) {
            Set<String> circle = new TreeSet<>();
            walk(node, back, seen, circle::add);
            if (circle.size() > most) {
                circles.add(circle);
            }
        }
        return circles;
    }

    private static void walk(
            String node, Map<String, Set<String>> graph, Set<String> seen, java.util.function.Consumer<String> done) {
        if (seen.add(node)) {
            graph.getOrDefault(node, Set.of()).forEach(next -> walk(next, graph, seen, done));
            done.accept(node);
        }
    }

    /// Names of top-level classes by package, both without the base.
    private static Map<String, Set<String>> packages() {
        Map<String, Set<String>> packages = new TreeMap<>();
        CLASSES.stream()
                .map(HouseTest::shortened)
                .filter(name -> !name.endsWith("package-info"))
                .forEach(name -> packages.computeIfAbsent(packageOf(name), any -> new TreeSet<>())
                        .add(name.substring(name.lastIndexOf('.') + 1)));
        return packages;
    }

    /// The outermost class without the base.
    private static String shortened(JavaClass type) {
        String name = type.getName();
        return name.substring(BASE.length() + 1, name.contains("$") ? name.indexOf('$') : name.length());
    }

    private static String packageOf(String name) {
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
    }

    /// The longest row that the package, or a class in it, lies in.
    private static String room(String name) {
        return ROOMS.keySet().stream()
                .filter(room -> !room.isEmpty() && (name.equals(room) || name.startsWith(room + ".")))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static boolean isOurs(JavaClass type) {
        return within(type, List.of(BASE));
    }

    private static boolean within(JavaClass type, Collection<String> packages) {
        return packages.stream()
                .anyMatch(name -> type.getPackageName().equals(name)
                        || type.getPackageName().startsWith(name + "."));
    }

    private static List<String> libraries(Room room) {
        return room.libraries().stream()
                .flatMap(name -> LIBRARIES.get(name).stream())
                .toList();
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"));
    }

    private static Path folder(String name) {
        return Path.of(MAIN, (BASE + (name.isEmpty() ? "" : "." + name)).replace('.', '/'));
    }

    /// Rows of the table whose header begins with `room`: room | sub-rooms, open ones with an asterisk | turns
    /// → into | may import | library. The façade stands in the base itself.
    private static Map<String, Room> rooms() {
        Map<String, Room> rooms = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : lines(Path.of("ARCHITECTURE.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length < 7) {
                inside = false;
            } else if (cells[1].strip().equals("room")) {
                inside = true;
            } else if (inside && !cells[1].startsWith("---")) {
                String name = cells[1].strip();
                Set<String> sees = names(cells[4]).contains("all above") ? Set.copyOf(rooms.keySet()) : names(cells[4]);
                Map<String, Boolean> subs = names(cells[2]).stream()
                        .collect(Collectors.toMap(sub -> sub.replace("*", ""), sub -> sub.endsWith("*")));
                rooms.put(
                        name.equals("Nightjar") ? "" : name,
                        new Room(
                                subs,
                                sees.stream()
                                        .map(other -> other.equals("Nightjar") ? "" : other)
                                        .collect(Collectors.toSet()),
                                names(cells[5])));
            }
        }
        return rooms;
    }

    private static Set<String> names(String cell) {
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .filter(name -> !name.equals("–") && !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<Path> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
