package dev.nightjar.store;

import java.util.List;
import java.util.Optional;

/// What a store looks like on disk.
///
/// @param last the run that committed last, as was noted beside; empty if nothing was
/// @param problem what is wrong with the store as a whole: nothing is served; empty if it is as it should be
/// @param commits newest first
public record Diagnosis(Optional<String> last, Optional<String> problem, List<Saved> commits) {

    /// A commit.
    ///
    /// @param name of its file
    /// @param number of its kind, ascending; -1 if not even that can be read
    /// @param run that wrote it, empty if unknown
    /// @param events stored in it, -1 if they were not counted
    /// @param fault what is damaged, empty if it is whole
    public record Saved(String name, long number, String run, long events, Optional<String> fault) {

        /// Whether everything in it can be read.
        public boolean isWhole() {
            return fault.isEmpty();
        }
    }

    /// Whether nothing is there, and nothing should be.
    public boolean isEmpty() {
        return commits.isEmpty() && problem.isEmpty();
    }

    /// Whether what is served is what was written last, and whole.
    public boolean isWhole() {
        return problem.isEmpty() && commits.stream().limit(1).allMatch(Saved::isWhole);
    }

    /// The newest commit that is whole.
    public Optional<Saved> newestWhole() {
        return commits.stream().filter(Saved::isWhole).findFirst();
    }
}
