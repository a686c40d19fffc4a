package io.throughline.examples.evaluation.requests;

import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Calls every public method of a client and of its groups, and keeps the requests that they make. Methods are found, not
 * named: a new one is called without anybody writing it down here, or it is told that no sample fits it.
 */
final class PublicCalls implements HttpTransport {

    private static final int MOST_REQUESTS_A_CALL = 20;
    private static final int MOST_PAGES = 3;
    private static final Set<String> NO_CALLS =
            Set.of("toString", "hashCode", "equals", "getClass", "notify", "notifyAll", "wait", "timesThrottled");

    private final BiFunction<TransportRequest, Integer, TransportResponse> answers;
    private final int styles;
    private final List<Samples> samples;
    private final Map<String, RecordedRequest> requests = new LinkedHashMap<>();
    private final Set<String> called = new TreeSet<>();
    private final Set<String> silent = new TreeSet<>();
    private final Set<String> problems = new TreeSet<>();
    private String calling = "";
    private int style;
    private int asked;

    /**
     * Creates a recording.
     *
     * @param answers answers a request in one of several styles
     */
    PublicCalls(int styles, BiFunction<TransportRequest, Integer, TransportResponse> answers, Samples... samples) {
        this.styles = styles;
        this.answers = answers;
        this.samples = List.of(samples);
    }

    @Override
    public TransportResponse exchange(TransportRequest request) throws IOException {
        RecordedRequest recorded = RecordedRequest.of(calling, request);
        requests.putIfAbsent(recorded.toString(), recorded);
        if (++asked > MOST_REQUESTS_A_CALL) {
            throw new IOException("enough");
        }
        return answers.apply(request, style);
    }

    /** Calls everything that a client has. */
    void drive(Function<HttpTransport, Object> opening) {
        Object facade = opening.apply(this);
        for (Method accessor : publicMethods(facade.getClass())) {
            boolean group = accessor.getParameterCount() == 0
                    && accessor.getReturnType().getSimpleName().endsWith("Client");
            if (group) {
                try {
                    Object client = accessor.invoke(facade);
                    publicMethods(client.getClass())
                            .forEach(method -> call(client, method, accessor.getName() + "()."));
                } catch (ReflectiveOperationException e) {
                    problems.add(accessor + ": " + e);
                }
            } else {
                call(facade, accessor, "");
            }
        }
    }

    /** Returns the distinct requests. */
    List<RecordedRequest> requests() {
        return List.copyOf(requests.values());
    }

    /** Returns what was called, with the parameters' types. */
    Set<String> called() {
        return called;
    }

    /** Returns those of them that made no request. */
    Set<String> silent() {
        return silent;
    }

    /** Returns what went wrong other than by the answer. */
    Set<String> problems() {
        return problems;
    }

    private void call(Object client, Method method, String prefix) {
        calling = prefix
                + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList()
                        .toString()
                        .replace('[', '(')
                        .replace(']', ')');
        called.add(calling);
        int before = requests.size();
        for (Samples some : samples) {
            for (style = 0; style < styles; style++) {
                asked = 0;
                try {
                    consume(method.invoke(client, some.arguments(method)));
                } catch (Samples.Missing e) {
                    problems.add(calling + ": " + e.getMessage());
                    return;
                } catch (InvocationTargetException e) {
                    told(e.getTargetException());
                } catch (IllegalAccessException e) {
                    problems.add(calling + ": " + e);
                } catch (RuntimeException e) {
                    told(e);
                }
            }
        }
        if (requests.size() == before
                && requests.values().stream()
                        .noneMatch(request -> request.call().equals(calling))) {
            silent.add(calling);
        }
    }

    /** Answers are made up, so they may be refused; that the call itself was refused is a problem of the samples. */
    private void told(Throwable failure) {
        if (!(failure instanceof io.throughline.core.ThroughlineException)) {
            problems.add(calling + ": " + failure + " at "
                    + Stream.of(failure.getStackTrace()).limit(4).toList());
        }
    }

    private static void consume(Object result) {
        if (result instanceof Paged<?> paged) {
            Iterator<? extends Page<?>> pages = paged.pages().iterator();
            for (int i = 0; i < MOST_PAGES && pages.hasNext(); i++) {
                pages.next();
            }
        } else if (result instanceof Stream<?> stream) {
            stream.limit(MOST_PAGES).forEach(item -> {});
        } else if (result instanceof Iterable<?> items) {
            Iterator<?> iterator = items.iterator();
            for (int i = 0; i < MOST_REQUESTS_A_CALL && iterator.hasNext(); i++) {
                iterator.next();
            }
        }
    }

    private static List<Method> publicMethods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.isBridge() && !NO_CALLS.contains(method.getName()))
                .sorted(Comparator.comparing(Method::toGenericString))
                .toList();
    }
}
