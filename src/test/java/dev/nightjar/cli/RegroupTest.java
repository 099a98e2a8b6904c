package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegroupTest extends Typed {

    private static final String LOG = """
            2026-08-01 10:00:00,123 ERROR [main] com.acme.Shop - cart 17 failed
            java.sql.SQLException: deadlock found
            \tat com.acme.Cart.total(Cart.java:3)
            2026-08-01 10:00:01,123 ERROR [main] com.acme.Till - till 3 is shut
            2026-08-01 10:00:02,123 ERROR [main] com.acme.Job - nightly failed
            java.sql.SQLException: deadlock found
            \tat com.acme.Job.run(Job.java:3)
            2026-08-01 10:00:03,123 ERROR [main] com.acme.Shop - cart 18 failed
            java.sql.SQLException: deadlock found
            \tat com.acme.Cart.total(Cart.java:3)
            2026-08-01 11:00:04,123 ERROR [main] com.acme.Shop - order of kim failed
            java.lang.IllegalStateException: no bank
            \tat com.acme.Order.pay(Order.java:3)
            """;

    private static final String PLAIN = "logs: [shop.log]\n";
    private static final String DEADLOCK = PLAIN + "fingerprints:\n  - {type: SQLException, as: [deadlock]}\n";

    @BeforeEach
    void configure() throws IOException {
        file("shop.log", LOG);
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        project(PLAIN);
    }

    private void project(String yaml) throws IOException {
        file("projects/shop.yaml", yaml);
    }

    private List<String> printed(String... args) {
        assertThat(run(args)).as(err.toString(StandardCharsets.UTF_8)).isEqualTo(Exit.DONE);
        return printed();
    }

    private List<String> issues() {
        return printed("issues", "--since", "2026-01-01", "--json").stream()
                .filter(line -> line.contains("\"id\""))
                .toList();
    }

    private String id(String of) {
        return issues().stream()
                .filter(line -> line.contains(of))
                .map(line -> line.replaceAll(".*?\"id\":\"([^\"]*)\".*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    private void nothingChanges() {
        assertThat(printed("regroup", "--dry-run")).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing changes");
    }

    @Test
    void withTheSameRulesNothingChanges() throws IOException {
        run("scan");
        nothingChanges();
        project(DEADLOCK);
        run("scan", "--data", dir.resolve("other").toString());
        assertThat(printed(
                        "regroup", "--dry-run", "--data", dir.resolve("other").toString()))
                .isEmpty();
    }

    @Test
    void aNewRuleMergesAndWithoutItTheySplitAgain() throws IOException {
        run("scan");
        String cart = id("Cart.total");
        String job = id("Job.run");
        printed("note", job, "known, harmless");
        List<String> before = issues();
        project(DEADLOCK);
        List<String> told = printed("regroup", "--dry-run");
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).startsWith("merge  ").contains(cart, job, "→ " + cart + " (3 events)");
        assertThat(told.get(1)).startsWith("state  " + job + " → " + cart + ": note");
        assertThat(issues()).isEqualTo(before);
        assertThat(printed("regroup")).isEqualTo(told);
        nothingChanges();
        assertThat(issues()).hasSize(before.size() - 1);
        assertThat(printed("show", job)).isEqualTo(printed("show", cart));
        assertThat(printed("show", cart)).anySatisfy(line -> assertThat(line).contains("known, harmless"));
        project(PLAIN);
        assertThat(printed("regroup"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("split  " + cart).contains(cart + " (2)", job + " (1)"));
        nothingChanges();
        assertThat(id("Job.run")).isEqualTo(job);
        assertThat(issues()).hasSize(before.size());
    }

    @Test
    void whatIsReadAfterwardsJoinsTheIssueThatKeptItsId() throws IOException {
        run("scan");
        String cart = id("Cart.total");
        project(DEADLOCK);
        printed("regroup");
        file("shop.log", LOG + LOG.replace("2026-08-01", "2026-08-02"));
        printed("scan");
        assertThat(issues()).filteredOn(line -> line.contains("SQLException")).hasSize(1);
        assertThat(id("SQLException")).isEqualTo(cart);
        nothingChanges();
    }

    @Test
    void otherProjectsStayAsTheyAre() throws IOException {
        run("scan");
        project(DEADLOCK);
        file("projects/till.yaml", "logs: [till.log]\n");
        assertThat(printed("regroup", "--project", "till")).isEmpty();
        assertThat(printed("regroup", "--dry-run")).isNotEmpty();
        assertThat(run("regroup", "--project", "tipp")).isEqualTo(Exit.USAGE);
    }

    @Test
    void withoutHistoryThereIsNothingToGroup() {
        assertThat(run("regroup")).isEqualTo(Exit.NOTHING_FOUND);
    }
}
