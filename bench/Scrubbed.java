import dev.nightjar.text.Json;
import dev.nightjar.text.JsonReader;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.extract.Extractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What is left of texts when their secrets are gone: reads lines `{"id": …, "input": …}` and prints `{"id": …, "output": …}`.
final class Scrubbed {

    private Scrubbed() {}

    public static void main(String[] args) throws IOException {
        Problems problems = new Problems();
        Extractor extractor = Extractor.load(Optional.empty(), problems);
        problems.failIfAny();
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            Map<String, Object> given = JsonReader.object(line);
            System.out.println(Json.sparse()
                    .put("id", String.valueOf(given.get("id")))
                    .put("output", extractor.scrub(String.valueOf(given.get("input"))))
                    .toString());
        }
    }
}
