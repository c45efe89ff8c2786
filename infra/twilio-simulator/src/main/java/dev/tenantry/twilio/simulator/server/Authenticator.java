package dev.tenantry.twilio.simulator.server;

import dev.tenantry.twilio.simulator.accounts.Account;
import dev.tenantry.twilio.simulator.accounts.AccountStatus;
import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.accounts.ApiKey;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Access;
import dev.tenantry.twilio.simulator.http.ApiRequest;
import dev.tenantry.twilio.simulator.http.Caller;
import dev.tenantry.twilio.simulator.http.Route;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Authentication and authorisation of requests (Twilio docs: Subaccounts). On {@code api.twilio.com} a parent's token
 * also acts upon its subaccounts; on every other host credentials act upon their own account only.
 */
final class Authenticator {
    private static final String API = "api.twilio.com";
    /** The SID of an account or of an API key. */
    private static final Pattern USER = Pattern.compile("(AC|SK)[0-9a-fA-F]{32}");

    private final Accounts accounts;
    private final ResourceTable<ApiKey> apiKeys;

    Authenticator(Accounts accounts, ResourceTable<ApiKey> apiKeys) {
        this.accounts = accounts;
        this.apiKeys = apiKeys;
    }

    /** The caller; 20003 when the credentials are missing or wrong. */
    Caller authenticate(ApiRequest request) {
        if (request.authorization() == null) {
            throw new TwilioException(ErrorCode.AUTHENTICATE, "Authentication Error - No credentials provided");
        }
        var credentials = basic(request.authorization()).orElseThrow(Authenticator::refused);
        if (!USER.matcher(credentials.user()).matches()) {
            throw new TwilioException(ErrorCode.AUTHENTICATE, "Authentication Error - invalid username");
        }
        var caller = byToken(credentials).or(() -> byKey(credentials)).orElseThrow(Authenticator::refused);
        if (account(caller).status() == AccountStatus.CLOSED) {
            throw refused();
        }
        return caller;
    }

    /** The account that a request acts upon. */
    Account authorise(Caller caller, ApiRequest request, Route route, Map<String, String> variables) {
        if (route.access() != Access.ANY && !caller.byToken()) {
            throw refused();
        }
        var own = account(caller);
        if (!accounts.isActive(own)) {
            throw notActive(own);
        }
        var sid = route.host().equals(API) ? variables.get("AccountSid") : null;
        var target = sid == null ? own : target(caller, sid, request);
        if (!request.method().equals("GET")
                && route.access() != Access.AUTH_TOKEN_EVEN_INACTIVE
                && !accounts.isActive(target)) {
            throw notActive(target);
        }
        return target;
    }

    private Account account(Caller caller) {
        return accounts.find(caller.accountSid()).orElseThrow();
    }

    private Account target(Caller caller, String sid, ApiRequest request) {
        var target = accounts.find(sid).orElseThrow(() -> Routes.notFound(request.path()));
        boolean own = target.sid().equals(caller.accountSid());
        boolean childs = caller.byToken() && target.ownerAccountSid().equals(caller.accountSid());
        if (!own && !childs) {
            throw refused();
        }
        return target;
    }

    private Optional<Caller> byToken(Credentials credentials) {
        return accounts.find(credentials.user())
                .filter(account -> hasToken(account, credentials.password()))
                .map(account -> new Caller(account.sid(), true));
    }

    private static boolean hasToken(Account account, String token) {
        var secondary = account.secondary();
        return same(account.authToken(), token) || (secondary != null && same(secondary.value(), token));
    }

    private Optional<Caller> byKey(Credentials credentials) {
        return apiKeys.find(credentials.user())
                .filter(key -> same(key.secret(), credentials.password()))
                .flatMap(key -> accounts.find(key.accountSid()))
                .map(account -> new Caller(account.sid(), false));
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
