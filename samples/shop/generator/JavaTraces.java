import java.util.Random;

/// Stack traces of the checkout.
final class JavaTraces {

    /// What stands under every controller.
    private static final String WEB = """
        \tat org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:258)
        \tat org.springframework.web.method.support.InvocableHandlerMethod.invokeForRequest(InvocableHandlerMethod.java:191)
        \tat org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod.invokeAndHandle(ServletInvocableHandlerMethod.java:118)
        \tat org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)
        \tat org.springframework.web.servlet.DispatcherServlet.doService(DispatcherServlet.java:979)
        \tat org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:1014)
        \tat jakarta.servlet.http.HttpServlet.service(HttpServlet.java:590)
        \tat org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:128)
        \tat com.acme.shop.web.RequestIdFilter.doFilterInternal(RequestIdFilter.java:31)
        \tat org.springframework.web.filter.OncePerRequestFilter.doFilter(OncePerRequestFilter.java:116)
        \tat org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:167)
        \tat org.apache.coyote.http11.Http11Processor.service(Http11Processor.java:399)
        \tat org.apache.tomcat.util.net.NioEndpoint$SocketProcessor.doRun(NioEndpoint.java:1741)
        \tat org.apache.tomcat.util.threads.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1190)
        \tat java.base/java.lang.Thread.run(Thread.java:1474)\
        """;

    private static final String TRANSACTION = """
        \tat org.springframework.aop.framework.ReflectiveMethodInvocation.proceed(ReflectiveMethodInvocation.java:184)
        \tat org.springframework.transaction.interceptor.TransactionInterceptor.invoke(TransactionInterceptor.java:119)
        \tat org.springframework.aop.framework.CglibAopProxy$DynamicAdvisedInterceptor.intercept(CglibAopProxy.java:727)
        """;

    private JavaTraces() {}

    /// The container's own record: the exception in its message, then the root cause after an empty line. Class
    /// names of proxies differ from start to start.
    static String nullPointer(Random random) {
        String problem = "Cannot invoke \"java.math.BigDecimal.add(java.math.BigDecimal)\" because the return value of"
                + " \"com.acme.shop.order.OrderLine.price()\" is null";
        String proxy = "Order$HibernateProxy$"
                + random.ints(8, 'A', 'Z').mapToObj(Character::toString).collect(java.util.stream.Collectors.joining());
        return "Servlet.service() for servlet [dispatcherServlet] in context with path [] threw exception [Request"
                + " processing failed: java.lang.NullPointerException: "
                + problem + "] with root cause\n\njava.lang.NullPointerException: " + problem + "\n"
                + """
                \tat com.acme.shop.order.OrderService.lambda$total$0(OrderService.java:72)
                \tat java.base/java.util.stream.ReduceOps$1ReducingSink.accept(ReduceOps.java:80)
                \tat java.base/java.util.stream.ReferencePipeline.reduce(ReferencePipeline.java:670)
                \tat com.acme.shop.order.OrderService.total(OrderService.java:72)
                \tat com.acme.shop.order.%s.total(Unknown Source)
                \tat com.acme.shop.order.OrderService$$SpringCGLIB$$%d.total(<generated>)
                """.formatted(proxy, random.nextInt(3)) + TRANSACTION
                + "\tat com.acme.shop.order.OrderController.show(OrderController.java:55)\n" + WEB;
    }

    static String staleStock(Random random) {
        long id = 40_000 + random.nextInt(9000);
        String problem = "Row was updated or deleted by another transaction (or unsaved-value mapping was incorrect):"
                + " [com.acme.shop.stock.Stock#"
                + id + "]";
        return "org.springframework.orm.ObjectOptimisticLockingFailureException: " + problem + "\n" + """
                \tat org.springframework.orm.jpa.vendor.HibernateJpaDialect.convertHibernateAccessException(HibernateJpaDialect.java:325)
                \tat org.springframework.orm.jpa.vendor.HibernateJpaDialect.translateExceptionIfPossible(HibernateJpaDialect.java:244)
                \tat org.springframework.orm.jpa.JpaTransactionManager.doCommit(JpaTransactionManager.java:566)
                """ + TRANSACTION
                + """
                \tat com.acme.shop.stock.StockService$$SpringCGLIB$$0.reserve(<generated>)
                \tat com.acme.shop.order.OrderController.place(OrderController.java:88)
                """ + WEB + "\nCaused by: org.hibernate.StaleObjectStateException: " + problem + "\n" + """
                \tat org.hibernate.persister.entity.AbstractEntityPersister.checkRow(AbstractEntityPersister.java:2780)
                \tat org.hibernate.engine.spi.ActionQueue.executeActions(ActionQueue.java:520)
                \tat org.hibernate.event.internal.AbstractFlushingEventListener.performExecutions(AbstractFlushingEventListener.java:341)
                \tat org.hibernate.internal.SessionImpl.flushBeforeTransactionCompletion(SessionImpl.java:1966)
                \tat com.acme.shop.stock.StockService.reserve(StockService.java:64)
                \t... 42 common frames omitted\
                """;
    }

    static String receipt(Random random) {
        return "com.acme.shop.mail.ReceiptException: no answer from the relay on attempt " + (1 + random.nextInt(4))
                + "\n" + """
                \tat com.acme.shop.mail.ReceiptSender.send(ReceiptSender.java:49)
                \tat com.acme.shop.mail.ReceiptSender.lambda$drain$2(ReceiptSender.java:36)
                \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1597)
                \tat com.acme.shop.mail.ReceiptSender.drain(ReceiptSender.java:36)
                \tat java.base/java.util.concurrent.FutureTask.runAndReset(FutureTask.java:369)
                \tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1095)
                \tat java.base/java.lang.Thread.run(Thread.java:1474)
                \tSuppressed: java.io.IOException: stream closed
                \t\tat com.acme.shop.mail.SmtpSession.close(SmtpSession.java:118)
                \t\tat com.acme.shop.mail.ReceiptSender.send(ReceiptSender.java:47)
                \t\t... 5 common frames omitted
                Caused by: java.net.SocketTimeoutException: Read timed out
                \tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)
                \tat java.base/java.net.Socket$SocketInputStream.read(Socket.java:974)
                \tat com.acme.shop.mail.SmtpSession.greeting(SmtpSession.java:61)
                \tat com.acme.shop.mail.ReceiptSender.send(ReceiptSender.java:44)
                \t... 5 common frames omitted\
                """;
    }

    /// The new release's fault as the checkout feels it.
    static String invoiceRefused(Random random, String order) {
        return "com.acme.shop.billing.InvoiceRefusedException: billing refused the invoice of " + order + "\n" + """
                \tat com.acme.shop.billing.BillingClient.invoice(BillingClient.java:83)
                \tat com.acme.shop.order.SplitPayments.place(SplitPayments.java:41)
                \tat com.acme.shop.order.OrderController.place(OrderController.java:93)
                """
                + WEB + "\n" + """
                    Caused by: org.springframework.web.client.HttpServerErrorException$InternalServerError: 500 Internal Server Error on POST request for "http://billing.shop.example/invoices": "{"error":"E-%d"}"
                    \tat org.springframework.web.client.HttpServerErrorException.create(HttpServerErrorException.java:102)
                    \tat org.springframework.web.client.StatusHandler.handle(StatusHandler.java:86)
                    \tat org.springframework.web.client.DefaultRestClient$DefaultResponseSpec.body(DefaultRestClient.java:766)
                    \tat com.acme.shop.billing.BillingClient.invoice(BillingClient.java:79)
                    \t... 17 common frames omitted\
                    """.formatted(10_000 + random.nextInt(90_000));
    }
}
