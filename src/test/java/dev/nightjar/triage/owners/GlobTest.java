package dev.nightjar.triage.owners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.ProcessorTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GlobTest {

    @Test
    void knowsPartsOfNames() {
        assertThat(new Glob("com.*.pay", '.').matches("com.acme.pay")).isTrue();
        assertThat(new Glob("com.*.pay", '.').matches("com.acme.eu.pay")).isFalse();
        assertThat(new Glob("com.**.pay", '.').matches("com.acme.eu.pay")).isTrue();
        assertThat(new Glob("com.acme.**", '.').matches("com.acme")).isTrue();
        assertThat(new Glob("com.acme.**", '.').matches("com.acmeist.X")).isFalse();
        assertThat(new Glob("web?", '.').matches("web1")).isTrue();
        assertThat(new Glob("", '.').matches("")).isTrue();
    }

    @Test
    void matchesHostileNamesWithoutDelay() {
        String name = "a".repeat(20_000);
        Glob glob = new Glob("**a**a**a**a**a**a**a**b", '.');
        assertThat(ProcessorTime.of(() -> assertThat(glob.matches(name)).isFalse()))
                .isLessThan(Duration.ofSeconds(2));
    }
}
