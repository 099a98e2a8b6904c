package dev.nightjar.group.learn;

import static dev.nightjar.group.learn.Lesson.TILL;
import static dev.nightjar.group.learn.Lesson.WORDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProjectLearnerTest {

    private static final List<String> FRUIT = List.of(
            "apples", "pears", "plums", "grapes", "figs", "dates", "limes", "melons", "quinces", "cherries", "mangos");

    private static List<String> filled(String pattern, List<String> values) {
        return values.stream().map(value -> pattern.replace("{}", value)).toList();
    }

    private static String word(Random random) {
        String[] parts = {"ba", "lo", "mi", "ru", "se", "ta", "vo", "ne", "ki", "du", "fa", "go"};
        return IntStream.range(0, 3)
                .mapToObj(i -> parts[random.nextInt(parts.length)])
                .reduce("", String::concat);
    }

    private static List<String> free(int messages, long seed) {
        Random random = new Random(seed);
        return Stream.generate(
                        () -> "could not ship %s with %s to %s".formatted(word(random), word(random), word(random)))
                .limit(messages)
                .toList();
    }

    @Test
    void nineDifferentWordsOfTheLanguageOpenTheirPlaceForAll() {
        List<String> shelves = filled("no shelf left for {} in cellar", FRUIT);
        assertThat(new Lesson().shows(shelves.subList(0, 8)).issues()).isEqualTo(8);
        assertThat(new Lesson().shows(shelves.subList(0, 9)).issues()).isEqualTo(1);
        Lesson all = new Lesson().shows(shelves);
        assertThat(all.issues()).isEqualTo(1);
        assertThat(all.lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line)
                                .startsWith(
                                        "open    *  *  no shelf left for <word> in cellar    # 2026-09-01, 9 values: apples; "));
    }

    @Test
    void namesNeedFewerAndOpenItForNamesOnly() {
        List<String> dotted = List.of("app.cart", "app.till", "app.bank", "app.mail");
        assertThat(new Lesson()
                        .shows(filled("module {} starts too late", dotted))
                        .issues())
                .isEqualTo(1);
        List<String> parts = List.of("stock_list", "price_list", "pick_list", "tax_table", "buyer_view");
        Lesson lesson = new Lesson().shows(filled("module {} starts too late", parts));
        assertThat(lesson.issues()).isEqualTo(1);
        assertThat(lesson.shows(TILL, "module nothing starts too late")
                        .shows(TILL, "module cart starts too late")
                        .issues())
                .isEqualTo(3);
    }

    @Test
    void twoThatSurelyAreOneOfManyAreEnough() {
        assertThat(new Lesson()
                        .shows(filled("no bread in {} for buyers", List.of("shop/oven-b", "cellar/shelf-top")))
                        .issues())
                .isEqualTo(1);
        assertThat(new Lesson()
                        .shows(filled("no answer of {}:8080 for buyers", List.of("oven-b", "till-front")))
                        .issues())
                .isEqualTo(1);
        assertThat(new Lesson()
                        .shows(filled("{}/10.0.0.7:4711 sent bad bread again", List.of("kim", "robin")))
                        .issues())
                .isEqualTo(1);
        assertThat(new Lesson()
                        .shows(filled("no bread in {} for buyers", List.of("and/or", "read/write")))
                        .issues())
                .isEqualTo(2);
        assertThat(new Lesson()
                        .shows(filled("no bread in {} for buyers", List.of("oven-b", "till-front")))
                        .issues())
                .isEqualTo(2);
    }

    @Test
    void behindAnEqualsSignOrInQuotesAboutHalfIsEnough() {
        List<String> five = FRUIT.subList(0, 5);
        assertThat(new Lesson().shows(filled("no shelf, crate={} lost", five)).issues())
                .isEqualTo(1);
        assertThat(new Lesson().shows(filled("no shelf, crate [{}] lost", five)).issues())
                .isEqualTo(1);
        assertThat(new Lesson().shows(filled("no shelf, crate {} lost", five)).issues())
                .isEqualTo(5);
    }

    @Test
    void evidenceIsOfAllLoggersJoinsAreOfOneLoggerAndLevel() {
        Lesson lesson = new Lesson();
        List<String> all = filled("no shelf left for {} in cellar", FRUIT);
        for (int i = 0; i < all.size(); i++) {
            lesson.shows(new LearnedScope("com.acme.Cellar" + i % 3, "error"), all.get(i));
        }
        assertThat(lesson.issues()).isEqualTo(3);
        lesson.shows(new LearnedScope("com.acme.Cellar0", "warning"), all.getFirst());
        assertThat(lesson.issues()).isEqualTo(4);
    }

    @Test
    void severalNamesAtOnce() {
        List<String> all = List.of(
                "copied app.cart into app.till, all well",
                "copied app.bank into app.mail, all well",
                "copied app.desk into app.door, all well",
                "copied app.belt into app.pump, all well",
                "copied app.lamp into app.fuse, all well");
        assertThat(new Lesson().shows(all.subList(0, 4)).issues()).isEqualTo(4);
        assertThat(new Lesson().shows(all).issues()).isEqualTo(1);
    }

    @Test
    void severalFreeWordsNeedAHundredMessages() {
        List<String> all = free(140, 3);
        assertThat(new Lesson().shows(all.subList(0, 99)).issues()).isEqualTo(99);
        Lesson lesson = new Lesson().shows(all);
        assertThat(lesson.issues()).isEqualTo(1);
        assertThat(lesson.lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("open    com.acme.Till  error  could not ship <word> with <word> to <word>    # "));
        assertThat(lesson.shows(new LearnedScope("com.acme.Door", "error"), all.getFirst())
                        .issues())
                .isEqualTo(2);
    }

    @Test
    void whatIsFrequentAmongThemIsTold() {
        List<String> all = new ArrayList<>(free(150, 5));
        all.addAll(free(150, 7).stream()
                .map(said -> said.replaceFirst("ship \\w+", "ship anything"))
                .toList());
        all.addAll(free(150, 8).stream()
                .map(said -> said.replaceFirst("could not", "could hardly"))
                .toList());
        Collections.shuffle(all, new Random(1));
        assertThat(new Lesson().shows(all).issuesOf()).hasSize(2);
    }

    @Test
    void theOrderDoesNotMatter() {
        List<String> all = new ArrayList<>(filled("no shelf left for {} in cellar", FRUIT));
        for (String a : FRUIT) {
            all.addAll(filled("moved " + a + " behind {} at night", FRUIT));
        }
        all.addAll(filled("module {} starts late", List.of("app.cart", "app.till", "stock_list", "x7y", "7", "cart")));
        all.addAll(filled("copied {} into app.till, all well", List.of("a1.b", "app.c2", "d_3", "4", "cart")));
        all.addAll(free(120, 11));
        List<Object> seen = new ArrayList<>();
        for (int seed = 0; seed < 8; seed++) {
            Collections.shuffle(all, new Random(seed));
            seen.add(new Lesson().shows(all).issuesOf());
        }
        assertThat(seen).allMatch(seen.getFirst()::equals);
    }

    @Test
    void whatWasLearnedSurvivesAndIsTheSameInPieces() {
        List<String> all = new ArrayList<>(filled("no shelf left for {} in cellar", FRUIT));
        all.addAll(filled("copied {} into app.till, all well", List.of("a1.b", "app.c2", "d_3", "4", "cart")));
        all.addAll(free(120, 13));
        Lesson pieces = new Lesson();
        for (String message : all) {
            pieces.shows(TILL, message).again();
        }
        Lesson whole = new Lesson().shows(all);
        assertThat(pieces.issuesOf()).isEqualTo(whole.issuesOf());
        assertThat(pieces.lines()).isEqualTo(whole.lines());
    }

    @Test
    void whatAPersonForbidsIsNotJoinedAndWhatIsFrozenOpensNoMore() {
        List<String> all = filled("no shelf left for {} in cellar", FRUIT);
        Lesson forbidden = new Lesson(LearnedText.read(
                "shop.txt", List.of(LearnedText.HEAD, "forbid  *  *  no shelf left for * in cellar"), WORDS));
        assertThat(forbidden.shows(all).issues()).isEqualTo(FRUIT.size());
        Lesson frozen = new Lesson(LearnedText.read(
                "shop.txt",
                List.of(LearnedText.HEAD, "open  *  *  moved <word> to cellar", "frozen  2026-08-31"),
                WORDS));
        assertThat(frozen.shows(all).issues()).isEqualTo(FRUIT.size());
        assertThat(frozen.shows(filled("moved {} to cellar", FRUIT)).issues()).isEqualTo(FRUIT.size() + 1);
    }

    @Test
    void saysWhatItKnowsOfEachWord() {
        Lesson lesson = new Lesson().shows(filled("crate of {} has till status open now", FRUIT.subList(0, 6)));
        assertThat(lesson.learner().reasons(TILL, "crate of apples has till status open now"))
                .containsEntry("apples", "6 of 9 values")
                .containsEntry("open", "behind 'status'")
                .containsEntry("till", "right behind 'has'");
        lesson.again(LearnedText.read(
                "shop.txt",
                List.of(LearnedText.HEAD, "open  *  *  crate of <word> is lost    # 2026-08-01, 9 values: figs"),
                WORDS));
        assertThat(lesson.learner().reasons(TILL, "crate of figs is lost"))
                .containsEntry("crate of <word> is lost", "2026-08-01, 9 values: figs");
    }

    @Test
    void whatItRemembersIsBounded() {
        Lesson lesson = new Lesson();
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            int words = 4 + random.nextInt(20);
            lesson.shows(
                    new LearnedScope("com.acme.Noise" + i % 4, "error"),
                    Stream.generate(() -> word(random)).limit(words).reduce("odd", (a, b) -> a + " " + b));
        }
        List<String> memory = lesson.memory();
        assertThat(memory.stream().filter(line -> line.startsWith("place\t")).count())
                .isLessThanOrEqualTo(PlaceEvidence.MOST);
        assertThat(memory.stream().filter(line -> line.startsWith("template\t")).count())
                .isLessThanOrEqualTo(4L * KeptTemplates.IN_SCOPE);
    }

    @Test
    void aLineOfEvidenceThatIsNoneCostsNothingElse() {
        Lesson lesson = new Lesson().shows(filled("no shelf left for {} in cellar", FRUIT.subList(0, 8)));
        List<String> memory = new ArrayList<>(lesson.memory());
        memory.addAll(0, List.of("place\tzz", "place", "template\tx", "other\t1", ""));
        lesson.again(LearnedText.empty()).learner().remember(memory);
        assertThat(lesson.shows(filled("no shelf left for {} in cellar", FRUIT)).issues())
                .isEqualTo(1);
    }
}
