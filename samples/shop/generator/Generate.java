import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Writes the logs of the sample shop and `truth.json`: `java samples/shop/generator/Generate.java [FOLDER]`, in
/// the project's folder. Everything is invented and follows from one seed: writing it again changes no byte.
final class Generate {

    private Generate() {}

    public static void main(String[] args) throws IOException {
        Path shop = Path.of(args.length > 0 ? args[0] : "samples/shop");
        Truth truth = new Truth();
        for (int day = 0; day < Story.DAYS; day++) {
            for (Log log : logs(day, truth)) {
                write(shop.resolve(log.path()), log.text());
                log.tell(truth);
            }
        }
        notLogs(shop, truth);
        Files.writeString(shop.resolve("truth.json"), truth.json());
    }

    private static List<Log> logs(int day, Truth truth) {
        return List.of(
                Checkout.log("web-1", day, truth),
                Checkout.log("web-2", day, truth),
                Catalog.log("web-1", day, truth),
                Catalog.log("web-2", day, truth),
                Billing.log(day, truth),
                Web.log("web-1", day, truth),
                Web.log("web-2", day, truth),
                Web.worker(day),
                Browser.log(day));
    }

    /// A compressed file with the right content stays as it is: not every JDK compresses to the same bytes.
    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!file.toString().endsWith(".gz")) {
            Files.write(file, bytes);
        } else if (!Files.exists(file) || !Arrays.equals(bytes, unzipped(file))) {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
                gzip.write(bytes);
            }
            Files.write(file, zipped.toByteArray());
        }
    }

    private static byte[] unzipped(Path file) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return gzip.readAllBytes();
        }
    }

    private static void notLogs(Path shop, Truth truth) throws IOException {
        byte[] core = new byte[6000];
        new Random(Story.SEED).nextBytes(core);
        Files.write(shop.resolve("logs/pay-1/billing/core.2118"), core);
        truth.notALog("logs/pay-1/billing/core.2118", "binary");
        StringBuilder notes = new StringBuilder();
        Random random = Story.random("stock import");
        for (int run = 311; run < 317; run++) {
            notes.append("== stock import, run ").append(run).append(" ==\n");
            for (int shelf = 0; shelf < 9; shelf++) {
                int moved = random.nextInt(400);
                notes.append("   shelf ")
                        .append((char) ('A' + shelf))
                        .append(" ..... ")
                        .append(moved)
                        .append(" taken, ")
                        .append(random.nextInt(9))
                        .append(" left\n");
            }
            notes.append("   good night!\n");
        }
        Files.writeString(shop.resolve("logs/web-1/catalog/stock-import.txt"), notes);
        truth.notALog("logs/web-1/catalog/stock-import.txt", "no known format");
    }
}
