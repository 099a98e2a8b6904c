package dev.nightjar.store.encoded;

import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.store.query.Words;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says who was affected without saying who: `u-` and 16 hex digits of a hash under the index's key. Who knows a
/// name, and has the index, can find its events; whatever the case of the letters. What already has the form of a
/// pseudonym stays as it is.
public final class Pseudonyms {

    private static final String MARK = "u-";
    private static final int DIGITS = 16;
    private static final String USER = "user";
    private static final Set<String> MADE = Set.of(
            "request",
            "trace",
            "span",
            "correlation",
            "ray",
            "transaction",
            "job",
            "message",
            "error",
            "sentry",
            "stack_hash");
    /// Words in names of what belongs to a person.
    private static final Set<String> PERSONAL = Set.of(
            "user",
            "username",
            "userid",
            "login",
            "account",
            "email",
            "mail",
            "phone",
            "customer",
            "member",
            "person",
            "actor",
            "principal",
            "firstname",
            "lastname",
            "fullname",
            "surname");
    private static final HexFormat HEX = HexFormat.of();

    private final Hash hash;
    private final boolean keep;

    /// @param keep users are stored by name
    public Pseudonyms(Hash hash, boolean keep) {
        this.hash = hash;
        this.keep = keep;
    }

    /// As a user is stored.
    @Nullable
    public String stored(@Nullable String user) {
        return user == null || keep ? user : of(user);
    }

    /// The pseudonym of a user, also where users are kept by name.
    public String of(String user) {
        return is(user) ? user : MARK + HEX.toHexDigits(hash(user));
    }

    /// What the sketches count: the same for a name and its pseudonym.
    public long hash(String user) {
        return is(user)
                ? Long.parseUnsignedLong(user, MARK.length(), MARK.length() + DIGITS, 16)
                : hash.of(Words.keyword(user));
    }

    /// As ids are stored: a user among them becomes the pseudonym. Events of audit rules say who acted.
    public Map<String, String> stored(Map<String, String> ids, @Nullable String user) {
        if (keep || ids.isEmpty() || ids.containsKey(StoredEvent.AUDIT)) {
            return ids;
        }
        boolean names = ids.containsKey(USER) || user != null && ids.containsValue(user);
        if (!names) {
            return ids;
        }
        Map<String, String> hidden = new LinkedHashMap<>();
        ids.forEach((kind, id) -> hidden.put(kind, isName(kind, id, user) ? of(id) : id));
        return hidden;
    }

    /// As values are stored that the log named: what is named like something of a person becomes a pseudonym.
    public Map<String, String> named(Map<String, String> values, @Nullable String user) {
        if (keep || values.isEmpty()) {
            return values;
        }
        Map<String, String> hidden = new LinkedHashMap<>();
        values.forEach((name, value) -> hidden.put(
                name,
                value.equals(user) || Words.ofName(name).stream().anyMatch(PERSONAL::contains) ? of(value) : value));
        return hidden;
    }

    /// Ids that programs make stay as they are, even if a user is called the same: they join events.
    private static boolean isName(String kind, String id, @Nullable String user) {
        return kind.equals(USER) || id.equals(user) && !MADE.contains(kind);
    }

    private static boolean is(String user) {
        return user.length() == MARK.length() + DIGITS
                && user.startsWith(MARK)
                && user.chars().skip(MARK.length()).allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
