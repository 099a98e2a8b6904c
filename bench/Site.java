import java.util.ArrayList;
import java.util.List;

/// A place in the invented application where something is thrown: one issue, however often, from wherever it is
/// called and whatever the messages say.
///
/// @param logger that reports it
/// @param log what is logged
/// @param variants the ways it is called: texts that differ in callers and framework frames
record Site(byte[] logger, Template log, List<Variant> variants) {

    /// A trace in pieces: before the thrown message, the message, after it (the last line without its end).
    record Variant(byte[] before, Template message, byte[] after) {
        void write(Bytes out, Dice dice) {
            out.put(before);
            message.fill(out, dice);
            out.put(after);
        }
    }

    private static final String[] FRAMEWORK = {
        "org.springframework.aop.framework.CglibAopProxy$DynamicAdvisedInterceptor.intercept(CglibAopProxy.java:7%02d)",
        "org.springframework.transaction.interceptor.TransactionAspectSupport.invokeWithinTransaction(TransactionAspectSupport.java:3%02d)",
        "org.springframework.transaction.interceptor.TransactionInterceptor.invoke(TransactionInterceptor.java:1%02d)",
        "org.springframework.aop.framework.ReflectiveMethodInvocation.proceed(ReflectiveMethodInvocation.java:1%02d)",
        "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:1%02d)",
        "java.base/java.lang.reflect.Method.invoke(Method.java:5%02d)",
        "org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:2%02d)",
        "org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter.invokeHandlerMethod(RequestMappingHandlerAdapter.java:8%02d)",
        "org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:10%02d)",
        "org.springframework.web.servlet.FrameworkServlet.service(FrameworkServlet.java:8%02d)",
        "jakarta.servlet.http.HttpServlet.service(HttpServlet.java:6%02d)",
        "org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:1%02d)",
        "org.springframework.web.filter.OncePerRequestFilter.doFilter(OncePerRequestFilter.java:1%02d)",
        "org.apache.catalina.core.StandardContextValve.invoke(StandardContextValve.java:%02d)",
        "org.apache.catalina.authenticator.AuthenticatorBase.invoke(AuthenticatorBase.java:4%02d)",
        "org.apache.coyote.http11.Http11Processor.service(Http11Processor.java:3%02d)",
        "org.apache.tomcat.util.net.NioEndpoint$SocketProcessor.doRun(NioEndpoint.java:17%02d)",
        "java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:11%02d)",
        "java.base/java.lang.Thread.run(Thread.java:14%02d)"
    };

    private static final String[] CALLERS = {"Controller", "Job", "Listener"};

    /// Site `number` of a Java application.
    ///
    /// @param escaped for JSON: line breaks and tabs as `\n` and `\t`
    static Site java(int number, String log, int variants, int leastLines, int mostLines, boolean escaped) {
        String noun = Words.NOUNS.get(number % Words.NOUNS.size());
        List<Variant> all = new ArrayList<>();
        for (int i = 0; i < variants; i++) {
            Dice dice = new Dice(1000 + 10L * number + i);
            int lines = leastLines + dice.below(mostLines - leastLines + 1);
            all.add(
                    number % 3 == 0
                            ? chained(number, i, lines, dice, escaped)
                            : plain(number, i, lines, dice, escaped));
        }
        return new Site(Bytes.of(logger(noun)), Template.of(log), all);
    }

    static String logger(String noun) {
        return "com.acme.shop." + noun.toLowerCase(java.util.Locale.ROOT) + "." + noun + "Service";
    }

    private static Variant plain(int number, int variant, int lines, Dice dice, boolean escaped) {
        return variant(
                type(number) + ": ",
                own(number, 0) + own(number, 1) + caller(number, variant) + framework(lines - 4, dice),
                escaped);
    }

    private static Variant chained(int number, int variant, int lines, Dice dice, boolean escaped) {
        String noun = Words.NOUNS.get(number % Words.NOUNS.size());
        String outer = "com.acme.shop.ShopException: cannot go on with this " + noun.toLowerCase(java.util.Locale.ROOT)
                + caller(number, variant) + framework(lines - 9, dice) + "\nCaused by: " + type(number) + ": ";
        return variant(
                outer,
                own(number, 0) + own(number, 1) + framework(3, dice) + "\n\t... " + (lines - 8)
                        + " common frames omitted",
                escaped);
    }

    private static Variant variant(String before, String after, boolean escaped) {
        return new Variant(
                bytes("\n" + before, escaped),
                Template.of("no {int} left of {int}, see {uuid}"),
                bytes(after, escaped));
    }

    private static byte[] bytes(String text, boolean escaped) {
        return Bytes.of(escaped ? text.replace("\n", "\\n").replace("\t", "\\t") : text);
    }

    private static String type(int number) {
        return Words.TYPES.get(number * 7 % Words.TYPES.size());
    }

    private static String own(int number, int depth) {
        String noun = Words.NOUNS.get(number % Words.NOUNS.size());
        String verb = Words.VERBS.get(number / Words.NOUNS.size() % Words.VERBS.size());
        String type = depth == 0 ? noun + "Repository" : noun + "Service";
        return "\n\tat com.acme.shop." + noun.toLowerCase(java.util.Locale.ROOT) + "." + type + "." + verb + "(" + type
                + ".java:" + (40 + number % 200) + ")";
    }

    private static String caller(int number, int variant) {
        String noun = Words.NOUNS.get(number % Words.NOUNS.size());
        String type = noun + CALLERS[variant % CALLERS.length];
        return "\n\tat com.acme.shop." + noun.toLowerCase(java.util.Locale.ROOT) + "." + type + ".handle(" + type
                + ".java:" + (30 + number % 90) + ")";
    }

    private static String framework(int lines, Dice dice) {
        StringBuilder frames = new StringBuilder();
        int at = dice.below(4);
        for (int i = 0; i < lines; i++) {
            frames.append("\n\tat ").append(FRAMEWORK[(at + i) % FRAMEWORK.length].formatted(dice.below(100)));
        }
        return frames.toString();
    }

    /// Site `number` of a Python application.
    static Site python(int number, String log) {
        String noun = Words.NOUNS.get(number % Words.NOUNS.size()).toLowerCase(java.util.Locale.ROOT);
        String verb = Words.VERBS.get(number / Words.NOUNS.size() % Words.VERBS.size());
        StringBuilder frames = new StringBuilder("\nTraceback (most recent call last):");
        String[] files = {
            "venv/lib/python3.12/site-packages/django/core/handlers/base.py", "shop/views.py", "shop/" + noun + ".py"
        };
        String[] functions = {"_get_response", "handle_" + noun, verb + "_" + noun};
        for (int i = 0; i < files.length; i++) {
            frames.append("\n  File \"/srv/shop/")
                    .append(files[i])
                    .append("\", line ")
                    .append(30 + number)
                    .append(", in ")
                    .append(functions[i])
                    .append("\n    result = ")
                    .append(i + 1 < files.length ? functions[i + 1] : "rows.pop")
                    .append("(request, *args)");
        }
        String type = List.of("ValueError", "KeyError", "shop.errors.Conflict", "TimeoutError")
                .get(number % 4);
        Variant variant =
                new Variant(Bytes.of(frames + "\n" + type + ": "), Template.of("no {int} left of {int}"), new byte[0]);
        return new Site(Bytes.of("shop." + noun), Template.of(log), List.of(variant));
    }
}
