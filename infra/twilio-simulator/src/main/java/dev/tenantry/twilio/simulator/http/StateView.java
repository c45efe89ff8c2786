package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import java.util.List;
import java.util.Locale;

/** What the simulator holds, without secrets. */
record StateView(
        List<AccountView> accounts, List<NumberView> numbers, List<ResourceView> resources, List<ChargeView> charges) {

    static StateView of(TwilioCloud cloud) {
        return new StateView(accounts(cloud), numbers(cloud), resources(cloud), charges(cloud));
    }

    private static List<AccountView> accounts(TwilioCloud cloud) {
        return cloud.accounts().all().stream()
                .map(account -> new AccountView(
                        account.sid(),
                        account.ownerAccountSid(),
                        account.friendlyName(),
                        account.status().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static List<NumberView> numbers(TwilioCloud cloud) {
        return cloud.incomingPhoneNumbers().all().stream()
                .map(number ->
                        new NumberView(number.sid(), number.accountSid(), number.phoneNumber(), number.friendlyName()))
                .toList();
    }

    private static List<ResourceView> resources(TwilioCloud cloud) {
        return cloud.resources().stream()
                .flatMap(type -> type.all().stream()
                        .map(resource -> new ResourceView(type.name(), resource.sid(), resource.accountSid())))
                .toList();
    }

    private static List<ChargeView> charges(TwilioCloud cloud) {
        return cloud.charges().all().stream()
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
