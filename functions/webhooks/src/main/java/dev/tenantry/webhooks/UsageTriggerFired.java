package dev.tenantry.webhooks;

import dev.tenantry.core.notice.Notice;
import dev.tenantry.core.notice.NoticeId;
import dev.tenantry.core.plan.OrgId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A usage trigger has fired (Twilio docs, "Usage Triggers API"): what the account uses, or pays, has reached a value.
 *
 * @param form what Twilio sent
 * @param firedAt when
 */
record UsageTriggerFired(Form form, Instant firedAt) implements TwilioCallback {
    private static final Pattern AMOUNT = Pattern.compile("\\+?\\d{1,15}(\\.\\d{1,10})?");
    private static final Map<String, Pattern> FIELDS = Map.of(
            "UsageTriggerSid", Pattern.compile("UT[0-9a-f]{32}"),
            "UsageCategory", Pattern.compile("[a-z0-9-]{1,64}"),
            "TriggerValue", AMOUNT,
            "CurrentValue", AMOUNT,
            "IdempotencyToken", Pattern.compile("[!-~]{1,200}"));

    /** Parses a form; empty if it is not the callback of a usage trigger. */
    static Optional<UsageTriggerFired> of(Form form) {
        var isComplete = FIELDS.entrySet().stream()
                .allMatch(field ->
                        field.getValue().matcher(form.get(field.getKey())).matches());
        return isComplete
                ? TwilioTime.parse(form.get("DateFired")).map(firedAt -> new UsageTriggerFired(form, firedAt))
                : Optional.empty();
    }

    @Override
    public String id() {
        return "usage-trigger-" + form.get("IdempotencyToken");
    }

    @Override
    public String type() {
        return "usage-trigger";
    }

    @Override
    public String payload() {
        return form.text();
    }

    /**
     * A trigger fires only once at any time, so the notice's id consists of the time and the trigger's SID: repeated
     * callbacks result in one notice.
     */
    @Override
    public Optional<Notice> notice(OrgId orgId) {
        return Optional.of(new Notice(
                NoticeId.of(firedAt, form.get("UsageTriggerSid")),
                orgId,
                firedAt,
                Notice.Kind.SPEND_ALARM,
                Notice.Severity.WARNING,
                "%s %s has reached %s; the alarm is set at %s"
                        .formatted(period(), subject(), amount("CurrentValue"), amount("TriggerValue")),
                "twilio"));
    }

    private String period() {
        return switch (form.get("Recurring")) {
            case "daily" -> "Today's";
            case "monthly" -> "This month's";
            case "yearly" -> "This year's";
            default -> "The account's";
        };
    }

    private String subject() {
        var category = form.get("UsageCategory");
        if (isPrice() && category.equals("totalprice")) {
            return "spend";
        }
        return (isPrice() ? "spend on " : "use of ") + category.replace('-', ' ');
    }

    /** Twilio tells no currency here. Its usage records are in US dollars. */
    private String amount(String field) {
        var value = new BigDecimal(form.get(field));
        return isPrice() ? value.setScale(2, RoundingMode.HALF_UP) + " USD" : value.toPlainString();
    }

    private boolean isPrice() {
        return form.get("TriggerBy").equals("price");
    }
}
