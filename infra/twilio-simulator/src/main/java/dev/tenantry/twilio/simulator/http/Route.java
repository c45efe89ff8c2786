package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One operation of Twilio's API.
 *
 * @param method the HTTP method
 * @param host the product's host
 * @param template the path, its variables in braces
 * @param operation how long it takes
 * @param access what it asks of the credentials
 * @param endpoint what answers
 */
public record Route(
        String method, String host, Template template, Operation operation, Access access, Endpoint endpoint) {

    /** A path whose variables, within a segment, stand in braces. */
    public static final class Template {
        private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

        private final String text;
        private final Pattern pattern;
        private final List<String> names;

        Template(String text) {
            this.text = text;
            this.names = VARIABLE.matcher(text)
                    .results()
                    .map(result -> result.group(1))
                    .toList();
            this.pattern = Pattern.compile("\\Q" + VARIABLE.matcher(text).replaceAll("\\\\E([^/.]+)\\\\Q") + "\\E");
        }

        Optional<Map<String, String>> match(String path) {
            var matcher = pattern.matcher(path);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            var variables = new TreeMap<String, String>();
            for (int i = 0; i < names.size(); i++) {
                variables.put(names.get(i), matcher.group(i + 1));
            }
            return Optional.of(variables);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
