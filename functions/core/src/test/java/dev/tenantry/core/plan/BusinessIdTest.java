package dev.tenantry.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessIdTest {

    @Test
    void isAnotherOneEachTime() {
        var ids = Stream.generate(BusinessId::next).limit(1000).distinct().toList();

        assertThat(ids).hasSize(1000).allMatch(id -> BusinessId.isValid(id.value()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "biz_",
                "biz_0123456789abcdef0123456789abcde",
                "biz_0123456789ABCDEF0123456789ABCDEF",
                "biz_0123456789abcdef0123456789abcdef0",
                "job_0123456789abcdef0123456789abcdef"
            })
    void isNothingElse(String text) {
        assertThat(BusinessId.isValid(text)).isFalse();
        assertThatThrownBy(() -> new BusinessId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Where somebody logs a business by mistake, its text stands there. */
    @Test
    void isAllThatTextsTellOfABusiness() {
        var business = SampleBusiness.PRIVATE;

        assertThat(Stream.of(business, business.registration(), business.address(), business.representative())
                        .map(Object::toString))
                .allSatisfy(text -> assertThat(text).doesNotContain(SampleBusiness.PERSONAL));
    }
}
