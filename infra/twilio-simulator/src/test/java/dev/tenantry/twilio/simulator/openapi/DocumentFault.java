package dev.tenantry.twilio.simulator.openapi;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Twilio's documents contradict Twilio: what they would have us report, and why that is not the simulator's
 * fault.
 *
 * @param pointer which values it is about, as a pattern of their JSON Pointers
 * @param problem what is reported of them
 * @param reason why the document is wrong
 */
public record DocumentFault(Pattern pointer, String problem, String reason) {
    private static final String NO_URI = "does not match the uri pattern must be a valid RFC 3986 URI";

    private static final String TAKEN_AWAY = "a SID, yet an empty text is how a form takes one away, as it does a URL";

    /** All that are known of what goes well. */
    public static final List<DocumentFault> KNOWN = List.of(
            fault(
                    "/(first_page_uri|next_page_uri|previous_page_uri|uri)|/countries/\\*/uri",
                    NO_URI,
                    "format uri, yet the documents' own examples, and Twilio, give URIs relative to the host"),
            fault(
                    ".*/(sms_url|sms_fallback_url|status_callback|voice_url|voice_fallback_url)",
                    "empty text " + NO_URI,
                    "format uri, yet the documents' own examples, and Twilio, give an empty text for none"),
            fault(
                    ".*/sms_application_sid",
                    "empty text does not match the regex pattern ^AP[0-9a-fA-F]{32}$",
                    "a SID, yet the documents' own examples, and Twilio, give an empty text for none"),
            fault(
                    ".*/sms_application_sid",
                    "empty text must be at least 34 characters long",
                    "a SID, yet the documents' own examples, and Twilio, give an empty text for none"),
            fault(
                    "form /(InboundRequestUrl|StatusCallback|(Voice|Sms)(Fallback)?Url)",
                    "empty text " + NO_URI,
                    "format uri, yet an empty text is how a form takes a URL away, as the libraries' makers say"),
            fault(
                    "form /(Voice|Sms)ApplicationSid",
                    "empty text does not match the regex pattern ^AP[0-9a-fA-F]{32}$",
                    TAKEN_AWAY),
            fault(
                    "form /EmergencyAddressSid",
                    "empty text does not match the regex pattern ^AD[0-9a-fA-F]{32}$",
                    TAKEN_AWAY),
            fault(
                    "form /((Voice|Sms)Application|EmergencyAddress)Sid",
                    "empty text must be at least 34 characters long",
                    TAKEN_AWAY),
            fault(
                    "(/incoming_phone_numbers/\\*)?/type",
                    "is not in the document",
                    "the resource has a type; only its Local, Mobile and TollFree subresources forget it"),
            fault(
                    "/(end|first_page_uri|next_page_uri|page|page_size|previous_page_uri|start)",
                    "is missing",
                    "available numbers have no pages in the documents' own examples, nor with Twilio"),
            fault(
                    "/available_phone_numbers/\\*/capabilities/(MMS|SMS)",
                    "is not in the document",
                    "upper case with Twilio: its libraries read these names (PhoneNumberCapabilities)"),
            fault(
                    "/available_phone_numbers/\\*/capabilities/(mms|sms)",
                    "is missing",
                    "upper case with Twilio: its libraries read these names (PhoneNumberCapabilities)"),
            fault(
                    "/available_phone_numbers/\\*/(latitude|longitude)",
                    "string found, number expected",
                    "texts with six decimals in everything recorded from 2014 to 2026"),
            fault(
                    "/available_phone_numbers/\\*/capabilities/fax",
                    "is missing",
                    "gone from searches by June 2026, as recorded"),
            fault(
                    "(/services/\\*)?/mailer_sid",
                    "is not in the document",
                    "a property of Verify services in everything recorded in June 2026"),
            fault(
                    "(/services/\\*)?/passkeys",
                    "is missing",
                    "no property of Verify services in anything recorded in June 2026"),
            fault(
                    "/phone_number_prices/\\*/(base_price|current_price)",
                    "string found, number expected",
                    "texts in the documents' own examples, which also say overrideType string"));

    /** That the documents tell of no errors. An error's body is held against what Twilio says of all errors. */
    public static final List<DocumentFault> ERRORS =
            Stream.of(400, 404).map(DocumentFault::error).toList();

    /** Whether it is what is behind a finding. */
    public boolean explains(Finding finding) {
        return pointer.matcher(finding.pointer()).matches() && finding.problem().equals(problem);
    }

    private static DocumentFault error(int status) {
        return fault(
                "status", status + " is not in the document", "the documents tell of no errors, yet Twilio makes them");
    }

    private static DocumentFault fault(String pointer, String problem, String reason) {
        return new DocumentFault(Pattern.compile(pointer), problem, reason);
    }
}
