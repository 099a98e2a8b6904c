package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import freemarker.core.HTMLOutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchedTest {

    private static final Watched SOON = new Watched(Duration.ofMillis(400), 10_000);

    @TempDir
    Path own;

    private String render(String text) throws IOException {
        Files.writeString(own.resolve("own.ftlh"), text);
        Engine engine = new Engine("templates", Optional.of(own), HTMLOutputFormat.INSTANCE, SOON);
        return engine.render(engine.template("own.ftlh"), Map.of("name", "<b>"));
    }

    @Test
    void aTemplateThatEndsIsRenderedAsAlways() throws IOException {
        assertThat(render("<#list 1..3 as i>${i} ${name};</#list>")).isEqualTo("1 &lt;b&gt;;2 &lt;b&gt;;3 &lt;b&gt;;");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <#list 1.. as i></#list>                              | it did not end within 0.4 s
            <#list 1.. as i><#assign x = i></#list>               | it did not end within 0.4 s
            <#list 1.. as i>a line that is printed again</#list>  | it printed more than 10,000 characters
            <#macro a>x<@a/></#macro><@a/>                        | own.ftlh
            """)
    void aTemplateThatRunsAwayIsStoppedAndNamed(String text, String what) {
        long begin = System.nanoTime();
        assertThatThrownBy(() -> render(text))
                .isInstanceOfSatisfying(Failure.class, e -> assertThat(e.exit()).isEqualTo(Failure.Exit.CONFIGURATION))
                .hasMessageContaining(own.resolve("own.ftlh").toString())
                .hasMessageContaining(what);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        while (isRendering()) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
        }
    }

    private static boolean isRendering() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("template"));
    }

    @Test
    void oneThatIsIncludedIsStoppedAsWell() throws IOException {
        Files.writeString(own.resolve("part.ftlh"), "<#list 1.. as i></#list>");
        assertThatThrownBy(() -> render("<#include 'part.ftlh'>")).hasMessageContaining("did not end");
    }

    @Test
    void aWrongOneIsToldWithItsPlaceAsAlways() {
        assertThatThrownBy(() -> render("${nobody}")).hasMessageContaining("own.ftlh:1:3: ");
    }
}
