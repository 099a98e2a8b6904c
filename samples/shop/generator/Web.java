import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// The web server: Node. Requests are logged by pino, one JSON object per line; the image worker by winston, as
/// text.
final class Web {

    private static final Map<String, Integer> PINO = Map.of("DEBUG", 20, "INFO", 30, "WARN", 40, "ERROR", 50);

    private final Log log;
    private final int day;
    private final Random random;

    private Web(String host, String name, String format, int day) {
        this.log = new Log("web", host, name, format, day);
        this.day = day;
        this.random = Story.random("web " + host + name + day);
    }

    static Log log(String host, int day, Truth truth) {
        Web web = new Web(host, "web.log", "pino", day);
        web.requests();
        web.resets();
        web.slowRender();
        if (day == Story.NEWEST) {
            web.broken();
        }
        return web.log;
    }

    static Log worker(int day) {
        Web web = new Web("web-1", "worker.log", "winston", day);
        web.thumbnails();
        return web.log;
    }

    private String line(double second, String level, String request, String user, Map<String, ?> more, String message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("level", PINO.get(level));
        json.put("time", Story.at(day, second).toEpochMilli());
        json.put("pid", 7);
        json.put("hostname", log.host);
        json.put("version", Story.release(day, second));
        json.put("requestId", request);
        if (user != null) {
            json.put("userId", user);
        }
        json.putAll(more);
        json.put("msg", message);
        return Json.line(json);
    }

    private void requests() {
        for (double second : Story.seconds(random, 1100, 0, 86_390)) {
            String request = Story.request(random);
            String user = random.nextInt(3) == 0 ? null : Story.user(random);
            String message = Story.one(
                    random,
                    "GET /",
                    "GET /cart",
                    "GET /product/" + (3000 + random.nextInt(600)),
                    "GET /help/TypeError-and-other-words",
                    "POST /api/orders");
            Map<String, Object> more = new LinkedHashMap<>();
            more.put("status", 200);
            more.put("ms", 4 + random.nextInt(120));
            String level = random.nextInt(12) == 0 ? "DEBUG" : "INFO";
            log.noise(
                    Story.at(day, second),
                    level,
                    line(second, level, request, user, more, level.equals("DEBUG") ? "cache hit, no error" : message));
        }
    }

    private static Map<String, Object> err(String type, String message, String stack) {
        Map<String, Object> err = new LinkedHashMap<>();
        err.put("type", type);
        err.put("message", message);
        err.put("stack", stack);
        return Map.of("err", err);
    }

    private void resets() {
        for (double second : Story.seconds(random, 2, 0, 86_000)) {
            String user = Story.user(random);
            log.event(
                    Story.at(day, second),
                    "ERROR",
                    line(
                            second,
                            "ERROR",
                            Story.request(random),
                            user,
                            err("Error", "read ECONNRESET", """
                                Error: read ECONNRESET
                                    at TCP.onStreamRead (node:internal/stream_base_commons:216:20)
                                    at TCP.callbackTrampoline (node:internal/async_hooks:130:17)
                                    at async Catalogue.product (/srv/web/src/catalogue.js:44:15)
                                    at async productPage (/srv/web/src/pages/product.js:18:19)
                                    at async /srv/web/node_modules/fastify/lib/handleRequest.js:147:9\
                                """),
                            "catalogue unreachable"),
                    new Log.About("web/connection-reset", "Error", user));
        }
    }

    private void slowRender() {
        for (double second : Story.seconds(random, 3, 0, 86_000)) {
            String user = Story.user(random);
            log.event(
                    Story.at(day, second),
                    "WARN",
                    line(
                            second,
                            "WARN",
                            Story.request(random),
                            user,
                            Map.of(),
                            "rendering /product/" + (3000 + random.nextInt(600)) + " took "
                                    + (1000 + random.nextInt(900)) + " ms"),
                    new Log.About("web/slow-render", null, user));
        }
    }

    private void broken() {
        for (Story.Broken broken : Story.broken()) {
            if (broken.host().equals(log.host)) {
                double second = broken.second() + 0.044;
                log.event(
                        Story.at(day, second),
                        "ERROR",
                        line(
                                second,
                                "ERROR",
                                broken.request(),
                                broken.user(),
                                err("UpstreamError", "checkout answered 500", """
                                    UpstreamError: checkout answered 500
                                        at Checkout.place (/srv/web/src/checkout.js:71:13)
                                        at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
                                        at async placeOrder (/srv/web/src/routes/orders.js:33:20)
                                        at async /srv/web/node_modules/fastify/lib/handleRequest.js:147:9 {
                                      [cause]: ResponseError: 500 Internal Server Error
                                          at checkStatus (/srv/web/node_modules/fetch-retry/index.js:29:11)
                                          at async Checkout.place (/srv/web/src/checkout.js:66:22)
                                    }\
                                    """),
                                "POST /api/orders failed"),
                        new Log.About("web/order-failed", "UpstreamError", broken.user()));
            }
        }
    }

    private void thumbnails() {
        for (int minute = 1; minute < 1440; minute += 6) {
            Instant at = Story.at(day, minute * 60 + random.nextInt(60_000) / 1000.0);
            text(at, "info", "thumbnails made: " + random.nextInt(30) + ", errors: 0", null);
        }
        for (double second : Story.seconds(random, 2, 0, 86_000)) {
            text(
                    Story.at(day, second),
                    "error",
                    """
                    image %d not converted
                    Error: Input buffer contains unsupported image format
                        at Sharp.toBuffer (/srv/web/node_modules/sharp/lib/output.js:163:17)
                        at convert (/srv/web/worker/images.mjs:27:31)
                        at async Queue.work (file:///srv/web/worker/queue.mjs:52:7) {
                      [cause]: RangeError: Offset is outside the bounds of the DataView
                          at DataView.prototype.getUint32 (<anonymous>)
                          at readHeader (/srv/web/worker/heic.mjs:12:23)
                          at convert (/srv/web/worker/images.mjs:24:18)
                    }\
                    """.formatted(3000 + random.nextInt(600)),
                    new Log.About("web/bad-image", "Error", null));
        }
    }

    private void text(Instant at, String level, String message, Log.About about) {
        String line = Story.utc(at) + " " + level + ": " + message;
        if (about == null) {
            log.noise(at, "INFO", line);
        } else {
            log.event(at, "ERROR", line, about);
        }
    }
}
