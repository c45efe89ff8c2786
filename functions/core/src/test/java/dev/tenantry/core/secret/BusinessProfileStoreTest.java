package dev.tenantry.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.SampleBusiness;
import dev.tenantry.core.storage.LocalTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KmsException;

class BusinessProfileStoreTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId GLOBEX = new OrgId("globex");

    @RegisterExtension
    final LocalTable local = new LocalTable();

    private BusinessProfileStore businesses;

    @BeforeEach
    void businesses() {
        businesses = new BusinessProfileStore(local.table(), new FakeKms().cipher());
    }

    @Test
    void findsWhatItKept() {
        var first = businesses.keep(ACME, SampleBusiness.PRIVATE);
        var second = businesses.keep(ACME, SampleBusiness.PUBLIC);

        assertThat(businesses.find(ACME, first)).contains(SampleBusiness.PRIVATE);
        assertThat(businesses.find(ACME, second)).contains(SampleBusiness.PUBLIC);
        assertThat(businesses.find(ACME, BusinessId.next())).isEmpty();
    }

    @Test
    void saysWhatThereIsWithoutDecryptingIt() {
        var first = businesses.keep(ACME, SampleBusiness.PRIVATE);
        var withoutKey = new FakeKms();
        withoutKey.fail(KmsException.builder().message("AccessDenied").build());
        var blind = new BusinessProfileStore(local.table(), withoutKey.cipher());

        assertThat(blind.has(ACME, first)).isTrue();
        assertThat(blind.has(ACME, BusinessId.next())).isFalse();
        assertThat(blind.has(GLOBEX, first)).isFalse();
    }

    @Test
    void keepsNothingInClear() {
        businesses.keep(ACME, SampleBusiness.PRIVATE);

        var item = items().getFirst();

        assertThat(item.keySet()).containsExactlyInAnyOrder("PK", "SK", "data");
        assertThat(item.get("data").b().asUtf8String()).doesNotContain(SampleBusiness.PERSONAL);
    }

    @Test
    void showsAnOrganisationNothingOfAnother() {
        var id = businesses.keep(ACME, SampleBusiness.PRIVATE);

        assertThat(businesses.find(GLOBEX, id)).isEmpty();
    }

    /** A writer to the table cannot make one organisation's data another's. */
    @Test
    void opensNothingThatWasPutAmongTheDataOfAnotherOrganisation() {
        var id = businesses.keep(ACME, SampleBusiness.PRIVATE);
        var stolen = new HashMap<>(items().getFirst());
        stolen.put("PK", AttributeValue.fromS("ORG#globex"));
        local.table().client().putItem(put -> put.tableName(local.table().name())
                .item(stolen));

        assertThatThrownBy(() -> businesses.find(GLOBEX, id)).isInstanceOf(InvalidCiphertextException.class);
    }

    @Test
    void erasesOne() {
        var first = businesses.keep(ACME, SampleBusiness.PRIVATE);
        var second = businesses.keep(ACME, SampleBusiness.PRIVATE);

        businesses.erase(ACME, first);
        businesses.erase(ACME, first);

        assertThat(businesses.find(ACME, first)).isEmpty();
        assertThat(businesses.find(ACME, second)).isPresent();
    }

    @Test
    void erasesAllOfAnOrganisationAndNothingElse() {
        IntStream.range(0, 30).forEach(_ -> businesses.keep(ACME, SampleBusiness.PRIVATE));
        var other = businesses.keep(GLOBEX, SampleBusiness.PRIVATE);
        local.table().client().putItem(put -> put.tableName(local.table().name())
                .item(Map.of("PK", AttributeValue.fromS("ORG#acme"), "SK", AttributeValue.fromS("ORG"))));

        businesses.erase(ACME);
        businesses.erase(ACME);

        assertThat(items()).hasSize(2);
        assertThat(businesses.find(GLOBEX, other)).isPresent();
    }

    private List<Map<String, AttributeValue>> items() {
        return local.table()
                .client()
                .scan(scan -> scan.tableName(local.table().name()))
                .items();
    }
}
