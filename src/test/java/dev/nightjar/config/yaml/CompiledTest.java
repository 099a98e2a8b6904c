package dev.nightjar.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CompiledTest {

    private static final Path SHIPPED = Path.of("src/main/resources/nightjar");

    @Test
    void aTreeIsWhatItsYamlSaysWithEveryPlace() throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (var files = Files.walk(SHIPPED)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                texts.put(SHIPPED.relativize(file).toString(), Files.readString(file));
            }
        }
        assertThat(texts).hasSizeGreaterThan(100);
        texts.put("kinds/all.yaml", "text: ä€😀\nempty:\nlist: [a, [b], {c: d}, ~]\nmap: {}\n'no': \"\"\n");
        Problems problems = new Problems();
        Compiled compiled = Compiled.of(Compiled.write(texts));
        texts.forEach((file, text) -> {
            Doc tree = compiled.doc(file, Compiled.checksum(text), problems).orElseThrow();
            Doc read = Yaml.read(file, text, problems);
            assertThat(tree.place()).isEqualTo(read.place());
            assertThat(tree.members().toString()).isEqualTo(read.members().toString()); // in order
            assertThat(tree.members()).isEqualTo(read.members());
        });
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void theTreeOfAnotherTextIsNotTaken() {
        Compiled compiled = Compiled.of(Compiled.write(Map.of("formats/a.yaml", "title: one\n")));
        Problems problems = new Problems();
        assertThat(compiled.doc("formats/a.yaml", Compiled.checksum("title: two\n"), problems))
                .isEmpty();
        assertThat(compiled.doc("formats/b.yaml", Compiled.checksum("title: one\n"), problems))
                .isEmpty();
        assertThat(compiled.doc("formats/a.yaml", Compiled.checksum("title: one\n"), problems))
                .hasValueSatisfying(doc -> assertThat(doc.text("title")).isEqualTo("one"));
    }

    @Test
    void brokenYamlFailsTheBuild() {
        assertThatThrownBy(() -> Compiled.write(Map.of("formats/a.yaml", "title: [one\n")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("formats/a.yaml:");
    }
}
