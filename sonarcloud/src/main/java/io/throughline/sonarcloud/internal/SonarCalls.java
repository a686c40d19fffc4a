package io.throughline.sonarcloud.internal;

import io.throughline.core.http.CallInfo;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestClient;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.edition.SonarEdition;
import io.throughline.sonarcloud.edition.UnsupportedByEditionException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes calls of one server, on Cloud of one organization. Thread-safe. */
public final class SonarCalls {

    /** The most items of a page nearly everywhere: {@value}. */
    public static final int PAGE_SIZE = 500;

    private static final ServerVersion SERVER_NAMES = new ServerVersion(10, 2);
    private static final ServerVersion NEW_CODE_NAME = new ServerVersion(9, 5);
    private static final ServerVersion ONE_PERIOD = new ServerVersion(8, 1);

    private final String source;
    private final RestClient rest;
    private final RestClient v2;
    private final SonarEdition edition;
    private final @Nullable String organization;
    private final Object negotiating = new Object();
    private volatile @Nullable ServerVersion version;

    /**
     * Creates calls.
     *
     * @param source the vendor's id, for messages
     * @param v2 where the newer interface is, below {@code /api/v2} on Server
     * @param organization the organization's key; null on Server
     */
    public SonarCalls(
            String source, RestClient rest, RestClient v2, SonarEdition edition, @Nullable String organization) {
        this.source = source;
        this.rest = rest;
        this.v2 = v2;
        this.edition = edition;
        this.organization = organization;
    }

    /** Returns a {@code GET} of a service below {@code /api/}. */
    public RestCall get(String operation, String service) {
        return rest.get(operation, "/api/" + service);
    }

    /** Returns a {@code POST} of a service below {@code /api/}; its parameters are a form's fields. */
    public RestCall post(String operation, String service) {
        return rest.post(operation, "/api/" + service);
    }

    /** Returns a {@code GET} of a service that on Cloud wants the organization. */
    public RestCall getInOrganization(String operation, String service) {
        return get(operation, service).queryIfPresent("organization", isCloud() ? organization : null);
    }

    /** Returns a {@code POST} of a service that on Cloud wants the organization. */
    public RestCall postInOrganization(String operation, String service) {
        RestCall call = post(operation, service);
        return isCloud() && organization != null ? call.form("organization", organization) : call;
    }

    /** Returns the vendor's id, for messages. */
    public String source() {
        return source;
    }

    /** Returns a call of the newer interface, which on Cloud has a host of its own. */
    public RestCall getV2(String operation, String path, Object... segments) {
        return isCloud() ? v2.get(operation, "/" + path, segments) : v2.get(operation, "/api/v2/" + path, segments);
    }

    /** Returns which product answers. */
    public SonarEdition edition() {
        return edition;
    }

    /** Tells whether SonarQube Cloud answers. */
    public boolean isCloud() {
        return edition == SonarEdition.CLOUD;
    }

    /** Returns the server's address. */
    public URI endpoint() {
        return rest.endpoint();
    }

    /** Returns how often the server slowed these calls down. */
    public long timesThrottled() {
        return rest.timesThrottled();
    }

    /** Returns a lazy list of pages of {@value #PAGE_SIZE}. */
    public <P, T> Paged<T> paged(
            Supplier<RestCall> calls,
            Class<P> type,
            Function<P, @Nullable List<T>> items,
            Function<P, @Nullable Paging> paging) {
        return Paged.of(token -> {
            P page = page(calls.get(), token, PAGE_SIZE).fetch(type).body();
            List<T> received = items.apply(page);
            Paging told = paging.apply(page);
            // A page without items ends the list, whatever the total says.
            boolean ended = received == null || received.isEmpty();
            return filled(received, ended ? null : next(told, token, PAGE_SIZE), told);
        });
    }

    /** Adds a branch and a span of time, both ends inclusive, to a call; null is not sent. */
    public static RestCall within(
            RestCall call, @Nullable String branch, @Nullable Instant from, @Nullable Instant to) {
        return call.queryIfPresent("branch", branch)
                .queryIfPresent("from", from == null ? null : SonarDates.parameter(from))
                .queryIfPresent("to", to == null ? null : SonarDates.parameter(to));
    }

    /** As {@link #paged}, for a search of which only the first {@value Part#WALL} can be read; the rest ends the list. */
    public <P, T> Paged<T> pagedToWall(
            Supplier<RestCall> calls,
            Class<P> type,
            Function<P, @Nullable List<T>> items,
            Function<P, @Nullable Paging> paging) {
        return Paged.of(token -> {
            P page = page(calls.get(), token, PAGE_SIZE).fetch(type).body();
            List<T> received = items.apply(page);
            Paging told = paging.apply(page);
            boolean ended = received == null || received.isEmpty();
            String next = ended ? null : next(told, token, PAGE_SIZE);
            Integer size = told == null ? null : told.pageSize();
            long width = size == null || size < 1 ? PAGE_SIZE : size;
            boolean beyond = next != null && Integer.parseInt(next) * width > Part.WALL;
            return filled(received, beyond ? null : next, told);
        });
    }

    /** Returns whether parameters have the names that Cloud never took over and Server has had since 10.2. */
    public boolean hasServerNames() {
        return !isCloud() && version().compareTo(SERVER_NAMES) >= 0;
    }

    /** Returns the name of the parameter that narrows a search to new code. */
    public String newCodeName() {
        return isCloud() || version().compareTo(NEW_CODE_NAME) < 0 ? "sinceLeakPeriod" : "inNewCodePeriod";
    }

    /** Returns the additional field that tells what new code is compared to. */
    public String newCodeField() {
        return isCloud() || version().compareTo(ONE_PERIOD) < 0 ? "periods" : "period";
    }

    /**
     * Makes sure that the server knows a parameter: it would ignore it otherwise, and answer something else. Cloud does.
     *
     * @param alternative what to do instead
     * @throws UnsupportedByEditionException if it is older
     */
    public void requireSince(String operation, int major, int minor, String alternative) {
        if (!isCloud() && version().compareTo(new ServerVersion(major, minor)) < 0) {
            throw new UnsupportedByEditionException(
                    operation, edition, "it needs " + major + "." + minor + "; " + alternative);
        }
    }

    /**
     * A file of a project.
     *
     * @param path the path below the project, or null if it is not told
     */
    public record File(String key, @Nullable String path) {}

    /** Lists the files of a project, those of tests, too; the first {@value Part#WALL} of them. */
    public List<File> listFiles(String project, @Nullable String branch, @Nullable String pullRequest) {
        return pagedToWall(
                        () -> get("list files of " + project, "components/tree")
                                .query("component", project)
                                .queryIfPresent("branch", branch)
                                .queryIfPresent("pullRequest", pullRequest)
                                .query("qualifiers", "FIL,UTS"),
                        Tree.class,
                        Tree::components,
                        Tree::paging)
                .stream()
                .toList();
    }

    private record Tree(@Nullable Paging paging, @Nullable List<File> components) {}

    /** Returns the version of the server, which is asked once; Cloud tells none. */
    public ServerVersion version() {
        ServerVersion known = version;
        if (known == null) {
            synchronized (negotiating) {
                known = version;
                if (known == null) {
                    known = ServerVersion.parse(get("find out the version", "system/status")
                            .fetch(Status.class)
                            .body()
                            .version());
                    version = known;
                }
            }
        }
        return known;
    }

    private record Status(@Nullable String version) {}

    /**
     * Makes sure that a project is there, which a search for what it has does not tell apart from having nothing.
     *
     * @throws io.throughline.core.http.NotFoundException if it is not, or the caller may not see it
     */
    public void requireComponent(String key, @Nullable String branch, @Nullable String pullRequest) {
        get("find " + key, "components/show")
                .query("component", key)
                .queryIfPresent("branch", branch)
                .queryIfPresent("pullRequest", pullRequest)
                .fetchText();
    }

    /** Asks for a page; tokens are page numbers. */
    public static RestCall page(RestCall call, @Nullable String token, int size) {
        return call.query("p", token == null ? "1" : token).query("ps", size);
    }

    /** Returns the number of the next page: pages are counted, and the server may lower their size. */
    public static @Nullable String next(@Nullable Paging paging, @Nullable String token, int asked) {
        if (paging == null || paging.total() == null) {
            return null;
        }
        int index = token == null ? 1 : Integer.parseInt(token);
        Integer told = paging.pageSize();
        long size = told == null || told < 1 ? asked : told;
        return index * size < paging.total() ? String.valueOf(index + 1) : null;
    }

    /** Returns the number of all items, or null if it is not told. */
    public static @Nullable Long total(@Nullable Paging paging) {
        return paging == null || paging.total() == null ? null : Long.valueOf(paging.total());
    }

    /** Returns a page of what is there; a hole counts as an item that cannot be read. */
    public static <T> Page<T> filled(@Nullable List<T> received, @Nullable String next, @Nullable Paging paging) {
        List<T> items = present(received);
        return new Page<>(items, next, total(paging), received == null ? 0 : received.size() - items.size());
    }

    /** Returns a copy without holes; empty for null. */
    public static <T> List<T> present(@Nullable List<T> items) {
        return items == null
                ? List.of()
                : items.stream().filter(Objects::nonNull).toList();
    }

    /** Returns what an answer has to have. */
    public <T> T required(@Nullable T value, String operation, RestResponse<?> response, String pointer) {
        if (value == null) {
            throw new MalformedResponseException(
                    CallInfo.of(source, operation, "GET", response.uri(), 1, Duration.ZERO),
                    pointer,
                    "expected an object, found none",
                    "",
                    null);
        }
        return value;
    }
}
