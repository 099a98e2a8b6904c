package dev.nightjar.report.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.model.finding.Night;
import dev.nightjar.report.Nights;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FeedTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";

    @Test
    void tellsOnlyWhatNeedsALookNewestFirst() throws Exception {
        Document feed = read(Feed.of(Nights.busy()));
        assertThat(all(feed.getDocumentElement(), "entry"))
                .extracting(entry -> one(entry, "title"))
                .containsExactlyInAnyOrder(
                        "new: NullPointerException: Cannot invoke \"com.acme.shop.Cart.total()\" because \"<name>\" is null (shop)",
                        "new: OperationalError: (psycopg2.OperationalError) could not connect to server at \"<host>\" port <int> (billing)",
                        "regressed: TimeoutException: Did not observe any item or terminal signal within <int>ms in '<name>' (shop)",
                        "escalating: TypeError: Cannot read properties of undefined (reading '<name>') (web)");
        List<Instant> updated = all(feed.getDocumentElement(), "entry").stream()
                .map(entry -> Instant.parse(one(entry, "updated")))
                .toList();
        assertThat(updated).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(one(feed.getDocumentElement(), "updated"))
                .isEqualTo(updated.getFirst().toString());
        assertThat(all(feed.getDocumentElement(), "entry"))
                .extracting(entry -> all(entry, "link").getFirst().getAttribute("href"))
                .allMatch(href -> href.matches("https://errors\\.acme\\.example/i/[0-9A-Z]{8}\\.html"));
    }

    /// RFC 4287, sections 4.1.1 and 4.1.2.
    @Test
    void hasWhatAtomAsksFor() throws Exception {
        for (Night night :
                List.of(Nights.busy(), Nights.quiet(), Nights.hostile(List.of("<&\">]]>", "\u0000\ud83d", "")))) {
            Element feed = read(Feed.of(night)).getDocumentElement();
            assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
            List<Element> holders = new ArrayList<>(all(feed, "entry"));
            holders.add(feed);
            List<String> ids = new ArrayList<>();
            for (Element holder : holders) {
                assertThat(one(holder, "id")).startsWith("urn:uuid:");
                ids.add(one(holder, "id"));
                assertThat(one(holder, "title")).isNotBlank();
                assertThat(Instant.parse(one(holder, "updated"))).isNotNull();
            }
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(all(feed, "author")).hasSize(1);
        }
    }

    @Test
    void keepsTheIdOfTheSameNews() throws Exception {
        Night busy = Nights.busy();
        Element first = read(Feed.of(busy)).getDocumentElement();
        Element fewer = read(Feed.of(busy.with(busy.issues().subList(0, 3)))).getDocumentElement();
        assertThat(all(first, "entry").stream().map(entry -> one(entry, "id")))
                .containsAll(all(fewer, "entry").stream()
                        .map(entry -> one(entry, "id"))
                        .toList());
    }

    private static Document read(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> all(Element holder, String name) {
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < holder.getChildNodes().getLength(); i++) {
            if (holder.getChildNodes().item(i) instanceof Element child
                    && child.getLocalName().equals(name)) {
                all.add(child);
            }
        }
        return all;
    }

    private static String one(Element holder, String name) {
        List<Element> found = all(holder, name);
        assertThat(found).as(name).hasSize(1);
        return found.getFirst().getTextContent();
    }
}
