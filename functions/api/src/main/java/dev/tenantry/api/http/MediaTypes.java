package dev.tenantry.api.http;

import dev.tenantry.core.problem.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks of what a request says about the form of its body and of the answer that it takes (RFC 9110, section 12). */
final class MediaTypes {
    private static final String JSON = "application/json";
    private static final Set<String> NAMES_OF_UTF_8 = Set.of("utf-8", "utf8");

    /** What means JSON in an {@code Accept}, the more specific with the higher number. */
    private static final Map<String, Integer> RANGES = Map.of("*/*", 1, "application/*", 2, JSON, 3);

    private MediaTypes() {}

    /** @throws ProblemException when the body is not said to be JSON in UTF-8, as it is */
    static void requireJson(Request request) {
        var type = request.header("content-type").orElse("").split(";", -1);
        if (!type[0].strip().equalsIgnoreCase(JSON)) {
            throw unsupported("The body must be application/json.", "Send the header Content-Type: application/json.");
        }
        for (var i = 1; i < type.length; i++) {
            var parameter = type[i].split("=", 2);
            if (parameter[0].strip().equalsIgnoreCase("charset") && !isUtf8(parameter)) {
                throw unsupported("JSON is read as UTF-8 only.", "Send the body in UTF-8, and name no other charset.");
            }
        }
        if (request.header("content-encoding")
                .filter(coding -> !coding.strip().equalsIgnoreCase("identity"))
                .isPresent()) {
            throw unsupported("The body must not be compressed.", "Send the body without a Content-Encoding.");
        }
    }

    private static boolean isUtf8(String[] parameter) {
        return parameter.length == 2
                && NAMES_OF_UTF_8.contains(
                        parameter[1].strip().replaceAll("^\"|\"$", "").toLowerCase(Locale.ROOT));
    }

    private static ProblemException unsupported(String detail, String nextAction) {
        return new ProblemException(
                Problem.of(415, "unsupported-media-type", "The body's media type is not supported", detail, nextAction),
                Map.of("Accept-Post", JSON));
    }

    /** @throws ProblemException when {@code Accept} leaves no way to answer in JSON */
    static void requireJsonAccepted(Request request) {
        var accept = request.header("accept").orElse("");
        if (!accept.isBlank() && !accepts(accept)) {
            throw new ProblemException(Problem.of(
                    406,
                    "not-acceptable",
                    "The answer's media type is not accepted",
                    "Answers are application/json, and application/problem+json if they are errors.",
                    "Send the header Accept: application/json, or none."));
        }
    }

    /** What the most specific range says that JSON falls under. */
    private static boolean accepts(String accept) {
        var specificity = 0;
        var accepts = false;
        for (var element : accept.split(",", -1)) {
            var range = element.split(";", -1);
            var found = RANGES.getOrDefault(range[0].strip().toLowerCase(Locale.ROOT), 0);
            if (found > specificity) {
                specificity = found;
                accepts = !isRefused(range);
            }
        }
        return accepts;
    }

    private static boolean isRefused(String[] range) {
        for (var i = 1; i < range.length; i++) {
            if (range[i].replace(" ", "").toLowerCase(Locale.ROOT).matches("q=0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }
}
