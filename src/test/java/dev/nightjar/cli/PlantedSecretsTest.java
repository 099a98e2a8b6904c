package dev.nightjar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.nightjar.Packed;
import dev.nightjar.config.yaml.Definitions;
import dev.nightjar.config.yaml.Doc;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.secret.Scrubber;
import dev.nightjar.model.Failure.Exit;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Secrets of every kind that the definitions know, planted wherever a log has room for them: none is in
/// anything that is written, sent or printed.
@Timeout(300)
@Tag("faults")
class PlantedSecretsTest extends Typed {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS").withZone(ZoneOffset.UTC);

    /// So many characters from a token's end tell it.
    private static final int TOLD_BY = 12;

    private final Random random = new Random(4711);
    private final Instant now = Instant.now();
    private int records;

    /// What of a secret must not be seen, by the text that holds it.
    private final Map<String, String> planted = new LinkedHashMap<>();

    /// Lines of private keys.
    private final List<String> keys = new ArrayList<>();

    private static Collection<Doc> definitions() {
        return Definitions.load("secrets", Optional.empty(), new Problems()).values();
    }

    private String word(int length) {
        String letters = "abcdefghkmnpqrstuvwxyzABCDEFGHKMNPQRSTUVWXYZ23456789";
        StringBuilder word = new StringBuilder("k7R");
        while (word.length() < length) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private void plant(String form) {
        String secret = word(20);
        planted.put(form.formatted(secret), secret);
    }

    private void plantAll() {
        for (Doc doc : definitions()) {
            for (Doc token : doc.docs("tokens")) {
                token.texts("samples")
                        .forEach(sample -> planted.put(sample, sample.substring(sample.length() - TOLD_BY)));
            }
            for (String names : List.of("contains", "whole", "ends")) {
                for (String name : doc.texts(names)) {
                    plant(name + "=%s");
                    plant("\"" + name + "\": \"%s\"");
                }
            }
            doc.texts("lines").forEach(name -> plant(name + ": %s"));
        }
        List.of(
                        "https://ann:%s@db.acme.example/x",
                        "https://acme.example/x?access_token=%s&a=1",
                        "jdbc:postgresql://db/x?user=ann&password=%s",
                        "Authorization: Bearer %s",
                        "Authorization: Basic %s",
                        "curl -u ann:%s https://acme.example",
                        "mysqldump -uroot -p%s shop",
                        "sshpass -p %s ssh ann@host",
                        "redis-cli -a %s ping",
                        "docker login -u robot -p %s registry.acme.example",
                        "tool --password %s --verbose",
                        "tool --api-key=%s",
                        "export DB_PASSWORD=%s",
                        "User(name=ann, password=%s)",
                        "{'client_secret': '%s'}",
                        "<password>%s</password>",
                        "AccountName=a;AccountKey=%s;")
                .forEach(this::plant);
        planted.put("card 4111111111111111 refused", "4111111111111111");
        planted.put("from DE89370400440532013000", "DE89370400440532013000");
        for (int key = 0; key < 3; key++) {
            byte[] bytes = new byte[key == 1 ? 576 : 600]; // a short last line alone in its record looks like any word
            random.nextBytes(bytes);
            keys.addAll(Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(bytes)
                    .lines()
                    .toList());
        }
    }

    private String head(String level, String thread) {
        String time = TIME.format(now.minusSeconds(20_000).plusMillis(records++));
        return time + " [" + thread + "] " + level + " com.acme.Shop" + records % 40 + " - ";
    }

    /// A record for each place in which a secret can stand.
    private String everywhere(String text) {
        int n = records;
        return head("INFO ", "main") + "before, " + text + "\n"
                + head("ERROR", "main") + "order " + n + " said " + text + " and failed\n"
                + head("INFO ", "main") + text + "\n"
                + head("ERROR", "main") + "requestId=" + n + " " + text + "\n"
                + "java.lang.IllegalStateException: " + text + "\n"
                + "\tat com.acme.Shop.pay(Shop.java:" + n % 90 + ")\n"
                + "Caused by: java.io.IOException: no answer to " + text + "\n"
                + "\tat com.acme.Net.get(Net.java:4)\n"
                + "\tSuppressed: java.lang.RuntimeException: " + text + "\n"
                + "\t\tat com.acme.Net.close(Net.java:9)\n"
                + head("WARN ", "main") + "several lines\n  of " + text + "\n  and more\n"
                + head("INFO ", "main") + "after\n";
    }

    private String structured(String text) {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"@timestamp\":\"" + now.minusSeconds(15_000).plusMillis(records++) + "\",\"level\":\"ERROR\","
                + "\"message\":\"no way " + quoted + "\",\"logger\":\"com.acme.Json\",\"requestId\":\"r-" + records
                + "\","
                + "\"context\":\"" + quoted + "\",\"stack_trace\":\"java.io.IOException: " + quoted
                + "\\n\\tat com.acme.J.a(J.java:3)\\n\"}\n";
    }

    private String ofKeys() {
        StringBuilder all = new StringBuilder();
        int third = 13;
        all.append(head("ERROR", "main")).append("cannot read key\n-----BEGIN RSA PRIVATE KEY-----\n");
        keys.subList(0, third).forEach(line -> all.append(line).append('\n'));
        all.append("-----END RSA PRIVATE KEY-----\n");
        all.append(head("ERROR", "main")).append("-----BEGIN PRIVATE KEY-----\n");
        keys.subList(third, 2 * third)
                .forEach(line -> all.append(head("ERROR", "main")).append(line).append('\n'));
        all.append(head("ERROR", "main")).append("-----END PRIVATE KEY-----\n");
        all.append(head("ERROR", "main"))
                .append("in one: -----BEGIN EC PRIVATE KEY-----\\n")
                .append(String.join("\\n", keys.subList(2 * third, keys.size())))
                .append("\\n-----END EC PRIVATE KEY-----\n");
        return all.toString();
    }

    private void logs() throws IOException {
        StringBuilder rotated = new StringBuilder();
        StringBuilder packed = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        StringBuilder json = new StringBuilder();
        int n = 0;
        for (String text : planted.keySet()) {
            (n % 3 == 0 ? packed : n % 3 == 1 ? rotated : plain).append(everywhere(text));
            json.append(structured(text));
            n++;
        }
        plain.append(ofKeys());
        file("logs/app.log", plain.toString());
        file("logs/app.log.1", rotated.toString());
        file("logs/app.json.log", json.toString());
        Files.write(
                dir.resolve("logs/app.log.2.gz"),
                Packed.of("gz", packed.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private final Map<String, String> seen = new TreeMap<>();

    private void look(String... command) {
        Exit exit = run(command);
        assertThat(exit).as("%s: %s", List.of(command), err).isNotIn(Exit.USAGE, Exit.BUG, Exit.CONFIGURATION);
        seen.merge(
                "nightjar " + String.join(" ", command),
                out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8),
                String::concat);
    }

    @Test
    void noneIsInAnythingThatIsWrittenSentOrPrinted() throws Exception {
        plantAll();
        assertThat(planted.size() + keys.size()).isGreaterThan(300);
        logs();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.merge(
                    "hook",
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    String::concat);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            file("nightjar.yaml", "data: " + dir.resolve("data") + "\n");
            file("projects/shop.yaml", "logs: ['" + dir + "/logs/*']\nids: {request: requestId}\nunseen: true\n");
            file(
                    "jobs/nightly.yaml",
                    "steps:\n  - scan\n  - report: {window: 24h}\n  - mail: {to: [a@acme.example]}\n"
                            + "  - alert: {on: [new, regressed, escalating], to: [b@acme.example], exec: ['sh', '-c', \"cat > '"
                            + dir
                            + "/told'\"], webhook: [{url: 'http://localhost:"
                            + server.getAddress().getPort()
                            + "/', template: json}]}\n");
            look("run", "nightly", "--verbose");
            everyCommand();
        } finally {
            server.stop(0);
        }
        assertThat(seen.get("hook")).contains("\"notices\"");
        assertThat(seen.get("nightjar export")).contains(Scrubber.REDACTED);
        Set<String> leaks = new TreeSet<>();
        Set<String> secrets = new LinkedHashSet<>(planted.values());
        secrets.addAll(keys);
        seen.forEach((where, text) -> leaks.addAll(leaks(where, text, secrets)));
        int files = 0;
        for (Path file : written()) {
            files++;
            for (String text : texts(file)) {
                leaks.addAll(leaks(dir.relativize(file).toString(), text, secrets));
            }
        }
        assertThat(files).isGreaterThan(50);
        assertThat(leaks).isEmpty();
    }

    private void everyCommand() throws IOException {
        look("issues", "--limit", "1000");
        look("issues", "--json", "--limit", "1000");
        look("export");
        look("export", "--format", "ecs");
        look("export", "--format", "otel");
        look("search", "--events", "--limit", "5000", "level:error");
        look("search", "--json", "--events", "--limit", "5000", "level:error");
        look("hist");
        look("related");
        look("unusual");
        look("lint");
        look("audit");
        look("owners");
        look("runs", "--verbose");
        look("sources");
        look("doctor");
        look("check");
        look("mail", "--preview", dir.resolve("data/preview.eml").toString());
        look("report", "--single-file", dir.resolve("data/one.html").toString());
        look("parse", "--json", dir.resolve("logs/app.log").toString());
        look("formats", "test", dir.resolve("logs/app.log").toString());
        look("backup", dir.resolve("data/backup").toString());
        run("issues", "--json=id", "--limit", "12");
        List<String> ids = printed().stream()
                .map(line -> line.replaceAll("\\{\"id\":\"([^\"]+)\"}", "$1"))
                .toList();
        assertThat(ids).hasSize(12);
        for (String id : ids) {
            look("show", id);
            look("show", "--json", id);
            look("show", "--merged", id);
            look("explain", id);
        }
        look("search", "--merged", "--limit", "5", "said");
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(dir.resolve("logs")))
                    .sorted()
                    .toList();
        }
    }

    /// What a file says: its bytes, what is deflated in them, and the parts of a mail.
    private static List<String> texts(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        List<String> texts = new ArrayList<>();
        texts.add(new String(bytes, StandardCharsets.ISO_8859_1));
        if (file.toString().endsWith(".eml")) {
            try (InputStream in = Files.newInputStream(file)) {
                part(new MimeMessage(Session.getInstance(new Properties()), in).getContent(), texts);
            }
        } else if (!file.toString().endsWith(".html")) {
            texts.add(inflated(bytes));
        }
        return texts;
    }

    private static void part(Object content, List<String> texts) throws Exception {
        if (content instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart one = parts.getBodyPart(i);
                part(one.getContent(), texts);
            }
        } else {
            texts.add(content.toString());
        }
    }

    /// Everything that can be inflated from any byte on.
    private static String inflated(byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Inflater inflater = new Inflater(true);
        byte[] buffer = new byte[1 << 16];
        for (int from = 0; from < bytes.length; from++) {
            inflater.reset();
            inflater.setInput(bytes, from, bytes.length - from);
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            try {
                for (int n = inflater.inflate(buffer); n > 0 && one.size() < 1 << 22; n = inflater.inflate(buffer)) {
                    one.write(buffer, 0, n);
                }
            } catch (DataFormatException e) {
                // no stream begins here, or it ends early
            }
            if (one.size() >= 64) {
                all.writeBytes(one.toByteArray());
            }
        }
        inflater.end();
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private List<String> leaks(String where, String text, Set<String> secrets) {
        return secrets.stream()
                .filter(text::contains)
                .map(secret -> secret + " in " + where + ": " + around(text, secret))
                .toList();
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return text.substring(Math.max(0, at - 150), Math.min(text.length(), at + secret.length() + 50))
                .replaceAll("[^ -~]", ".");
    }
}
