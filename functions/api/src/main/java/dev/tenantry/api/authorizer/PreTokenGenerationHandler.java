package dev.tenantry.api.authorizer;

import static java.util.stream.Collectors.joining;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.access.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Trigger of the stack's user pool, before it makes an access token: adds the claim that names the organisations for
 * which the bearer may act, and leaves out the scopes that a person has not ("Pre token generation Lambda trigger" of
 * Amazon Cognito's developer guide; events of version 3, which machines' tokens need).
 *
 * <p>Both follow from what the operator alone can set: a person's attributes, or the scopes that a machine's client may
 * ask for. The client metadata of a request is its sender's, and decides nothing.
 */
public final class PreTokenGenerationHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    /** The claim, and the resource server whose scopes are a machine's organisations. */
    private static final String ORGANISATIONS = "organisations";

    private static final String ORGANISATION_SCOPE = ORGANISATIONS + "/";
    private static final String ORGANISATIONS_ATTRIBUTE = "custom:organisations";
    private static final String SCOPES_ATTRIBUTE = "custom:scopes";
    private static final String OF_MACHINE = "TokenGeneration_ClientCredentials";

    /** In Lambda. */
    public PreTokenGenerationHandler() {
        // There is nothing to prepare: all that it needs is in the event.
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var request = map(event.get("request"));
        var asked = texts(request.get("scopes"));
        var changes = OF_MACHINE.equals(event.get("triggerSource"))
                ? ofMachine(asked)
                : ofPerson(asked, map(request.get("userAttributes")));
        var answer = new LinkedHashMap<>(event);
        answer.put("response", Map.of("claimsAndScopeOverrideDetails", Map.of("accessTokenGeneration", changes)));
        return answer;
    }

    private static Map<String, Object> ofMachine(List<String> asked) {
        return claim(asked.stream()
                .filter(scope -> scope.startsWith(ORGANISATION_SCOPE))
                .map(scope -> scope.substring(ORGANISATION_SCOPE.length()))
                .toList());
    }

    private static Map<String, Object> ofPerson(List<String> asked, Map<?, ?> attributes) {
        var changes = claim(words(attributes.get(ORGANISATIONS_ATTRIBUTE)).toList());
        var granted = Set.copyOf(words(attributes.get(SCOPES_ATTRIBUTE)).toList());
        changes.put(
                "scopesToSuppress",
                asked.stream()
                        .filter(scope -> Scope.ofWord(name(scope)).isPresent() && !granted.contains(name(scope)))
                        .toList());
        return changes;
    }

    private static Map<String, Object> claim(List<String> organisations) {
        var changes = new LinkedHashMap<String, Object>();
        if (!organisations.isEmpty()) {
            changes.put(
                    "claimsToAddOrOverride",
                    Map.of(
                            ORGANISATIONS,
                            organisations.stream().distinct().sorted().collect(joining(" "))));
        }
        return changes;
    }

    /** A scope without the identifier of its resource server. */
    private static String name(String scope) {
        return scope.substring(scope.lastIndexOf('/') + 1);
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<String> texts(Object value) {
        return value instanceof Collection<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    private static Stream<String> words(Object value) {
        return value instanceof String text
                ? Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty())
                : Stream.empty();
    }
}
