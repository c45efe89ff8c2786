package dev.tenantry.twilio.simulator.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.Access;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.time.Instant;

/**
 * {@code /v1/AuthTokens}: how an account exchanges its auth token (Twilio docs: Secondary Auth Token, Auth Token
 * Promotion). A secondary token is made, authenticates beside the primary one, and is promoted: then the earlier
 * primary one is refused.
 */
final class AuthTokensResource {
    private static final String SECONDARY = "/v1/AuthTokens/Secondary";
    private static final String PROMOTION = "/v1/AuthTokens/Promote";

    private final Accounts accounts;

    AuthTokensResource(Accounts accounts) {
        this.accounts = accounts;
    }

    void addTo(Routes.Host host) {
        host.add("POST", SECONDARY, Operation.CREATE, Access.AUTH_TOKEN, this::create)
                .add("DELETE", SECONDARY, Operation.DELETE, Access.AUTH_TOKEN, this::delete)
                .add("POST", PROMOTION, Operation.UPDATE, Access.AUTH_TOKEN, this::promote);
    }

    private Answer create(Call call) {
        var secondary = accounts.createSecondaryToken(account(call)).secondary();
        return Answer.created(
                represent(call, SECONDARY, secondary.dateCreated()).put("secondary_auth_token", secondary.value()));
    }

    private Answer delete(Call call) {
        accounts.deleteSecondaryToken(withSecondary(call));
        return Answer.noContent();
    }

    private Answer promote(Call call) {
        var before = withSecondary(call);
        var promoted = accounts.promoteSecondaryToken(before);
        return Answer.ok(
                represent(call, PROMOTION, before.secondary().dateCreated()).put("auth_token", promoted.authToken()));
    }

    private ObjectNode represent(Call call, String path, Instant created) {
        var account = account(call);
        return Json.V1
                .object()
                .put("account_sid", account.sid())
                .put("date_created", created.toString())
                .put("date_updated", account.dateUpdated().toString())
                .put("url", "https://accounts.twilio.com" + path);
    }

    private Account withSecondary(Call call) {
        var account = account(call);
        if (account.secondary() == null) {
            throw call.notFound();
        }
        return account;
    }

    private Account account(Call call) {
        return accounts.find(call.accountSid()).orElseThrow();
    }
}
