package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Cuts a list into pages. A page token names the last item of the page before ({@code PA}) or the first of the page
 * behind ({@code PB}), so items that come and go meanwhile neither repeat nor hide others.
 */
public final class Paging {
    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 1000;
    private static final String BEHIND = "PA";
    private static final String BEFORE = "PB";
    private static final Set<String> OWN_PARAMETERS = Set.of("PageSize", "Page", "PageToken");

    private Paging() {}

    /** A list of the 2010 API: the page's figures and relative URIs stand beside the items. */
    static <T> Answer v2010(
            Call call, String key, List<T> items, Function<T, String> id, Function<T, ObjectNode> representation) {
        var page = Page.of(call, items, id);
        var body = Json.V2010.object();
        body.put("first_page_uri", page.firstLink())
                .put("end", page.last())
                .put("previous_page_uri", page.previousLink())
                .put("uri", page.ownLink())
                .put("page_size", page.size())
                .put("start", page.from())
                .put("next_page_uri", page.nextLink())
                .put("page", page.number());
        var list = body.putArray(key);
        page.items().forEach(item -> list.add(representation.apply(item)));
        return Answer.ok(body);
    }

    /** A list of all other APIs: the figures stand in {@code meta}, and the URLs are absolute. */
    static <T> Answer v1(
            Call call, String key, List<T> items, Function<T, String> id, Function<T, ObjectNode> representation) {
        var page = Page.of(call, items, id);
        var base = "https://" + call.request().host();
        var body = Json.V1.object();
        var list = body.putArray(key);
        page.items().forEach(item -> list.add(representation.apply(item)));
        body.putObject("meta")
                .put("first_page_url", base + page.firstLink())
                .put("key", key)
                .put("next_page_url", page.nextLink() == null ? null : base + page.nextLink())
                .put("page", page.number())
                .put("page_size", page.size())
                .put("previous_page_url", page.previousLink() == null ? null : base + page.previousLink())
                .put("url", base + page.ownLink());
        return Answer.ok(body);
    }

    /** The size that a request asks for; 20007 beyond 1,000. */
    public static int size(Params query, int byDefault) {
        int size = Parameter.integer("PageSize", query.get("PageSize").orElse(Integer.toString(byDefault)));
        if (size > MAX_SIZE) {
            throw new TwilioException(ErrorCode.PAGE_SIZE_TOO_LARGE, "Page size must be at most " + MAX_SIZE);
        }
        return Math.max(1, size);
    }

    private record Page<T>(
            Call call, List<T> all, Function<T, String> id, int from, int size, int number, String token) {

        static <T> Page<T> of(Call call, List<T> all, Function<T, String> id) {
            int size = Paging.size(call.query(), DEFAULT_SIZE);
            int number = Math.max(
                    0, Parameter.integer("Page", call.query().get("Page").orElse("0")));
            var token = call.query().get("PageToken").orElse(null);
            int from = (int) Math.min(all.size(), start(all, id, token, size).orElse((long) number * size));
            return new Page<>(call, all, id, from, size, number, token);
        }

        private static <T> Optional<Long> start(List<T> all, Function<T, String> id, String token, int size) {
            if (token == null) {
                return Optional.empty();
            }
            for (int i = 0; i < all.size(); i++) {
                var item = id.apply(all.get(i));
                if (token.equals(BEHIND + item)) {
                    return Optional.of(i + 1L);
                }
                if (token.equals(BEFORE + item)) {
                    return Optional.of(Math.max(0L, i - (long) size));
                }
            }
            return Optional.empty();
        }

        List<T> items() {
            return all.subList(from, Math.min(all.size(), from + size));
        }

        int last() {
            return Math.max(from, from + items().size() - 1);
        }

        String nextLink() {
            boolean last = from + size >= all.size();
            return last ? null : link(number + 1, BEHIND + id.apply(items().getLast()));
        }

        String previousLink() {
            boolean first = number == 0 || items().isEmpty();
            return first ? null : link(number - 1, BEFORE + id.apply(items().getFirst()));
        }

        String firstLink() {
            return link(0, null);
        }

        String ownLink() {
            return link(number, token);
        }

        private String link(int page, String pageToken) {
            var link = new StringBuilder(call.request().path()).append('?');
            call.query()
                    .without(OWN_PARAMETERS)
                    .values()
                    .forEach((name, values) -> values.forEach(value -> link.append(encode(name))
                            .append('=')
                            .append(encode(value))
                            .append('&')));
            link.append("PageSize=").append(size).append("&Page=").append(page);
            return pageToken == null ? link.toString() : link + "&PageToken=" + encode(pageToken);
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
