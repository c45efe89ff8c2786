package dev.tenantry.twilio.simulator.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Access;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.List;
import java.util.Locale;

/** {@code /2010-04-01/Accounts} (Twilio docs: REST API: Accounts). */
final class AccountsResource {
    private static final String LIST = "/2010-04-01/Accounts.json";
    private static final String ONE = "/2010-04-01/Accounts/{AccountSid}.json";
    private static final int MAX_NAME = 64;
    /** All that Twilio names, whether or not the simulator answers it. */
    private static final List<String> SUBRESOURCES = List.of(
            "Addresses",
            "Applications",
            "AuthorizedConnectApps",
            "AvailablePhoneNumbers",
            "Balance",
            "Calls",
            "Conferences",
            "ConnectApps",
            "IncomingPhoneNumbers",
            "Keys",
            "Messages",
            "Notifications",
            "OutgoingCallerIds",
            "Queues",
            "Recordings",
            "SMS/ShortCodes",
            "SigningKeys",
            "SIP",
            "Transcriptions",
            "Usage");

    private final Accounts accounts;

    AccountsResource(Accounts accounts) {
        this.accounts = accounts;
    }

    void addTo(Routes.Host api) {
        api.add("POST", LIST, Operation.CREATE_ACCOUNT, Access.AUTH_TOKEN, this::create)
                .add("GET", LIST, Operation.READ, Access.AUTH_TOKEN, this::list)
                .add("GET", ONE, Operation.READ, Access.AUTH_TOKEN, this::fetch)
                .add("POST", ONE, Operation.UPDATE, Access.AUTH_TOKEN_EVEN_INACTIVE, this::update);
    }

    private Answer create(Call call) {
        var name =
                call.form().get("FriendlyName").map(AccountsResource::checkName).orElse(null);
        return Answer.created(represent(accounts.create(account(call), name)));
    }

    private Answer list(Call call) {
        var name = call.query().get("FriendlyName");
        var status = call.query().get("Status").map(AccountsResource::status);
        var found = accounts.visibleTo(account(call)).stream()
                .filter(account -> name.isEmpty() || account.friendlyName().equals(name.get()))
                .filter(account -> status.isEmpty() || account.status() == status.get())
                .toList();
        return ApiStyle.V2010.page(call, "accounts", found, AccountsResource::represent);
    }

    private Answer fetch(Call call) {
        return Answer.ok(represent(account(call)));
    }

    private Answer update(Call call) {
        var account = account(call);
        var status = call.form().get("Status").map(AccountsResource::status);
        if (status.isPresent()) {
            if (account.isSubaccount() && call.caller().accountSid().equals(account.sid())) {
                throw new TwilioException(
                        ErrorCode.AUTHENTICATE, "Only the parent account changes the status of a subaccount");
            }
            account = accounts.changeStatus(account, status.get());
        }
        var name = call.form().get("FriendlyName").map(AccountsResource::checkName);
        if (name.isPresent()) {
            account = accounts.rename(account, name.get());
        }
        return Answer.ok(represent(account));
    }

    private Account account(Call call) {
        return accounts.find(call.accountSid()).orElseThrow();
    }

    private static String checkName(String name) {
        if (name.length() > MAX_NAME) {
            throw Parameter.invalid("FriendlyName", "has more than " + MAX_NAME + " characters");
        }
        return name;
    }

    private static AccountStatus status(String text) {
        return switch (text) {
            case "active" -> AccountStatus.ACTIVE;
            case "suspended" -> AccountStatus.SUSPENDED;
            case "closed" -> AccountStatus.CLOSED;
            default ->
                throw new TwilioException(
                        ErrorCode.ACCOUNT_STATUS_INVALID, "Status must be active, suspended or closed: " + text);
        };
    }

    private static String name(String path) {
        return path.equals("SIP") ? "sip" : Parameter.snakeCase(path.substring(path.indexOf('/') + 1));
    }

    private static ObjectNode represent(Account account) {
        ObjectNode node = Json.V2010.tree(account).without(List.of("secondary"));
        node.put("status", account.status().name().toLowerCase(Locale.ROOT));
        node.put("type", "Full");
        var base = "/2010-04-01/Accounts/" + account.sid();
        node.put("uri", base + ".json");
        var links = node.putObject("subresource_uris");
        SUBRESOURCES.forEach(path -> links.put(name(path), base + "/" + path + ".json"));
        return node;
    }
}
