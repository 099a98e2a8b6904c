/// Random numbers of an xorshift generator: fast, and the same for a seed everywhere.
final class Dice {

    private long state;

    /// That of the record that is written, for what depends on it; and how many users and hosts there are.
    long number;

    long users = 1000;
    long hosts = 1000;

    Dice(long seed) {
        state = seed * 0x9E3779B97F4A7C15L | 1;
        next();
        next();
    }

    long next() {
        state ^= state >>> 12;
        state ^= state << 25;
        state ^= state >>> 27;
        return state * 0x2545F4914F6CDD1DL;
    }

    int below(int bound) {
        return (int) ((next() >>> 33) * bound >>> 31);
    }

    /// True so many times in a million.
    boolean perMillion(int share) {
        return below(1_000_000) < share;
    }
}
