package dev.nightjar.group.judge;

import static dev.nightjar.group.Given.SHOP;
import static dev.nightjar.group.Given.exception;
import static dev.nightjar.group.Given.message;
import static dev.nightjar.group.Given.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.group.Given;
import dev.nightjar.group.Grouping;
import dev.nightjar.group.judge.Repeats.Named;
import dev.nightjar.model.Level;
import dev.nightjar.model.event.Event;
import dev.nightjar.model.event.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatsTest {

    private static final String NPE = "java.lang.NullPointerException";

    private final Grouping grouping = Given.grouping();

    private Fingerprint of(Event event) {
        return grouping.group(event, SHOP).fingerprint();
    }

    private boolean joins(Event bare, Event whole) {
        return of(bare).hashes().stream().anyMatch(of(whole).offered()::contains);
    }

    private static Event whole(String message, String type, String thrown) {
        return exception(message, trace(type, thrown, "com.acme.Cart.total"));
    }

    @Test
    void aTraceWithoutFramesLooksForTheIssueOfItsTypeAndLogger() {
        Event bare = exception("cart 17 failed", trace(NPE, ""));
        assertThat(joins(bare, whole("cart 4 failed", NPE, "Cannot invoke \"x\"")))
                .isTrue();
        assertThat(joins(bare, whole("other words", NPE, ""))).isTrue();
        assertThat(joins(bare, whole("cart 4 failed", "java.lang.ArithmeticException", "")))
                .isFalse();
        assertThat(joins(exception(Level.ERROR, "com.acme.Till", "cart 17 failed", trace(NPE, "")), whole("", NPE, "")))
                .isFalse();
    }

    @Test
    void theSameWordsAreLookedForFirst() {
        Fingerprint bare = of(exception("cart 17 failed", trace(NPE, "")));
        assertThat(bare.hashes().getFirst())
                .isIn(of(whole("cart 4 failed", NPE, "")).offered());
        assertThat(bare.hashes().getFirst())
                .isNotIn(of(whole("till is shut", NPE, "")).offered());
    }

    @Test
    void anExceptionWithAMessageJoinsOnlyWhatSaysTheSame() {
        Event bare = exception("failed", trace("java.sql.SQLException", "row 7 locked"));
        assertThat(joins(bare, whole("failed", "java.sql.SQLException", "row 9 locked")))
                .isTrue();
        assertThat(joins(bare, whole("failed", "java.sql.SQLException", "refused")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TypeError: x is null",
                "Cart failed\nTypeError: x is null",
            })
    void aTextThatNamesTheExceptionJoinsItToo(String text) {
        assertThat(joins(message(text), whole("cart failed", "TypeError", "x is null")))
                .isTrue();
        assertThat(joins(message(text), whole("cart failed", "TypeError", "y is gone")))
                .isFalse();
    }

    @Test
    void aTextThatEndsWithATypeJoinsWhatWasLoggedWithTheSameWords() {
        assertThat(joins(message(NPE), whole("cart failed", NPE, ""))).isTrue();
        assertThat(Repeats.named("Cart failed: " + NPE)).isEqualTo(new Named(NPE, "", false));
        assertThat(of(message("a failed: " + NPE)).hashes())
                .doesNotContainAnyElementsOf(of(message("b failed: " + NPE)).hashes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Error", "Error: x", "no error", "error=NullPointer", "3Exception", "a: b.c", "The Exception"
            })
    void whatIsNoTypeIsNotTakenForOne(String text) {
        assertThat(Repeats.named(text)).isNull();
    }

    @Test
    void whatIsOfferedIsTold() {
        assertThat(grouping.group(whole("m", NPE, ""), SHOP).why())
                .anySatisfy(part -> assertThat(part.reason()).isEqualTo("offered: they join this issue"));
    }
}
