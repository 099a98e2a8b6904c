package dev.nightjar.extract.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.yaml.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SieveTest {

    private static final List<String> PIECES = List.of(
            "password",
            "tokn",
            "api key",
            "value",
            "user",
            "Secret",
            "id",
            "pass",
            "authorization",
            "k",
            "é",
            "‰",
            "ŀ",
            "😀",
            "=",
            ":",
            ": ",
            " = ",
            "=>",
            ">",
            "</",
            "<",
            "://",
            "@",
            "\"",
            "'",
            "\\\"",
            "[",
            "]",
            "(",
            ")",
            ",",
            ", ",
            " ",
            "\n",
            "-",
            " -u ",
            " --password ",
            " -p",
            "curl",
            "mysql",
            "Bearer ",
            "identified by ",
            "eyJ",
            "ghp_",
            "4111111111111111",
            "4111 1111 1111 1111",
            "078-05-1120",
            "GB",
            "82 WEST 1234 5698 7654 32",
            "17",
            "2024-11-03",
            "S3cr3tValue",
            "hunter2hunter2",
            "-----BEGIN PRIVATE KEY-----",
            "-ClientSecret ",
            " --user ann:",
            "['curl', '-u', 'ann:",
            "docker login -p ",
            "abc8Q~",
            "abcdefghijklmnopqrstuvwxyzABCDEFGH12",
            "1234567890:AA",
            "EAA",
            "%22",
            "\\n",
            "!!binary ",
            ":\n    ",
            "x",
            "/",
            ".",
            "_",
            "ABCDEFGHIJKLMNOPQRSTUVWX1");

    private final Secrets secrets = Secrets.load(Optional.empty(), new Problems());

    @Test
    void whatDoesNotPassIsNoSecret() {
        Scrubber sieved = new Scrubber(secrets);
        Scrubber everywhere = new Scrubber(secrets, new Sieve(secrets) {
            @Override
            int next(byte[] b, int from) {
                int i = from;
                while (i < b.length && kind(b, i) == 0) {
                    i++;
                }
                return i;
            }
        });
        Random random = new Random(11);
        int changed = 0;
        for (int n = 0; n < 60_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String clean = everywhere.scrub(text.toString());
            assertThat(sieved.scrub(text.toString())).as(text.toString()).isEqualTo(clean);
            changed += clean.equals(text.toString()) ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(5_000);
    }

    /// The low byte of `‰` is that of a digit.
    @Test
    void signsBeyondAsciiHideNothing() {
        assertThat(new Scrubber(secrets).scrub("rate 3 ‰4111111111111111 paid")).isEqualTo("rate 3 ‰[redacted] paid");
    }
}
