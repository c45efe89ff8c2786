package dev.tenantry.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.job.NumberType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailableNumbersTest extends TenantTest {

    private static final String ACCOUNT = "/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID;

    @ParameterizedTest
    @CsvSource({"LOCAL, US, Local", "TOLL_FREE, CA, TollFree", "MOBILE, GB, Mobile"})
    void searchesForNumbersThatNeedNoAddress(NumberType type, String country, String path) {
        server.then(200, Bodies.page("available_phone_numbers", List.of(Bodies.availableNumber())));

        var found = tenant.availableNumbers().search(new NumberQuery(country, type, Optional.of("415")), 5);

        assertThat(found)
                .containsExactly(new AvailableNumber("+14155550100", Optional.of("San Francisco"), Optional.of("CA")));
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

        assertThat(found).containsExactly(new AvailableNumber("+14155550100", Optional.empty(), Optional.empty()));
        assertThat(server.received().getFirst().uri().getQuery()).doesNotContain("AreaCode");
    }
}
