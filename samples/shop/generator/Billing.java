import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/// Billing: PHP, Laravel's file log by Monolog. An exception stands in the context as text with line breaks.
final class Billing {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(Story.ZONE);

    /// Frames under every controller, numbered on from the given frame.
    private static final String[] WEB = {
        "/srv/billing/vendor/laravel/framework/src/Illuminate/Routing/Controller.php(54):"
                + " App\\Http\\Controllers\\InvoiceController->store(Object(App\\Http\\Requests\\InvoiceRequest))",
        "/srv/billing/vendor/laravel/framework/src/Illuminate/Routing/ControllerDispatcher.php(44):"
                + " Illuminate\\Routing\\Controller->callAction('store', Array)",
        "/srv/billing/vendor/laravel/framework/src/Illuminate/Routing/Route.php(265):"
                + " Illuminate\\Routing\\ControllerDispatcher->dispatch(Object(Illuminate\\Routing\\Route),"
                + " Object(App\\Http\\Controllers\\InvoiceController), 'store')",
        "/srv/billing/vendor/laravel/framework/src/Illuminate/Pipeline/Pipeline.php(169):"
                + " Illuminate\\Routing\\Router->Illuminate\\Routing\\{closure}(Object(Illuminate\\Http\\Request))",
        "/srv/billing/app/Http/Middleware/RequestId.php(22):"
                + " Illuminate\\Pipeline\\Pipeline->Illuminate\\Pipeline\\{closure}(Object(Illuminate\\Http\\Request))",
        "/srv/billing/vendor/laravel/framework/src/Illuminate/Foundation/Http/Kernel.php(175):"
                + " Illuminate\\Pipeline\\Pipeline->then(Object(Closure))",
        "/srv/billing/public/index.php(20):"
                + " Illuminate\\Foundation\\Application->handleRequest(Object(Illuminate\\Http\\Request))",
        "{main}"
    };

    private final Log log;
    private final int day;
    private final Random random;

    private Billing(int day) {
        this.log = new Log("billing", "pay-1", "billing.log", "monolog", day);
        this.day = day;
        this.random = Story.random("billing" + day);
    }

    static Log log(int day, Truth truth) {
        Billing billing = new Billing(day);
        billing.invoices();
        billing.missingVatId();
        billing.mandates();
        billing.deadlock(truth);
        if (day == Story.NEWEST) {
            billing.deploy();
            Story.broken().forEach(billing::broken);
        }
        return billing.log;
    }

    private static String line(Instant at, String level, String message, String context) {
        return "[%s] production.%s: %s %s ".formatted(TIME.format(at), level, message, context);
    }

    private String context(String request, String user) {
        return "{\"requestId\":\"" + request + "\",\"userId\":\"" + user + "\"}";
    }

    private void info(Instant at, String message, String context) {
        log.noise(at, "INFO", line(at, "INFO", message, context));
    }

    private void invoices() {
        for (double second : Story.seconds(random, 1700, 0, 86_390)) {
            Instant at = Story.at(day, second);
            String context = context(Story.request(random), Story.user(random));
            switch (random.nextInt(4)) {
                case 0 -> {
                    info(at, "invoice I-" + (70_000 + random.nextInt(9000)) + " for " + Story.order(random), context);
                    log.noise(
                            at.plusMillis(3),
                            "DEBUG",
                            line(at.plusMillis(3), "DEBUG", "rendered invoice in " + random.nextInt(90) + " ms", "[]"));
                }
                case 1 -> info(at, "payment matched, difference 0.00", context);
                case 2 -> info(at, "POST /invoices 201", context);
                default -> info(at, "dunning run: 0 errors, 0 Exceptions, " + random.nextInt(40) + " letters", "[]");
            }
        }
    }

    private void exception(double second, String message, String request, String user, String thrown, Log.About about) {
        Instant at = Story.at(day, second);
        log.event(
                at,
                "ERROR",
                line(
                        at,
                        "ERROR",
                        message,
                        "{\"requestId\":\"" + request + "\",\"userId\":\"" + user + "\",\"exception\":\"[object] ("
                                + thrown + "\n\"}"),
                about);
    }

    private static String trace(String... own) {
        StringBuilder trace = new StringBuilder("[stacktrace]");
        int number = 0;
        for (String[] frames : new String[][] {own, WEB}) {
            for (String frame : frames) {
                trace.append("\n#").append(number++).append(' ').append(frame.replace("\\", "\\\\"));
            }
        }
        return trace.toString();
    }

    private void missingVatId() {
        for (double second : Story.seconds(random, 4, 0, 86_000)) {
            String user = Story.user(random);
            String message = "Undefined array key \"vat_id\"";
            exception(
                    second,
                    message,
                    Story.request(random),
                    user,
                    "ErrorException(code: 0): Undefined array key \\\"vat_id\\\" at"
                            + " /srv/billing/app/Tax/VatService.php:41)\n"
                            + trace(
                                    "/srv/billing/vendor/laravel/framework/src/Illuminate/Foundation/Bootstrap/HandleExceptions.php(256):"
                                        + " Illuminate\\Foundation\\Bootstrap\\HandleExceptions->handleError(2,"
                                        + " 'Undefined array ...', '/srv/billing/ap...', 41)",
                                    "/srv/billing/app/Tax/VatService.php(41):"
                                        + " Illuminate\\Foundation\\Bootstrap\\HandleExceptions->Illuminate\\Foundation\\Bootstrap\\{closure}(2,"
                                        + " 'Undefined array ...', '/srv/billing/ap...', 41)",
                                    "/srv/billing/app/Invoice/InvoiceWriter.php(77):"
                                            + " App\\Tax\\VatService->rateFor(Array)",
                                    "/srv/billing/app/Http/Controllers/InvoiceController.php(36):"
                                            + " App\\Invoice\\InvoiceWriter->write(Object(App\\Models\\Order))"),
                    new Log.About("billing/missing-vat-id", "ErrorException", user));
        }
    }

    private void mandates() {
        for (double second : Story.seconds(random, 6, 0, 86_000)) {
            String user = Story.user(random);
            Instant at = Story.at(day, second);
            log.event(
                    at,
                    "WARN",
                    line(
                            at,
                            "WARNING",
                            "mandate M-" + (5000 + random.nextInt(900)) + " ends in " + random.nextInt(14) + " days",
                            context(Story.request(random), user)),
                    new Log.About("billing/mandate-ends", null, user));
        }
    }

    /// A chain, the innermost last, as Monolog prints it; the data source's password slipped into a message.
    private void deadlock(Truth truth) {
        for (double second : Story.seconds(random, 1, 0, 86_000)) {
            String user = Story.user(random);
            String secret = truth.secret("kiesel-" + Story.hex(random, 10));
            exception(
                    second,
                    "SQLSTATE[40001]: deadlock detected (Connection: pgsql, SQL: update ledger set balance = "
                            + random.nextInt(900) + ")",
                    Story.request(random),
                    user,
                    "Illuminate\\\\Database\\\\QueryException(code: 40001): SQLSTATE[40001]: deadlock detected, dsn"
                            + " pgsql:host=db-1.shop.example password="
                            + secret
                            + " at /srv/billing/vendor/laravel/framework/src/Illuminate/Database/Connection.php:824)\n"
                            + trace(
                                    "/srv/billing/vendor/laravel/framework/src/Illuminate/Database/Connection.php(778):"
                                        + " Illuminate\\Database\\Connection->runQueryCallback('update ledger s...',"
                                        + " Array, Object(Closure))",
                                    "/srv/billing/app/Ledger/Ledger.php(52):"
                                            + " Illuminate\\Database\\Connection->update('update ledger s...', Array)",
                                    "/srv/billing/app/Http/Controllers/InvoiceController.php(41):"
                                            + " App\\Ledger\\Ledger->book(Object(App\\Models\\Invoice))")
                            + "\n\n"
                            + "[previous exception] [object] (PDOException(code: 40001): SQLSTATE[40001]: deadlock"
                            + " detected at"
                            + " /srv/billing/vendor/laravel/framework/src/Illuminate/Database/Connection.php:609)\n"
                            + trace(
                                    "/srv/billing/vendor/laravel/framework/src/Illuminate/Database/Connection.php(609):"
                                            + " PDOStatement->execute()",
                                    "/srv/billing/app/Ledger/Ledger.php(52):"
                                            + " Illuminate\\Database\\Connection->update('update ledger s...', Array)"),
                    new Log.About("billing/deadlock", "Illuminate\\Database\\QueryException", user));
        }
    }

    private void deploy() {
        info(
                Story.at(day, Story.DEPLOY + 1),
                "billing " + Story.NEW_RELEASE + " deployed, caches cleared",
                "{\"release\":\"" + Story.NEW_RELEASE + "\"}");
    }

    private void broken(Story.Broken broken) {
        exception(
                broken.second(),
                "Division by zero",
                broken.request(),
                broken.user(),
                "DivisionByZeroError(code: 0): Division by zero at /srv/billing/app/Invoice/SplitPayment.php:88)\n"
                        + trace(
                                "/srv/billing/app/Invoice/SplitPayment.php(61): App\\Invoice\\SplitPayment->share("
                                        + (1000 + random.nextInt(9000)) + ", 0)",
                                "/srv/billing/app/Invoice/InvoiceWriter.php(83):"
                                        + " App\\Invoice\\SplitPayment->parts(Object(App\\Models\\Order))",
                                "/srv/billing/app/Http/Controllers/InvoiceController.php(36):"
                                        + " App\\Invoice\\InvoiceWriter->write(Object(App\\Models\\Order))"),
                new Log.About("billing/split-payment", "DivisionByZeroError", broken.user()));
    }
}
