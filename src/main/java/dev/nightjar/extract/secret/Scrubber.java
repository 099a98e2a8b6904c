package dev.nightjar.extract.secret;

import dev.nightjar.config.Project.Scrub;
import dev.nightjar.extract.line.Found;
import dev.nightjar.extract.secret.Secrets.Kind;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Replaces secrets by `[redacted]`: one pass over the text that stops only where a secret may stand, as `Sieve`
/// says. Clean text comes back as the same object.
public final class Scrubber {

    public static final String REDACTED = Stretches.REDACTED;

    private final Secrets secrets;
    private final SecretValues values;
    private final SecretOptions options;
    private final Tokens tokens;
    private final LongAdder count;
    private final Sieve sieve;
    private final @Nullable Personal personal;
    private final String[][] schemes = new String[128][];
    private final String[][] quoted = new String[128][];

    public Scrubber(Secrets secrets) {
        this(secrets, new Sieve(secrets));
    }

    Scrubber(Secrets secrets, Sieve sieve) {
        this(secrets, sieve, new LongAdder(), null);
    }

    private Scrubber(Secrets secrets, Sieve sieve, LongAdder count, @Nullable Personal personal) {
        this.secrets = secrets;
        this.sieve = sieve;
        this.count = count;
        this.personal = personal;
        values = new SecretValues(secrets);
        options = new SecretOptions(secrets);
        tokens = new Tokens(secrets.tokens());
        for (int c = 0; c < 128; c++) {
            char first = (char) c;
            schemes[c] = beginning(secrets.schemes(), first);
            quoted[c] = beginning(secrets.quoted(), first);
        }
    }

    private static String[] beginning(List<String> words, char first) {
        return words.stream()
                .filter(word -> word.charAt(0) == Character.toLowerCase(first))
                .toArray(String[]::new);
    }

    /// One that also replaces what says of a person, and counts together with this one.
    public Scrubber with(Set<Scrub> kinds) {
        return kinds.isEmpty()
                ? this
                : new Scrubber(secrets, sieve, count, new Personal(kinds, secrets.personal(), count));
    }

    /// One that replaces the same and counts nothing: for texts that are looked at twice.
    public Scrubber uncounted() {
        LongAdder none = new LongAdder();
        return new Scrubber(secrets, sieve, none, personal == null ? null : personal.counting(none));
    }

    /// Secrets replaced so far.
    public long count() {
        return count.sum();
    }

    /// The text without secrets; itself if it has none.
    public String scrub(String text) {
        String clean = withoutSecrets(text);
        return personal == null ? clean : personal.scrub(clean);
    }

    private String withoutSecrets(String text) {
        StringBuilder out = null;
        int done = 0;
        byte[] b = bytes(text);
        for (int i = sieve.next(b, 0); i < b.length; i = sieve.next(b, i + 1)) {
            byte kind = sieve.kind(b, i);
            long span = span(text, i, kind);
            int from = (int) (span >>> 32);
            if (span < 0) {
                i = kind == Sieve.DIGIT ? Sieve.digits(b, i) - 1 : i;
            } else if (from >= done && from < (int) span && !isDone(text, from, (int) span)) {
                out = (out == null ? new StringBuilder(text.length()) : out)
                        .append(text, done, from)
                        .append(REDACTED);
                count.increment();
                done = (int) span;
                i = done - 1;
            }
        }
        return KeyLines.scrub(
                out == null ? text : out.append(text, done, text.length()).toString(), count);
    }

    private static boolean isDone(String text, int from, int to) {
        return to - from <= REDACTED.length() && text.startsWith(REDACTED, from);
    }

    /// A byte for each character, a question mark for those beyond Latin-1.
    private static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != text.length()) { // pairs of surrogates became one
            bytes = new byte[text.length()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (text.charAt(i) < 256 ? text.charAt(i) : '?');
            }
        }
        return bytes;
    }

    /// The secret that is announced at `i`: from in the upper, to in the lower half; -1 if none is.
    private long span(String text, int i, byte kind) {
        return switch (kind) {
            case Sieve.SEPARATOR -> values.after(text, i);
            case Sieve.COLON -> or(values.after(text, i), tokens.around(text, i));
            case Sieve.DIGIT -> number(text, i);
            case Sieve.START -> TokenShape.goesOn(text, i) ? -1 : token(text, i);
            case Sieve.COMMA -> values.inPair(text, i);
            case Sieve.SIGN -> tokens.around(text, i);
            default -> dash(text, i);
        };
    }

    private static long or(long span, long other) {
        return span < 0 ? other : span;
    }

    private long number(String text, int i) {
        if (i >= 2 && isUpper(text.charAt(i - 1)) && isUpper(text.charAt(i - 2))) {
            return Stretches.of(i - 2, SecretNumbers.ibanEnd(text, i - 2));
        }
        int to = SecretNumbers.end(text, i);
        if (to - i < Sieve.LEAST_NUMBER) {
            return -1;
        }
        int end = SecretNumbers.secretEnd(text, i);
        return Stretches.of(i, end < 0 && SecretNumbers.resemblesCard(text, i, to) && !isNamed(text, i) ? to : end);
    }

    /// True if what stands before a number says that it is another number than a card's: `order 17`, `id=17`,
    /// `#17`.
    private boolean isNamed(String text, int number) {
        int end = number;
        while (end > 0 && " \"'".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end > 0 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            return ".!?\n".indexOf(text.charAt(end - 1)) < 0;
        }
        int from = end;
        while (from > 0 && number - from < 40 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        return secrets.isNumbered(text.substring(from, end));
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private long token(String text, int i) {
        long token = tokens.at(text, i);
        if (token >= 0) {
            return token;
        }
        int first = text.charAt(i) & 127;
        for (String scheme : i > 0 && text.charAt(i - 1) == '/' ? new String[0] : schemes[first]) {
            int end = i + scheme.length();
            if (end + 8 < text.length()
                    && text.charAt(end) == ' '
                    && text.regionMatches(true, i, scheme, 0, scheme.length())) {
                return SecretValues.credentials(text, end + 1);
            }
        }
        for (String word : quoted[first]) {
            int end = i + word.length();
            if (end + 2 < text.length()
                    && text.charAt(end) == ' '
                    && text.regionMatches(true, i, word, 0, word.length())) {
                return "\"'".indexOf(text.charAt(end + 1)) >= 0 ? values.quotedAt(text, end + 1) : said(text, end + 1);
            }
        }
        return -1;
    }

    /// The secret that a sentence tells behind `password `; -1 if it tells none.
    private long said(String text, int from) {
        for (String word : secrets.said()) {
            int end = from + word.length();
            if (text.startsWith(" ", end) && text.regionMatches(true, from, word, 0, word.length())) {
                return SecretValues.told(text, end + 1);
            }
        }
        return -1;
    }

    /// A private key (RFC 7468), or an option of a command.
    private long dash(String text, int i) {
        return text.startsWith("-----BEGIN ", i) ? privateKey(text, i) : options.after(text, i);
    }

    private static long privateKey(String text, int i) {
        int label = Found.indexOf(text, "-----", i + 11, Math.min(text.length(), i + 64));
        if (label < 0
                || !text.startsWith("PRIVATE KEY", label - 11) && !text.startsWith("PRIVATE KEY BLOCK", label - 17)) {
            return -1;
        }
        int end = text.indexOf("-----END ", label);
        int close = end < 0 ? -1 : text.indexOf("-----", end + 9);
        return Stretches.of(i, close < 0 ? text.length() : close + 5);
    }

    /// The fields without secrets; the same object if they have none.
    public Map<String, String> scrub(Map<String, String> fields) {
        Map<String, String> clean = null;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String value = field(field.getKey(), field.getValue());
            if (!value.equals(field.getValue())) {
                clean = clean == null ? new LinkedHashMap<>(fields) : clean;
                clean.put(field.getKey(), value);
            }
        }
        return clean == null ? fields : clean;
    }

    private String field(String name, String value) {
        Kind kind = secrets.kind(name.substring(name.lastIndexOf('.') + 1));
        kind = kind == Kind.NONE ? secrets.kind(name) : kind;
        boolean secret = kind == Kind.SURE
                || kind == Kind.LINE
                || kind == Kind.LIKELY && Secrets.looksSecret(value, 0, value.length());
        if (secret && !value.isEmpty() && !secrets.isPlain(value)) {
            count.increment();
            return REDACTED;
        }
        String clean = withoutSecrets(value);
        return personal == null ? clean : personal.scrub(name, clean);
    }
}
