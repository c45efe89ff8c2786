package dev.tenantry.steps.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.ReviewedDefinition;
import dev.tenantry.steps.resource.TenantContext;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResourceDefinitionsTest {
    private final ResourceDefinitions definitions = new ResourceDefinitions(new TenantContext(
            new OrgId("acme"),
            () -> {
                throw unused();
            },
            () -> {
                throw unused();
            },
            null,
            _ -> Optional.empty(),
            null,
            _ -> null,
            () -> {
                throw unused();
            },
            Optional::empty));

    @ParameterizedTest
    @EnumSource
    void eachKindHasADefinitionOfItsOwnWhichIsMadeOnce(ResourceKind kind) {
        ResourceDefinition definition = definitions.of(kind);

        assertThat(definition.kind()).isSameAs(kind);
        assertThat(definitions.of(kind)).isSameAs(definition);
    }

    @ParameterizedTest
    @EnumSource
    void exactlyTheKindsThatSomebodyReviewsCanBeSubmitted(ResourceKind kind) {
        assertThat(definitions.of(kind) instanceof ReviewedDefinition)
                .isEqualTo(kind.reviewedBy().isPresent());
    }

    /** Definitions reach the tenant when they are used, not when they are made. */
    private static AssertionError unused() {
        return new AssertionError("The tenant is not needed yet");
    }
}
