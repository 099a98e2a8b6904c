package dev.nightjar.cli;

import dev.nightjar.model.Failure.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// Commands typed by somebody who begins, in a folder with logs and without a configuration.
public abstract class SetUp {

    public static final String THROWN = """
            2026-03-04 09:12:4%d,123 [main] ERROR com.acme.till.Till - order %d failed, requestId=req-%d
            java.lang.IllegalStateException: no paper for %d
            \tat com.acme.till.print.Printer.print(Printer.java:17)
            \tat com.acme.till.Till.pay(Till.java:4)
            \tat org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:2)
            """;

    @TempDir
    public Path dir;

    public String out = "";
    public String err = "";

    public final Path file(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// A log with a thing thrown three times, a warning and two lines of chat.
    public final Path till() throws IOException {
        StringBuilder text = new StringBuilder("2026-03-04 09:12:40,123 [main] INFO  com.acme.till.Till - open\n");
        for (int i = 1; i <= 3; i++) {
            text.append(THROWN.formatted(i, i, i, i));
        }
        text.append("2026-03-04 09:12:45,123 [main] WARN  com.acme.till.Drawer - drawer is slow\n");
        return file("logs/till/app.log", text.toString());
    }

    public final Exit run(String... args) {
        Typing.Said said = Typing.run(args);
        out = said.out();
        err = said.err();
        return said.exit();
    }

    /// With the folders of this test.
    public final Exit here(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", conf().toString()));
        return run(all.toArray(String[]::new));
    }

    public final Path conf() {
        return dir.resolve("conf");
    }
}
