package dev.nightjar.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.Typed;
import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The id that a customer quotes, where several applications failed on its way: one answer, the cause first.
class IdTrailTest extends Typed {

    @BeforeEach
    void scan() throws IOException {
        file("nightjar.yaml", "data: data\nzone: UTC\n");
        file("projects/kiosk.yaml", "logs: [kiosk.log]\nowners: [{logger: 'com.acme.**', owner: front}]\n");
        file("projects/ticket.yaml", "logs: [ticket.log]\n");
        file("projects/vault.yaml", "logs: [vault.log]\n");
        file(
                "kiosk.log",
                "2026-03-04 09:12:42,900 ERROR [main] com.acme.Kiosk - no ticket request_id=q-7781\n"
                        + "2026-03-04 09:20:42,900 ERROR [main] com.acme.Kiosk - no ticket request_id=q-9000\n");
        file("ticket.log", "2026-03-04 09:12:42,400 ERROR [main] com.acme.Ticket - vault said no request_id=q-7781\n");
        file(
                "vault.log",
                "2026-03-04 09:12:41,100 WARN [main] com.acme.Slow - slow request_id=q-7781\n"
                        + "2026-03-04 09:12:41,900 ERROR [main] com.acme.Vault - door is shut request_id=q-7781\n");
        assertThat(run("scan")).isEqualTo(Exit.DONE);
    }

    private String id(String words) throws IOException {
        run("issues", "--json", words);
        String line = printed().getFirst();
        return line.substring(line.indexOf("\"id\":\"") + 6, line.indexOf("\"id\":\"") + 15);
    }

    @Test
    void oneAnswerLeadsWithTheCause() throws IOException {
        run("assign", id("door"), "keepers");
        run("note", id("vault"), "the vault opens at ten");
        assertThat(run("show", "q-7781")).isEqualTo(Exit.DONE);
        List<String> lines = printed();
        String answer = String.join(" ", lines.subList(0, 9)).replaceAll("\\s+", " ");
        assertThat(answer)
                .contains(
                        "q-7781 failed in vault, then ticket, then kiosk, 2026-03-04 09:12:41, within 1.8 s.",
                        "It began with door is shut",
                        "Tell the customer: the vault opens at ten",
                        "Talk to: keepers");
        List<String> way = lines.stream()
                .filter(line -> line.matches(" +2026-03-04 \\S+ +(WARN|ERROR) .*"))
                .toList();
        assertThat(way).hasSize(4);
        assertThat(way.getFirst()).contains("slow").doesNotContain("cause");
        assertThat(way.get(1)).contains("door is shut").endsWith("cause");
        assertThat(way.getLast()).contains("kiosk");
        assertThat(lines.stream().filter(line -> line.endsWith("  vault")).findFirst())
                .get()
                .asString()
                .as("the cause's details come first")
                .contains("door is shut");
    }

    @Test
    void whoOwnsWhatFailedLaterIsAskedIfTheCauseHasNoOwner() {
        run("show", "q-7781");
        assertThat(String.join(" ", printed()).replaceAll("\\s+", " "))
                .contains(
                        "Talk to: front", "The cause itself has no owner yet.", "Nobody has written yet what to tell");
    }

    @Test
    void whatFailedInOnePlaceAloneIsNoChain() {
        run("show", "q-9000");
        assertThat(printed()).noneMatch(line -> line.contains("It began with"));
    }

    @Test
    void tellsItInATicketToo() {
        run("show", "q-7781", "--markdown");
        assertThat(printed().getFirst()).isEqualTo("### `q-7781`");
        assertThat(printed()).anyMatch(line -> line.contains("It began with door is shut"));
    }
}
