package dev.tenantry.steps;

import dev.tenantry.twilio.MessagingServices;
import java.util.Set;

/** The messaging service sends and receives for the numbers. */
record MessagingUse(String serviceSid, MessagingServices services) implements NumberUse {

    @Override
    public String words() {
        return "in messaging service " + serviceSid;
    }

    @Override
    public Set<String> listed() {
        return Set.copyOf(services.listNumbers(serviceSid));
    }

    @Override
    public boolean holds(String numberSid) {
        return services.holdsNumber(serviceSid, numberSid);
    }

    @Override
    public void put(String numberSid) {
        services.attachNumber(serviceSid, numberSid);
    }
}
