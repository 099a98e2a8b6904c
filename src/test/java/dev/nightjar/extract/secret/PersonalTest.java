package dev.nightjar.extract.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Project.Scrub;
import dev.nightjar.config.yaml.Problems;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTest {

    private static final Secrets SECRETS = Secrets.load(Optional.empty(), new Problems());

    private final Scrubber plain = new Scrubber(SECRETS);
    private final Scrubber all = plain.with(EnumSet.allOf(Scrub.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org",
                "ann.b+nest@mail.example.co.uk",
                "ann%40example.org",
                "jürgen@example.de",
                "+49 30 1234567",
                "+1-555-234-5678",
                "+442079460123",
                "(555) 234-5678",
                "555-234-5678",
                "555.234.5678",
                "5018 0000 0009",
                "6759649826438453",
                "4000-0000-0000-0000-006",
            })
    void saysOfAPerson(String text) {
        for (String around : new String[] {"told %s twice", "<%s>", "to=%s, x", "\"%s\"", "%s"}) {
            String given = around.formatted(text);
            assertThat(all.scrub(given)).isEqualTo(around.formatted(Scrubber.REDACTED));
            assertThat(plain.scrub(given)).isSameAs(given);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"phone=015112345678", "Tel: 030 1234567", "\"mobileNumber\":\"0151-1234567\"", "fax 0301234567"})
    void aNameSaysThatItIsAPhoneNumber(String text) {
        assertThat(all.scrub(text))
                .contains(Scrubber.REDACTED)
                .doesNotContain("4567")
                .doesNotContain("0151");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git@github.com:acme/nest.git",
                "ssh://ann@nest.example/x",
                "getty@tty1.service started",
                "render@app.js:10:5",
                "pkg@1.2.3 com.acme.Nest@1a2b3c @acme/nest@2.0.0",
                "icon@2x.png",
                "2026-03-01 10:15:30.123 +0200",
                "10.20.30.40:8080 took 1234567 ms",
                "order 1234567890123456",
                "1772359530123 1772359530123456",
                "x+12345678 1-800 555-234",
                "a1555-234-5678 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
                "version 2026.3.1-12",
            })
    void saysOfNoPerson(String text) {
        assertThat(all.scrub(text)).isSameAs(text);
    }

    @Test
    void onlyWhatIsAskedFor() {
        assertThat(plain.with(Set.of(Scrub.EMAIL)).scrub("ann@example.org +49 30 1234567"))
                .isEqualTo("[redacted] +49 30 1234567");
        assertThat(plain.with(Set.of())).isSameAs(plain);
    }

    @Test
    void countsTogether() {
        all.scrub("ann@example.org password=a1b2c3");
        assertThat(plain.count()).isEqualTo(2);
    }

    @Test
    void fieldsToo() {
        assertThat(all.scrub(Map.of("customer.phone", "0301234567", "to", "ann@example.org", "n", "0301234567")))
                .containsEntry("customer.phone", Scrubber.REDACTED)
                .containsEntry("to", Scrubber.REDACTED)
                .containsEntry("n", "0301234567");
    }
}
