package dev.nightjar.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.ProcessorTime;
import dev.nightjar.group.template.Template;
import dev.nightjar.group.template.Templates;
import dev.nightjar.model.event.Occurrence.Slot;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {

    private final Grouping grouping = Given.grouping();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "mail to kim.lee+x@mail.acme.example failed | mail to <email> failed",
                "GET https://acme.example/a?b=1 gave 404 | GET <url> gave <int>",
                "lost db-7.acme.com:5432 | lost <host>:<int>",
                "lost localhost:5432 | lost <host>:<int>",
                "com.acme.v2.Cart failed | com.acme.v2.Cart failed",
                "Cart.load() of shop.properties | Cart.load() of shop.properties",
                "from 10.1.2.3 to fe80::1:2 and ::1 | from <ip> to <ip> and <ip>",
                "Cart::load and abc::def | Cart::load and abc::def",
                "card 00:1b:44:11:3a:b7 | card <mac>",
                "trace 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 | trace <traceparent>",
                "id 123e4567-e89b-12d3-a456-426614174000. | id <uuid>.",
                "md5 d41d8cd98f00b204e9800998ecf8427e | md5 <hash>",
                "at 2026-08-01T06:30:00.123Z, on 01/Aug/2026:06:30:00 +0200 | at <date>, on <date>",
                "at Fri Jul 01 08:16:53 PDT 2005 | at <date>",
                "Sat, 1 Aug 2026 06:30:00 GMT was it | <date> was it",
                "since Aug  1 06:30:00 | since <date>",
                "at 06:30:01.5 | at <time>",
                "took 15ms, 2h30m, 1.5 seconds | took <duration>",
                "free 7.4 KB of 64M or 12 B | free <size> of <size> or <size>",
                "jetty-6.1.26 and 1.2.3-SNAPSHOT and v2.0 | jetty-<version> and <version> and <version>",
                "open /var/lib/a.db: denied | open <path>: denied",
                "open C:\\Users\\kim\\a.txt now | open <path> now",
                "load/store and application/json and I/O | load/store and application/json and I/O",
                "at 0x7ffe12 and 003a90fc | at <hex> and <hex>",
                "ratio 0.25 of 1e5x, 99.9% | ratio <float> of <id>, <float>",
                "1,234,567 rows | <int> rows",
                "task-7 on node12 for blk_-99 | task-<int> on node<int> for blk_<int>",
                "attempt_1445_0020_m_01 in http-nio-8080-exec-3 | attempt_<id> in http-nio-<id>",
                "sha256 of utf-8 in jk2_init() | sha256 of utf-8 in jk2_init()",
                "no column 'prize' in \"table x\", can't | no column '<quoted>' in \"<quoted>\", can't",
                "{\"error\":\"timeout\",\"by\":\"kim\",\"n\":5} | {\"error\":\"timeout\",\"by\":\"<quoted>\",\"n\":<int>}",
                "ids [1, 2, 3] of [a, b] and [preauth] | ids [<list>] of [<list>] and [preauth]",
                "retry=true | retry=<bool>",
                "Invalid user kim from 10.0.0.1 | Invalid user <name> from <ip>",
                "user not found | user not found",
                "Failed password for kim from 10.0.0.1 | Failed password for <name> from <ip>",
                "owner=kim error=timeout | owner=<value> error=timeout",
                "com.acme.Cart@1a2b3c4 | com.acme.Cart@<hex>",
                "<int> is 5 | <int> is <int>",
                "Größe 5 µm | Größe <int> µm",
                "shop.exe *32 - db-7.acme.com:80 closed | <name> - <host>:<int> closed",
                "shop.exe failed - again | shop.exe failed - again",
                "cannot load cart_A1B2.rts or part-00017.gz | cannot load <path> or <path>",
                "no value for item3.name | no value for item<int>.name",
                "starting com.acme.shop/.cart.CartActivity now | starting <path> now",
                "bounds=Rect(0, 0 - 7, 9), by=Work{10113} | bounds=<value>, by=<value>",
                "error=Refused(7) | error=Refused(<int>)",
                "login user=<kim> from 10.0.0.1 | login user=<<value>> from <ip>",
                "application/vnd.ms-excel and a.b/c | application/vnd.ms-excel and a.b/c",
                "no answer of [Shelf_Q9] and lamp12 | no answer of [<id>] and <id>",
                "lost lamp12, lamp13 of shelf3_back | lost <id> of <id>",
                "desk-pi-4: gone, task-4: gone, ORA-942, DHCPv6, api-v7, srv3 | <id>: gone, task-<int>: gone, ORA-<int>, DHCPv<int>, api-v<int>, <id>",
                "lamp12=7 and lamp12(3) and x.lamp12 | lamp<int>=<int> and lamp12(<int>) and x.lamp<int>",
                "basket d30718 or a7750921 or 30718f | basket <hex> or <hex> or <int>f",
                "device 0000:04:1c.2 is gone | device <int>:<hex>.<int> is gone",
                "drawer open:true, Cart::true, true | drawer open:<bool>, Cart::true, true",
                "GET /cart?id=5&x=y failed | GET <path> failed",
                "lid is now 'Shut' for 'kim' | lid is now 'Shut' for '<quoted>'",
                "ended with result 'timeout' or result '7b' | ended with result 'timeout' or result '<quoted>'",
                "state was \"half-open\" in \"Mainz\" | state was \"half-open\" in \"<quoted>\"",
                "says 'no room for order 17 left', 'x' | says 'no room for order <int> left', '<quoted>'",
                "by \"Shop/5.0 (Linux; U) Engine/7 (like Cat)\" | by \"<quoted>\"",
                "\"Pod gone\" pod=\"a/b\" | \"Pod gone\" pod=\"<quoted>\"",
                "[hall] error=\"dial tcp 10.0.0.9:80: no\" lamp=4 | [hall] error=\"dial tcp <ip>:<int>: no\" lamp=<int>",
                "err=\"user \\\"kim\\\" was not found\" x | err=\"user \\\"<quoted>\\\" was not found\" x",
                "Get \"https://a.example/x\": refused | Get \"<quoted>\": refused"
            })
    void knowsWhatVaries(String message, String template) {
        assertThat(grouping.template(message.strip()).text()).isEqualTo(template.strip());
    }

    @Test
    void templateAndSlotsGiveTheMessageBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int n = 0; n < 3000; n++) {
            String message = garbage(random, random.nextInt(n == 7 ? 20_000 : 120));
            Template template = grouping.template(message);
            assertThat(rebuilt(message, template))
                    .as("seed %d: %s", seed, message)
                    .isEqualTo(template.text());
        }
    }

    @Test
    void aTemplateOfATemplateIsTheSame() {
        for (String message : new String[] {
            "Order 17 of user kim failed after 15ms on db-7.acme.com:5432", "open '/var/lib/a.db' [1, 2, 3] at 0x12 x=5"
        }) {
            String once = grouping.template(message).text();
            assertThat(grouping.template(once).text()).isEqualTo(once);
        }
    }

    @Test
    void aMegabyteOfAnythingTakesNoTime() {
        Random random = new Random(1);
        for (String piece : new String[] {
            "a.", "[", "'", "\"a", "1", "a1_", "/", "::1", "1-", "x@", "a://", "<int", "1:", "((", "a=b,", "a={", "a=<",
            "a1.b"
        }) {
            String message = piece.repeat(1_000_000 / piece.length());
            assertThat(ProcessorTime.of(() -> grouping.template(message)))
                    .as(piece)
                    .isLessThan(Duration.ofSeconds(2));
        }
        String message = garbage(random, 1_000_000);
        assertThat(grouping.template(message).slots().getLast())
                .extracting(Slot::kind, Slot::to)
                .containsExactly("rest", 1_000_000);
    }

    @Test
    void kindsAndNumberOfListedThingsDoNotCount() {
        String one = Templates.counted(grouping.template("hosts [a] lost: blk_1 blk_2, id 00ab12cd9 ()")
                .text());
        String other = Templates.counted(grouping.template("hosts [b1] lost: blk_1 blk_2 blk_77, id 1234567 (5)")
                .text());
        assertThat(one.substring(one.indexOf("lost"))).isEqualTo(other.substring(other.indexOf("lost")));
    }

    @Test
    void lessThanANumberCountsAsANumber() {
        assertThat(Templates.counted(grouping.template("lived <1 sec").text()))
                .isEqualTo(Templates.counted(grouping.template("lived 00:02").text()));
    }

    @Test
    void aSizeIsOneSizeWithAndWithoutTheSameInAnotherUnit() {
        assertThat(counted("closed, 1204 bytes (1.17 KB) sent, 0 bytes received"))
                .isEqualTo(counted("closed, 12 bytes sent, 7204 bytes (7.03 KB) received"))
                .isNotEqualTo(counted("closed, 12 bytes sent"));
        assertThat(counted("caller 10.0.0.7 () came")).isEqualTo(counted("caller 10.0.0.7 (db.acme.com) came"));
        assertThat(counted("killed 17 (java)")).isNotEqualTo(counted("killed 17 (node)"));
    }

    @Test
    void manyQuotesInAQuoteTakeNoTime() {
        String message = "x says \"it is all \\\"so very\\\" \" and ".repeat(20_000);
        assertThat(ProcessorTime.of(() -> grouping.template(message))).isLessThan(Duration.ofSeconds(2));
    }

    private String counted(String message) {
        return Templates.counted(grouping.template(message).text());
    }

    private static String garbage(Random random, int length) {
        String pieces = "0123456789abcdefXYZ   ..::--__//\\\\@@''\"\"[]{}()<>,,;==%+~\nä€\uD83D\uDE00";
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int kind = random.nextInt(12);
            text.append(kind == 0 ? "user " : kind == 1 ? "<int>" : kind == 2 ? "10.0.0.1" : "")
                    .append(pieces.charAt(random.nextInt(pieces.length())));
        }
        return text.substring(0, length);
    }

    private static String rebuilt(String message, Template template) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Slot slot : template.slots()) {
            text.append(message, at, slot.from())
                    .append('<')
                    .append(slot.kind())
                    .append('>');
            assertThat(slot.from()).isGreaterThanOrEqualTo(at).isLessThan(slot.to());
            at = slot.to();
        }
        return text.append(message.substring(at)).toString();
    }
}
