package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tour of the README, as it stands there: four commands, and what they answer.
class TourTest {

    @TempDir
    Path dir;

    @Test
    void theTourAnswersWhatItSays() throws IOException {
        List<String> tour = tour();
        assertThat(tour).hasSize(4);
        Typing.Said night = type(tour.get(0));
        assertThat(night.exit()).as(night.err()).isIn(Exit.DONE, Exit.DEGRADED);
        assertThat(night.out()).endsWith("index.html\n");

        Typing.Said fresh = type(tour.get(1));
        assertThat(fresh.exit()).isEqualTo(Exit.DONE);
        assertThat(fresh.out())
                .contains("HttpServerErrorException$InternalServerError")
                .contains("checkout");
        assertThat(fresh.out().lines()).hasSize(5).allMatch(line -> line.contains("\tnew\t"));

        Typing.Said issue = type(tour.get(2));
        assertThat(oneLine(issue.out()))
                .contains("Talk to: payments <payments@shop.example>")
                .contains("New since release 2.4.1, live since 2026-03-04 09:00:08");

        Typing.Said customer = type(tour.get(3));
        assertThat(oneLine(customer.out()))
                .contains("The event asked for happened 2026-03-04 09:03:34")
                .contains("Tell the customer: Split payments fail since 2.4.1. The order was not placed and nothing was"
                        + " charged: pay with one card, or wait for 2.4.2.")
                .contains(" browser ", " web ", " billing ", " checkout ");
    }

    private static List<String> tour() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("## The tour"), readme.indexOf("## Your own logs"));
        return section.lines().filter(line -> line.startsWith("./nightjar ")).toList();
    }

    private Typing.Said type(String line) {
        String typed = line.replaceAll(" +#.*$", "").substring("./nightjar ".length());
        List<String> words = new ArrayList<>(List.of(typed.split(" +")));
        words.addAll(List.of("--data", dir.resolve("data").toString()));
        return Typing.run(words.toArray(String[]::new));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
