package dev.nightjar.extract;

import dev.nightjar.config.Project;
import dev.nightjar.config.yaml.Problems;
import dev.nightjar.model.Level;
import dev.nightjar.model.log.LogRecord;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Measures nanoseconds per event for a Java trace of 5 KB whose messages differ, and for scrubbing clean text;
/// one thread. Run its `main` from the test classes.
final class ExtractBench {

    private ExtractBench() {}

    public static void main(String[] args) {
        Extractor extractor = Extractor.load(Optional.empty(), new Problems());
        Project project = Records.project(Level.WARN);
        String[] traces = new String[64];
        for (int i = 0; i < traces.length; i++) {
            traces[i] = trace(i);
        }
        LogRecord[] records = new LogRecord[traces.length];
        for (int i = 0; i < traces.length; i++) {
            records[i] = Records.of(Level.ERROR, traces[i], Map.of("requestId", "r-" + i, "userId", "u" + i));
        }
        System.out.println("characters: " + traces[0].length());
        String clean =
                "Order 4711 of customer 8842 was shipped from warehouse Hamburg after 17 minutes and 3 retries; state=DONE. "
                        .repeat(10);
        long sum = 0;
        for (int round = 0; round < 8; round++) {
            long start = cpu();
            for (int i = 0; i < 50_000; i++) {
                sum += extractor
                        .extract(records[i & 63], project)
                        .orElseThrow()
                        .message()
                        .length();
            }
            long event = (cpu() - start) / 50_000;
            start = cpu();
            for (int i = 0; i < 50_000; i++) {
                sum += extractor.scrub(clean).length();
            }
            long scrub = (cpu() - start) / 50_000;
            System.out.println(event + " ns/event, " + scrub + " ns to scrub " + clean.length() + " characters");
        }
        System.out.println(sum);
    }

    /// Processor time of this thread: other load on the machine does not count.
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String trace(int i) {
        StringBuilder text = new StringBuilder("Order " + i + " could not be paid: gateway said no\n");
        text.append("com.acme.pay.PaymentException: order ").append(i).append(" refused\n");
        frames(text, 30);
        text.append("Caused by: java.net.SocketTimeoutException: Read timed out after ")
                .append(i)
                .append(" ms\n");
        frames(text, 30);
        return text.append("\t... 42 more").toString();
    }

    private static void frames(StringBuilder text, int count) {
        for (String name : List.copyOf(java.util.stream.IntStream.range(0, count)
                .mapToObj(n -> "Service" + n)
                .toList())) {
            text.append("\tat com.acme.shop.payment.internal.")
                    .append(name)
                    .append(".callNextInChain(")
                    .append(name)
                    .append(".java:12)\n");
        }
    }
}
