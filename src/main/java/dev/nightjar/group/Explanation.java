package dev.nightjar.group;

import dev.nightjar.model.event.Occurrence.Part;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An explanation that is made when somebody asks: it is told of new issues, and that is one event of thousands.
final class Explanation extends AbstractList<Part> {

    private final Supplier<List<Part>> make;
    private @Nullable List<Part> made;

    Explanation(Supplier<List<Part>> make) {
        this.make = make;
    }

    private List<Part> parts() {
        List<Part> known = made;
        if (known == null) {
            known = List.copyOf(make.get());
            made = known;
        }
        return known;
    }

    @Override
    public Part get(int index) {
        return parts().get(index);
    }

    @Override
    public int size() {
        return parts().size();
    }
}
