package dev.tenantry.core.access;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.tenantry.core.plan.OrgId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A caller as an authorizer hands it to API Gateway and API Gateway to a function: texts by name, since a context may
 * have no lists (API Gateway's "Lambda authorizers").
 */
public final class AuthorizerContext {
    /** The refusal of a request that has no token at all. */
    public static final String NO_TOKEN = "The request has no access token.";

    private static final String NAME = "name";
    private static final String SCOPES = "scopes";
    private static final String ORGANISATIONS = "organisations";
    private static final String EXPIRES_AT = "expiresAt";

    private static final String REFUSAL = "refusal";

    /** Stands for all organisations; no organisation has such an id. */
    private static final String ALL = "*";

    private AuthorizerContext() {}

    /** The context of a caller. */
    public static Map<String, Object> write(Caller caller) {
        var context = new LinkedHashMap<String, Object>();
        context.put(NAME, caller.name());
        context.put(SCOPES, caller.scopes().stream().map(Scope::word).sorted().collect(joining(" ")));
        context.put(
                ORGANISATIONS,
                caller.organisations()
                        .map(some -> some.stream().map(OrgId::value).sorted().collect(joining(" ")))
                        .orElse(ALL));
        caller.expiresAt().ifPresent(time -> context.put(EXPIRES_AT, time.toString()));
        return context;
    }

    /** The context of somebody whose token is not accepted. */
    public static Map<String, Object> refusal(String reason) {
        return Map.of(REFUSAL, reason);
    }

    /** Why the token of a context was not accepted; empty if it was. */
    public static Optional<String> refusal(Map<String, ?> context) {
        return Optional.of(text(context, REFUSAL)).filter(reason -> !reason.isEmpty());
    }

    /** The caller of a context. What is missing or unknown allows nothing. */
    public static Caller read(Map<String, ?> context) {
        return new Caller(
                text(context, NAME),
                words(context, SCOPES).stream()
                        .flatMap(word -> Scope.ofWord(word).stream())
                        .collect(toSet()),
                text(context, ORGANISATIONS).equals(ALL)
                        ? Optional.empty()
                        : Optional.of(words(context, ORGANISATIONS).stream()
                                .filter(OrgId::isValid)
                                .map(OrgId::new)
                                .collect(toSet())),
                Optional.of(text(context, EXPIRES_AT))
                        .filter(time -> !time.isEmpty())
                        .map(Instant::parse));
    }

    private static String text(Map<String, ?> context, String name) {
        return context.get(name) instanceof String text ? text : "";
    }

    private static List<String> words(Map<String, ?> context, String name) {
        return Arrays.stream(text(context, name).split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
