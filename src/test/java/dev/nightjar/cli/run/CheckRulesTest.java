package dev.nightjar.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckRulesTest extends Typed {

    private static final String LOG = """
            2026-08-01 10:00:00,123 ERROR [main] com.acme.Shop - cart 17 failed
            java.sql.SQLException: deadlock found
            \tat com.acme.Cart.total(Cart.java:3)
            2026-08-01 10:00:01,123 ERROR [main] com.acme.Till - till 3 is shut
            2026-08-01 10:00:02,123 ERROR [main] com.acme.Job - nightly failed
            java.sql.SQLException: deadlock found
            \tat com.acme.Job.run(Job.java:3)
            2026-08-01 10:00:03,123 ERROR [main] com.acme.Shop - order of ann failed
            java.lang.IllegalStateException: closed
            \tat com.acme.Order.pay(Order.java:3)
            2026-08-01 10:00:04,123 ERROR [main] com.acme.Shop - order of kim failed
            java.lang.IllegalStateException: no bank
            \tat com.acme.Order.pay(Order.java:3)
            """;

    private static final String PROJECT = """
            logs: [shop.log]
            format: auto
            audit:
              - {name: masquerade, match: 'masquerading as (?<target>[a-z]+)'}
            owners:
              - {logger: com.acme.Shop, owner: shop}
              - {logger: com.acme.Nobody, owner: nobody}
            fingerprints:
              - {type: SQLException, message: '*deadlock*', as: [deadlock, '{{ project }}'], title: Deadlock}
              - {type: SQLException, as: [sql]}
              - {message: '*never said*', as: [never]}
            """;

    @BeforeEach
    void configure() throws IOException {
        file("shop.log", LOG);
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/shop.yaml", PROJECT);
    }

    @Test
    void tellsEveryRuleThatNeverMatchedWithItsPlace() {
        assertThat(run("scan")).isEqualTo(Exit.DONE);
        assertThat(run("check")).isEqualTo(Exit.DONE);
        String file = dir.resolve("projects/shop.yaml") + ":";
        assertThat(printed())
                .containsExactly(
                        file
                                + "10:5: fingerprint rule type: SQLException never decides: what it matches is taken by the"
                                + " rule at " + file + "9:5",
                        file + "11:5: fingerprint rule message: *never said* never matched",
                        file + "4:5: audit rule masquerade never matched since it is there",
                        file + "7: owner rule logger: com.acme.Nobody never matched");
        assertThat(run("check", "--strict")).isEqualTo(Exit.NOTHING_FOUND);
    }

    @Test
    void aRuleMakesOneIssueOfTwoAndExplainsItself() {
        run("scan");
        run("issues", "--since", "2026-01-01");
        assertThat(printed()).filteredOn(line -> line.contains("Deadlock")).hasSize(1);
        String id = printed().stream()
                .filter(line -> line.contains("Deadlock"))
                .findFirst()
                .orElseThrow()
                .substring(0, 9);
        run("explain", id);
        assertThat(printed())
                .anySatisfy(line -> assertThat(line).contains("+ rule", "projects/shop.yaml:9:5"))
                .anySatisfy(line -> assertThat(line).contains("+ part", "deadlock"))
                .noneSatisfy(line -> assertThat(line).contains("mixed"));
    }

    @Test
    void anIssueWhoseEventsSayDifferentThingsIsExplainedAsMixed() {
        run("scan");
        run("issues", "--since", "2026-01-01");
        String id = printed().stream()
                .filter(line -> line.contains("IllegalState"))
                .findFirst()
                .orElseThrow()
                .substring(0, 9);
        run("explain", id);
        assertThat(printed())
                .anySatisfy(line -> assertThat(line).contains("mixed", "2 different things"))
                .anySatisfy(line -> assertThat(line).contains("IllegalStateException: no bank"));
    }

    @Test
    void aConfigurationThatIsWrongEndsItWithEveryProblem() throws IOException {
        file("projects/shop.yaml", "logs: [a.log]\nfingerprints:\n  - {typ: x, as: [a]}\n");
        assertThat(run("check")).isEqualTo(Exit.CONFIGURATION);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("shop.yaml:3:6: unknown 'typ'");
    }

    @Test
    void withoutHistoryOnlyTheConfigurationIsChecked() {
        assertThat(run("check", "--strict")).isEqualTo(Exit.DONE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing was scanned yet");
    }
}
