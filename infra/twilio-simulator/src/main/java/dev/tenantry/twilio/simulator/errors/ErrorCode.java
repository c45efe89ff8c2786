package dev.tenantry.twilio.simulator.errors;

/**
 * The error codes that the simulator answers by itself, with their HTTP status (Twilio docs: Error and Warning
 * Dictionary).
 */
public enum ErrorCode {
    /** A parameter is missing or is not what Twilio accepts. */
    INVALID_PARAMETER(20001, 400),
    /** No credentials, wrong credentials, or credentials that do not work here. */
    AUTHENTICATE(20003, 401),
    /** The path exists, but not with this method. */
    METHOD_NOT_ALLOWED(20004, 405),
    /** The account is suspended or closed. */
    ACCOUNT_NOT_ACTIVE(20005, 403),
    /** Pages have at most 1,000 items. */
    PAGE_SIZE_TOO_LARGE(20007, 400),
    /** What is there stands against it. When Twilio answers so is hardly documented: see the README. */
    CONFLICT(20409, 409),
    /** Nothing is there. */
    NOT_FOUND(20404, 404),
    /** Subaccounts cannot have subaccounts. */
    SUBACCOUNT_OF_SUBACCOUNT(21101, 400),
    /** Too many requests are under way; this one was not processed. */
    TOO_MANY_REQUESTS(20429, 429),
    /** Phone number invalid. */
    PHONE_NUMBER_INVALID(21421, 400),
    /** Phone number not available: somebody else has it. */
    PHONE_NUMBER_NOT_AVAILABLE(21422, 400),
    /** The area code is not one. */
    AREA_CODE_INVALID(21451, 400),
    /** The area code has no phone numbers left. */
    AREA_CODE_EMPTY(21452, 400),
    /** An area code cannot be used to buy this type of number. */
    AREA_CODE_NOT_SUPPORTED(21457, 400),
    /** The phone number is not of the type that the path names. */
    PHONE_NUMBER_TYPE_MISMATCH(21458, 400),
    /** A number cannot be moved to this account. */
    TRANSFER_ACCOUNT_INVALID(21470, 400),
    /** Only the parent account's credentials move numbers between accounts. */
    TRANSFER_NEEDS_PARENT(21474, 400),
    /** Not a status that an account can be given. */
    ACCOUNT_STATUS_INVALID(21475, 400),
    /** A parent account's status cannot be changed. */
    PARENT_ACCOUNT_STATUS(21477, 400),
    /** A closed account stays closed. */
    ACCOUNT_CLOSED(21479, 400),
    /** The account may have no more subaccounts. */
    TOO_MANY_SUBACCOUNTS(21480, 400),
    /** The number's country asks for an address. */
    ADDRESS_REQUIRED(21631, 400),
    /** The number's country asks for a regulatory bundle. */
    BUNDLE_REQUIRED(21649, 400),
    /** The address does not exist as it was given. */
    ADDRESS_INVALID(21628, 400),
    /** The document, or what else it is, is in review and cannot be deleted. */
    NOT_DELETABLE(21646, 400),
    /** The recipient is no phone number. */
    MESSAGE_RECIPIENT_INVALID(21211, 400),
    /** Sender and recipient are the same number. */
    MESSAGE_TO_ITSELF(21266, 400),
    /** The message has neither text nor media. */
    MESSAGE_WITHOUT_BODY(21602, 400),
    /** The message names no sender. */
    MESSAGE_WITHOUT_SENDER(21603, 400),
    /** The message names no recipient. */
    MESSAGE_WITHOUT_RECIPIENT(21604, 400),
    /** The recipient has asked for no more messages. */
    RECIPIENT_OPTED_OUT(21610, 400),
    /** This sender cannot reach this recipient. */
    RECIPIENT_UNREACHABLE(21612, 400),
    /** The message's text is longer than 1,600 characters. */
    MESSAGE_TOO_LONG(21617, 400),
    /** The sender is no number of Twilio's. */
    SENDER_UNKNOWN(21659, 400),
    /** The sender belongs to another account. */
    SENDER_OF_OTHER_ACCOUNT(21660, 400),
    /** The sender cannot send text messages. */
    SENDER_CANNOT_TEXT(21661, 400),
    /** There is no such messaging service. */
    SERVICE_UNKNOWN(21701, 400),
    /** No sender of the messaging service can reach the recipient. */
    SERVICE_CANNOT_REACH(21703, 400),
    /** The messaging service has no sender. */
    SERVICE_WITHOUT_SENDER(21704, 400),
    /** The number is in this messaging service. */
    ALREADY_IN_SERVICE(21710, 409),
    /** The number is in another messaging service. */
    IN_OTHER_SERVICE(21712, 409),
    /** The messaging service may have no more senders. */
    SENDER_POOL_FULL(21714, 412),
    /** The number cannot send messages. */
    LACKS_CAPABILITY(21715, 400),
    /** The brand is not approved, or not of a kind that may have such a campaign. */
    BRAND_NOT_APPROVED(21717, 400),
    /** The campaign's use case is not that of its messaging service. */
    USE_CASE_INCOMPATIBLE(21719, 400),
    /** There is no such use case. */
    USE_CASE_INVALID(21720, 400),
    /** The brand has been updated as often as it may be. */
    BRAND_UPDATES_USED_UP(21724, 400),
    /** A brand may be updated only when it has failed. */
    BRAND_NOT_FAILED(21725, 400),
    /** A campaign's parameter is missing. */
    CAMPAIGN_PARAMETER_MISSING(21727, 400),
    /** A campaign's text is too short or too long. */
    CAMPAIGN_LENGTH(21728, 400),
    /** The campaign is suspended, so it cannot be changed. */
    CAMPAIGN_SUSPENDED(21729, 400),
    /** A bundle's status is not changed together with anything else. */
    BUNDLE_STATUS_MIXED(22204, 400),
    /** What is to become a part of a bundle is nothing that can. */
    BUNDLE_PART_INVALID(22205, 400),
    /** A bundle lacks an end user. */
    END_USER_MISSING(22214, 400),
    /** A bundle's end user lacks an attribute. */
    END_USER_FIELD_MISSING(22215, 400),
    /** A bundle lacks a document. */
    DOCUMENT_MISSING(22216, 400),
    /** A bundle's document lacks its address. */
    DOCUMENT_ADDRESS_MISSING(22219, 400),
    /** The number to verify is no toll-free number of the account. */
    NOT_A_TOLL_FREE_NUMBER(30436, 400),
    /** Verify's word for a parameter that it does not accept. */
    VERIFY_INVALID_PARAMETER(60200, 400),
    /** The word of keys for a parameter that they do not accept. */
    KEY_INVALID_PARAMETER(70001, 400),
    /** Subscriptions use the event sink. */
    SINK_IN_USE(91007, 400);

    private final int code;
    private final int status;

    ErrorCode(int code, int status) {
        this.code = code;
        this.status = status;
    }

    /** Twilio's number for the error. */
    public int code() {
        return code;
    }

    /** The HTTP status that Twilio sends with it. */
    public int status() {
        return status;
    }
}
