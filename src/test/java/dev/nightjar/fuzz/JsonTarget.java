package dev.nightjar.fuzz;

import dev.nightjar.text.Json;
import dev.nightjar.text.JsonReader;
import java.util.Map;

/// An object of JSON is read or refused; what is written of it is read as the same.
final class JsonTarget implements Target.Body {

    @Override
    public void check(byte[] input) {
        Map<String, Object> members;
        try {
            members = JsonReader.object(Target.text(input));
        } catch (IllegalArgumentException e) {
            Target.must(e.getMessage() != null && e.getMessage().startsWith("column "), "refused without a place");
            return;
        }
        Json json = new Json();
        members.forEach(json::put);
        Target.must(JsonReader.object(json.toString()).equals(members), "written and read it is another: " + json);
    }

    @Override
    public void work(byte[] input) {
        try {
            JsonReader.object(Target.text(input));
        } catch (IllegalArgumentException e) {
            // of a repeated object: something follows it
        }
    }
}
