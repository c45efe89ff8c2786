package dev.tenantry.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.job.Business;
import dev.tenantry.core.job.SampleBusiness;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BusinessJsonTest {

    @ParameterizedTest
    @MethodSource
    void readsWhatItWrote(Business business) throws Exception {
        assertThat(BusinessJson.read(Json.parse(BusinessJson.write(business)))).isEqualTo(business);
    }

    static Stream<Business> readsWhatItWrote() {
        return Stream.of(SampleBusiness.PRIVATE, SampleBusiness.PUBLIC);
    }
}
