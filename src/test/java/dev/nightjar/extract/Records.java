package dev.nightjar.extract;

import dev.nightjar.config.Project;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import dev.nightjar.model.log.SourceFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Records and projects for tests.
public final class Records {

    private Records() {}

    public static LogRecord of(@Nullable Level level, String text, Map<String, String> fields) {
        SourceFile file = new SourceFile(
                "0123456789abcdef0123456789abcdef",
                Path.of("/var/log/shop/app.log"),
                "shop",
                "web1",
                ZoneOffset.UTC,
                Instant.EPOCH);
        return new LogRecord(
                file,
                0,
                text.length(),
                1,
                Instant.EPOCH,
                Set.of(),
                level,
                null,
                "com.acme.Pay",
                "main",
                null,
                null,
                text,
                fields,
                null,
                false);
    }

    public static Project project(Level level, Project.Audit... audit) {
        return new Project(
                "shop",
                List.of(),
                List.of(),
                level,
                Map.of(),
                List.of(),
                List.of(audit),
                Map.of(),
                List.of(),
                List.of(),
                Project.Releases.NONE,
                false,
                Set.of(),
                Optional.empty());
    }
}
