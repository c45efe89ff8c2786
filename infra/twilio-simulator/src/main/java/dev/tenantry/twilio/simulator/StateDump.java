package dev.tenantry.twilio.simulator;

import dev.tenantry.twilio.simulator.accounts.Accounts;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.pricing.Charges;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;
import java.util.Locale;

/** Dump of the simulator's state, without secrets. */
record StateDump(
        List<AccountView> accounts, List<NumberView> numbers, List<ResourceView> resources, List<ChargeView> charges) {

    /** The dump of a state; to be called inside a transaction. */
    static StateDump of(TwilioState state, Accounts accounts, IncomingPhoneNumbers numbers, Charges charges) {
        return new StateDump(accounts(accounts), numbers(numbers), resources(state), charges(charges));
    }

    private static List<AccountView> accounts(Accounts accounts) {
        return accounts.all().stream()
                .map(account -> new AccountView(
                        account.sid(),
                        account.ownerAccountSid(),
                        account.friendlyName(),
                        account.status().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<NumberView> numbers(IncomingPhoneNumbers numbers) {
        return numbers.all().stream()
                .map(number ->
                        new NumberView(number.sid(), number.accountSid(), number.phoneNumber(), number.friendlyName()))
                .toList();
    }

    private static List<ResourceView> resources(TwilioState state) {
        return state.resources().stream()
                .flatMap(type -> type.all().stream()
                        .map(resource -> new ResourceView(type.name(), resource.sid(), resource.accountSid())))
                .toList();
    }

    private static List<ChargeView> charges(Charges charges) {
        return charges.all().stream()
                .map(charge -> new ChargeView(
                        charge.accountSid(),
                        charge.resourceSid(),
                        charge.type(),
                        charge.amount().toPlainString()))
                .toList();
    }

    record AccountView(String sid, String ownerAccountSid, String friendlyName, String status) {}

    record NumberView(String sid, String accountSid, String phoneNumber, String friendlyName) {}

    record ResourceView(String type, String sid, String accountSid) {}

    /** A fee in US dollars. */
    record ChargeView(String accountSid, String resourceSid, String type, String amount) {}
}
