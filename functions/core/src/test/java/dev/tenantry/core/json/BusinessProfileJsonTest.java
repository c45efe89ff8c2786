package dev.tenantry.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.SampleBusiness;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BusinessProfileJsonTest {

    @ParameterizedTest
    @MethodSource
    void readsWhatItWrote(BusinessProfile business) throws Exception {
        assertThat(BusinessProfileJson.read(Json.parse(BusinessProfileJson.write(business))))
                .isEqualTo(business);
    }

    static Stream<BusinessProfile> readsWhatItWrote() {
        return Stream.of(SampleBusiness.PRIVATE, SampleBusiness.PUBLIC);
    }
}
