package dev.nightjar.format.level;

import dev.nightjar.bytes.LiteralPrefilter;
import dev.nightjar.bytes.Wildcard;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.model.Level;
import dev.nightjar.text.Glob;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How serious the texts of well-known programs are that write no level: the kernel, systemd, sshd, postfix. Read from
/// `nightjar/levels/*.yaml`; a text counts wherever it stands in a line, and `*` in it is any text.
public final class ProgramLevels {

    /// No program is known.
    public static final ProgramLevels NONE = new ProgramLevels(List.of());

    private static final int MOST_PROGRAMS = 1_000;
    private static final List<Level> WORST_FIRST = List.of(Level.FATAL, Level.ERROR, Level.WARN);

    private final List<Programs> all;
    private final Map<String, Programs> byName = new ConcurrentHashMap<>();

    private record Known(Wildcard text, int level) {}

    private record Programs(List<Glob> names, LiteralPrefilter literals, List<Known> texts) {

        static final Programs NONE = new Programs(List.of(), LiteralPrefilter.NONE, List.of());

        int level(byte[] b, int from, int to) {
            if (texts.isEmpty() || literals.next(b, from, to) == LiteralPrefilter.NOT_FOUND) {
                return Levels.NONE;
            }
            for (Known known : texts) {
                if (known.text.matches(b, from, to)) {
                    return known.level;
                }
            }
            return Levels.NONE;
        }
    }

    private ProgramLevels(List<Programs> all) {
        this.all = all;
    }

    /// Reads the definitions; problems go to the documents'. A sample that has another level than it says is one.
    public static ProgramLevels read(Iterable<Doc> docs) {
        List<Programs> all = new ArrayList<>();
        for (Doc doc : docs) {
            doc.text("title");
            List<Glob> names = doc.texts("programs").stream().map(Glob::stars).toList();
            List<Known> texts = new ArrayList<>();
            List<String> literals = new ArrayList<>();
            for (Level level : WORST_FIRST) {
                for (String text : doc.texts(level.name().toLowerCase(java.util.Locale.ROOT))) {
                    texts.add(new Known(new Wildcard("*" + text + "*"), level.ordinal()));
                    literals.add(longest(text));
                }
            }
            if (names.isEmpty() || texts.isEmpty()) {
                doc.problem("programs", "levels need 'programs' and texts below 'fatal', 'error' or 'warn'");
            }
            Programs programs = new Programs(names, LiteralPrefilter.of(literals), texts);
            all.add(programs);
            check(doc, programs);
            doc.done();
        }
        return new ProgramLevels(List.copyOf(all));
    }

    private static String longest(String text) {
        return List.of(text.split("[*?]")).stream()
                .max(Comparator.comparingInt(String::length))
                .orElse(text);
    }

    private static void check(Doc doc, Programs programs) {
        if (doc.docs("samples").isEmpty()) {
            doc.problem("samples", "levels need 'samples', each with its 'program', its 'text' and its 'level'");
        }
        for (Doc sample : doc.docs("samples")) {
            String program = sample.text("program");
            byte[] text = sample.text("text").getBytes(StandardCharsets.UTF_8);
            String wanted = sample.text("level");
            int found = matches(programs, program) ? programs.level(text, 0, text.length) : Levels.NONE;
            String name = found == Levels.NONE ? "null" : Level.values()[found].name();
            if (!name.equals(wanted)) {
                sample.problem("level", "the sample's level is " + name + ", not " + wanted);
            }
            sample.done();
        }
    }

    /// What stands behind the name in brackets is a part of the program: `sshd(pam_unix)`.
    private static boolean matches(Programs programs, String name) {
        int bracket = name.indexOf('(');
        String program = bracket > 0 ? name.substring(0, bracket) : name;
        return programs.names.stream().anyMatch(glob -> glob.matches(program));
    }

    /// The ordinal of the level of a program's text in `[from, to)`, `Levels.NONE` if it says none. Thread-safe.
    ///
    /// @param program as syslog names it
    public int level(String program, byte[] b, int from, int to) {
        Programs known = byName.get(program);
        if (known == null) {
            known = programs(program);
            if (byName.size() < MOST_PROGRAMS) {
                byName.put(program, known);
            }
        }
        return known.level(b, from, to);
    }

    /// Of a program in a container (`mail-1/postfix/smtpd`) those of the program.
    private Programs programs(String name) {
        for (String rest = name; ; rest = rest.substring(rest.indexOf('/') + 1)) {
            String program = rest;
            Programs found = all.stream()
                    .filter(programs -> matches(programs, program))
                    .findFirst()
                    .orElse(Programs.NONE);
            if (found != Programs.NONE || rest.indexOf('/') < 0) {
                return found;
            }
        }
    }
}
