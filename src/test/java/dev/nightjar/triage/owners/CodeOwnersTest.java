package dev.nightjar.triage.owners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.ProcessorTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeOwnersTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "*,                        /srv/shop/pay/bank.py",
        "*.py,                     /srv/shop/pay/bank.py",
        "/pay/,                    /srv/shop/pay/bank.py",
        "pay/,                     /srv/shop/pay/eu/bank.py",
        "/pay,                     /srv/shop/pay/eu/bank.py",
        "pay/*,                    /srv/shop/pay/bank.py",
        "pay/**/bank.py,           /srv/shop/pay/eu/north/bank.py",
        "pay/**/bank.py,           /srv/shop/pay/bank.py",
        "**/eu,                    /srv/shop/pay/eu/bank.py",
        "/src/main/java/com/acme/pay/, com/acme/pay/Bank.java",
        "/src/main/java/com/acme/pay/*.java, com/acme/pay/Bank.java",
        "/src/main/java/**/pay/,   src/main/java/com/acme/pay/Bank.java",
        "src/pay/checkout.ts,      webpack:///./src/pay/checkout.ts",
        "/pay/bank?.py,            /srv/pay/bank1.py",
    })
    void knowsAFileByEveryEndOfItsPath(String pattern, String file) {
        assertThat(Paths.of(pattern).match(file)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "*.js,                     /srv/shop/pay/bank.py",
        "/pay/,                    /srv/shop/prepay/bank.py",
        "pay/,                     /srv/shop/pay",
        "pay/*,                    /srv/shop/pay/eu/bank.py",
        "/src/main/java/com/acme/pay/, com/acme/payroll/Run.java",
        "/src/main/java/Bank.java, com/acme/pay/Bank.java",
        "/apps/**,                 com/acme/pay/Bank.java",
        "PAY/,                     /srv/shop/pay/bank.py",
    })
    void doesNotTakeOneFileForAnother(String pattern, String file) {
        assertThat(Paths.of(pattern).match(file)).isFalse();
    }

    @Test
    void matchesHostilePathsWithoutDelay() {
        String path = "a/".repeat(2_000) + "b";
        Paths paths = Paths.of("/a/**/a/**/a/**/c");
        assertThat(ProcessorTime.of(() -> assertThat(paths.match(path)).isFalse()))
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void readsCommentsSectionsBlanksAndLinesWithoutOwner() throws IOException {
        Path file = Files.writeString(dir.resolve("CODEOWNERS"), """
                # who owns what
                *            @acme/platform   # everything else

                [Payments]
                ^[Docs][2] @acme/docs
                /pay/        pay@acme.example @acme/platform
                /my\\ files/  @mia
                \\#odd        @jo
                /pay/legacy/
                !/pay/x      @acme/none
                /pay/[ab].py @acme/none
                """);
        CodeOwners read = CodeOwners.read(List.of(file, dir.resolve("NOTHING")));
        assertThat(read.rules())
                .extracting(OwnerRule::written, OwnerRule::where, OwnerRule::owner, OwnerRule::contact)
                .containsExactly(
                        row("*", file + ":2", "@acme/platform", ""),
                        row("/pay/", file + ":6", "pay@acme.example", "pay@acme.example"),
                        row("/my files/", file + ":7", "@mia", ""),
                        row("#odd", file + ":8", "@jo", ""),
                        row("/pay/legacy/", file + ":9", "", ""));
        assertThat(read.problems())
                .containsExactly(
                        file + ":10: '!/pay/x': '!' and '[' mean nothing here, the line was passed over",
                        file + ":11: '/pay/[ab].py': '!' and '[' mean nothing here, the line was passed over",
                        dir.resolve("NOTHING") + ": there is no such file");
    }

    private static org.assertj.core.groups.Tuple row(Object... cells) {
        return org.assertj.core.groups.Tuple.tuple(cells);
    }
}
