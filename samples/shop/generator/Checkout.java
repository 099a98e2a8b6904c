import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/// The checkout: Java and Spring Boot, the console layout that Boot 3 has by default, with correlation ids.
final class Checkout {

    static final String SPIKE = "checkout/gateway-timeout";
    static final int SPIKE_EVENTS = 20;
    static final String LULL = "checkout/stale-stock";
    static final String MASQUERADE = "checkout/masquerade";
    static final String ADMIN = "admin-7";
    static final String VICTIM = "u-1234";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
            .withZone(Story.ZONE);

    private final Log log;
    private final int day;
    private final Truth truth;
    private final Random random;
    private String trace = "";
    private String span = "";

    private Checkout(String host, int day, Truth truth) {
        this.log = new Log("checkout", host, "checkout.log", "spring-boot", day);
        this.day = day;
        this.truth = truth;
        this.random = Story.random("checkout " + host + day);
    }

    static Log log(String host, int day, Truth truth) {
        Checkout checkout = new Checkout(host, day, truth);
        checkout.background();
        checkout.requests();
        checkout.gateway();
        checkout.nullPointers();
        checkout.staleStock();
        checkout.receipts();
        checkout.secrets();
        if (day == Story.NEWEST) {
            checkout.deploy();
            checkout.broken();
            checkout.masquerade();
        }
        return checkout.log;
    }

    private String line(Instant at, String level, String thread, String logger, String message) {
        String correlation = trace.isEmpty() ? " ".repeat(49) : trace + "-" + span;
        return "%s %5s 1 --- [checkout] [%15.15s] [%s] %-39s : %s"
                .formatted(TIME.format(at), level, thread, correlation, abbreviated(logger), message);
    }

    /// Packages shrink from the left to their initials until the name fits in 39 characters.
    private static String abbreviated(String logger) {
        String[] parts = logger.split("\\.");
        for (int i = 0; i < parts.length - 1 && String.join(".", parts).length() > 39; i++) {
            parts[i] = parts[i].substring(0, 1);
        }
        return String.join(".", parts);
    }

    private void inRequest() {
        trace = Story.hex(random, 32);
        span = Story.hex(random, 16);
    }

    private void outsideRequest() {
        trace = "";
    }

    private String worker() {
        return "nio-8080-exec-" + (1 + random.nextInt(9));
    }

    private void background() {
        outsideRequest();
        for (int minute = 2; minute < 1440; minute += 9) {
            Instant at = Story.at(day, minute * 60 + random.nextInt(50_000) / 1000.0);
            String message = Story.one(
                    random,
                    "DEBUG c.z.hikari.pool.HikariPool HikariPool-1 - Pool stats (total=10, active=%d, idle=%d, waiting=0)"
                            .formatted(random.nextInt(4), 6 + random.nextInt(4)),
                    "INFO com.acme.shop.stock.Reservations released %d expired reservations"
                            .formatted(random.nextInt(9)),
                    "INFO com.acme.shop.ops.Health last hour: error rate 0.0 %, no Exception outside the known ones",
                    "INFO com.acme.shop.pay.RetryPolicy policy unchanged: on ERROR or TimeoutException retry twice");
            String[] parts = message.split(" ", 3);
            log.noise(at, parts[0], line(at, parts[0], "scheduling-1", parts[1], parts[2]));
        }
    }

    private void requests() {
        for (double second : Story.seconds(random, 1050, 0, 86_390)) {
            inRequest();
            String ids = "requestId=" + Story.request(random) + " userId=" + Story.user(random);
            String thread = worker();
            Instant at = Story.at(day, second);
            String order = Story.order(random);
            switch (random.nextInt(5)) {
                case 0 -> {
                    info(at, thread, "com.acme.shop.order.OrderController", "placing order " + order + " " + ids);
                    info(
                            at.plusMillis(40),
                            thread,
                            "com.acme.shop.pay.PaymentService",
                            "captured %d.%02d EUR for %s".formatted(random.nextInt(200), random.nextInt(100), order));
                }
                case 1 ->
                    info(
                            at,
                            thread,
                            "com.acme.shop.cart.CartService",
                            "cart of " + random.nextInt(9) + " articles priced " + ids);
                case 2 ->
                    info(
                            at,
                            thread,
                            "com.acme.shop.web.RequestLog",
                            "GET /api/orders/%s 200 %d ms %s".formatted(order, 3 + random.nextInt(90), ids));
                case 3 -> {
                    log.noise(
                            at,
                            "DEBUG",
                            line(
                                    at,
                                    "DEBUG",
                                    thread,
                                    "com.acme.shop.voucher.VoucherService",
                                    "no voucher for " + order));
                    info(
                            at.plusMillis(2),
                            thread,
                            "com.acme.shop.web.RequestLog",
                            "POST /api/carts 201 " + random.nextInt(60) + " ms " + ids);
                }
                default ->
                    info(
                            at,
                            thread,
                            "com.acme.shop.web.RequestLog",
                            "GET /help/what-does-ERROR-%d-mean 200 %d ms"
                                    .formatted(100 + random.nextInt(20), random.nextInt(20)));
            }
        }
    }

    private void info(Instant at, String thread, String logger, String message) {
        log.noise(at, "INFO", line(at, "INFO", thread, logger, message));
    }

    private void event(Instant at, String level, String logger, String message, Log.About about) {
        log.event(at, level, line(at, level, worker(), logger, message), about);
    }

    private void gateway() {
        int usual = 17 + random.nextInt(3);
        for (double second : Story.seconds(random, usual, 5 * 3600, 86_000)) {
            if (day < Story.NEWEST || second < 13 * 3600 || second >= 14 * 3600) {
                gatewayTimeout(second);
            }
        }
        for (int i = 0; day == Story.NEWEST && i < SPIKE_EVENTS / 2; i++) {
            gatewayTimeout(13 * 3600 + 120 + i * 320 + random.nextInt(200));
        }
    }

    private void gatewayTimeout(double second) {
        inRequest();
        String user = Story.user(random);
        event(
                Story.at(day, second),
                "WARN",
                "com.acme.shop.pay.PaymentService",
                "payment gateway did not answer within 3000 ms, attempt %d of 3, orderId=%s requestId=%s userId=%s"
                        .formatted(1 + random.nextInt(3), Story.order(random), Story.request(random), user),
                new Log.About(SPIKE, null, user));
    }

    private void nullPointers() {
        for (double second : Story.seconds(random, 1 + random.nextInt(2), 0, 86_000)) {
            inRequest();
            event(
                    Story.at(day, second),
                    "ERROR",
                    "org.apache.catalina.core.ContainerBase.[Tomcat].[localhost].[/].[dispatcherServlet]",
                    JavaTraces.nullPointer(random),
                    new Log.About("checkout/order-npe", "java.lang.NullPointerException", null));
        }
    }

    private void staleStock() {
        int count = day == 1 ? 0 : 3;
        for (double second : Story.seconds(random, count, 0, 86_000)) {
            inRequest();
            String user = Story.user(random);
            event(
                    Story.at(day, second),
                    "ERROR",
                    "com.acme.shop.stock.StockService",
                    "cannot reserve article %d, orderId=%s requestId=%s userId=%s\n%s"
                            .formatted(
                                    3000 + random.nextInt(600),
                                    Story.order(random),
                                    Story.request(random),
                                    user,
                                    JavaTraces.staleStock(random)),
                    new Log.About(LULL, "org.springframework.orm.ObjectOptimisticLockingFailureException", user));
        }
    }

    private void receipts() {
        for (double second : Story.seconds(random, 2, 0, 86_000)) {
            outsideRequest();
            event(
                    Story.at(day, second),
                    "ERROR",
                    "com.acme.shop.mail.ReceiptSender",
                    "receipt for orderId=%s not sent, will be tried again\n%s"
                            .formatted(Story.order(random), JavaTraces.receipt(random)),
                    new Log.About("checkout/receipt", "com.acme.shop.mail.ReceiptException", null));
        }
    }

    /// What should never have been logged: a password in a query string, card numbers (of test ranges, as is all
    /// here).
    private void secrets() {
        for (double second : Story.seconds(random, 2, 0, 86_000)) {
            inRequest();
            String user = Story.user(random);
            String password = truth.secret("Fruehling" + (1000 + random.nextInt(9000)) + "x");
            Instant at = Story.at(day, second);
            event(
                    at,
                    "WARN",
                    "com.acme.shop.web.RequestLog",
                    "slow request: GET /account/login?user=%s&password=%s&next=/cart took %d ms"
                            .formatted(user, password, 2000 + random.nextInt(3000)),
                    new Log.About("checkout/slow-login", null, user));
            info(
                    at.plusMillis(5),
                    worker(),
                    "com.acme.shop.web.RequestLog",
                    "GET /account/login?user=%s&password=%s&next=/cart 302 12 ms".formatted(user, password));
        }
        for (double second : Story.seconds(random, 1, 0, 86_000)) {
            inRequest();
            String user = Story.user(random);
            event(
                    Story.at(day, second),
                    "ERROR",
                    "com.acme.shop.pay.CardValidator",
                    "card %s refused by the scheme, reason 05, requestId=%s userId=%s"
                            .formatted(truth.secret(cardNumber()), Story.request(random), user),
                    new Log.About("checkout/card-refused", null, user));
        }
    }

    /// Sixteen digits that pass the Luhn check, in a range that is only used in tests.
    private String cardNumber() {
        StringBuilder digits = new StringBuilder("40000000");
        while (digits.length() < 15) {
            digits.append(random.nextInt(10));
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = digits.charAt(i) - '0';
            int doubled = i % 2 == 0 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return digits.append((10 - sum % 10) % 10).toString();
    }

    private void deploy() {
        outsideRequest();
        double second = Story.DEPLOY + (log.host.equals("web-1") ? 2 : 64);
        Instant at = Story.at(day, second);
        info(
                at,
                "ionShutdownHook",
                "org.springframework.boot.web.embedded.tomcat.GracefulShutdown",
                "Graceful shutdown complete");
        log.noise(
                at.plusMillis(100),
                "INFO",
                line(
                                at.plusMillis(100),
                                "INFO",
                                "ionShutdownHook",
                                "com.zaxxer.hikari.HikariDataSource",
                                "HikariPool-1 - Shutdown completed.")
                        + "\n\n   C H E C K O U T   " + Story.NEW_RELEASE + "  ::  Spring Boot (v3.5.6)\n");
        info(
                at.plusMillis(6100),
                "main",
                "com.acme.shop.CheckoutApplication",
                "Starting CheckoutApplication v" + Story.NEW_RELEASE
                        + " using Java 25.0.1 with PID 1 (/srv/checkout/checkout.jar started by shop in"
                        + " /srv/checkout)");
        info(
                at.plusMillis(6140),
                "main",
                "com.acme.shop.CheckoutApplication",
                "The following 1 profile is active: \"production\"");
        info(
                at.plusMillis(8800),
                "main",
                "org.springframework.boot.web.embedded.tomcat.TomcatWebServer",
                "Tomcat initialized with port 8080 (http)");
        info(
                at.plusMillis(9900),
                "main",
                "com.acme.shop.web.ErrorAdvice",
                "Registered 14 @ExceptionHandler methods, ERROR pages on");
        info(
                at.plusMillis(12300),
                "main",
                "com.acme.shop.CheckoutApplication",
                "Started CheckoutApplication in 6.2 seconds (process running for 6.9)");
        if (log.host.equals("web-2")) {
            log.halfWritten(line(
                            Story.at(day, 86_398.412),
                            "INFO",
                            "nio-8080-exec-4",
                            "com.acme.shop.cart.CartService",
                            "cart of")
                    .substring(0, 112));
        }
    }

    private void broken() {
        for (Story.Broken broken : Story.broken()) {
            if (broken.host().equals(log.host)) {
                trace = broken.trace();
                span = Story.hex(random, 16);
                event(
                        Story.at(day, broken.second() + 0.021),
                        "ERROR",
                        "com.acme.shop.order.OrderController",
                        "order not placed, orderId=%s requestId=%s userId=%s\n%s"
                                .formatted(
                                        broken.order(),
                                        broken.request(),
                                        broken.user(),
                                        JavaTraces.invoiceRefused(random, broken.order())),
                        new Log.About(
                                "checkout/invoice-refused",
                                "com.acme.shop.billing.InvoiceRefusedException",
                                broken.user()));
            }
        }
    }

    private void masquerade() {
        if (log.host.equals("web-2")) {
            inRequest();
            event(
                    Story.at(day, 15 * 3600 + 1312.25),
                    "WARN",
                    "com.acme.shop.support.SupportSession",
                    "userId=" + ADMIN + " masquerading as " + VICTIM + " requestId=" + Story.request(random)
                            + " reason=\"ticket 4411\"",
                    new Log.About(MASQUERADE, null, ADMIN));
        }
    }
}
