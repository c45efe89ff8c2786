package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.domain.Account;
import dev.tenantry.twilio.simulator.domain.AccountStatus;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who calls, and what they may act upon (Twilio docs: Subaccounts). On {@code api.twilio.com} a parent's token also
 * acts upon its subaccounts; on every other host credentials act upon their own account only.
 */
final class Authenticator {
    private static final String API = "api.twilio.com";

    private final TwilioCloud cloud;

    Authenticator(TwilioCloud cloud) {
        this.cloud = cloud;
    }

    /** The caller; 20003 when the credentials are missing or wrong. */
    Caller authenticate(ApiRequest request) {
        if (request.authorization() == null) {
            throw new TwilioException(ErrorCode.AUTHENTICATE, "Authentication Error - No credentials provided");
        }
        var credentials = basic(request.authorization()).orElseThrow(Authenticator::refused);
        var caller = byToken(credentials).or(() -> byKey(credentials)).orElseThrow(Authenticator::refused);
        if (caller.account().status() == AccountStatus.CLOSED) {
            throw refused();
        }
        return caller;
    }

    /** The account that a request acts upon. */
    Account authorise(Caller caller, ApiRequest request, Route route, Map<String, String> variables) {
        if (route.access() != Access.ANY && !caller.byToken()) {
            throw refused();
        }
        if (!cloud.accounts().isActive(caller.account())) {
            throw notActive(caller.account());
        }
        var sid = route.host().equals(API) ? variables.get("AccountSid") : null;
        var target = sid == null ? caller.account() : target(caller, sid, request);
        if (!request.method().equals("GET")
                && route.access() != Access.AUTH_TOKEN_EVEN_INACTIVE
                && !cloud.accounts().isActive(target)) {
            throw notActive(target);
        }
        return target;
    }

    private Account target(Caller caller, String sid, ApiRequest request) {
        var target = cloud.accounts().find(sid).orElseThrow(() -> Routes.notFound(request.path()));
        boolean own = target.sid().equals(caller.account().sid());
        boolean childs = caller.byToken()
                && target.ownerAccountSid().equals(caller.account().sid());
        if (!own && !childs) {
            throw refused();
        }
        return target;
    }

    private Optional<Caller> byToken(Credentials credentials) {
        return cloud.accounts()
                .find(credentials.user())
                .filter(account -> same(account.authToken(), credentials.password()))
                .map(account -> new Caller(account, true));
    }

    private Optional<Caller> byKey(Credentials credentials) {
        return cloud.apiKeys()
                .find(credentials.user())
                .filter(key -> same(key.secret(), credentials.password()))
                .flatMap(key -> cloud.accounts().find(key.accountSid()))
                .map(account -> new Caller(account, false));
    }

    private static Optional<Credentials> basic(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return Optional.empty();
        }
        try {
            var decoded = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring("basic ".length()).trim()),
                    StandardCharsets.UTF_8);
            int colon = decoded.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(decoded.substring(0, colon), decoded.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static TwilioException refused() {
        return new TwilioException(ErrorCode.AUTHENTICATE, "Authenticate");
    }

    private static TwilioException notActive(Account account) {
        return new TwilioException(ErrorCode.ACCOUNT_NOT_ACTIVE, "Account " + account.sid() + " is not active");
    }

    private record Credentials(String user, String password) {}
}
