package dev.tenantry.twilio.simulator.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request and its answer.
 *
 * @param request the request
 * @param answer the answer; empty when none came
 */
public record Exchange(Request request, Optional<Answer> answer) {

    /**
     * A request.
     *
     * @param method the HTTP method
     * @param host such as {@code api.twilio.com}
     * @param path the path behind the host
     * @param query the query's parameters
     * @param form the form's parameters
     */
    public record Request(
            String method, String host, String path, Map<String, List<String>> query, Map<String, List<String>> form) {

        /**
         * A request as it is on the wire.
         *
         * @param path percent-encoded
         * @param query percent-encoded; null: none
         * @param form percent-encoded; empty: none
         */
        public static Request of(String method, String host, String path, String query, String form) {
            return new Request(
                    method,
                    host,
                    decodeText(path),
                    decode(Optional.ofNullable(query).orElse("")),
                    decode(form));
        }

        private static Map<String, List<String>> decode(String encoded) {
            return Arrays.stream(encoded.split("&"))
                    .filter(pair -> !pair.isEmpty())
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.groupingBy(
                            pair -> decodeText(pair[0]),
                            LinkedHashMap::new,
                            Collectors.mapping(
                                    pair -> decodeText(pair.length == 1 ? "" : pair[1]), Collectors.toList())));
        }

        private static String decodeText(String text) {
            return URLDecoder.decode(text, UTF_8);
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body empty when there is none
     */
    public record Answer(int status, String body) {}
}
