package dev.nightjar.report.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.report.PageTemplates;
import dev.nightjar.text.EveryCharacter;
import dev.nightjar.text.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryCharacterTest {

    @Test
    void aPageHasNothingHarmfulInItAndLosesNoText(@TempDir Path own) throws IOException {
        Files.writeString(own.resolve("page.ftlh"), "<p title=\"${text}\">${text}</p>");
        PageTemplates templates = new PageTemplates(Optional.of(own));
        assertThat(EveryCharacter.stoppedBy(raw -> templates.render("page.ftlh", Map.of("text", Visible.text(raw)))))
                .isEqualTo(EveryCharacter.harmfulBut("\n\t"));
        assertThat(templates.render("page.ftlh", Map.of("text", "\"<&>'")))
                .doesNotContain("\"\"")
                .contains("&quot;&lt;&amp;&gt;&#39;");
    }

    @Test
    void aNameOfAFileIsOfSmallLettersDigitsAndDashes() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c += 7) {
            assertThat(Folder.slug("a" + Character.toString(c) + "b")).matches("[a-z0-9-]+");
        }
    }
}
