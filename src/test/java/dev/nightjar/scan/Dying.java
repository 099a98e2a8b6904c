package dev.nightjar.scan;

import dev.nightjar.config.Configuration;
import dev.nightjar.config.Project;
import dev.nightjar.config.Settings;
import dev.nightjar.model.Failure;
import dev.nightjar.model.Run;
import dev.nightjar.model.event.Occurrence;
import dev.nightjar.model.log.Position;
import dev.nightjar.scan.learned.Joining;
import dev.nightjar.source.ReadPlan;
import dev.nightjar.source.Tracker;
import dev.nightjar.source.quarantine.Quarantine;
import dev.nightjar.store.Store;
import dev.nightjar.store.lucene.LuceneStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A scan whose store cannot take an event that says `poison`: the process is gone, or it throws. As a process
/// of its own: `Dying HOME killed|memory|nothing` scans `HOME/logs` into `HOME/data`, and prints what was not
/// read.
public final class Dying {

    private static final String POISON = "poison";

    private final Path home;
    private final Runnable end;

    /// @param end what happens at the poison
    public Dying(Path home, Runnable end) {
        this.home = home;
        this.end = end;
    }

    public static void main(String[] args) throws IOException {
        Runnable end = switch (args[1]) {
            case "killed" -> () -> Runtime.getRuntime().halt(137);
            case "memory" -> Dying::takeAll;
            default -> () -> {};
        };
        try {
            Run run = new Dying(Path.of(args[0]), end).scan(Clock.systemUTC());
            run.notRead().forEach(one -> System.out.println(one.path() + ": " + one.reason()));
        } catch (Failure e) {
            System.out.println(e.getMessage());
            System.exit(e.exit().code());
        }
    }

    private static void takeAll() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new byte[1 << 20]);
        }
    }

    /// What the run did, if it came to its end.
    public Run scan(Clock clock) throws IOException {
        Settings settings = Configuration.load(Optional.empty(), Optional.of(home.resolve("data")), home, home);
        Project project = Configuration.adHoc(Optional.of("app"), List.of(home.resolve("logs")));
        Store store = LuceneStore.open(settings.data(), clock);
        String id = Run.idAt(clock.instant());
        Quarantine quarantine = Quarantine.begin(settings.data(), id, clock.instant());
        Function<List<Position>, ReadPlan> look = positions ->
                new Tracker(settings, positions, store.key(), clock.instant(), quarantine).plan(List.of(project));
        try (Scan scan = new Scan(
                dying(store),
                look.apply(store.positions()),
                look,
                quarantine,
                List.of(project),
                () -> Loading.rooms(settings, List.of(project)),
                words -> new Joining(settings.data(), store, words, clock, Set.of(), any -> {}, 1),
                clock,
                id)) {
            for (String source : scan.sources()) {
                for (Optional<SourceScan.Work> work = scan.next(source); work.isPresent(); work = scan.next(source)) {
                    scan.write(List.of(scan.read(work.get())));
                }
            }
            return scan.finish();
        }
    }

    private Store dying(Store store) {
        return (Store) Proxy.newProxyInstance(
                Dying.class.getClassLoader(), new Class<?>[] {Store.class}, (of, call, args) -> {
                    if (call.getName().equals("add")
                            && args[0] instanceof List<?> added
                            && added.stream().anyMatch(Dying::kills)) {
                        end.run();
                    }
                    try {
                        return call.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean kills(Object added) {
        return added instanceof Occurrence one && one.event().message().contains(POISON);
    }
}
