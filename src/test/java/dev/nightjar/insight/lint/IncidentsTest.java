package dev.nightjar.insight.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IncidentsTest {

    private static final int DAO = 1;
    private static final int SERVICE = 2;
    private static final int WEB = 3;
    private static final long DEADLOCK = 77;
    private static final long[] NONE = {};

    private long offset;

    private Logged at(long millis, int lane, int place, long... ids) {
        return new Logged(millis * 1_000, lane, place, DEADLOCK, 9, false, place, 0, offset += 100, ids);
    }

    /// The places of each incident with several records.
    private static List<List<Integer>> joined(Logged... records) {
        Incidents incidents = new Incidents(new SaidTwice());
        Stream.of(records).forEach(incidents::add);
        return incidents.repeated().stream()
                .map(one -> one.records().stream().map(Logged::place).toList())
                .toList();
    }

    @Test
    void whatPassesThreePlacesOfOneThreadIsOneIncident() {
        assertThat(joined(at(0, 5, DAO), at(3, 5, SERVICE), at(900, 5, WEB)))
                .containsExactly(List.of(DAO, SERVICE, WEB));
    }

    @Test
    void whatAPlaceTellsAgainIsTheNextIncident() {
        assertThat(joined(at(0, 5, DAO), at(1, 5, WEB), at(10, 5, DAO), at(11, 5, WEB)))
                .containsExactly(List.of(DAO, WEB), List.of(DAO, WEB));
    }

    @Test
    void threadsThatFailAlikeAtTheSameTimeAreIncidentsOfTheirOwn() {
        assertThat(joined(at(0, 5, DAO), at(1, 6, DAO), at(2, 6, WEB), at(3, 5, WEB)))
                .containsExactly(List.of(DAO, WEB), List.of(DAO, WEB));
        assertThat(joined(at(0, 5, DAO), at(1, 6, WEB))).isEmpty();
    }

    @Test
    void anIdJoinsAcrossThreadsAndKeepsApartInOne() {
        assertThat(joined(at(0, 5, DAO, 1L << 32 | 7), at(1, 6, WEB, 1L << 32 | 7)))
                .containsExactly(List.of(DAO, WEB));
        assertThat(joined(at(0, 5, DAO, 1L << 32 | 7), at(1, 5, WEB, 1L << 32 | 8)))
                .isEmpty();
    }

    @Test
    void withoutThreadsASecondIsAllThereMayBeBetween() {
        assertThat(joined(at(0, -1, DAO), at(999, -1, WEB))).hasSize(1);
        assertThat(joined(at(0, -1, DAO), at(1_001, -1, WEB))).isEmpty();
        assertThat(joined(at(0, 5, DAO), at(5_001, 5, WEB))).isEmpty();
    }

    @Test
    void anotherPlaceOfThrowingIsAnotherFailure() {
        Logged other = new Logged(1_000, 5, WEB, DEADLOCK, 8, false, WEB, 0, 900, NONE);
        assertThat(joined(at(0, 5, DAO), other)).isEmpty();
    }

    @Test
    void aCopyInAnotherFileIsOfTheSameIncident() {
        Logged copy = new Logged(0, 5, DAO, DEADLOCK, 9, false, DAO, 1, 900, NONE);
        assertThat(joined(at(0, 5, DAO), copy, at(1, 5, WEB))).containsExactly(List.of(DAO, DAO, WEB));
    }

    @Test
    void countsOfEachIssueItsRecordsItsIncidentsAndWhatItRepeats() {
        Incidents incidents = new Incidents(new SaidTwice());
        Stream.of(at(0, 5, DAO), at(1, 5, WEB), at(100, 5, DAO), at(20_000, 5, WEB))
                .forEach(incidents::add);
        Incidents.Count web = incidents.issues().get(WEB);
        assertThat(List.of(web.records, web.incidents, web.repeats)).containsExactly(2L, 2L, 1L);
        assertThat(web.firsts).containsOnlyKeys(DAO);
        assertThat(incidents.issues().get(DAO).repeats).isZero();
    }
}
