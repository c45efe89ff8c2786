package dev.tenantry.twilio.simulator.trunking;

import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Resource for the origination URLs of a trunk (Twilio docs: OriginationUrl resource). */
final class OriginationUrlsResource {
    private static final int MAX = 65_535;
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.integer("Weight", 1, MAX),
            Parameter.integer("Priority", 0, MAX),
            Parameter.flag("Enabled"),
            Parameter.text("FriendlyName", 64),
            Parameter.text("SipUrl", Pattern.compile("sips?:.+")));

    private final CrudResource<OriginationUrl> crud;

    OriginationUrlsResource(
            TwilioState state, ResourceTable<Trunk> trunks, ResourceTable<OriginationUrl> originationUrls) {
        this.crud = new CrudResource<>(
                        state, originationUrls, ApiStyle.V1, "OU", "origination_urls", form(Parameter::whichIsRequired))
                .updatedBy(form(UnaryOperator.identity()))
                .within("TrunkSid", trunks)
                .shownAs((url, node) ->
                        node.put("url", TrunksResource.url(url.trunkSid()) + "/OriginationUrls/" + url.sid()));
    }

    void addTo(Routes.Host trunking) {
        crud.addTo(trunking, "/v1/Trunks/{TrunkSid}/OriginationUrls", "");
    }

    private static Form<OriginationUrl> form(UnaryOperator<Parameter> each) {
        return new Form<>(OriginationUrl.class, PARAMETERS.stream().map(each).toArray(Parameter[]::new));
    }
}
