package dev.nightjar.store.lucene.care;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/// A commit by the name of its file, so that any can be opened, not the newest alone.
final class CommitFile extends IndexCommit {

    private static final String NAMES = "segments_";

    private final Directory directory;
    private final String name;
    private final SegmentInfos infos;

    private CommitFile(Directory directory, String name, SegmentInfos infos) {
        this.directory = directory;
        this.name = name;
        this.infos = infos;
    }

    /// Names of the commits in an index, newest first.
    static List<String> names(Directory directory) throws IOException {
        List<String> names = new ArrayList<>();
        for (String file : directory.listAll()) {
            if (file.startsWith(NAMES)) {
                names.add(file);
            }
        }
        names.sort(Comparator.comparingLong(SegmentInfos::generationFromSegmentsFileName)
                .reversed());
        return names;
    }

    /// Reads what one of them lists.
    static CommitFile read(Directory directory, String name) throws IOException {
        return new CommitFile(directory, name, SegmentInfos.readCommit(directory, name));
    }

    /// Opens all that it lists.
    DirectoryReader open() throws IOException {
        return DirectoryReader.open(this);
    }

    @Override
    public String getSegmentsFileName() {
        return name;
    }

    @Override
    public Collection<String> getFileNames() throws IOException {
        return infos.files(true);
    }

    @Override
    public Directory getDirectory() {
        return directory;
    }

    @Override
    public void delete() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isDeleted() {
        return false;
    }

    @Override
    public int getSegmentCount() {
        return infos.size();
    }

    @Override
    public Map<String, String> getUserData() {
        return infos.getUserData();
    }

    @Override
    public long getGeneration() {
        return SegmentInfos.generationFromSegmentsFileName(name);
    }
}
