import java.util.ArrayList;
import java.util.List;

/// What the invented application says.
final class Words {

    static final List<String> NOUNS = List.of(
            "Order",
            "Cart",
            "Invoice",
            "Payment",
            "Stock",
            "Voucher",
            "Customer",
            "Address",
            "Parcel",
            "Price",
            "Return",
            "Supplier",
            "Newsletter",
            "Catalogue",
            "Picture",
            "Rating",
            "Session",
            "Ledger",
            "Mandate",
            "Refund");

    static final List<String> VERBS = List.of(
            "load",
            "store",
            "reserve",
            "release",
            "validate",
            "convert",
            "publish",
            "merge",
            "archive",
            "recount",
            "notify",
            "render",
            "assign",
            "schedule",
            "restore");

    static final List<String> TYPES = List.of(
            "java.lang.IllegalStateException",
            "java.lang.NullPointerException",
            "java.lang.IllegalArgumentException",
            "java.net.SocketTimeoutException",
            "java.sql.SQLTransientConnectionException",
            "java.io.UncheckedIOException",
            "java.util.NoSuchElementException",
            "java.lang.ArithmeticException",
            "java.util.concurrent.TimeoutException",
            "com.acme.shop.ValidationException",
            "com.acme.shop.ConflictException",
            "com.acme.shop.QuotaException");

    private static final String[] QUIET = {
        "%s %s finished in {ms} ms, {int} rows touched, nothing left over for the next run of the schedule",
        "accepted %s {uuid} from {ip} for %s, queue depth {int}",
        "%s cache refreshed by %s: {int} hits and {int} misses since the last refresh, oldest entry {ms} ms",
        "handed %s {int} to %s worker {int}, correlation {uuid}",
        "%s {uuid} unchanged, %s skipped"
    };

    private static final String[] MENTIONS = {
        "%s policy for %s: on ERROR retry twice, then hold {int} and go on with the rest of the batch",
        "mapped 14 handlers of %s for %s, among them NotFoundException, batch {int} of the start sequence",
        "%s error page for %s is /pages/ERROR-{int}.html, last built in {ms} ms by the nightly job",
        "no Exception in %s during %s {uuid}, {int} steps",
    };

    private static final String[] LOUD = {
        "%s could not %s within {ms} ms, attempt {int} will follow",
        "%s from {ip} asked to %s twice, second one {uuid} ignored",
        "%s backlog to %s has grown to {int} entries",
        "%s {uuid} refused to %s, held for review"
    };

    /// Messages with free words, of which no rule knows that they are parameters.
    private static final String[] FREE = {
        "%s of the {word} department cannot %s: {word} is {word}",
        "%s {word} {word} was to %s, but the {word} says no",
        "could not %2$s %1$s for {word} in {word}, will ask {word}",
        "%s has no {word}: %s stopped after {int} of {word}"
    };

    private static final byte[] CONSONANTS = Bytes.of("bdfgklmnprstvwyz");
    private static final byte[] VOWELS = Bytes.of("aeiou");

    private Words() {}

    /// A pronounceable name, another one for each number below 16 million if it has four syllables.
    static void name(Bytes out, long number, int syllables) {
        long bits = number * 0x9E3779B1L & 0xff_ffffL;
        for (int i = 0; i < syllables; i++) {
            int syllable = (int) (bits & 63);
            out.put((char) CONSONANTS[syllable & 15]).put((char) VOWELS[syllable >> 4]);
            bits >>>= 6;
        }
    }

    /// The same as text, with a capital.
    static String name(long number) {
        StringBuilder name = new StringBuilder();
        long bits = number * 0x9E3779B1L & 0xff_ffffL;
        for (int i = 0; i < 4; i++) {
            name.append((char) CONSONANTS[(int) (bits & 15)]).append((char) VOWELS[(int) (bits >> 4 & 3)]);
            bits >>>= 6;
        }
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /// `count` templates of errors with free words.
    static List<String> free(int count) {
        return filled(FREE, count);
    }

    static List<String> quiet() {
        return filled(QUIET, 40);
    }

    static List<String> mentions() {
        return filled(MENTIONS, 12);
    }

    /// `count` templates of warnings and errors, no two alike.
    static List<String> loud(int count) {
        return filled(LOUD, count);
    }

    private static List<String> filled(String[] patterns, int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String noun = NOUNS.get(i % NOUNS.size()).toLowerCase(java.util.Locale.ROOT);
            all.add(patterns[i % patterns.length].formatted(noun, VERBS.get((i / NOUNS.size() + i) % VERBS.size())));
        }
        return all;
    }
}
