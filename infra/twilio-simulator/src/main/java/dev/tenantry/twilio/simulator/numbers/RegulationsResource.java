package dev.tenantry.twilio.simulator.numbers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Routes;
import java.util.List;

/**
 * {@code /v2/RegulatoryCompliance/Regulations} of numbers: which papers the inventory's numbers want, in outline
 * (Twilio docs: Regulation resource). Bundles themselves are not simulated: a number takes any bundle SID.
 */
final class RegulationsResource {
    private static final String PATH = "/v2/RegulatoryCompliance/Regulations";
    private static final List<Regulation> ALL = List.of(
            new Regulation("RN" + "0a".repeat(16), "United Kingdom: Mobile - Business", "GB", "mobile", "business"),
            new Regulation(
                    "RN" + "0b".repeat(16), "United Kingdom: Mobile - Individual", "GB", "mobile", "individual"));

    private record Regulation(
            String sid, String friendlyName, String isoCountry, String numberType, String endUserType) {}

    void addTo(Routes.Host numbers) {
        numbers.get(PATH, RegulationsResource::list).get(PATH + "/{Sid}", RegulationsResource::fetch);
    }

    private static Answer list(Call call) {
        var found = ALL.stream()
                .filter(regulation -> asked(call, "IsoCountry", regulation.isoCountry())
                        && asked(call, "NumberType", regulation.numberType())
                        && asked(call, "EndUserType", regulation.endUserType()))
                .toList();
        return ApiStyle.V1.page(call, "results", found, Regulation::sid, RegulationsResource::represent);
    }

    private static Answer fetch(Call call) {
        return ALL.stream()
                .filter(regulation -> regulation.sid().equals(call.variable("Sid")))
                .findFirst()
                .map(regulation -> Answer.ok(represent(regulation)))
                .orElseThrow(call::notFound);
    }

    private static boolean asked(Call call, String parameter, String value) {
        return call.query().get(parameter).map(value::equals).orElse(true);
    }

    private static ObjectNode represent(Regulation regulation) {
        var node =
                ApiStyle.V1.tree(regulation).put("url", "https://numbers.twilio.com" + PATH + "/" + regulation.sid());
        var requirements = Json.V1.object();
        requirements
                .putArray("end_user")
                .addObject()
                .put("type", regulation.endUserType())
                .put("requirement_name", regulation.endUserType() + "_info");
        requirements.putArray("supporting_document");
        return node.set("requirements", requirements);
    }
}
