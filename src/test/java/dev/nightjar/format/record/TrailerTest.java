package dev.nightjar.format.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.format.FormatsTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailerTest {

    private final Trailer trailer = new Trailer(List.of("client", "request", "host=vhost"));

    private RecordBuilder cut(String text) {
        RecordBuilder record = new RecordBuilder(FormatsTest.file());
        record.text(text);
        trailer.cut(record);
        return record;
    }

    @Test
    void pairsOfKnownKeysBecomeFields() {
        RecordBuilder record =
                cut("no upstream, sorry, client: 10.0.0.7, request: \"GET /a, b HTTP/1.1\", host: \"shop.example\"");
        assertThat(record.text()).isEqualTo("no upstream, sorry");
        assertThat(record.fields)
                .isEqualTo(Map.of("client", "10.0.0.7", "request", "GET /a, b HTTP/1.1", "vhost", "shop.example"));
    }

    @Test
    void theLinesBehindStayAndWhatIsCutOffIsReadToItsEnd() {
        RecordBuilder record = cut("a, client: 10.0.0.7\nmore, client: x");
        assertThat(record.text()).isEqualTo("a\nmore, client: x");
        assertThat(cut("a, client: 7, request: \"GET /too-lo").fields).containsEntry("request", "\"GET /too-lo");
        assertThat(cut("a, client: , host: \"h\"").fields).containsEntry("vhost", "h");
    }

    @Test
    void otherTextStays() {
        for (String text : List.of("a, client: x, colour: red", "client: x", "a, b: c", "a, client:x", "", ", ")) {
            assertThat(cut(text).text()).isEqualTo(text);
            assertThat(cut(text).fields).isEmpty();
        }
    }
}
