package dev.nightjar.source.find;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/// Tells by its name what somebody calls a log.
public final class LogNames {

    private static final Pattern LOG = Pattern.compile(
            "(?:.*[._-])?(?:[a-z]*log|logs|messages|stdout|stderr)(?:[._-].*)?|.*\\.(?:out|err)(?:[.-].*)?");

    private LogNames() {}

    /// True for `app.log`, `access_log.1`, `syslog-20260304.gz`, `catalina.out` and the like.
    public static boolean isLikely(Path file) {
        return LOG.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT))
                .matches();
    }
}
