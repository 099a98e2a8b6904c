package dev.nightjar.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.nightjar.model.finding.Night;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A report of many issues, written by several threads: nothing else may run in this virtual machine meanwhile.
@Isolated
@Tag("faults")
class ManyIssuesTest {

    @TempDir
    Path dir;

    @Test
    void twoThousandTakeSeconds() {
        Report report = Report.with(Optional.empty());
        Night night = Nights.large(2_000, 20);
        report.write(dir, Nights.large(200, 20));
        OperatingSystemMXBean cpu = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = cpu.getProcessCpuTime();
        report.write(dir, night);
        assertThat((cpu.getProcessCpuTime() - start) / 1_000_000)
                .as("milliseconds of processor time of all threads, whatever else the machine does")
                .isLessThan(12_000);
    }
}
