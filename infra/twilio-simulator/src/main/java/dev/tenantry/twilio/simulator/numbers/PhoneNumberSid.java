package dev.tenantry.twilio.simulator.numbers;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Call;

/** The parameter that names a number which is to become part of something. */
public final class PhoneNumberSid {
    private PhoneNumberSid() {}

    /** The account's number; 20001 when none is named, 20404 when the account has no such number. */
    public static IncomingPhoneNumber read(IncomingPhoneNumbers numbers, Call call) {
        var sid = call.form()
                .get("PhoneNumberSid")
                .orElseThrow(() -> new TwilioException(
                        ErrorCode.INVALID_PARAMETER, "Missing required parameter PhoneNumberSid in the post body"));
        return numbers.find(call.accountSid(), sid)
                .orElseThrow(() -> new TwilioException(ErrorCode.NOT_FOUND, "Phone number " + sid + " was not found"));
    }
}
