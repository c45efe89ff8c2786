package dev.tenantry.twilio.simulator.resources;

import dev.tenantry.twilio.simulator.domain.OriginationUrl;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Crud;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Where a trunk sends incoming calls (Twilio docs: OriginationUrl resource). */
final class OriginationUrlsResource {
    private static final int MAX = 65_535;
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.integer("Weight", 1, MAX),
            Parameter.integer("Priority", 0, MAX),
            Parameter.flag("Enabled"),
            Parameter.text("FriendlyName", 64),
            Parameter.text("SipUrl", Pattern.compile("sips?:.+")));

    private final Crud<OriginationUrl> crud;

    OriginationUrlsResource(TwilioCloud cloud) {
        this.crud = new Crud<>(
                        cloud,
                        cloud.originationUrls(),
                        ApiStyle.V1,
                        "OU",
                        "origination_urls",
                        form(Parameter::whichIsRequired))
                .updatedBy(form(UnaryOperator.identity()))
                .within("TrunkSid", cloud.trunks())
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
