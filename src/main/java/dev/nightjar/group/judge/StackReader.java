package dev.nightjar.group.judge;

import dev.nightjar.config.Project;
import dev.nightjar.group.rule.FrameVerdict;
import dev.nightjar.group.rule.GroupingRules;
import dev.nightjar.model.event.Occurrence.Part;
import dev.nightjar.model.event.Trace;
import dev.nightjar.model.event.Trace.Frame;
import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Reads one trace: which frames are own code, which of them count, and why.
final class StackReader {

    /// Frames explained one by one; of the others only their number is told.
    private static final int EXPLAINED = 100;

    private final GroupingRules rules;
    private final Trace trace;
    private final List<List<FrameVerdict>> verdicts = new ArrayList<>();
    private final List<List<Frame>> marked = new ArrayList<>();
    private final List<Part> why = new ArrayList<>();

    StackReader(GroupingRules rules, Trace trace, Project project) {
        this.rules = rules;
        this.trace = trace;
        for (Thrown thrown : trace.chain()) {
            List<FrameVerdict> of = thrown.frames().stream()
                    .map(frame -> rules.ownership.of(frame, trace.language(), project))
                    .toList();
            verdicts.add(of);
            List<Frame> frames = new ArrayList<>();
            for (int i = 0; i < of.size(); i++) {
                frames.add(thrown.frames().get(i).withInApp(of.get(i).own()));
            }
            marked.add(List.copyOf(frames));
        }
    }

    /// A frame as it counts, with what was decided about it.
    private record Call(String name, FrameVerdict verdict) {}

    ShapeFacts read() {
        int root = trace.chain().indexOf(trace.rootCause());
        String type = rules.names.module(trace.chain().get(root).type());
        why.add(new Part("type", type, true, "type of the root cause"));
        explainOthers(root);
        int carrier = carrier(root);
        List<Call> calls = carrier < 0 ? calls(root) : calls(carrier);
        if (carrier >= 0 && carrier != root) {
            why.add(new Part(
                    "frames",
                    trace.chain().get(carrier).type(),
                    true,
                    "the root cause has no own frames: those of this one, which wraps it, count"));
        }
        List<String> own = names(calls, true);
        boolean needsMessage = own.isEmpty();
        List<String> counted = needsMessage ? library(calls) : own;
        boolean endless = rules.endless.contains(type);
        List<String> folded = endless ? circle(counted) : fold(counted);
        explain(calls, !needsMessage);
        explainRest(counted.size(), folded.size(), endless, needsMessage);
        List<String> parts = new ArrayList<>(List.of(needsMessage ? "library" : "stack", type));
        parts.addAll(folded);
        List<String> location = needsMessage ? List.of() : List.of("location", type, folded.getFirst());
        if (!needsMessage) {
            why.add(new Part(
                    "location",
                    folded.getFirst(),
                    true,
                    "second hash, type and innermost own frame: links the callers of one bug"));
        }
        return new ShapeFacts(marked, parts, location, needsMessage, culprit(carrier < 0 ? root : carrier), null);
    }

    /// What counted and what did not, once it was read.
    List<Part> why() {
        return why;
    }

    /// The thrown whose own frames count: the root cause, or the nearest around it that has any; -1 if none has.
    private int carrier(int root) {
        for (int i = root; i >= 0; i = enclosing(i)) {
            if (calls(i).stream().anyMatch(call -> call.verdict.own())) {
                return i;
            }
        }
        return -1;
    }

    /// The frames of a thrown from the crash outwards, with those that the text left out as equal to the
    /// enclosing trace's.
    private List<Call> calls(int index) {
        List<Call> calls = new ArrayList<>();
        Thrown thrown = trace.chain().get(index);
        for (int i = 0; i < thrown.frames().size(); i++) {
            calls.add(new Call(
                    rules.names.frame(thrown.frames().get(i), trace.language()),
                    verdicts.get(index).get(i)));
        }
        int outer = enclosing(index);
        if (thrown.omitted() > 0 && outer >= 0) {
            List<Call> around = calls(outer);
            calls.addAll(around.subList(Math.max(0, around.size() - thrown.omitted()), around.size()));
        }
        return calls;
    }

    private int enclosing(int index) {
        for (int i = index - 1; i >= 0; i--) {
            Relation relation = trace.chain().get(i).relation();
            if (relation != Relation.SUPPRESSED && relation != Relation.MEMBER) {
                return i;
            }
        }
        return -1;
    }

    /// All frames that count; if none does, all the same.
    private static List<String> library(List<Call> calls) {
        List<String> counted = names(calls, false);
        return counted.isEmpty() ? calls.stream().map(Call::name).toList() : counted;
    }

    private static List<String> names(List<Call> calls, boolean own) {
        return calls.stream()
                .filter(call -> call.verdict.counts() && (call.verdict.own() || !own))
                .map(Call::name)
                .toList();
    }

    /// Without repeats, read from the outermost call on.
    private static List<String> fold(List<String> frames) {
        return Recursion.fold(frames.reversed()).reversed();
    }

    /// What occurs more than once, sorted: where in the circle the stack ran out does not matter.
    private static List<String> circle(List<String> frames) {
        Map<String, Integer> counts = new HashMap<>();
        frames.forEach(frame -> counts.merge(frame, 1, Integer::sum));
        TreeSet<String> circle = new TreeSet<>(frames);
        circle.removeIf(frame -> counts.getOrDefault(frame, 0) < 2);
        return circle.isEmpty() ? fold(frames) : List.copyOf(circle);
    }

    /// The first own frame, else the first frame, as `module.function`; empty without frames.
    private String culprit(int index) {
        List<Call> calls = calls(index);
        return calls.stream()
                .filter(call -> call.verdict.own())
                .findFirst()
                .or(() -> calls.stream().findFirst())
                .map(Call::name)
                .orElse("");
    }

    private void explainOthers(int root) {
        for (int i = 0; i < trace.chain().size(); i++) {
            if (i != root) {
                Thrown thrown = trace.chain().get(i);
                why.add(new Part("type", thrown.type(), false, "not the root cause"));
            }
        }
    }

    private void explain(List<Call> calls, boolean own) {
        for (Call call : new LinkedHashSet<>(calls.subList(0, Math.min(EXPLAINED, calls.size())))) {
            boolean counted = call.verdict.counts() && (call.verdict.own() || !own);
            why.add(new Part("frame", call.name, counted, call.verdict.reason()));
        }
        if (calls.size() > EXPLAINED) {
            why.add(new Part(
                    "frame", (calls.size() - EXPLAINED) + " more", true, "judged in the same way, not listed"));
        }
    }

    private void explainRest(int counted, int folded, boolean endless, boolean needsMessage) {
        if (folded < counted) {
            why.add(new Part(
                    "repeats",
                    (counted - folded) + " frames",
                    false,
                    endless
                            ? "endless recursion: only the frames of its circle count, once"
                            : "repeating sequences are folded"));
        }
        why.add(new Part("line numbers", "", false, "they change with every edit"));
        if (!needsMessage) {
            why.add(new Part("message", "", false, "ignored because own frames exist"));
        }
        why.add(new Part("logger", "", false, "the stack says more"));
    }
}
