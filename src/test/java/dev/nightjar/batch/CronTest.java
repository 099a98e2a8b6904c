package dev.nightjar.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.support.CronExpression;

/// What is taken is what Spring runs, and what is wrong is told by its item.
class CronTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 6 * * MON-SUN",
                "0 0 6 * * sat-sun",
                "0 0 6 L-3 * *",
                "0 0 6 15W * *",
                "0 0 6 1,L * *",
                "0 0 6 * * MON#2,FRIL",
                "0 30 5-17/2 ? NOV-DEC MON-FRI",
                "0 0 6 29 FEB *",
                "@daily",
                "@Daily"
            })
    void takesWhatSpringRuns(String schedule) {
        assertThat(Cron.checked(schedule)).isEqualTo(schedule);
        assertThat(CronExpression.isValidExpression(schedule)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" 0\t0  6 * * * ", "\n@daily"})
    void minorBlanksDoNotMatter(String schedule) {
        assertThat(Cron.checked(schedule)).isEqualTo(schedule.strip().replaceAll("\\s+", " "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            60 0 6 * * *       | '60' is no second (0 to 59)
            0 1,x,99 6 * * *   | 'x' is no minute (0 to 59)
            0 0 20-24 * * *    | '24' is no hour (0 to 23)
            0 0 6 LW-3 * *     | 'LW-3' is no day of month (1 to 31)
            0 0 6 0W * *       | '0W' is no day of month (1 to 31)
            0 0 6 * NOV-FEB *  | month range 'NOV-FEB' runs backwards
            0 0 18-6/2 * * *   | hour range '18-6/2' runs backwards
            0 */x 6 * * *      | minute step in '*/x' is no number from 1 on
            0 0 6 * FEBR *     | 'FEBR' is no month (1 to 12)
            0 0 6 * * monday   | 'monday' is no day of week (0 to 7)
            -1 0 6 * * *       | '' is no second (0 to 59)
            @dayly             | a schedule has six fields (second minute hour day month weekday), not 1
            0 0 6 31 FEB *     | '0 0 6 31 FEB *' never comes
            0 0 6 * * MON#6    | '0 0 6 * * MON#6' never comes
            """)
    void namesTheItemThatIsWrong(String schedule, String said) {
        assertThatThrownBy(() -> Cron.checked(schedule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(said);
    }
}
