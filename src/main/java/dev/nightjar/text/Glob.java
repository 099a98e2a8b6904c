package dev.nightjar.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern with `*` in it that a name, a path or a text must match as a whole. What else has a meaning is said by
/// its dialect; everything that has none stands for itself. A character is one of Unicode.
///
/// All ways to match are followed at once (Thompson 1968; with a rank each, after Pike, which says where `{host}`
/// is): time of pattern × text at worst, for texts come from logs.
public final class Glob {

    /// What has a meaning in a pattern.
    public enum Dialect {
        /// Paths: `*` and `?` within a name, `**` over folders, `**/` also for none, `[abc]`, `[a-z]`, `[!abc]`,
        /// `{a,b}` without another within, `{host}` for one name, `\` before what stands for itself.
        FILES,
        /// Names of parts, such as packages: `*` and `?` within a part, `**` over parts; a lone `*` is any, `a.**`
        /// also `a`.
        NAMES,
        /// Text in either case, its first 8,192 characters: `*` any, also over lines, `?` one character.
        TEXT,
        /// Text in either case of any length: `*` any, also over lines.
        STARS
    }

    private static final int NONE = -1;
    private static final int MOST = 8192;
    private static final String HOST = "{host}";

    /// One step of matching; those from `EITHER` on take no character.
    private enum Op {
        /// The character that the argument is.
        ONLY,
        ANY,
        /// One of the set that the argument numbers.
        AMONG,
        /// As many as there are of one part.
        STAR,
        /// As many as there are.
        DEEP,
        /// Goes on behind it or, with less rank, where the argument says.
        EITHER,
        JUMP,
        HOST_BEGINS,
        HOST_ENDS,
        DONE
    }

    /// @param bounds first and last of each range
    private record Among(List<int[]> bounds, boolean not) {
        boolean has(int c) {
            return not != bounds.stream().anyMatch(range -> range[0] <= c && c <= range[1]);
        }
    }

    private final String pattern;
    private final Dialect dialect;
    private final int separator;
    private Op[] ops = new Op[8];
    private int[] arguments = new int[8];
    private int size;
    private final List<Among> sets = new ArrayList<>();

    /// What every match begins with.
    private final String begin;

    /// It is all of a match.
    private final boolean plain;

    private Glob(String pattern, Dialect dialect, int separator) {
        this.pattern = pattern;
        this.dialect = dialect;
        this.separator = separator;
        if (dialect == Dialect.FILES) {
            files();
        } else if (dialect == Dialect.NAMES) {
            names();
        } else {
            texts(pattern);
        }
        add(Op.DONE, 0);
        StringBuilder fixed = new StringBuilder();
        for (int i = 0; ops[i] == Op.ONLY; i++) {
            fixed.appendCodePoint(arguments[i]);
        }
        begin = fixed.toString();
        plain = Character.codePointCount(begin, 0, begin.length()) == size - 1;
    }

    /// A pattern of absolute paths.
    ///
    /// @throws IllegalArgumentException that says what is wrong with it
    public static Glob files(String pattern) {
        return new Glob(pattern, Dialect.FILES, '/');
    }

    /// A pattern of names whose parts end at a separator.
    public static Glob names(String pattern, char separator) {
        return new Glob(pattern, Dialect.NAMES, separator);
    }

    /// A pattern of texts, with `?`.
    public static Glob text(String pattern) {
        return new Glob(pattern, Dialect.TEXT, NONE);
    }

    /// A pattern of texts in which nothing but `*` has a meaning.
    public static Glob stars(String pattern) {
        return new Glob(pattern, Dialect.STARS, NONE);
    }

    /// The pattern of paths that matches this path alone.
    public static String literal(String path) {
        return path.replaceAll("[*?\\[\\]{}\\\\]", "\\\\$0");
    }

    /// As it was written.
    public String pattern() {
        return pattern;
    }

    /// Whether `{host}` has a place in it.
    public boolean hasHost() {
        return Arrays.asList(ops).contains(Op.HOST_BEGINS);
    }

    /// Whether all of a text matches.
    public boolean matches(String text) {
        return host(text, false) != null;
    }

    /// What `{host}` stands for; empty without one, null if the text does not match. Where there is a choice,
    /// what is before it is as long as can be.
    public @Nullable String host(String text) {
        return host(text, true);
    }

    private void add(Op op, int argument) {
        if (size == ops.length) {
            ops = Arrays.copyOf(ops, 2 * size);
            arguments = Arrays.copyOf(arguments, 2 * size);
        }
        ops[size] = op;
        arguments[size++] = argument;
    }

    private void only(int c) {
        add(Op.ONLY, isFolded() ? Character.toLowerCase(c) : c);
    }

    private boolean isFolded() {
        return dialect == Dialect.TEXT || dialect == Dialect.STARS;
    }

    private void texts(String part) {
        part.codePoints().forEach(c -> {
            if (c == '*') {
                add(Op.DEEP, 0);
            } else if (c == '?' && dialect == Dialect.TEXT) {
                add(Op.ANY, 0);
            } else {
                only(c);
            }
        });
    }

    private void names() {
        String tail = Character.toString(separator) + "**";
        String head = pattern.endsWith(tail) ? pattern.substring(0, pattern.length() - tail.length()) : "";
        boolean alsoHead = pattern.endsWith(tail) && head.indexOf('*') < 0 && head.indexOf('?') < 0;
        if (pattern.equals("*")) {
            add(Op.DEEP, 0);
        } else if (alsoHead) {
            head.codePoints().forEach(this::only);
            add(Op.EITHER, size + 3);
            only(separator);
            add(Op.DEEP, 0);
        } else {
            for (int i = 0; i < pattern.length(); i++) {
                i = name(i);
            }
        }
    }

    /// Reads what begins at `i` and has a meaning for names; where it ends.
    private int name(int i) {
        int c = pattern.codePointAt(i);
        if (pattern.startsWith("**", i)) {
            add(Op.DEEP, 0);
            return i + 1;
        }
        if (c == '*' || c == '?') {
            add(c == '*' ? Op.STAR : Op.ANY, 0);
            return i;
        }
        only(c);
        return i + Character.charCount(c) - 1;
    }

    private void files() {
        int choice = NONE;
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (pattern.startsWith(HOST, i)) {
                host();
                i += HOST.length() - 1;
            } else if (pattern.startsWith("**/", i)) {
                add(Op.EITHER, size + 3);
                add(Op.DEEP, 0);
                only('/');
                i += 2;
            } else if (c == '[') {
                i = among(i);
            } else if (c == '\\') {
                i = name(escaped(i + 1), i + 1);
            } else if (c == '{') {
                require(choice == NONE, "'{' within '{…}'");
                choice = size;
                add(Op.EITHER, choice + 1);
            } else if (choice != NONE && (c == ',' || c == '}')) {
                choice = next(choice, c == '}', ends);
            } else {
                i = name(i);
            }
        }
        require(choice == NONE, "missing '}'");
    }

    private int escaped(int i) {
        require(i < pattern.length(), "nothing behind the last '\\'");
        return pattern.codePointAt(i);
    }

    /// A character that stands for itself, and where it ends.
    private int name(int c, int i) {
        only(c);
        return i + Character.charCount(c) - 1;
    }

    /// The place of `{host}`; the first one says which it is.
    private void host() {
        boolean first = !hasHost();
        if (first) {
            add(Op.HOST_BEGINS, 0);
        }
        add(Op.ANY, 0);
        add(Op.STAR, 0);
        if (first) {
            add(Op.HOST_ENDS, 0);
        }
    }

    /// Ends one of several choices, which began at `choice`; where the next one begins, or `NONE`.
    private int next(int choice, boolean last, List<Integer> ends) {
        if (last) {
            ends.forEach(end -> arguments[end] = size);
            ends.clear();
            return NONE;
        }
        ends.add(size);
        add(Op.JUMP, 0);
        arguments[choice] = size;
        add(Op.EITHER, size + 1);
        return size - 1;
    }

    /// Reads `[…]`, which begins at `from`; where it ends.
    private int among(int from) {
        int i = from + 1;
        boolean not = i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^');
        i += not ? 1 : 0;
        List<int[]> bounds = new ArrayList<>();
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            i += pattern.charAt(i) == '\\' ? 1 : 0;
            int first = escaped(i);
            i += Character.charCount(first);
            int last = first;
            if (i + 1 < pattern.length() && pattern.charAt(i) == '-' && pattern.charAt(i + 1) != ']') {
                last = pattern.codePointAt(i + 1);
                i += 1 + Character.charCount(last);
            }
            require(first <= last, "a range that ends before it begins");
            bounds.add(new int[] {first, last});
        }
        require(i < pattern.length(), "missing ']'");
        require(!bounds.isEmpty(), "nothing within '[]'");
        add(Op.AMONG, sets.size());
        sets.add(new Among(bounds, not));
        return i;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /// Steps that are taken next, highest rank first, each with where the host stood (a set of Briggs and Torczon).
    private static final class Ways {
        private final int[] steps;
        private final int[] at;
        private final long[] hosts;
        private int size;

        Ways(int most) {
            steps = new int[most];
            at = new int[most];
            hosts = new long[most];
        }

        boolean has(int step) {
            return at[step] < size && steps[at[step]] == step;
        }

        void add(int step, long host) {
            at[step] = size;
            steps[size] = step;
            hosts[size++] = host;
        }
    }

    /// See `host(String)`; the empty text for every match if it is not wanted.
    private @Nullable String host(String text, boolean wanted) {
        if (!text.regionMatches(isFolded(), 0, begin, 0, begin.length())) {
            return null;
        }
        if (plain) {
            return text.length() == begin.length() ? "" : null;
        }
        int end = dialect == Dialect.TEXT ? Math.min(MOST, text.length()) : text.length();
        Ways now = new Ways(size);
        Ways next = new Ways(size);
        follow(now, 0, 0, 0);
        for (int i = 0; i < end && now.size > 0; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            for (int way = 0; way < now.size; way++) {
                int step = now.steps[way];
                if (takes(step, c)) {
                    boolean stays = ops[step] == Op.STAR || ops[step] == Op.DEEP;
                    follow(next, stays ? step : step + 1, i, now.hosts[way]);
                }
            }
            Ways done = now;
            now = next;
            next = done;
            next.size = 0;
        }
        if (!now.has(size - 1)) {
            return null;
        }
        long host = now.hosts[now.at[size - 1]];
        return wanted ? text.substring((int) (host >>> 32), (int) host) : "";
    }

    private boolean takes(int step, int c) {
        int argument = arguments[step];
        return switch (ops[step]) {
            case ONLY -> c == argument || isFolded() && Character.toLowerCase(c) == argument;
            case ANY, STAR -> c != separator;
            case AMONG -> c != separator && sets.get(argument).has(c);
            case DEEP -> true;
            case EITHER, JUMP, HOST_BEGINS, HOST_ENDS, DONE -> false;
        };
    }

    /// Adds a step and what may come without a character more.
    private void follow(Ways ways, int from, int at, long began) {
        int step = from;
        long host = began;
        while (!ways.has(step)) {
            ways.add(step, host);
            switch (ops[step]) {
                case EITHER -> {
                    follow(ways, step + 1, at, host);
                    step = arguments[step];
                }
                case JUMP -> step = arguments[step];
                case HOST_BEGINS -> {
                    host = (long) at << 32;
                    step++;
                }
                case HOST_ENDS -> {
                    host |= at;
                    step++;
                }
                case STAR, DEEP -> step++;
                case ONLY, ANY, AMONG, DONE -> {
                    return;
                }
            }
        }
    }
}
