package dev.tenantry.twilio.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.fixture.TenantAccountFixture;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AvailableNumbersTest extends TenantAccountFixture {

    private static final NumberQuery MOBILE = new NumberQuery("GB", NumberType.MOBILE, Optional.empty());
    private static final String ACCOUNT = "/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID;

    @ParameterizedTest
    @CsvSource({"LOCAL, US, Local", "TOLL_FREE, CA, TollFree", "MOBILE, GB, Mobile"})
    void searchesForNumbersThatNeedNoAddress(NumberType type, String country, String path) {
        server.then(200, Bodies.page("available_phone_numbers", List.of(Bodies.availableNumber())));

        var found = tenant.availableNumbers().search(new NumberQuery(country, type, Optional.of("415")), 5);

        assertThat(found)
                .containsExactly(new AvailableNumber(
                        "+14155550100", Optional.of("San Francisco"), Optional.of("CA"), Optional.empty()));
        var uri = server.received().getFirst().uri();
        assertThat(uri.getPath()).isEqualTo(ACCOUNT + "/AvailablePhoneNumbers/" + country + "/" + path + ".json");
        assertThat(uri.getQuery().split("&"))
                .containsExactlyInAnyOrder("AreaCode=415", "ExcludeAllAddressRequired=true", "PageSize=5");
    }

    @Test
    void searchesWithoutAnAreaCodeAndFindsNoTown() {
        var number = Bodies.availableNumber().putNull("locality").putNull("region");
        server.then(200, Bodies.page("available_phone_numbers", List.of(number, number)));

        var found = tenant.availableNumbers().search(new NumberQuery("US", NumberType.TOLL_FREE, Optional.empty()), 1);

        assertThat(found)
                .containsExactly(
                        new AvailableNumber("+14155550100", Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(server.received().getFirst().uri().getQuery()).doesNotContain("AreaCode");
    }

    /** A search answered with a number that could do less than was asked for. */
    @Test
    void offersNoNumberThatCannotDoWhatIsWished() {
        var mute = Bodies.availableNumber();
        mute.putObject("capabilities").put("voice", false).put("SMS", true).put("MMS", false);
        server.then(200, Bodies.page("available_phone_numbers", List.of(mute)));
        var query = new NumberQuery("US", NumberType.LOCAL, Optional.empty(), Set.of(Capability.SMS, Capability.VOICE));

        assertThat(tenant.availableNumbers().search(query, 5)).isEmpty();
    }

    @Test
    void asksOnlyForWhatIsWished() {
        server.then(200, Bodies.page("available_phone_numbers", List.of()));
        var query = new NumberQuery("US", NumberType.LOCAL, Optional.empty(), Set.of(Capability.SMS, Capability.VOICE));

        assertThat(tenant.availableNumbers().search(query, 5)).isEmpty();

        assertThat(request().uri().getQuery().split("&"))
                .containsExactlyInAnyOrder(
                        "ExcludeAllAddressRequired=true", "SmsEnabled=true", "VoiceEnabled=true", "PageSize=5");
    }

    @ParameterizedTest
    @EnumSource
    void asksForEachCapability(NumberType type) {
        for (var capability : Capability.values()) {
            server.then(200, Bodies.page("available_phone_numbers", List.of()));

            tenant.availableNumbers().search(new NumberQuery("GB", type, Optional.empty(), Set.of(capability)), 5);

            var parameter =
                    switch (capability) {
                        case VOICE -> "VoiceEnabled=true";
                        case SMS -> "SmsEnabled=true";
                        case MMS -> "MmsEnabled=true";
                    };
            assertThat(server.received().getLast().uri().getQuery().split("&"))
                    .containsExactlyInAnyOrder("ExcludeAllAddressRequired=true", parameter, "PageSize=5");
        }
    }

    /** Twilio's answer for a type that the country does not have, such as mobile numbers in the US. */
    @Test
    void findsNothingWhereTheTypeIsNotOffered() {
        server.then(404, Bodies.notFound()).then(404, Bodies.notFound());

        assertThat(tenant.availableNumbers().search(MOBILE, 5)).isEmpty();
        assertThat(tenant.availableNumbers().shortage(MOBILE))
                .isEqualTo(new ShortageReason(false, Set.of(), List.of()));
    }

    @Test
    void tellsWhichAddressAndWhichBundleAreMissing() {
        server.then(
                        200,
                        Bodies.page(
                                "available_phone_numbers",
                                List.of(needing("local"), needing("any"), needing("foreign"), needing("local"))))
                .then(200, Bodies.metaPage("results", List.of(Bodies.of("regulation"))));

        assertThat(tenant.availableNumbers().shortage(MOBILE))
                .isEqualTo(new ShortageReason(
                        true,
                        Set.of(AddressRequirement.ANY, AddressRequirement.LOCAL, AddressRequirement.FOREIGN),
                        List.of("United Kingdom: Mobile - Business")));

        assertThat(server.received().getFirst().uri().getQuery()).doesNotContain("Exclude");
        assertThat(server.received().getLast().uri())
                .hasToString("/numbers.twilio.com/v2/RegulatoryCompliance/Regulations?IsoCountry=GB&NumberType=mobile");
    }

    @Test
    void tellsThatNothingIsForSale() {
        server.then(200, Bodies.page("available_phone_numbers", List.of(needing("none"))))
                .then(200, Bodies.metaPage("results", List.of()));

        assertThat(tenant.availableNumbers().shortage(MOBILE)).isEqualTo(new ShortageReason(true, Set.of(), List.of()));
    }

    private static ObjectNode needing(String address) {
        return Bodies.availableNumber().put("address_requirements", address);
    }
}
