package dev.nightjar.triage.owners;

import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.issue.Activity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What rules are held against: an issue and its newest event, which is fetched only if a rule looks at it. Frames
/// of
/// libraries belong to nobody.
final class OwnedThing {

    /// Kinds of ids and fields that hold an address.
    private static final List<String> URLS = List.of("url", "uri", "endpoint", "route", "path");

    private final Activity activity;
    private final Supplier<Optional<StoredEvent>> source;
    private @Nullable Optional<StoredEvent> event;

    OwnedThing(Activity activity, Supplier<Optional<StoredEvent>> newest) {
        this.activity = activity;
        this.source = newest;
    }

    private Optional<StoredEvent> newest() {
        Optional<StoredEvent> known = event;
        if (known == null) {
            known = source.get();
            event = known;
        }
        return known;
    }

    /// The issue's is that of its newest event.
    @Nullable
    String logger() {
        String logger = activity.issue().logger();
        return logger != null ? logger : newest().map(StoredEvent::logger).orElse(null);
    }

    Set<String> hosts() {
        return newest().map(StoredEvent::host).map(Set::of).orElse(activity.hosts());
    }

    List<Frame> own() {
        return newest().map(StoredEvent::trace).map(Trace::chain).stream()
                .flatMap(List::stream)
                .flatMap(thrown -> thrown.frames().stream())
                .filter(Frame::inApp)
                .toList();
    }

    /// Addresses as the event has them, and the path of each alone.
    List<String> urls() {
        Map<String, String> ids = newest().map(StoredEvent::ids).orElse(Map.of());
        return URLS.stream()
                .map(ids::get)
                .filter(Objects::nonNull)
                .flatMap(url -> Stream.of(url, path(url)).distinct())
                .toList();
    }

    /// Without scheme, host, query and fragment.
    private static String path(String url) {
        int scheme = url.indexOf("://");
        int begin = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        String rest = begin < 0 ? "/" : url.substring(begin);
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '?' && rest.charAt(end) != '#') {
            end++;
        }
        return rest.substring(0, end);
    }

    /// What the event has by a name: an id, or `level`, `release`, `thread`, `type`, `project`.
    Optional<String> tag(String name) {
        Optional<String> id = newest().map(event -> event.ids().get(name));
        return id.or(() -> switch (name.toLowerCase(Locale.ROOT)) {
            case "level" -> newest().map(StoredEvent::level).map(Enum::name);
            case "release" -> newest().map(StoredEvent::release);
            case "thread" -> newest().map(StoredEvent::thread);
            case "type" -> Optional.ofNullable(activity.issue().type());
            case "project" -> Optional.of(activity.issue().project());
            default -> Optional.empty();
        });
    }

    /// The files of own frames as paths with `/`, as far as they are known: of `com.acme.Bank` in `Bank.java` it is
    /// `com/acme/Bank.java`.
    List<String> files() {
        List<String> files = new ArrayList<>();
        for (Frame frame : own()) {
            String file = frame.file();
            if (file != null) {
                files.add(file(file.replace('\\', '/'), frame.module()));
            }
        }
        return files;
    }

    private static String file(String file, @Nullable String module) {
        int query = file.indexOf('?');
        String plain = query < 0 ? file : file.substring(0, query);
        int dot = module == null || plain.contains("/") ? -1 : module.lastIndexOf('.');
        String folder =
                dot < 0 || module == null ? "" : module.substring(0, dot).replace('.', '/') + "/";
        return folder + plain;
    }
}
