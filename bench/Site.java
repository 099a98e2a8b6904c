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
    record Variant(Template before, Template message, Template after) {
        void write(Bytes out, Dice dice) {
            before.fill(out, dice);
            message.fill(out, dice);
            after.fill(out, dice);
        }
    }

    private static final String[] FRAMEWORK = {
        "org.springframework.aop.framework.CglibAopProxy$DynamicAdvisedInterceptor.intercept(CglibAopProxy.java:7%02d)",
        "org.springframework.transaction.interceptor.TransactionAspectSupport.invokeWithinTransaction(TransactionAspectSupport.java:3%02d)",
        "org.springframework.transaction.interceptor.TransactionInterceptor.invoke(TransactionInterceptor.java:1%02d)",
        "org.springframework.aop.framework.ReflectiveMethodInvocation.proceed(ReflectiveMethodInvocation.java:1%02d)",
        "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:1%02d)",
        "java.base/java.lang.reflect.Method.invoke(Method.java:5%02d)",
        "java.base/jdk.internal.reflect.GeneratedMethodAccessor{accessor}.invoke(Unknown Source)",
        "jdk.proxy2/jdk.proxy2.$Proxy{proxy}.find(Unknown Source)",
        "org.springframework.scheduling.support.Tasks$$Lambda/0x{hex}.run(Unknown Source)",
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
        return new Site(Bytes.of(logger(noun, number / 300)), Template.of(log), all);
    }

    /// @param part of the application: each has the same nouns and verbs under names of its own
    static String logger(String noun, int part) {
        return home(noun, part) + noun + "Service";
    }

    private static String home(String noun, int part) {
        String region = part == 0 ? "" : Words.name(part).toLowerCase(java.util.Locale.ROOT) + ".";
        return "com.acme.shop." + region + noun.toLowerCase(java.util.Locale.ROOT) + ".";
    }

    private static Variant plain(int number, int variant, int lines, Dice dice, boolean escaped) {
        return variant(
                type(number) + ": ",
                own(number, 0) + own(number, 1) + proxied(number) + caller(number, variant) + framework(lines - 5, dice),
                escaped);
    }

    private static Variant chained(int number, int variant, int lines, Dice dice, boolean escaped) {
        String noun = Words.NOUNS.get(number % Words.NOUNS.size());
        String outer = "com.acme.shop.ShopException: cannot go on with this " + noun.toLowerCase(java.util.Locale.ROOT)
                + " of {word} for {user}" + caller(number, variant) + framework(lines - 9, dice) + "\nCaused by: " + type(number) + ": ";
        return variant(
                outer,
                own(number, 0) + own(number, 1) + framework(3, dice) + "\n\t... " + (lines - 8)
                        + " common frames omitted",
                escaped);
    }

    private static Variant variant(String before, String after, boolean escaped) {
        return new Variant(
                template("\n" + before, escaped),
                Template.of("no {int} left of {word}, {word} said {word} {int}, see {uuid}"),
                template(after, escaped));
    }

    private static Template template(String text, boolean escaped) {
        return Template.of(escaped ? text.replace("\n", "\\n").replace("\t", "\\t") : text);
    }

    /// What Spring puts between a caller and its service.
    private static String proxied(int number) {
        String noun = Words.NOUNS.get(number % Words.NOUNS.size());
        return "\n\tat " + home(noun, number / 300) + noun + "Service$$SpringCGLIB$$0.handle(<generated>)";
    }

    private static String type(int number) {
        return Words.TYPES.get(number * 7 % Words.TYPES.size());
    }

    private static String own(int number, int depth) {
        String noun = Words.NOUNS.get(number % Words.NOUNS.size());
        String verb = Words.VERBS.get(number / Words.NOUNS.size() % Words.VERBS.size());
        String type = depth == 0 ? noun + "Repository" : noun + "Service";
        return "\n\tat " + home(noun, number / 300) + type + "." + verb + "(" + type + ".java:" + (40 + number % 200)
                + ")";
    }

    private static String caller(int number, int variant) {
        String noun = Words.NOUNS.get(number % Words.NOUNS.size());
        String type = noun + CALLERS[variant % CALLERS.length];
        return "\n\tat " + home(noun, number / 300) + type + ".handle(" + type + ".java:" + (30 + number % 90) + ")";
    }

    private static String framework(int lines, Dice dice) {
        StringBuilder frames = new StringBuilder();
        int at = dice.below(4);
        for (int i = 0; i < lines; i++) {
            frames.append("\n\tat ").append(FRAMEWORK[(at + i) % FRAMEWORK.length].formatted(dice.below(100)));
        }
        return frames.toString();
    }

    /// A site that is another one for each record's number: another class, shape and logger's message.
    static Site numbered() {
        String frames = "\n\tat com.acme.shop.{name}Repository.load({name}Repository.java:41)"
                + "\n\tat com.acme.shop.{name}Service.load({name}Service.java:77)"
                + "\n\tat java.base/jdk.internal.reflect.GeneratedMethodAccessor{accessor}.invoke(Unknown Source)"
                + framework(12, new Dice(7));
        return new Site(
                Bytes.of("com.acme.shop.Loading"),
                Template.of("{name} cannot be loaded"),
                List.of(variant("java.lang.IllegalStateException: ", frames, true)));
    }
}
