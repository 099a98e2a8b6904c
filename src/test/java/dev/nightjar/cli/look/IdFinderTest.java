package dev.nightjar.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cli.call.SimilarIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdFinderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "see req-75b5b1aa.                                      | req-75b5b1aa",
                "order #4711 please                                     | 4711",
                "number 4711 please                                     | -",
                "invoice 2026001187                                     | 2026001187",
                "id=deadbeef01, thanks                                  | deadbeef01",
                "8F14E45F-ceea-467f-a8d2-91f5c1b2d3e4                   | 8F14E45F-ceea-467f-a8d2-91f5c1b2d3e4",
                "Root=1-67891233-abcdef012345678912345678;Sampled=1     | 1-67891233-abcdef012345678912345678 abcdef012345678912345678",
                "well-known e-mail two-factor                           | -",
                "a4a897b53fa41dbf247d23620cfd349a-41470 is              | a4a897b53fa41dbf247d23620cfd349a-41470 a4a897b53fa41dbf247d23620cfd349a"
            })
    void tellsIdsByTheirShape(String text, String ids) {
        assertThat(IdFinder.candidates(text)).containsExactly(ids == null ? new String[0] : ids.split(" "));
    }

    @Test
    void readsIdsThatQuotedPrintableBreaks() {
        assertThat(IdFinder.candidates("Content-Transfer-Encoding: quoted-printable\n\nref req-75b5=\nb1aa"))
                .contains("req-75b5b1aa");
    }

    @Test
    void isBounded() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("req-").append(i + 10).append(i).append(' ');
        }
        assertThat(IdFinder.candidates(text.toString())).hasSize(IdFinder.MOST);
        assertThat(IdFinder.candidates("-".repeat(3 << 20))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"K7QM-4F2A,k7qm4f2b,1", "K7QM-4F2A,K7MQ-4F2A,1", "ABCD,ABXY,2", "ABC,ABCDE,2", "ABC,XYZ,3"})
    void countsASwapAsOneEdit(String a, String b, int edits) {
        assertThat(SimilarIds.distance(a.replace("-", ""), b.replace("-", "").toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(edits);
        assertThat(SimilarIds.to(a, java.util.List.of(b))).hasSize(edits <= 2 ? 1 : 0);
    }
}
