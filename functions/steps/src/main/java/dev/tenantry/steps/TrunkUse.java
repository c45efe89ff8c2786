package dev.tenantry.steps;

import dev.tenantry.twilio.SipTrunks;
import java.util.Set;

/** The SIP trunk gets the calls to the numbers. */
record TrunkUse(String trunkSid, SipTrunks trunks) implements NumberUse {

    @Override
    public String words() {
        return "on SIP trunk " + trunkSid;
    }

    @Override
    public Set<String> listed() {
        return Set.copyOf(trunks.listNumbers(trunkSid));
    }

    @Override
    public boolean holds(String numberSid) {
        return trunks.holdsNumber(trunkSid, numberSid);
    }

    @Override
    public void put(String numberSid) {
        trunks.attachNumber(trunkSid, numberSid);
    }
}
