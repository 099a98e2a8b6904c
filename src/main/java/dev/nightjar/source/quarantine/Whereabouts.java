package dev.nightjar.source.quarantine;

import dev.nightjar.source.find.FoundFile;

/// What a thread reads at a moment. Of a file in an archive it is the archive, which is looked at as a whole.
///
/// @param path absolute
/// @param device 0 where it is not known, as `inode`
/// @param fileId of the position; empty while it is not known whether there is one
/// @param from first byte of the unpacked content, as `to`, which is behind the last
public record Whereabouts(String path, long device, long inode, String fileId, long from, long to) {

    private static final String MEMBER = "!/";

    /// A file that is looked at for what it is.
    public static Whereabouts of(FoundFile file) {
        return of(file, "", 0, 0);
    }

    /// Bytes of a file that is read.
    public static Whereabouts of(FoundFile file, String fileId, long from, long to) {
        String path = file.path().toString();
        int member = file.isMember() ? path.indexOf(MEMBER) : -1;
        return new Whereabouts(
                member < 0 ? path : path.substring(0, member), file.device(), file.inode(), fileId, from, to);
    }

    /// Both places of one file, and what is between them.
    Whereabouts and(Whereabouts other) {
        return new Whereabouts(path, device, inode, fileId, Math.min(from, other.from), Math.max(to, other.to));
    }
}
