package dev.nightjar.triage;

import static dev.nightjar.triage.Samples.OLD;
import static dev.nightjar.triage.Samples.decision;
import static dev.nightjar.triage.Samples.event;
import static dev.nightjar.triage.Samples.frame;
import static dev.nightjar.triage.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.config.Project;
import dev.nightjar.config.Project.Owner;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Decision;
import dev.nightjar.model.issue.Triaged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersTest {

    @TempDir
    Path dir;

    private static final Owner REST = logger("*", "everybody");
    private static final Owner PAY = logger("com.acme.pay.**", "payments");

    @Test
    void givesAnIssueToTheLastRuleThatMatches() {
        Triaged triaged = owner(event("com.acme.pay.Checkout", "web1"), REST, PAY);
        assertThat(triaged.owner()).isEqualTo("payments");
        assertThat(triaged.contact()).isEqualTo("payments@acme.example");
        assertThat(triaged.ownerReason()).isEqualTo("rule logger: com.acme.pay.** in project shop");
        assertThat(owner(event("com.acme.pay.Checkout", "web1"), PAY, REST).owner())
                .isEqualTo("everybody");
        assertThat(owner(event(null, "web1"), logger("com.acme.payroll.**", "wages"))
                        .owner())
                .isNull();
    }

    @Test
    void looksAtOwnFramesOnly() {
        Owner module = new Owner(
                Optional.empty(),
                Optional.empty(),
                Optional.of("com.acme.pay.**"),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                "pay",
                "",
                "");
        Owner file = new Owner(
                Optional.empty(),
                Optional.of("pay/*.py"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                "py",
                "",
                "");
        assertThat(owner(event(null, null, frame("com.acme.pay.Bank", null, true)), module)
                        .owner())
                .isEqualTo("pay");
        assertThat(owner(event(null, null, frame("com.acme.pay.Bank", null, false)), module)
                        .owner())
                .isNull();
        assertThat(owner(event(null, null, frame("x", "/srv/pay/bank.py", true)), file)
                        .owner())
                .isEqualTo("py");
        assertThat(owner(event(null, null, frame("x", "/srv/prepay/bank.py", true)), file)
                        .owner())
                .isNull();
        assertThat(owner(event(null, null), module, file).owner()).isNull();
    }

    @Test
    void wantsEveryPatternOfARuleToMatchOneFrame() {
        Owner both = new Owner(
                Optional.empty(),
                Optional.of("a.py"),
                Optional.of("m.b"),
                Optional.of("web*"),
                Optional.empty(),
                Map.of(),
                "both",
                "",
                "");
        assertThat(owner(event(null, "web1.acme", frame("m.b", "a.py", true)), both)
                        .owner())
                .isEqualTo("both");
        assertThat(owner(event(null, "db1", frame("m.b", "a.py", true)), both).owner())
                .isNull();
        assertThat(owner(event(null, "web1", frame("m.b", "b.py", true), frame("m.a", "a.py", true)), both)
                        .owner())
                .isNull();
    }

    @Test
    void prefersWhomAPersonAssigned() {
        Decision assign = decision(Decision.Kind.ASSIGN, "2026-11-20T10:00:00Z", "payments");
        Triaged triaged = Samples.triage(Samples.project(Map.of(), PAY, REST), assign)
                .triage(seen(1, OLD), List.of(), Optional.of(event("com.acme.Any", null)));
        assertThat(triaged.owner()).isEqualTo("payments");
        assertThat(triaged.contact()).isEqualTo("payments@acme.example");
        assertThat(triaged.ownerReason()).isEqualTo("assigned by mia on 2026-11-20");
    }

    @Test
    void looksAtAddressesAndTags() {
        Owner url = new Owner(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("/api/orders/**"),
                Map.of(),
                "orders",
                "",
                "");
        Owner tags = new Owner(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("tenant", "eu-*", "level", "ERROR"),
                "europe",
                "",
                "projects/shop.yaml:9:5");
        assertThat(owner(withIds(Map.of("url", "https://shop.example/api/orders/17?x=1")), url)
                        .owner())
                .isEqualTo("orders");
        assertThat(owner(withIds(Map.of("url", "/api/carts/17")), url).owner()).isNull();
        Triaged europe = owner(withIds(Map.of("tenant", "eu-north")), tags);
        assertThat(europe.owner()).isEqualTo("europe");
        assertThat(europe.ownerReason())
                .isEqualTo("rule tags.level: ERROR, tags.tenant: eu-* in project shop (projects/shop.yaml:9)");
        assertThat(owner(withIds(Map.of("tenant", "us")), tags).owner()).isNull();
    }

    @Test
    void letsRulesOfTheProjectOverrideCodeOwners() throws java.io.IOException {
        Path file =
                Files.writeString(dir.resolve("CODEOWNERS"), "* @acme/all\n/src/main/java/com/acme/pay/ @acme/pay\n");
        StoredEvent bank = event(null, null, frame("com.acme.pay.Bank", "Bank.java", true));
        Triaged byFile = owner(file, bank);
        assertThat(byFile.owner()).isEqualTo("@acme/pay");
        assertThat(byFile.ownerReason()).isEqualTo("/src/main/java/com/acme/pay/ in project shop (" + file + ":2)");
        assertThat(owner(file, event(null, null, frame("com.acme.Cart", "Cart.java", true)))
                        .owner())
                .isEqualTo("@acme/all");
        assertThat(owner(file, bank, logger("com.acme.**", "people")).owner()).isEqualTo("people");
        assertThat(owner(file, event(null, null)).owner()).as("no own file").isNull();
    }

    private static StoredEvent withIds(Map<String, String> ids) {
        StoredEvent e = event(null, null);
        return new StoredEvent(
                e.id(),
                e.issue(),
                e.project(),
                e.time(),
                e.level(),
                e.logger(),
                e.thread(),
                e.host(),
                e.message(),
                e.template(),
                e.user(),
                ids,
                e.fields(),
                e.release(),
                e.file(),
                e.line(),
                e.byteStart(),
                e.trace(),
                e.context());
    }

    private static Triaged owner(Path codeowners, StoredEvent newest, Owner... owners) {
        Project project = new Project(
                "shop",
                List.of(),
                List.of(),
                dev.nightjar.model.Level.WARN,
                Map.of(),
                List.of(owners),
                List.of(),
                Map.of(),
                List.of(),
                List.of(codeowners),
                Project.Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
        return Samples.triage(project).triage(seen(1, OLD), List.of(), Optional.of(newest));
    }

    @Test
    void fallsBackToTheIssueWhereNoEventIsKept() {
        Triaged triaged =
                Samples.triage(Samples.project(Map.of(), PAY)).triage(seen(1, OLD), List.of(), Optional.empty());
        assertThat(triaged.owner()).isEqualTo("payments");
    }

    @Test
    void collectsNotesByIdByTypeAndFromPeople() {
        Project project = Samples.project(Map.of(
                Samples.ID.text().toLowerCase(java.util.Locale.ROOT),
                "By id.",
                "PayException",
                "By type.",
                "Other",
                "No."));
        Triaged triaged = Samples.triage(project, decision(Decision.Kind.NOTE, "2026-11-20T10:00:00Z", "By mia."))
                .triage(seen(1, OLD), List.of(), Optional.empty());
        assertThat(triaged.note()).isEqualTo("By id.\nBy type.\nBy mia.");
    }

    private static Owner logger(String glob, String owner) {
        return new Owner(
                Optional.of(glob),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                owner,
                owner + "@acme.example",
                "");
    }

    private static Triaged owner(StoredEvent newest, Owner... owners) {
        return Samples.triage(Samples.project(Map.of(), owners)).triage(seen(1, OLD), List.of(), Optional.of(newest));
    }
}
