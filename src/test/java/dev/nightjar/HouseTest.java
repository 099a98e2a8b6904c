package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads the room table of ARCHITECTURE.md and holds the code against it. To add a room or a library, edit the
/// table first.
class HouseTest {

    private static final String BASE = "dev.nightjar";
    private static final String HALLWAY = "hallway";
    private static final List<String> FORBIDDEN =
            List.of("Manager", "Helper", "Util", "Utils", "Impl", "Data", "Info", "Base", "Common");

    /// Packages of the libraries that the table names. Jackson's streaming core serves YAML and JSON logs alike.
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("Jackson YAML", List.of("tools.jackson.dataformat.yaml", "tools.jackson.core")),
            Map.entry("Jackson streaming", List.of("tools.jackson.core")),
            Map.entry("commons-compress", List.of("org.apache.commons.compress")),
            Map.entry("zstd-jni", List.of("com.github.luben.zstd")),
            Map.entry("commons-io", List.of("org.apache.commons.io")),
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

    /// Those of the folder or jar that the hallway comes from: no tests.
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Nightjar.class.getProtectionDomain().getCodeSource().getLocation());

    private static final Map<String, Room> ROOMS = rooms();

    /// @param sees rooms, or single types of a room as `store.Archive`
    private record Room(Set<String> sees, Set<String> libraries) {}

    @Test
    void everyPackageIsARoomOfTheTable() {
        assertThat(CLASSES.stream().map(HouseTest::room).distinct()).isSubsetOf(ROOMS.keySet());
    }

    @Test
    void aRoomSeesOnlyTheRoomsThatTheTableAllows() {
        assertThat(uses(HouseTest::isOurs)
                        .filter(use -> !room(use.from()).equals(room(use.to())))
                        .filter(use -> !allowed(use))
                        .map(Use::toString))
                .isEmpty();
    }

    @Test
    void aRoomUsesOnlyTheLibrariesThatTheTableGivesIt() {
        assertThat(uses(type -> !isOurs(type) && !within(type, EVERYWHERE))
                        .filter(use -> !within(use.to(), packages(ROOMS.get(room(use.from())))))
                        .map(Use::toString))
                .isEmpty();
    }

    /// Every command would wait for it.
    @Test
    void onlyTheLiveScreenKnowsTheTerminalsLibrary() {
        assertThat(uses(type -> within(type, List.of("org.jline")))
                        .map(use -> use.from().getPackageName()))
                .isNotEmpty()
                .containsOnly(BASE + ".cli.live");
    }

    @Test
    void roomsHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching(BASE + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void everyRoomOpensWithWhatItIs() {
        assertThat(CLASSES.stream()
                        .map(HouseTest::room)
                        .distinct()
                        .filter(room -> !room.equals(HALLWAY))
                        .map(room -> Path.of("src/main/java/dev/nightjar", room.replace('.', '/'), "package-info.java"))
                        .filter(file -> !Files.exists(file) || lines(file).size() > 15))
                .isEmpty();
    }

    @Test
    void noFileIsLongerThan400Lines() {
        assertThat(sources().filter(file -> lines(file).size() > 400)).isEmpty();
    }

    @Test
    void noClassIsNamedAfterNothing() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> words(name).anyMatch(FORBIDDEN::contains)))
                .isEmpty();
    }

    @Test
    void everyPartOfTheTableIsUnderstood() {
        ROOMS.forEach((name, room) -> {
            assertThat(room.sees().stream().map(HouseTest::head)).as(name).isSubsetOf(ROOMS.keySet());
            assertThat(room.libraries()).as(name).isSubsetOf(LIBRARIES.keySet());
        });
    }

    private record Use(JavaClass from, JavaClass to) {
        @Override
        public String toString() {
            return from.getName() + " uses " + to.getName();
        }
    }

    private static Stream<Use> uses(java.util.function.Predicate<JavaClass> of) {
        return CLASSES.stream()
                .flatMap(from -> from.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(to -> !to.isPrimitive())
                        .filter(of)
                        .map(to -> new Use(from, to)))
                .distinct();
    }

    private static boolean allowed(Use use) {
        Set<String> sees = ROOMS.get(room(use.from())).sees();
        String type = outermost(use.to()).substring(BASE.length() + 1);
        return sees.contains(room(use.to())) || sees.contains(type);
    }

    private static String outermost(JavaClass type) {
        return type.getName().contains("$")
                ? type.getName().substring(0, type.getName().indexOf('$'))
                : type.getName();
    }

    private static boolean isOurs(JavaClass type) {
        return within(type, List.of(BASE));
    }

    private static boolean within(JavaClass type, List<String> packages) {
        return packages.stream()
                .anyMatch(name -> type.getPackageName().equals(name)
                        || type.getPackageName().startsWith(name + "."));
    }

    private static List<String> packages(Room room) {
        return room.libraries().stream()
                .flatMap(name -> LIBRARIES.get(name).stream())
                .toList();
    }

    /// The first package below the base, or the one below it that has a row of its own; the hallway has none.
    private static String room(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(BASE)) {
            return HALLWAY;
        }
        String below = name.substring(BASE.length() + 1);
        return ROOMS.containsKey(below) ? below : head(below);
    }

    private static String head(String name) {
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    private static Stream<String> words(String name) {
        return Arrays.stream(name.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"));
    }

    /// Rows of the table whose header begins with `room`: room | turns → into | may import | library it alone may
    /// touch.
    private static Map<String, Room> rooms() {
        Map<String, Room> rooms = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : lines(Path.of("ARCHITECTURE.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length < 6) {
                inside = false;
            } else if (cells[1].strip().equals("room")) {
                inside = true;
            } else if (inside && !cells[1].startsWith("---")) {
                rooms.put(cells[1].strip(), new Room(names(cells[3], rooms.keySet()), names(cells[4], Set.of())));
            }
        }
        return rooms;
    }

    private static Set<String> names(String cell, Set<String> above) {
        if (cell.strip().equals("all above")) {
            return Set.copyOf(above);
        }
        return Arrays.stream(cell.split(","))
                .map(String::strip)
                .map(name -> name.replace("`", ""))
                .filter(name -> !name.equals("–") && !name.isEmpty())
                .collect(Collectors.toSet());
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
