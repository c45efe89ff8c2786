package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.Resource;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Cuts a list into pages. A page token names the last item of the page before ({@code PA}) or the first of the page
 * behind ({@code PB}), so items that come and go meanwhile neither repeat nor hide others.
 */
final class Paging {
    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 1000;
    private static final Set<String> OWN_PARAMETERS = Set.of("PageSize", "Page", "PageToken");

    private Paging() {}

    /** A list of the 2010 API: the page's figures and relative URIs stand beside the items. */
    static <T extends Resource> Answer v2010(
            Call call, String key, List<T> items, Function<T, ObjectNode> representation) {
        var page = Page.of(call, items);
        var body = Json.V2010.object();
        body.put("first_page_uri", page.link(0, null));
        body.put("end", page.items().isEmpty() ? 0 : page.from() + page.items().size() - 1);
        body.put("previous_page_uri", page.previousLink());
        page.items().forEach(item -> body.withArray(key).add(representation.apply(item)));
        body.withArray(key);
        body.put("uri", page.link(page.number(), page.token()));
        body.put("page_size", page.size());
        body.put("start", page.from());
        body.put("next_page_uri", page.nextLink());
        body.put("page", page.number());
        return Answer.ok(body);
    }

    /** A list of all other APIs: the figures stand in {@code meta}, and the URLs are absolute. */
    static <T extends Resource> Answer v1(
            Call call, String key, List<T> items, Function<T, ObjectNode> representation) {
        var page = Page.of(call, items);
        var base = "https://" + call.request().host();
        var body = Json.V1.object();
        page.items().forEach(item -> body.withArray(key).add(representation.apply(item)));
        body.withArray(key);
        body.putObject("meta")
                .put("first_page_url", base + page.link(0, null))
                .put("key", key)
                .put("next_page_url", page.nextLink() == null ? null : base + page.nextLink())
                .put("page", page.number())
                .put("page_size", page.size())
                .put("previous_page_url", page.previousLink() == null ? null : base + page.previousLink())
                .put("url", base + page.link(page.number(), page.token()));
        return Answer.ok(body);
    }

    /** The size that a request asks for; 20007 beyond 1,000. */
    static int size(Params query, int byDefault) {
        int size = Parameter.integer("PageSize", query.get("PageSize").orElse(Integer.toString(byDefault)));
        if (size > MAX_SIZE) {
            throw new TwilioException(ErrorCode.PAGE_SIZE_TOO_LARGE, "Page size must be at most " + MAX_SIZE);
        }
        return Math.max(1, size);
    }

    private record Page<T extends Resource>(Call call, List<T> all, int from, int size, int number, String token) {

        static <T extends Resource> Page<T> of(Call call, List<T> all) {
            int size = Paging.size(call.query(), DEFAULT_SIZE);
            int number = Math.max(
                    0, Parameter.integer("Page", call.query().get("Page").orElse("0")));
            var token = call.query().get("PageToken").orElse(null);
            int from = Math.min(all.size(), from(all, token, (long) number * size, size));
            return new Page<>(call, all, from, size, number, token);
        }

        private static <T extends Resource> int from(List<T> all, String token, long otherwise, int size) {
            if (token != null && token.length() > 2) {
                for (int i = 0; i < all.size(); i++) {
                    if (all.get(i).sid().equals(token.substring(2))) {
                        return token.startsWith("PB") ? Math.max(0, i - size) : i + 1;
                    }
                }
            }
            return (int) Math.min(otherwise, Integer.MAX_VALUE);
        }

        List<T> items() {
            return all.subList(from, Math.min(all.size(), from + size));
        }

        String nextLink() {
            boolean last = from + size >= all.size();
            return last ? null : link(number + 1, "PA" + items().getLast().sid());
        }

        String previousLink() {
            return number == 0 || from == 0
                    ? null
                    : link(
                            number - 1,
                            "PB" + all.get(from - (from == all.size() ? 1 : 0)).sid());
        }

        String link(int page, String pageToken) {
            var link = new StringBuilder(call.request().path()).append('?');
            call.query().values().forEach((name, values) -> {
                if (!OWN_PARAMETERS.contains(name)) {
                    values.forEach(value -> link.append(encode(name))
                            .append('=')
                            .append(encode(value))
                            .append('&'));
                }
            });
            link.append("PageSize=").append(size).append("&Page=").append(page);
            return pageToken == null ? link.toString() : link + "&PageToken=" + encode(pageToken);
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
