package dev.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs of `bench/` are compiled only when somebody measures: here they are with each build, so that they
/// do not rot.
class BenchTest {

    @TempDir
    Path out;

    @Test
    void theProgramsOfBenchCompile() throws IOException {
        List<Path> programs;
        try (Stream<Path> files = Files.list(Path.of("bench"))) {
            programs = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = Stream.of(Nightjar.class, IndexReader.class, NullMarked.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of("-proc:none", "-d", out.toString(), "-cp", classPath);
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            StringWriter said = new StringWriter();
            boolean compiled = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(programs))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        assertThat(out.resolve("Generate.class")).exists();
    }
}
