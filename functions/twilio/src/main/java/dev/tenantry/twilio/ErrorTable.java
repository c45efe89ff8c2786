package dev.tenantry.twilio;

import dev.tenantry.twilio.ErrorRule.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Twilio's error codes and what each means for a step. The meanings are those of Twilio's "Error and Warning
 * Dictionary"; the verdicts are ours. A code that is not here is judged by its HTTP status.
 */
final class ErrorTable {

    private static final String TOO_MANY = "Twilio has too many requests of this account at once";
    private static final String SERVER_ERROR = "Twilio had an error of its own or is under maintenance";
    private static final String CONFLICT = "it met another change of the same resource";
    private static final String UNKNOWN_RESOURCE = "Twilio does not know this resource";
    private static final String INCOMPLETE = "the registration's data do not meet Twilio's policy";
    private static final String REJECTED = "the brand or campaign was rejected";
    private static final String NOT_VERIFIED = "the toll-free verification was rejected";

    private static final String CHECK_DELETED = "Operator: check that it was not deleted.";
    static final String CORRECT_DATA =
            "Customer: correct the data that Twilio names. Operator: send it again, then retry the job.";
    private static final String OTHER_NUMBER = "Nobody needs to act: another number is chosen.";
    private static final String RAISE_LIMIT = "Operator: ask Twilio's support to raise the limit, then retry the job.";
    private static final String REPORT = "Operator: this is a defect of the product; report it with this message.";
    static final String SUPPORT = "Operator: ask Twilio's support, then retry the job.";
    static final String NOT_CORRECTABLE =
            "Operator: Twilio takes no correction of it. Delete it and submit another, or ask Twilio's support.";
    private static final String UPGRADE = "Operator: upgrade the Twilio account, then retry the job.";

    private final Map<Integer, ErrorRule> byCode = new HashMap<>();

    ErrorTable() {
        general();
        credentials();
        accounts();
        purchases();
        addresses();
        messagingServices();
        brandsAndCampaigns();
        reviews();
        calls();
        events();
    }

    /** The rule of a Twilio error code; empty for a code that this table does not know. */
    Optional<ErrorRule> byCode(int code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Whether a code says, whatever the HTTP status, that what is to be read or deleted is not there. */
    boolean meansGone(int code) {
        return switch (code) {
            case 21711, 91001, 91102 -> true;
            default -> false;
        };
    }

    /** The rule of a refusal that has no known code, by its HTTP status (RFC 9110, section 15). */
    static ErrorRule byStatus(int status) {
        return switch (status) {
            case 401, 403 ->
                permanent(
                        "Twilio did not accept the credentials for this call",
                        "Operator: check the Twilio credentials and that the account is active, then retry the job.");
            case 402 -> needsHuman("Twilio asks for payment", "Operator: add funds to the Twilio account, then retry.");
            case 404 -> permanent(UNKNOWN_RESOURCE, CHECK_DELETED);
            case 408 -> ErrorRule.inDoubt("Twilio gave up waiting for the request");
            case 409 -> ErrorRule.inDoubt(CONFLICT);
            case 429 -> ErrorRule.notProcessed(TOO_MANY);
            default -> byStatusClass(status);
        };
    }

    private static ErrorRule byStatusClass(int status) {
        return switch (status / 100) {
            case 5 -> ErrorRule.inDoubt(SERVER_ERROR);
            case 3 ->
                permanent(
                        "the answer points to another address, which is not followed",
                        "Operator: check the base URL that is set for Twilio.");
            default -> permanent("Twilio refused the request", REPORT);
        };
    }

    private void general() {
        on(20429).put(ErrorRule.notProcessed(TOO_MANY));
        on(20500, 20503, 21730).put(ErrorRule.inDoubt(SERVER_ERROR));
        on(20409, 20162).put(ErrorRule.inDoubt(CONFLICT));
        on(20404).put(permanent(UNKNOWN_RESOURCE, CHECK_DELETED));
        on(20001, 20002, 20422, 20423, 60200, 70001).put(permanent("Twilio refused a parameter as invalid", REPORT));
        on(21402, 21456, 21502, 21609)
                .put(permanent(
                        "Twilio does not take one of the URLs that it was given",
                        "Operator: check the public base URL and the URLs in the plan, then retry the job."));
    }

    private void credentials() {
        on(20003)
                .put(permanent(
                        "Twilio did not accept the account SID and auth token",
                        "Operator: check the stored credentials, and that the account is neither suspended nor closed."
                                + " Then retry the job. A subaccount that was closed stays closed: roll the job back, which"
                                + " forgets it, and trigger the organisation again."));
        on(20006, 20008, 20403)
                .put(permanent(
                        "these credentials may not make this call",
                        "Operator: use live credentials of the account itself, not test credentials or a restricted"
                                + " key."));
        on(10001, 20005, 21472)
                .put(needsHuman(
                        "the Twilio account is not active",
                        "Operator: make it active in the Twilio Console, or ask Twilio why it was stopped. Then retry"
                                + " the job."));
        on(10002, 21404).put(needsHuman("a trial account may not do this", UPGRADE));
    }

    private void accounts() {
        on(21101)
                .put(permanent(
                        "a subaccount cannot have subaccounts", "Operator: use the parent account's credentials."));
        on(21480)
                .put(needsHuman(
                        "the account has as many subaccounts as it may have",
                        "Operator: take no new customers for now. Ask Twilio's support to raise the limit, then retry"
                                + " the job."));
        on(21102).put(needsHuman("the account and its subaccounts have as many services as allowed", RAISE_LIMIT));
        on(60246).put(ErrorRule.inDoubt("Twilio says that there is such a Verify service already"));
        on(21475).put(permanent("the account cannot get this status", REPORT));
        on(21477).put(permanent("the parent account cannot get this status", REPORT));
        on(21476).put(needsHuman("the parent account is suspended", SUPPORT));
        on(21478).put(needsHuman("Twilio has suspended the account", SUPPORT));
        on(21479).put(permanent("a closed account cannot be opened again", "Operator: start a new job for the org."));
        on(21470, 21473, 21474)
                .put(permanent(
                        "the number cannot be moved between these accounts with these credentials",
                        "Operator: check that both accounts have the same parent, and use the parent's credentials."));
    }

    private void purchases() {
        on(21422).put(new ErrorRule(Verdict.TRY_ANOTHER, "it is no longer for sale", OTHER_NUMBER));
        on(21421).put(new ErrorRule(Verdict.TRY_ANOTHER, "Twilio does not take it as a number", OTHER_NUMBER));
        on(21452)
                .put(
                        new ErrorRule(
                                Verdict.TRY_ANOTHER,
                                "Twilio has no number for sale in this area code",
                                "Nobody needs to act: a wider area is searched. If that fails too, operator: change the plan."));
        on(21451)
                .put(permanent(
                        "Twilio does not know this area code", "Operator: choose another area code in the plan."));
        on(21457, 21458).put(permanent("numbers of this kind cannot be bought by area code", REPORT));
        on(22300).put(needsHuman("the account may not buy this kind of number", SUPPORT));
    }

    private void addresses() {
        on(21615, 21631)
                .put(needsHuman(
                        "the number needs an address of the customer",
                        "Customer: give an address. Or operator: choose a kind of number that needs none. Then retry"
                                + " the job."));
        on(21628, 21629)
                .put(needsHuman(
                        "Twilio could not confirm the address",
                        "Customer: check the address, or take the one that Twilio suggests. Operator: retry the job."));
        on(21630)
                .put(
                        needsHuman(
                                "the address is part of a verified document, so it cannot be changed",
                                "Operator: delete the document in the Twilio Console if it is out of use, then retry the job."));
        on(21613, 21649, 21650, 21651)
                .put(needsHuman(
                        "the number needs a regulatory bundle, identity or document that fits it",
                        "Customer: give the documents that the country asks for. Operator: retry the job after that."));
        onRange(21644, 21648)
                .put(permanent(
                        "Twilio keeps this document or bundle, so it cannot be deleted",
                        "Nobody needs to act: it may stay."));
    }

    private void messagingServices() {
        on(21710).put(ErrorRule.inDoubt("Twilio says that the number is in this messaging service already"));
        on(21712)
                .put(permanent(
                        "the number is in another messaging service",
                        "Operator: take it out of the other messaging service, then retry the job."));
        on(21714).put(needsHuman("the messaging service has as many numbers as allowed", RAISE_LIMIT));
        on(21715)
                .put(permanent(
                        "the number cannot do what the messaging service needs",
                        "Operator: choose a kind of number that can send text messages."));
        on(21701, 21705).put(permanent("the messaging service does not exist", CHECK_DELETED));
    }

    private void brandsAndCampaigns() {
        on(21717)
                .put(new ErrorRule(
                        Verdict.NOT_PROCESSED,
                        "the A2P brand is not approved yet",
                        "Nobody needs to act: the brand's review has to end first, which can take days."));
        on(21719, 21720, 21727, 21728).put(permanent("Twilio refuses the campaign's use case or texts", CORRECT_DATA));
        on(21724).put(needsHuman("the A2P brand's updates are used up", SUPPORT));
        on(21725).put(needsHuman("the A2P brand can be changed only after it has failed", SUPPORT));
        on(21729).put(needsHuman("the A2P campaign is suspended", SUPPORT));
    }

    private void reviews() {
        on(22203, 22204).put(permanent("Twilio refuses this change of the registration's status", REPORT));
        on(22205, 22206).put(permanent("what was to be part of the registration is nothing that Twilio takes", REPORT));
        onRange(22214, 22219).put(needsHuman(INCOMPLETE, CORRECT_DATA));
        onRange(30700, 30799).put(needsHuman(REJECTED, CORRECT_DATA));
        onRange(30790, 30792).put(needsHuman("the registry could not take the brand, by an error of its own", SUPPORT));
        onRange(30880, 30900).put(needsHuman(REJECTED, CORRECT_DATA));
        on(30436).put(permanent("the number to verify is no toll-free number of the account", REPORT));
        on(30841, 30879).put(needsHuman(NOT_VERIFIED, CORRECT_DATA));
        onRange(30440, 30540).put(needsHuman(NOT_VERIFIED, CORRECT_DATA));
    }

    private void calls() {
        on(21301).put(needsHuman("the account has as many TwiML applications as allowed", RAISE_LIMIT));
        on(21218, 21420).put(permanent("the TwiML application does not exist in this account", CHECK_DELETED));
        on(21244).put(needsHuman("the account has as many SIP trunks as allowed", RAISE_LIMIT));
        on(21249).put(needsHuman("the SIP trunk has as many origination URLs as allowed", RAISE_LIMIT));
        on(21245).put(permanent("Twilio refuses the SIP trunk's settings", REPORT));
        on(21247)
                .put(permanent(
                        "other domains depend on the SIP trunk's",
                        "Operator: delete them in the Twilio Console, then retry the job."));
        on(21634)
                .put(permanent(
                        "numbers of the SIP trunk are set for emergency calls",
                        "Operator: take their emergency addresses away, then retry the job."));
        on(22222).put(permanent("the emergency status of a number cannot be set", REPORT));
    }

    private void events() {
        on(91003).put(needsHuman("the account has as many event sinks as allowed", RAISE_LIMIT));
        on(91001, 91102).put(permanent(UNKNOWN_RESOURCE, CHECK_DELETED));
        on(91000, 91101, 91103, 91104).put(permanent("Twilio refuses the event sink or subscription", REPORT));
        on(91100).put(ErrorRule.notProcessed("the event sink is not active yet"));
        on(91007)
                .put(permanent(
                        "subscriptions still use the event sink",
                        "Operator: delete them in the Twilio Console, then retry the job."));
        on(57012)
                .put(needsHuman(
                        "a webhook's signature did not match",
                        "Operator: check the public base URL, and whose auth token is used."));
        on(93101)
                .put(needsHuman(
                        "Twilio could not deliver its events",
                        "Operator: check that the webhook's address can be reached from the internet."));
    }

    private static ErrorRule needsHuman(String reason, String nextAction) {
        return new ErrorRule(Verdict.NEEDS_HUMAN, reason, nextAction);
    }

    private static ErrorRule permanent(String reason, String nextAction) {
        return new ErrorRule(Verdict.PERMANENT, reason, nextAction);
    }

    private Row on(int... codes) {
        return rule -> IntStream.of(codes).forEach(code -> byCode.put(code, rule));
    }

    private Row onRange(int first, int last) {
        return on(IntStream.rangeClosed(first, last).toArray());
    }

    /** The codes of one row of the table, waiting for their rule. */
    private interface Row {
        void put(ErrorRule rule);
    }
}
