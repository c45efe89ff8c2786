package dev.tenantry.api.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.nimbusds.jose.KeySourceException;
import dev.tenantry.core.Environment;
import dev.tenantry.core.access.AuthorizerContext;
import dev.tenantry.core.log.FunctionLog;
import dev.tenantry.core.settings.Settings;
import dev.tenantry.core.settings.Settings.Tokens;
import dev.tenantry.core.settings.StackSettings;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Authorizer of the API for tokens: finds out who sends a request (API Gateway's "Lambda authorizers", simple response
 * of format 2.0). What the caller may do is decided where it is done.
 *
 * <p>A token that is not accepted reaches the function too, as a refusal, because API Gateway itself would answer 403
 * without a reason, and clients take a new token after a 401 only.
 */
public final class TokenAuthorizerHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final String BEARER = "bearer ";

    private final Supplier<Optional<Tokens>> settings;
    private Optional<Verifier> verifier = Optional.empty();

    /** What verifies the tokens of these settings. */
    private record Verifier(Tokens tokens, TokenVerifier tokenVerifier) {}

    /** In Lambda. */
    public TokenAuthorizerHandler() {
        this(StackSettings.of(Environment.current()));
    }

    private TokenAuthorizerHandler(StackSettings stack) {
        this(() -> stack.find(Settings::tokens));
    }

    TokenAuthorizerHandler(Supplier<Optional<Tokens>> settings) {
        this.settings = settings;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var tokens = settings.get();
        if (tokens.isEmpty()) {
            return Map.of("isAuthorized", false);
        }
        var token = token(event);
        if (token.isEmpty()) {
            return Map.of("isAuthorized", true, "context", AuthorizerContext.refusal(AuthorizerContext.NO_TOKEN));
        }
        try {
            return Map.of(
                    "isAuthorized",
                    true,
                    "context",
                    answer(verifier(tokens.get()).verify(token)));
        } catch (IOException | KeySourceException unreachable) {
            FunctionLog.of(context)
                    .log("The keys of the issuer cannot be read: " + unreachable.getMessage(), LogLevel.ERROR);
            throw new IllegalStateException("The keys of the issuer cannot be read", unreachable);
        }
    }

    private static Map<String, Object> answer(Verification verification) {
        return switch (verification) {
            case Verification.Accepted accepted -> AuthorizerContext.write(accepted.caller());
            case Verification.Refused refused -> AuthorizerContext.refusal(refused.reason());
        };
    }

    /** The token of the header {@code Authorization} (RFC 6750, section 2.1); empty if that has something else. */
    private static String token(Map<String, Object> event) {
        var header =
                event.get("headers") instanceof Map<?, ?> headers && headers.get("authorization") instanceof String text
                        ? text
                        : "";
        return header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    private synchronized TokenVerifier verifier(Tokens tokens) throws IOException {
        if (verifier.filter(known -> known.tokens().equals(tokens)).isEmpty()) {
            verifier = Optional.of(new Verifier(tokens, new TokenVerifier(tokens, SigningKeys.of(tokens.issuer()))));
        }
        return verifier.orElseThrow().tokenVerifier();
    }
}
