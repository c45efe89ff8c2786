package dev.tenantry.twilio.simulator.resources;

import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import dev.tenantry.twilio.simulator.http.Call;

/** The parameter that names a number which is to become part of something. */
final class PhoneNumberSid {
    private PhoneNumberSid() {}

    /** The account's number; 20001 when none is named, 20404 when the account has no such number. */
    static IncomingPhoneNumber read(TwilioCloud cloud, Call call) {
        var sid = call.form()
                .get("PhoneNumberSid")
                .orElseThrow(() -> new TwilioException(
                        ErrorCode.INVALID_PARAMETER, "Missing required parameter PhoneNumberSid in the post body"));
        return cloud.incomingPhoneNumbers()
                .find(call.account(), sid)
                .orElseThrow(() -> new TwilioException(ErrorCode.NOT_FOUND, "Phone number " + sid + " was not found"));
    }
}
