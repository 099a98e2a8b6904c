import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/// The catalogue: Python, Django behind gunicorn, the layout that Python's logging module has with milliseconds.
final class Catalog {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT).withZone(Story.ZONE);

    private static final String HANDLER = """
        Traceback (most recent call last):
          File "/srv/catalog/venv/lib/python3.12/site-packages/django/core/handlers/exception.py", line 55, in inner
            response = get_response(request)
                       ^^^^^^^^^^^^^^^^^^^^^
          File "/srv/catalog/venv/lib/python3.12/site-packages/django/core/handlers/base.py", line 197, in _get_response
            response = wrapped_callback(request, *callback_args, **callback_kwargs)
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        """;

    private final Log log;
    private final int day;
    private final Random random;

    private Catalog(String host, int day) {
        this.log = new Log("catalog", host, "catalog.log", "python", day);
        this.day = day;
        this.random = Story.random("catalog " + host + day);
    }

    static Log log(String host, int day, Truth truth) {
        Catalog catalog = new Catalog(host, day);
        catalog.requests();
        catalog.workers();
        catalog.missingAssets();
        catalog.missingPrice();
        catalog.cacheDown();
        catalog.databaseGone();
        catalog.tokenRefused(truth);
        return catalog.log;
    }

    private static String line(Instant at, String level, String logger, String request, String message) {
        return "%s %s %s [requestId=%s] %s".formatted(TIME.format(at), level, logger, request, message);
    }

    private void noise(Instant at, String level, String logger, String request, String message) {
        log.noise(at, level, line(at, level, logger, request, message));
    }

    private void event(double second, String level, String logger, String message, String name, String type) {
        Instant at = Story.at(day, second);
        log.event(
                at,
                level.equals("WARNING") ? "WARN" : level,
                line(at, level, logger, Story.request(random), message),
                new Log.About(name, type, null));
    }

    private void requests() {
        for (double second : Story.seconds(random, 1400, 0, 86_390)) {
            String request = Story.request(random);
            Instant at = Story.at(day, second);
            int article = 3000 + random.nextInt(600);
            switch (random.nextInt(4)) {
                case 0 -> {
                    noise(
                            at,
                            "DEBUG",
                            "shop.catalog.search",
                            request,
                            "query 'garden chair %d' matched %d".formatted(random.nextInt(9), random.nextInt(40)));
                    access(at.plusMillis(31), request, "GET /api/search?q=garden+chair");
                }
                case 1 -> access(at, request, "GET /api/errors/help/KeyError-explained");
                default -> access(at, request, "GET /api/products/" + article);
            }
        }
        for (int hour = 0; hour < 24; hour++) {
            noise(
                    Story.at(day, hour * 3600 + 7.5),
                    "INFO",
                    "shop.catalog.feed",
                    "-",
                    "feed written, 0 errors, last ERROR 41 days ago");
        }
    }

    private void access(Instant at, String request, String what) {
        noise(
                at,
                "INFO",
                "gunicorn.access",
                request,
                "\"%s HTTP/1.1\" 200 %d %dms".formatted(what, 400 + random.nextInt(9000), 2 + random.nextInt(80)));
    }

    /// Workers are started anew now and then, on the newest day all of them by the deploy; each warns of the same
    /// old habit.
    private void workers() {
        double[] starts = day == Story.NEWEST ? new double[] {3 * 3600, Story.DEPLOY + 20} : new double[] {3 * 3600};
        for (double start : starts) {
            Instant at = Story.at(day, start);
            noise(at, "INFO", "gunicorn.error", "-", "Booting worker with pid: " + (300 + random.nextInt(600)));
            noise(
                    at.plusMillis(700),
                    "INFO",
                    "shop.catalog.apps",
                    "-",
                    "catalog " + Story.release(day, start) + " ready");
            event(start + 1, "WARNING", "py.warnings", """
                      /srv/catalog/shop/urls.py:14: RemovedInDjango60Warning: converter 'sku' is already registered, overriding registered converters is deprecated
                        register_converter(SkuConverter, "sku")\
                      """, "catalog/deprecation", null);
        }
    }

    private void missingAssets() {
        for (double second : Story.seconds(random, 5, 0, 86_000)) {
            event(
                    second,
                    "WARNING",
                    "django.request",
                    "Not Found: /static/img/banner-spring.webp",
                    "catalog/missing-asset",
                    null);
        }
    }

    private void missingPrice() {
        for (double second : Story.seconds(random, 2, 0, 86_000)) {
            event(
                    second,
                    "ERROR",
                    "django.request",
                    "Internal Server Error: /api/products/" + (3000 + random.nextInt(600)) + "\n" + HANDLER + """
                          File "/srv/catalog/shop/catalog/views.py", line 88, in product
                            return JsonResponse(render_product(product))
                                                ^^^^^^^^^^^^^^^^^^^^^^^
                          File "/srv/catalog/shop/catalog/render.py", line 31, in render_product
                            "price": row["price_gross"],
                                     ~~~^^^^^^^^^^^^^^^
                        KeyError: 'price_gross'\
                        """,
                    "catalog/missing-price",
                    "KeyError");
        }
    }

    private void cacheDown() {
        for (double second : Story.seconds(random, 2, 0, 86_000)) {
            event(
                    second,
                    "ERROR",
                    "shop.catalog.cache",
                    "price cache unusable, reading from the database\n" + """
                        Traceback (most recent call last):
                          File "/srv/catalog/venv/lib/python3.12/site-packages/redis/connection.py", line 385, in connect
                            sock = self.retry.call_with_retry(
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          File "/srv/catalog/venv/lib/python3.12/site-packages/redis/connection.py", line 723, in _connect
                            raise err
                        ConnectionRefusedError: [Errno 111] Connection refused

                        During handling of the above exception, another exception occurred:

                        Traceback (most recent call last):
                          File "/srv/catalog/shop/catalog/cache.py", line 40, in price_of
                            return self.client.get(f"price:{sku}")
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          File "/srv/catalog/venv/lib/python3.12/site-packages/redis/connection.py", line 391, in connect
                            raise ConnectionError(self._error_message(e))
                        redis.exceptions.ConnectionError: Error 111 connecting to cache-%d.shop.example:6379. Connection refused.\
                        """.formatted(1 + random.nextInt(3)),
                    "catalog/cache-down",
                    "redis.exceptions.ConnectionError");
        }
    }

    private void databaseGone() {
        for (double second : Story.seconds(random, 1, 0, 86_000)) {
            event(
                    second,
                    "ERROR",
                    "django.request",
                    "Internal Server Error: /api/search\n" + """
                        Traceback (most recent call last):
                          File "/srv/catalog/venv/lib/python3.12/site-packages/django/db/backends/utils.py", line 105, in _execute
                            return self.cursor.execute(sql, params)
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                        psycopg.OperationalError: consuming input failed: server closed the connection unexpectedly
                        \tThis probably means the server terminated abnormally
                        \tbefore or while processing the request.

                        The above exception was the direct cause of the following exception:

                        """ + HANDLER + """
                          File "/srv/catalog/shop/catalog/search.py", line 57, in search
                            rows = list(Product.objects.filter(words__search=query)[:40])
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                          File "/srv/catalog/venv/lib/python3.12/site-packages/django/db/utils.py", line 91, in __exit__
                            raise dj_exc_value.with_traceback(traceback) from exc_value
                        django.db.utils.OperationalError: consuming input failed: server closed the connection unexpectedly\
                        """,
                    "catalog/database-gone",
                    "django.db.utils.OperationalError");
        }
    }

    private void tokenRefused(Truth truth) {
        if (log.host.equals("web-1")) {
            for (double second : Story.seconds(random, 1, 0, 86_000)) {
                String token =
                        truth.secret("eyJhbGciOiJIUzI1NiJ9." + Story.hex(random, 30) + "." + Story.hex(random, 24));
                event(
                        second,
                        "ERROR",
                        "shop.catalog.supplier",
                        "price list refused with 401, sent Authorization: Bearer " + token
                                + " to https://prices.supplier.example/v2/list",
                        "catalog/token-refused",
                        null);
            }
        }
    }
}
