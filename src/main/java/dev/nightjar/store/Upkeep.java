package dev.nightjar.store;

import java.nio.file.Path;
import java.util.Optional;

/// Looks after what is kept in a data directory: whether it is whole, a copy of it, and the way back.
public interface Upkeep {

    /// Reads every commit that there is. Takes no lock and changes nothing, a run may go on.
    ///
    /// @param deep also what only a search would read: everything stored is unpacked once
    Diagnosis check(boolean deep);

    /// The files of the last commit, held open: whole whatever is written meanwhile. Empty if nothing was ever scanned.
    ///
    /// @throws dev.nightjar.model.Failure with exit code 65 if it is damaged, or not the one that was written last
    Optional<Snapshot> snapshot();

    /// The right to write to the directory, which is made if need be.
    ///
    /// @throws dev.nightjar.model.Failure with exit code 75 if somebody else has it
    Held hold();

    /// The right to write, until it is closed.
    interface Held extends AutoCloseable {

        /// Makes an older commit, or one that is not the one that was written last, the newest. What stands in its
        /// way is moved to a folder beside the index, which is returned.
        Optional<Path> back(Diagnosis.Saved commit);

        /// Puts a whole index in place of the one that is there, which is moved into a folder.
        ///
        /// @param from folder of a data directory with the index; its own is gone afterwards
        /// @param aside folder that takes what was there
        void replace(Path from, Path aside);

        /// Makes a new store in another data directory, which knows what is known here, and has read no log.
        ///
        /// @return what is damaged here and could not be taken over, empty if all could
        Optional<String> begin(Path fresh);

        /// Adds to that store, when logs were read into it, what they do not say any more: when issues were first seen,
        /// what was counted of events whose logs are gone.
        void finish(Path fresh);

        @Override
        void close();
    }
}
