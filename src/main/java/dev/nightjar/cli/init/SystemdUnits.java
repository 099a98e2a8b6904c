package dev.nightjar.cli.init;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The units by which systemd runs jobs: those in `nightjar/systemd/`, with the places of this machine.
///
/// @param launcher what is started
/// @param home the configuration
/// @param writes all folders that are written to
/// @param user who runs it
record SystemdUnits(Path launcher, Path home, List<Path> writes, String user) {

    SystemdUnits {
        writes = List.copyOf(writes);
    }

    /// The launcher, as it was called.
    static Path installed() {
        return Path.of(System.getProperty("nightjar.launcher", "nightjar")).normalize();
    }

    /// Below the configuration.
    static final String FOLDER = "systemd";

    /// The user that an installation for the whole machine has.
    static final String SYSTEM_USER = "nightjar";

    private static final Path STATE = Path.of("/var/lib");

    /// When a job that watches runs: not at the minutes at which people let their nights begin.
    static final String OFTEN = "*:2/5:00";

    /// A time of every day, as timers have it.
    static String daily(LocalTime at) {
        return "*-*-* " + at + ":00";
    }

    /// Name below the configuration to text: the service of all jobs, and the timers of some.
    ///
    /// @param times by job, in the notation of systemd.time(7)
    Map<String, String> texts(Map<String, String> times) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                FOLDER + "/nightjar@.service",
                text("nightjar@.service")
                        .replace("@LAUNCHER@", word(launcher))
                        .replace("@CONFIG@", word(home))
                        .replace("@WHO@", who())
                        .replace(
                                "@WRITES@",
                                writes.stream().map(SystemdUnits::writable).collect(Collectors.joining("\n"))));
        times.forEach((job, at) -> texts.put(
                FOLDER + "/nightjar@" + job + ".timer", text("nightjar@.timer").replace("@AT@", at)));
        return texts;
    }

    /// Logs of the machine are for the group `adm`; what root has to read needs a capability, and no other.
    private String who() {
        return switch (user) {
            case SYSTEM_USER -> "User=" + user + "\nSupplementaryGroups=adm\nCapabilityBoundingSet=";
            case "root" -> "User=root\nCapabilityBoundingSet=CAP_DAC_READ_SEARCH";
            default -> "User=" + user + "\nCapabilityBoundingSet=";
        };
    }

    /// What lies below `/var/lib` systemd makes itself; of others that they are there is not needed.
    private static String writable(Path dir) {
        return STATE.equals(dir.getParent())
                ? "StateDirectory=" + STATE.relativize(dir)
                : "ReadWritePaths=\"-" + escaped(dir) + "\"";
    }

    private static String word(Path path) {
        return path.toString().matches("[A-Za-z0-9/._+@-]+") ? path.toString() : "\"" + escaped(path) + "\"";
    }

    private static String escaped(Path path) {
        return path.toString()
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "$$")
                .replace("%", "%%");
    }

    private static String text(String file) {
        try (InputStream in = SystemdUnits.class.getResourceAsStream("/nightjar/systemd/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the build left out nightjar/systemd/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
