package io.throughline.examples.shop.chassis;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.sentry.ISentryLifecycleToken;
import io.sentry.PropagationContext;
import io.sentry.Sentry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Runs the operations mapped to one path, with the agent's trace id handed to Sentry. */
final class OperationServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Handler> byMethod;
    private final String path;
    private final transient BooleanSupplier draining;

    OperationServlet(String path, Map<String, Handler> byMethod, BooleanSupplier draining) {
        this.path = path;
        this.byMethod = byMethod;
        this.draining = draining;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute(AccessLog.START_NANOS, System.nanoTime());
        Handler handler = byMethod.get(request.getMethod());
        if (handler == null) {
            response.setStatus(405);
            return;
        }
        if (draining.getAsBoolean()) {
            response.setHeader("Connection", "close");
        }
        String info = request.getPathInfo();
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Call call = new Call(info == null ? "" : info.substring(1), body);
        WarmUp.begin(request.getHeader(AccessLog.WARM_UP_HEADER) != null);
        ISentryLifecycleToken scope = Sentry.pushIsolationScope();
        try {
            joinTrace(request.getMethod() + " " + path);
            answer(response, handler, call);
        } finally {
            scope.close();
            WarmUp.end();
        }
    }

    private static void answer(HttpServletResponse response, Handler handler, Call call)
            throws ServletException, IOException {
        Reply reply;
        try {
            reply = handler.handle(call);
        } catch (Exception e) {
            Sentry.captureException(e);
            throw new ServletException(e);
        }
        response.setStatus(reply.status());
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void joinTrace(String transaction) {
        SpanContext span = Span.current().getSpanContext();
        Sentry.configureScope(scope -> {
            scope.setTransaction(transaction);
            if (span.isValid()) {
                scope.setPropagationContext(
                        PropagationContext.fromExistingTrace(span.getTraceId(), span.getSpanId(), null, null));
            }
        });
    }
}
