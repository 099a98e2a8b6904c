import java.util.List;
import java.util.Locale;

/// Sites of applications that are not in Java.
final class Tongues {

    private Tongues() {}

    private static String noun(int number) {
        return Words.NOUNS.get(number % 20).toLowerCase(Locale.ROOT);
    }

    private static String verb(int number) {
        return Words.VERBS.get(number / 20 % 15);
    }

    /// What tells the nouns and verbs of one part of the application from those of another. It stands in the names of functions as
    /// well: the grouping looks at a file's name without its folders.
    private static String part(int number) {
        return Words.name(number / 300).toLowerCase(Locale.ROOT);
    }

    /// Site `number` of a Python application.
    static Site python(int number, String log) {
        StringBuilder frames = new StringBuilder("\nTraceback (most recent call last):");
        String[] files = {
            "venv/lib/python3.12/site-packages/django/core/handlers/base.py",
            "shop/" + part(number) + "/views.py",
            "shop/" + part(number) + "/" + noun(number) + ".py"
        };
        String[] functions = {"_get_response", "handle_" + noun(number), verb(number) + "_" + noun(number) + "_" + part(number)};
        for (int i = 0; i < files.length; i++) {
            frames.append("\n  File \"/srv/shop/")
                    .append(files[i])
                    .append("\", line ")
                    .append(30 + number % 300)
                    .append(", in ")
                    .append(functions[i])
                    .append("\n    result = ")
                    .append(i + 1 < files.length ? functions[i + 1] : "rows.pop")
                    .append("(request, *args)");
        }
        String type = List.of("ValueError", "KeyError", "shop.errors.Conflict", "TimeoutError").get(number % 4);
        return site("shop." + part(number) + "." + noun(number), log, frames + "\n" + type + ": ", "");
    }

    /// Site `number` of an application on Node.
    static Site node(int number, String log) {
        String type = List.of("TypeError", "RangeError", "ConflictError", "TimeoutError").get(number % 4);
        String file = "/srv/web/src/" + part(number) + "/" + noun(number) + ".js:" + (30 + number % 300);
        return site(
                noun(number) + "." + part(number),
                log,
                "\n" + type + ": ",
                "\n    at " + verb(number) + noun(number) + part(number) + " (" + file + ":17)"
                        + "\n    at async " + noun(number) + "Handler (/srv/web/src/" + part(number) + "/routes.js:" + (9 + number % 70)
                        + ":5)"
                        + "\n    at Layer.handle [as handle_request] (/srv/web/node_modules/express/lib/router/layer.js:95:5)"
                        + "\n    at next (/srv/web/node_modules/express/lib/router/route.js:149:13)"
                        + "\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)");
    }

    /// Site `number` of an application in PHP, as Laravel logs it.
    static Site php(int number, String log) {
        String type = List.of("LogicException", "RuntimeException", "ErrorException", "App\\\\Exceptions\\\\Conflict").get(number % 4);
        String name = Words.NOUNS.get(number % 20);
        String file = "/srv/billing/app/" + Words.name(number / 300) + "/" + name + "Writer.php";
        return site(
                "",
                log,
                " {\"requestId\":\"req-{hex}\",\"exception\":\"[object] (" + type + "(code: 0): ",
                " at " + file + ":" + (30 + number % 300) + ")\n[stacktrace]"
                        + "\n#0 " + file + "(" + (61 + number % 90) + "): App\\\\" + name + "Writer->" + verb(number) + part(number) + "({int}, 0)"
                        + "\n#1 /srv/billing/vendor/laravel/framework/src/Illuminate/Routing/Controller.php(54): App\\\\" + name
                        + "Controller->store(Object(App\\\\Request))"
                        + "\n#2 /srv/billing/vendor/laravel/framework/src/Illuminate/Routing/Route.php(265): Illuminate\\\\Routing\\\\Dispatcher->dispatch()"
                        + "\n#3 /srv/billing/public/index.php(20): Illuminate\\\\Foundation\\\\Application->handleRequest(Object(App\\\\Request))"
                        + "\n#4 {main}\n\"} ");
    }

    private static Site site(String logger, String log, String before, String after) {
        return new Site(
                Bytes.of(logger),
                Template.of(log),
                List.of(new Site.Variant(
                        Template.of(before), Template.of("no {int} left of {word}, {word} said {word}"), Template.of(after))));
    }
}
