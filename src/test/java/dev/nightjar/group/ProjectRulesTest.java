package dev.nightjar.group;

import static dev.nightjar.group.Given.exception;
import static dev.nightjar.group.Given.message;
import static dev.nightjar.group.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Project;
import dev.nightjar.config.Project.FingerprintRule;
import dev.nightjar.config.Project.Releases;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.event.Occurrence.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectRulesTest {

    private static final String SQL = "java.sql.SQLException";

    private final Grouping grouping = Given.grouping();

    private static Project shop(FingerprintRule... rules) {
        return new Project(
                "shop",
                List.of(),
                List.of(),
                Level.WARN,
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(rules),
                List.of(),
                Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
    }

    private static FingerprintRule rule(Map<String, String> match, String title, String... as) {
        return new FingerprintRule(match, List.of(as), title, "shop.yaml:3:5");
    }

    private Fingerprint of(Event event, FingerprintRule... rules) {
        return grouping.group(event, shop(rules)).fingerprint();
    }

    private static Event deadlock(String frame) {
        return exception("cart failed", trace(SQL, "Deadlock found in t17", frame));
    }

    @Test
    void putsTogetherWhatTheFirstMatchingRuleNames() {
        FingerprintRule rule =
                rule(Map.of("type", "SQLException", "message", "*deadlock*"), "", "deadlock", "{{ project }}");
        assertThat(of(deadlock("com.acme.Cart.total"), rule)).isEqualTo(of(deadlock("com.acme.Job.run"), rule));
        assertThat(of(deadlock("com.acme.Cart.total"), rule))
                .isNotEqualTo(of(exception("x", trace(SQL, "refused", "com.acme.Cart.total")), rule));
        FingerprintRule first = rule(Map.of("module", "*Cart"), "", "cart");
        assertThat(of(deadlock("com.acme.Cart.total"), first, rule))
                .isNotEqualTo(of(deadlock("com.acme.Job.run"), first, rule));
    }

    @Test
    void refinesWhatWouldHaveBeenOneIssue() {
        FingerprintRule rule = rule(Map.of("message", "*"), "", "{{ default }}", "{{ shard }}");
        assertThat(of(with("shard", "a"), rule)).isNotEqualTo(of(with("shard", "b"), rule));
        assertThat(of(with("shard", "a"))).isEqualTo(of(with("shard", "b")));
    }

    private static Event with(String id, String value) {
        Event.MessageEvent plain = message("slow");
        return new Event.MessageEvent(plain.record(), plain.message(), Map.of(id, value), null, null);
    }

    @Test
    void aRuleForTheTitleAloneKeepsTheIssue() {
        FingerprintRule rule =
                rule(Map.of("type", "*SQL*"), "Deadlock in {{ logger }} of {{ tenant }}", "{{ default }}");
        Occurrence occurrence = grouping.group(deadlock("com.acme.Cart.total"), shop(rule));
        assertThat(occurrence.title()).isEqualTo("Deadlock in com.acme.Shop of (none)");
        assertThat(occurrence.fingerprint()).isEqualTo(of(deadlock("com.acme.Cart.total")));
    }

    @Test
    void globsForFramesMustMatchOneFrame() {
        Event event = exception("m", trace(SQL, "", "com.acme.Cart.total", "com.acme.Job.run"));
        assertThat(grouping.matching(event, shop(rule(Map.of("module", "*.Cart", "function", "total"), "", "x"))))
                .hasSize(1);
        assertThat(grouping.matching(event, shop(rule(Map.of("module", "*.Cart", "function", "run"), "", "x"))))
                .isEmpty();
    }

    @Test
    void placeholdersOfFramesMeanTheFrameThatMatched() {
        FingerprintRule rule = rule(Map.of("function", "run"), "{{ module }}.{{ function }} of {{ file }}", "x");
        Event event = exception("m", trace(SQL, "", "com.acme.Cart.total", "com.acme.Job.run"));
        assertThat(grouping.group(event, shop(rule)).title()).isEqualTo("com.acme.Job.run of X.java");
        FingerprintRule blamed = rule(Map.of("type", "*"), "{{ module }}.{{ function }}", "x");
        assertThat(grouping.group(event, shop(blamed)).title()).isEqualTo("com.acme.Cart.total");
    }

    @Test
    void explainsTheRuleItsPlaceAndEachPart() {
        FingerprintRule rule = rule(Map.of("level", "error", "logger", "com.acme.*"), "", "slow", "{{ level }}");
        assertThat(grouping.group(message("slow"), shop(rule)).why())
                .contains(
                        new Part(
                                "rule",
                                "shop.yaml:3:5",
                                true,
                                "the first fingerprint rule of the project that matches"),
                        new Part("matches", "level: error", false, "asked by the rule"),
                        new Part("part", "slow", true, "from slow"),
                        new Part("part", "ERROR", true, "from {{ level }}"),
                        new Part("message", "slow", false, "the rule decides in its place"));
    }

    @Test
    void keepsProjectsApartUnderEqualRules() {
        FingerprintRule rule = rule(Map.of("message", "*"), "", "all");
        Project shop = shop(rule);
        Project till = new Project(
                "till",
                List.of(),
                List.of(),
                Level.WARN,
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(rule),
                List.of(),
                Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
        assertThat(grouping.group(message("a"), shop).fingerprint())
                .isNotEqualTo(grouping.group(message("a"), till).fingerprint());
    }
}
