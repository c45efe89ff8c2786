package dev.tenantry.twilio.simulator.pricing;

import dev.tenantry.twilio.simulator.state.Resource;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.math.BigDecimal;
import java.util.List;

/** Fees that were paid. Use it inside a transaction. */
public final class Charges {
    private final TwilioState state;
    private final ResourceTable<Charge> charges;

    Charges(TwilioState state) {
        this.state = state;
        this.charges = state.internalResources("charges", Charge.class);
    }

    /** Takes a fee for a resource from the account that owns it. */
    public void add(Resource resource, String type, BigDecimal amount) {
        charges.save(new Charge(
                state.sids().secret("charge"),
                resource.accountSid(),
                resource.sid(),
                type,
                amount,
                resource.dateCreated()));
    }

    /** All fees, oldest first. */
    public List<Charge> all() {
        return charges.all();
    }
}
