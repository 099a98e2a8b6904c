package dev.nightjar.group.learn;

import dev.nightjar.config.yaml.Problems;
import dev.nightjar.group.Given;
import dev.nightjar.group.template.Templates;
import dev.nightjar.model.IssueId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Messages shown to a learner of one project, and the issues that come out.
final class Lesson {

    static final ValueWords WORDS = ValueWords.load(Optional.empty(), new Problems());
    static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    static final LearnedScope TILL = new LearnedScope("com.acme.Till", "error");

    private final Map<IssueId, IssueId> leads = new HashMap<>();
    private final Map<String, IssueId> said = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private ProjectLearner learner;
    private long clock;

    Lesson() {
        this(LearnedText.empty());
    }

    Lesson(LearnedText text) {
        learner = new ProjectLearner("nj1", "shop", WORDS, text, DAY, 20_000);
    }

    /// Shows messages in their order.
    Lesson shows(Collection<String> messages) {
        messages.forEach(message -> shows(TILL, message));
        return this;
    }

    Lesson shows(LearnedScope scope, String message) {
        String counted = Templates.counted(Given.grouping().template(message).text());
        IssueId own = scope.own("nj1", "shop", counted);
        said.put(scope + " " + message, own);
        learner.see(scope, counted, own, clock++).forEach(id -> unite(id, own));
        learner.unions()
                .forEach(union -> union.ids().forEach(id -> unite(union.ids().getFirst(), id)));
        lines.addAll(learner.lines());
        return this;
    }

    /// Goes on with what was written down.
    Lesson again(LearnedText text) {
        List<String> memory = learner.memory();
        learner = new ProjectLearner("nj1", "shop", WORDS, text, DAY, 20_000);
        learner.remember(memory);
        return this;
    }

    Lesson again() {
        List<String> all = new ArrayList<>(List.of(LearnedText.HEAD));
        all.addAll(lines);
        return again(LearnedText.read("shop.txt", all, WORDS));
    }

    ProjectLearner learner() {
        return learner;
    }

    List<String> memory() {
        return learner.memory();
    }

    /// Lines for the text of what is learned.
    List<String> lines() {
        return lines;
    }

    int issues() {
        return issuesOf().size();
    }

    /// The messages of each issue.
    Set<Set<String>> issuesOf() {
        Map<IssueId, Set<String>> issues = new HashMap<>();
        said.forEach((message, own) ->
                issues.computeIfAbsent(root(own), any -> new TreeSet<>()).add(message));
        return Set.copyOf(issues.values());
    }

    private IssueId root(IssueId id) {
        IssueId at = id;
        for (IssueId next = leads.get(at); next != null; next = leads.get(at)) {
            at = next;
        }
        return at;
    }

    private void unite(IssueId a, IssueId b) {
        if (!root(a).equals(root(b))) {
            leads.put(root(b), root(a));
        }
    }
}
