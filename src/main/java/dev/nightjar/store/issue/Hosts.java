package dev.nightjar.store.issue;

import java.util.Arrays;
import java.util.List;

/// A few names of hosts, in order. Not thread-safe.
public final class Hosts {

    /// Hosts that one tally, or one issue, names.
    static final int MOST = 64;

    private static final String[] NONE = {};

    private String[] names = NONE;

    /// Adds a name; beyond 64 different ones nothing more.
    public void add(String name) {
        int at = names.length == 1 && names[0].equals(name) ? 0 : Arrays.binarySearch(names, name);
        if (at < 0 && names.length < MOST) {
            String[] more = Arrays.copyOf(names, names.length + 1);
            System.arraycopy(names, -at - 1, more, -at, names.length + at + 1);
            more[-at - 1] = name;
            names = more;
        }
    }

    void add(Hosts others) {
        for (String name : others.names) {
            add(name);
        }
    }

    /// In the order of their letters.
    public List<String> names() {
        return List.of(names);
    }

    /// Bytes that it takes without the names, which others hold too.
    public int bytes() {
        return 16 + (names.length == 0 ? 0 : 16 + 4 * names.length);
    }
}
