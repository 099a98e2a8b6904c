package dev.nightjar.model.finding;

import dev.nightjar.model.Deploy;
import dev.nightjar.model.IssueId;
import dev.nightjar.model.Run;
import dev.nightjar.model.Scope;
import dev.nightjar.model.Window;
import dev.nightjar.model.event.EventIds;
import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Late;
import dev.nightjar.model.issue.Rest;
import dev.nightjar.model.issue.Tops;
import dev.nightjar.model.issue.Totals;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.model.log.Coverage;
import dev.nightjar.model.quality.LogQuality;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything the pages of one window need. Nothing else is read: the same night gives the same bytes.
///
/// @param scope the window, why it is this one, and who wrote nothing in it
/// @param zone in which times are shown
/// @param host the machine Nightjar runs on
/// @param projects names of all projects, also of those without issues
/// @param issues those with events in the window, and those that recently changed state; of very many the worst
/// @param rest the others, which have no pages
/// @param samples events of an issue, newest first, asked once per issue; at most a dozen are shown
/// @param runs newest first: those of the window, and some before it
/// @param usual what other windows of this length had, empty without enough history
/// @param link address under which people reach `index.html`, for the letter
/// @param version of Nightjar
/// @param insight what is known besides issues
public record Night(
        Scope scope,
        ZoneId zone,
        String host,
        List<String> projects,
        List<Triaged> issues,
        Rest rest,
        Function<IssueId, List<StoredEvent>> samples,
        List<Run> runs,
        Optional<Usual> usual,
        Optional<String> link,
        String version,
        Insight insight) {

    /// What is known besides issues.
    ///
    /// @param related what belongs together
    /// @param audited who acted as whom
    /// @param unusual templates never seen before, or missing
    /// @param silent projects that stopped to write
    /// @param gaps hours of the window without a line, with lines before and after them
    /// @param unwatched what no project or not every project is watched for, in sentences
    /// @param deploys oldest first
    /// @param totals events of all issues of a project in each of at least the same hours, under the empty
    ///     name those of all projects; empty: what the issues of the night come to
    /// @param month events of each issue in each hour of the 30 days that end with the window, whole hours,
    ///     oldest first; issues without any are not there
    /// @param tops most frequent values of `host`, `logger`, `thread`, `file`, `release`, `user`, `template`
    /// @param users distinct ones by project; under the empty name: of all
    /// @param alike issues that read like another, the likest first
    /// @param quality what logs should say otherwise
    /// @param formula how impact is computed, for people; may be empty
    /// @param late what was read since the last telling, of before the window, what needs a look first
    /// @param kept how many events of each issue are stored; issues that are not there have all
    /// @param latest ids of the newest events of the window, newest first, that people may ask for; asked once
    public record Insight(
            Related related,
            Audited audited,
            List<PatternFinding> unusual,
            List<Silence> silent,
            List<Silence.Gap> gaps,
            List<String> unwatched,
            List<Deploy> deploys,
            Map<String, Totals> totals,
            Map<IssueId, List<Long>> month,
            Tops tops,
            Map<String, Long> users,
            Map<IssueId, List<Alike>> alike,
            LogQuality quality,
            String formula,
            List<Late.News> late,
            Map<IssueId, Long> kept,
            Supplier<List<EventIds>> latest) {

        public static final Insight NONE = new Insight(
                new Related(List.of(), List.of()),
                new Audited(List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Tops.NONE,
                Map.of(),
                Map.of(),
                LogQuality.NONE,
                "",
                List.of(),
                Map.of(),
                List::of);

        public Insight {
            unusual = List.copyOf(unusual);
            silent = List.copyOf(silent);
            gaps = List.copyOf(gaps);
            unwatched = List.copyOf(unwatched);
            deploys = List.copyOf(deploys);
            totals = Map.copyOf(totals);
            month = Map.copyOf(month);
            users = Map.copyOf(users);
            alike = Map.copyOf(alike);
            late = List.copyOf(late);
            kept = Map.copyOf(kept);
        }

        /// Of some projects: who is silent and what was read late.
        ///
        /// @param which true for the name of one
        public Insight of(Predicate<String> which) {
            return told(
                    silent.stream().filter(one -> which.test(one.project())).toList(),
                    late.stream()
                            .filter(one -> which.test(one.triaged().issue().project()))
                            .toList());
        }

        /// The same with others that are silent, and with what was read late.
        public Insight told(List<Silence> quiet, List<Late.News> others) {
            return new Insight(
                    related, audited, unusual, quiet, gaps, unwatched, deploys, totals, month, tops, users, alike,
                    quality, formula, others, kept, latest);
        }
    }

    /// Medians over the seven windows of the same length before, as far as anything is known of them.
    ///
    /// @param windows how many
    public record Usual(long errors, long warnings, int windows) {}

    public Night {
        projects = List.copyOf(projects);
        issues = List.copyOf(issues);
        runs = List.copyOf(runs);
    }

    /// The same night with only these issues.
    public Night with(List<Triaged> others) {
        return new Night(scope, zone, host, projects, others, Rest.NONE, samples, runs, usual, link, version, insight);
    }

    /// The same night with what was read late.
    public Night late(List<Late.News> late) {
        return new Night(
                scope,
                zone,
                host,
                projects,
                issues,
                rest,
                samples,
                runs,
                usual,
                link,
                version,
                insight.told(insight.silent(), late));
    }

    /// Whether logs from before a release were read: without any, everything is first seen in it. True if nothing is
    /// known of when logs were read.
    public boolean isKnownBefore(Deploy deploy) {
        return Optional.ofNullable(insight.totals().get(deploy.project()))
                .map(Totals::read)
                .filter(read -> !read.hours().isEmpty())
                .map(read -> read.before(deploy.at()))
                .orElse(true);
    }

    /// What all issues came to by the hour; of a part of a night, its own.
    public Totals totals() {
        return Optional.ofNullable(insight.totals().get(""))
                .orElseGet(() -> Totals.of(window(), issues, Coverage.NEVER));
    }

    /// The time that is told of.
    public Window window() {
        return scope.window();
    }

    /// An owner's part: what is usual is known of the whole alone. Where a project of theirs is silent, it is not
    /// quiet.
    ///
    /// @param own issues that are theirs
    public Night part(String owner, List<Triaged> own) {
        List<Late.News> late = insight.late().stream()
                .filter(news -> owner.equals(news.triaged().owner()))
                .toList();
        Set<String> theirs = Stream.concat(own.stream(), late.stream().map(Late.News::triaged))
                .map(t -> t.issue().project())
                .collect(Collectors.toSet());
        Insight told = Insight.NONE.told(insight.of(theirs::contains).silent(), late);
        return new Night(
                scope, zone, host, projects, own, Rest.NONE, samples, runs, Optional.empty(), link, version, told);
    }

    /// The same night with only the issues of a project.
    public Night of(String project) {
        List<Triaged> own = issues.stream()
                .filter(t -> t.activity().issue().project().equals(project))
                .toList();
        return new Night(
                scope.of(project),
                zone,
                host,
                projects,
                own,
                rest.of(project),
                samples,
                runs,
                usual,
                link,
                version,
                insight.of(project::equals));
    }
}
