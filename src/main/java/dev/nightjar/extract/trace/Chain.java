package dev.nightjar.extract.trace;

import dev.nightjar.model.event.Trace.Relation;
import dev.nightjar.model.event.Trace.Thrown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts what was thrown into order: outermost first, each followed by what belongs to it, whatever order the text
/// has.
public final class Chain {

    /// Things beyond these are left out.
    static final int MOST = 100;

    /// The things of the enclosing group, and the column at which its members stand.
    private record Level(List<ThrownBuilder> outer, int column) {}

    private final Deque<Level> levels = new ArrayDeque<>();
    private List<ThrownBuilder> things = new ArrayList<>();
    private Relation first = Relation.TOP;
    private @Nullable Relation enclosed;
    private int count;

    boolean isFull() {
        return count >= MOST;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /// The next thing encloses those before it.
    void enclose(Relation relation) {
        enclosed = relation;
    }

    boolean encloses() {
        return enclosed != null;
    }

    /// Adds something that follows from the one before, or encloses it if that was said.
    ThrownBuilder add(Relation relation, @Nullable ThrownBuilder parent, int indent) {
        count++;
        Relation inner = enclosed;
        ThrownBuilder thing = new ThrownBuilder(things.isEmpty() || inner != null ? first : relation, parent, indent);
        if (inner != null && !things.isEmpty()) {
            things.getFirst().relation = inner;
            things.addFirst(thing);
        } else {
            things.add(thing);
        }
        enclosed = null;
        return thing;
    }

    /// A member of a group begins, at this column.
    void member(int column) {
        leave(column + 1);
        if (levels.isEmpty() || levels.getFirst().column() < column) {
            levels.push(new Level(things, column));
        } else {
            levels.getFirst().outer().addAll(things);
        }
        things = new ArrayList<>();
        first = Relation.MEMBER;
    }

    /// The groups whose members stand at this column or right of it end.
    void leave(int column) {
        while (!levels.isEmpty() && levels.getFirst().column() >= column) {
            List<ThrownBuilder> outer = levels.pop().outer();
            outer.addAll(things);
            things = outer;
        }
        first = levels.isEmpty() ? Relation.TOP : Relation.MEMBER;
    }

    /// All, in order.
    List<ThrownBuilder> things() {
        leave(0);
        return things;
    }

    /// The things as a trace has them, the first 1,000 frames of all together; others count as omitted.
    public static List<Thrown> thrown(List<ThrownBuilder> things) {
        List<Thrown> chain = new ArrayList<>(things.size());
        int left = FrameRun.MOST;
        for (ThrownBuilder thing : things) {
            Thrown thrown = thing.thrown(left);
            left -= thrown.frames().size();
            chain.add(thrown);
        }
        return chain;
    }
}
