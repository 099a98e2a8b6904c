package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.model.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTemplatesTest {

    private static final Path SHIPPED = Path.of("templates");

    @TempDir
    Path own;

    @Test
    void escapesWhateverAnOperatorsTemplatePrints() throws IOException {
        assertThat(render("${text} <a title='${text}'>"))
                .isEqualTo("&lt;b&gt;&quot;&#39;&amp; <a title='&lt;b&gt;&quot;&#39;&amp;'>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>\n${\"freemarker.template.utility.Execute\"?new()(\"id\")}",
                "<p>\n${text?api.getClass()}",
                "<p>\n${text?no_esc}",
                "<p>\n<#noautoesc>${text}</#noautoesc>",
                "<p>\n<#outputformat \"plainText\">${text}</#outputformat>",
                "<p>\n<#outputformat \"undefined\">${text}</#outputformat>",
                "<p>\n${missing}",
                "<p>\n${text"
            })
    void refusesAndNamesFileAndLine(String template) {
        assertThatThrownBy(() -> render(template))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.exit()).isEqualTo(Failure.Exit.CONFIGURATION))
                .hasMessageMatching("(?s).*page\\.ftlh:2:\\d+: .*");
    }

    @Test
    void takesTextThatLooksLikeATemplateForText() throws IOException {
        Files.writeString(own.resolve("page.ftlh"), "${text}");
        assertThat(new PageTemplates(Optional.of(own)).render("page.ftlh", Map.of("text", "${7*7}<#if>")))
                .isEqualTo("${7*7}&lt;#if&gt;");
    }

    @Test
    void shipsNoTemplateThatCouldPrintUnescaped() throws IOException {
        for (Path file : shipped()) {
            String name = file.getFileName().toString();
            String text = Files.readString(file);
            assertThat(name)
                    .as("a template without forced escaping")
                    .doesNotEndWith(".ftl")
                    .doesNotEndWith(".ftlx");
            if (name.endsWith(".ftlh")) {
                assertThat(text)
                        .as(name)
                        .doesNotContain(
                                "no_esc", "noautoesc", "outputformat", "?interpret", "?eval", "?new", "?api", "<#ftl");
            }
        }
    }

    @Test
    void shipsNoPageWithInlineScriptOrStyleOrAnythingFromOutside() throws IOException {
        for (Path file : shipped()) {
            String name = file.getFileName().toString();
            if (name.endsWith(".ftlh") && !LETTERS.contains(name)) {
                // the one file allows its own style and script by their hash
                String text = Files.readString(file);
                assertThat(
                                name.equals("single.ftlh")
                                        ? text.replace("<style>${style}</style>", "")
                                                .replace("<script>${script}</script>", "")
                                        : text)
                        .as(name)
                        .doesNotContainPattern(
                                "(?i)<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:|src=\"(https?:)?//|href=\"(https?:)?//");
            }
        }
    }

    private static final Set<String> LETTERS = Set.of("mail.ftlh", "alert.ftlh", "letter.ftlh");

    private String render(String template) throws IOException {
        Files.writeString(own.resolve("page.ftlh"), template);
        return new PageTemplates(Optional.of(own)).render("page.ftlh", Map.of("text", "<b>\"'&"));
    }

    private static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(6);
            return all;
        }
    }
}
