package dev.tenantry.twilio.simulator.usage;

import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code Usage/Triggers}; they fire when the control API says so (Twilio docs: UsageTrigger resource). */
final class UsageTriggersResource {
    private static final String PATH = "/2010-04-01/Accounts/{AccountSid}/Usage/Triggers";
    private static final Form<UsageTrigger> CREATION = new Form<>(
            UsageTrigger.class,
            Parameter.text("FriendlyName", 64),
            Parameter.text("CallbackUrl", Pattern.compile("https?://.+")).whichIsRequired(),
            Parameter.method("CallbackMethod").orElse("POST"),
            Parameter.text("TriggerValue", Pattern.compile("\\+?\\d+(\\.\\d+)?"))
                    .whichIsRequired(),
            Parameter.text("UsageCategory", Pattern.compile("[a-z0-9-]+")).whichIsRequired(),
            Parameter.oneOf("TriggerBy", "count", "usage", "price").orElse("usage"),
            Parameter.oneOf("Recurring", "daily", "monthly", "yearly", "alltime")
                    .orElse("alltime"));
    private static final Form<UsageTrigger> UPDATE = new Form<>(
            UsageTrigger.class,
            Parameter.text("FriendlyName", 64),
            Parameter.text("CallbackUrl", Pattern.compile("https?://.+")),
            Parameter.method("CallbackMethod"));

    private final ResourceTable<UsageTrigger> triggers;
    private final CrudResource<UsageTrigger> crud;

    UsageTriggersResource(TwilioState state, ResourceTable<UsageTrigger> triggers) {
        this.triggers = triggers;
        this.crud = new CrudResource<>(state, triggers, ApiStyle.V2010, "UT", "usage_triggers", CREATION)
                .updatedBy(UPDATE)
                .filteredBy("Recurring", UsageTrigger::recurring)
                .filteredBy("TriggerBy", UsageTrigger::triggerBy)
                .filteredBy("UsageCategory", UsageTrigger::usageCategory)
                .shownAs((trigger, node) -> node.put("usage_record_uri", trigger.usageRecordUri())
                        .put(
                                "uri",
                                "/2010-04-01/Accounts/%s/Usage/Triggers/%s.json"
                                        .formatted(trigger.accountSid(), trigger.sid())));
    }

    void addTo(Routes.Host api) {
        api.post(PATH + ".json", Operation.CREATE, this::create);
        crud.addTo(api, PATH, ".json");
    }

    private Answer create(Call call) {
        var trigger = crud.make(call, Map.of("api_version", "2010-04-01", "current_value", "0"));
        return Answer.created(crud.represent(triggers.save(trigger)));
    }
}
