import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// Reports from browsers: one JSON object per line, stack traces as each browser writes them.
final class Browser {

    private static final String PAGE = "https://shop.example/static/app-";

    private final Log log;
    private final int day;
    private final Random random;

    private Browser(int day) {
        this.log = new Log("browser", "web-1", "beacon.log", "json", day);
        this.day = day;
        this.random = Story.random("browser" + day);
    }

    static Log log(int day) {
        Browser browser = new Browser(day);
        browser.vitals();
        browser.emptyCart();
        browser.resizeLoops();
        if (day == Story.NEWEST) {
            Story.broken().stream().limit(15).forEach(browser::broken);
        }
        return browser.log;
    }

    private String line(
            double second, String level, String url, String user, String request, String message, String stack) {
        Map<String, Object> json = new LinkedHashMap<>();
        Instant at = Story.at(day, second);
        json.put("time", Story.utc(at));
        json.put("level", level);
        json.put("message", message);
        json.put("url", "https://shop.example" + url);
        json.put("release", Story.release(day, second));
        json.put("userId", user);
        json.put("requestId", request);
        if (stack != null) {
            json.put("stack", stack);
        }
        return Json.line(json);
    }

    private void vitals() {
        for (double second : Story.seconds(random, 500, 0, 86_390)) {
            log.noise(
                    Story.at(day, second),
                    "INFO",
                    line(
                            second,
                            "info",
                            Story.one(random, "/", "/cart", "/help/errors"),
                            Story.user(random),
                            Story.request(random),
                            "vitals lcp=" + (600 + random.nextInt(1800)) + " cls=0.0" + random.nextInt(9),
                            null));
        }
    }

    /// One fault of the page's script, reported in the words and the stack format of three browsers.
    private void emptyCart() {
        for (double second : Story.seconds(random, 5, 0, 86_000)) {
            String script =
                    PAGE + (Story.release(day, second).equals(Story.NEW_RELEASE) ? "9b41c7d2" : "51f0ae36") + ".js";
            int browser = random.nextInt(3);
            String message = switch (browser) {
                case 0 -> "TypeError: Cannot read properties of undefined (reading 'lines')";
                case 1 -> "TypeError: cart is undefined";
                default -> "TypeError: undefined is not an object (evaluating 'cart.lines')";
            };
            String stack = switch (browser) {
                case 0 ->
                    message + "\n    at CartBadge.count (" + script + ":1:48211)\n    at CartBadge.render (" + script
                            + ":1:48377)\n    at HTMLDocument.<anonymous> (" + script + ":1:51020)";
                case 1 -> "count@" + script + ":1:48211\nrender@" + script + ":1:48377\n@" + script + ":1:51020\n";
                default ->
                    "count@" + script + ":1:48211\nrender@" + script + ":1:48377\nanonymous@" + script
                            + ":1:51020\n[native code]";
            };
            String user = Story.user(random);
            // Firefox and Safari name functions without their class: the same frames, the same issue.
            String name = browser == 0 ? "browser/cart-badge-v8" : "browser/cart-badge";
            log.event(
                    Story.at(day, second),
                    "ERROR",
                    line(second, "error", "/cart", user, Story.request(random), message, stack),
                    new Log.About(name, "TypeError", user));
        }
    }

    private void resizeLoops() {
        for (double second : Story.seconds(random, 4, 0, 86_000)) {
            String user = Story.user(random);
            log.event(
                    Story.at(day, second),
                    "WARN",
                    line(
                            second,
                            "warn",
                            "/product/" + (3000 + random.nextInt(600)),
                            user,
                            Story.request(random),
                            "ResizeObserver loop completed with undelivered notifications.",
                            null),
                    new Log.About("browser/resize-loop", null, user));
        }
    }

    private void broken(Story.Broken broken) {
        double second = broken.second() + 0.31;
        String script = PAGE + "9b41c7d2.js";
        log.event(
                Story.at(day, second),
                "ERROR",
                line(
                        second,
                        "error",
                        "/checkout",
                        broken.user(),
                        broken.request(),
                        "OrderError: your order could not be placed (500)",
                        "OrderError: your order could not be placed (500)\n    at placeOrder (" + script
                                + ":1:60113)\n    at async HTMLFormElement.submit (" + script + ":1:61902)"),
                new Log.About("browser/order-failed", "OrderError", broken.user()));
    }
}
