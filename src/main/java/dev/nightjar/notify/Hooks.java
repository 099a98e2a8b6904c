package dev.nightjar.notify;

import dev.nightjar.config.Job.Hook;
import dev.nightjar.config.Settings;
import dev.nightjar.model.finding.Notice;
import dev.nightjar.notify.hook.AlertView;
import dev.nightjar.notify.hook.Payloads;
import dev.nightjar.notify.hook.Program;
import dev.nightjar.notify.hook.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tells news to whatever is not mail: programs at once, addresses through files that survive a crash.
record Hooks(Settings settings, Clock clock) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// What became of it.
    ///
    /// @param said sentences about what was told, or will be tried again
    /// @param failed sentences about what a person has to look at
    record Told(List<String> said, List<String> failed) {
        Told {
            said = List.copyOf(said);
            failed = List.copyOf(failed);
        }
    }

    /// Tells all hooks, then tries what waits. A hook that fails stops none of the others; a program that fails is
    /// not told again.
    ///
    /// @param run names the telling: what was told under this name is not told again
    /// @throws dev.nightjar.model.Failure with exit code 78 for a template that is wrong, before anything is told
    Told tell(List<Hook> hooks, List<Notice> news, String job, String host, String run) {
        Payloads payloads = Payloads.with(settings.templates());
        Webhooks webhooks = webhooks();
        List<String> said = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<Runnable> calls = new ArrayList<>();
        for (int i = 0; i < hooks.size() && !news.isEmpty(); i++) {
            String name = job + "-" + run + "-" + i;
            switch (hooks.get(i)) {
                case Hook.Exec exec -> {
                    String json = payloads.render("json", news(news, job, host, run, ""))
                            .getFirst();
                    calls.add(() -> {
                        Program.Ran ran = new Program(PATIENCE)
                                .run(exec.command(), json, Map.of("NIGHTJAR_JOB", job, "NIGHTJAR_HOST", host));
                        (ran.ok() ? said : failed).add(ran.said());
                    });
                }
                case Hook.Webhook hook -> {
                    List<String> bodies = payloads.render(hook.template(), news(news, job, host, run, hook.key()));
                    for (int part = 0; part < bodies.size(); part++) {
                        String body = bodies.get(part);
                        String call = name + "-" + part;
                        calls.add(() -> webhooks.put(call, hook.url(), body));
                    }
                }
            }
        }
        calls.forEach(Runnable::run);
        Webhooks.Told told = webhooks.deliver();
        said.addAll(told.said());
        failed.addAll(told.failed());
        return new Told(said, failed);
    }

    /// Tries what waits of earlier runs.
    Told retry() {
        Webhooks.Told told = webhooks().deliver();
        return new Told(told.said(), told.failed());
    }

    private AlertView news(List<Notice> notices, String job, String host, String run, String key) {
        return new AlertView(job, host, run, clock.instant(), settings.report().link(), key, notices);
    }

    Webhooks webhooks() {
        return Webhooks.of(settings, clock, PATIENCE);
    }
}
