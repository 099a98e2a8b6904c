package dev.nightjar;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Tag;

/// Classes that drive the one browser begin first, as they come one after the other; then those that start
/// processes, then those of many rounds. What is left fills the gaps.
public final class WaitingFirst implements ClassOrderer {

    private static final List<String> TAGS = List.of("browser", "process", "faults");

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparingInt(WaitingFirst::rank));
    }

    private static int rank(ClassDescriptor tests) {
        return tests.findRepeatableAnnotations(Tag.class).stream()
                .map(Tag::value)
                .mapToInt(TAGS::indexOf)
                .filter(rank -> rank >= 0)
                .min()
                .orElse(TAGS.size());
    }
}
