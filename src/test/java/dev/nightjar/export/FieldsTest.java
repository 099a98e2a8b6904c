package dev.nightjar.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.event.StoredEvent;
import dev.nightjar.model.issue.Triaged;
import dev.nightjar.report.Nights;
import dev.nightjar.text.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Scripts rely on the names, readers on their order.
class FieldsTest {

    private static final Triaged ISSUE = Nights.busy().issues().getFirst();

    private static final StoredEvent EVENT =
            Nights.busy().samples().apply(ISSUE.activity().issue().id()).getFirst();

    private static List<String> names(Json json) {
        return new ArrayList<>(
                JsonMapper.builder().build().readTree(json.toString()).propertyNames());
    }

    @Test
    void anIssueHasItsNamesInOrder() {
        assertThat(String.join(" ", names(Fields.issue(ISSUE))))
                .isEqualTo(
                        "id project status level type title message culprit count total users hosts first_seen last_seen"
                                + " owner release_first release_last aliases reason impact usual new_since contact note history");
    }

    @Test
    void anEventHasItsNamesInOrder() {
        assertThat(String.join(" ", names(Fields.event(EVENT))))
                .isEqualTo(
                        "id issue project ts level logger thread host message template user ids fields release file line_start"
                                + " byte_start exceptions");
    }

    @Test
    void tablesAreMadeOfTheseNames() {
        assertThat(names(Fields.cells(EVENT))).containsAll(Csv.EVENTS).containsAll(MarkdownEntry.EVENTS);
        assertThat(names(Fields.issue(ISSUE))).containsAll(Csv.ISSUES).containsAll(MarkdownEntry.ISSUES);
    }
}
