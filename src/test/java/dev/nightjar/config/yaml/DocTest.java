package dev.nightjar.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocTest {

    private final Problems problems = new Problems();

    @Test
    void leavesTheMeaningOfAScalarToTheAsker() {
        Doc doc = read("no: no\noctal: 0777\nlong: 1_000\nquoted: '  x '\nblock: |\n  a\n  b\n");
        assertThat(doc.text("no")).isEqualTo("no");
        assertThat(doc.text("octal")).isEqualTo("0777");
        assertThat(doc.text("long")).isEqualTo("1_000");
        assertThat(doc.text("quoted")).isEqualTo("  x ");
        assertThat(doc.text("block")).isEqualTo("a\nb\n");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void takesANameWithoutAValueAsNotThere() {
        Doc doc = read("a:\nb: ~\nc: null\nd: ''\ne:\n");
        assertThat(List.of(doc.textIf("a"), doc.textIf("b"), doc.textIf("c"))).containsOnly(Optional.empty());
        assertThat(doc.textIf("d")).hasValue("");
        assertThat(doc.texts("e")).isEmpty();
        assertThat(doc.docs("e")).isEmpty();
        assertThat(doc.flag("a", true)).isTrue();
        assertThat(doc.number("b", 7)).isEqualTo(7);
        doc.done();
        assertThat(problems.isEmpty()).isTrue();
        doc.text("a");
        assertThat(problems.all()).containsExactly("f.yaml:1:3: 'a' is missing");
    }

    @Test
    void pointsAtTheValueThatIsWrongAndAtTheNameThatIsUnknown() {
        Doc doc = read("number:   seven\nflag: 'yes'\nlist: [a, {b: c}]\nmap: {a: [x]}\n  \nother: 1\n");
        doc.number("number", 0);
        doc.flag("flag", false);
        doc.texts("list");
        doc.map("map");
        doc.done();
        assertThat(problems.all())
                .containsExactly(
                        "f.yaml:1:11: 'number' must be a whole number, not 'seven'",
                        "f.yaml:2:7: 'flag' must be true or false, not 'yes'",
                        "f.yaml:3:11: 'list' must be a list of texts",
                        "f.yaml:4:10: 'a' must be text",
                        "f.yaml:6:1: unknown 'other', known: number, flag, list, map");
    }

    @Test
    void readsListsOfMappingsInEveryForm() {
        Doc doc = read("steps: [scan, {report: {window: 24h}}]\nlogs: a.log\n");
        assertThat(doc.docs("steps")).extracting(Doc::keys).containsExactly(List.of("scan"), List.of("report"));
        assertThat(doc.docs("logs", "glob")).extracting(d -> d.text("glob")).containsExactly("a.log");
        assertThat(doc.doc("logs", "glob")).map(d -> d.text("glob")).hasValue("a.log");
    }

    @Test
    void neverThrowsWhateverTheText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> pieces = new ArrayList<>(List.of(
                "a", ": ", "- ", "\n", "  ", "{", "}", "[", "]", "'", "\"", "&x ", "*x", "!t ", "|", ">", "#", "---",
                "\t", "?", ",", "<<", "%", "@", "ü", "\u0000", "...", "~", "0x1F", "1e400", "\uFEFF", "\\"));
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                read(text.toString()).done();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    @Test
    void findsOwnDefinitionsBesideTheConfiguration(@TempDir Path home) throws IOException {
        Path formats = Files.createDirectories(home.resolve("formats"));
        Files.writeString(formats.resolve("mine.yaml"), "name: mine\n");
        Files.writeString(formats.resolve("other.yml"), "name: other\n");
        Files.write(formats.resolve("binary.yaml"), "name: \u00ff".getBytes(StandardCharsets.ISO_8859_1));
        Map<String, Doc> docs = Definitions.load("formats", Optional.of(home), problems);
        assertThat(docs.keySet()).contains("mine", "binary");
        assertThat(problems.all())
                .containsExactly(
                        formats.resolve("other.yml") + ":1:1: ends in .yml and is not read: rename it to end in .yaml",
                        formats.resolve("binary.yaml") + ":1:1: is not UTF-8 text");
    }

    private Doc read(String text) {
        return Yaml.read("f.yaml", text, problems);
    }
}
