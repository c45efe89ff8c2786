package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.ReviewedDefinition;
import dev.tenantry.steps.resource.TenantContext;
import java.util.EnumMap;
import java.util.Map;

/**
 * The resource definitions of one organisation's tenant, each of which is made when it is asked for. A kind without a
 * definition does not compile.
 */
public final class ResourceDefinitions {
    private final TenantContext tenant;
    private final RegistrationParts parts;
    private final Map<ResourceKind, ResourceDefinition> made = new EnumMap<>(ResourceKind.class);

    /** The definitions of this tenant's resources. */
    public ResourceDefinitions(TenantContext tenant) {
        this.tenant = tenant;
        this.parts = new RegistrationParts(tenant, this);
    }

    /** The definition of a kind: always the same one. */
    public ResourceDefinition of(ResourceKind kind) {
        return made.computeIfAbsent(kind, this::make);
    }

    /**
     * The definition of a kind that is reviewed.
     *
     * @throws ClassCastException when nobody reviews the kind
     */
    public ReviewedDefinition reviewed(ResourceKind kind) {
        return (ReviewedDefinition) of(kind);
    }

    /** The definition of the subaccount. */
    public SubaccountDefinition subaccount() {
        return (SubaccountDefinition) of(ResourceKind.ACCOUNT);
    }

    /** The definition of phone numbers. */
    public PhoneNumberDefinition phoneNumbers() {
        return (PhoneNumberDefinition) of(ResourceKind.PHONE_NUMBER);
    }

    private ResourceDefinition make(ResourceKind kind) {
        return switch (kind) {
            case ACCOUNT -> new SubaccountDefinition(tenant);
            case API_KEY -> new ApiKeyDefinition(tenant);
            case PHONE_NUMBER -> new PhoneNumberDefinition(tenant);
            case MESSAGING_SERVICE -> new MessagingServiceDefinition(tenant);
            case ALPHA_SENDER -> new AlphaSenderDefinition(tenant);
            case APPLICATION -> new TwimlApplicationDefinition(tenant);
            case TRUNK -> new SipTrunkDefinition(tenant);
            case ORIGINATION_URL -> new OriginationUrlDefinition(tenant);
            case ADDRESS -> new EmergencyAddressDefinition(tenant);
            case USAGE_TRIGGER -> new SpendAlarmDefinition(tenant);
            case SINK -> new EventSinkDefinition(tenant);
            case SUBSCRIPTION -> new EventSubscriptionDefinition(tenant);
            case VERIFY_SERVICE -> new VerifyServiceDefinition(tenant);
            case BUSINESS_ADDRESS -> new BusinessAddressDefinition(tenant);
            case ADDRESS_DOCUMENT -> new AddressDocumentDefinition(tenant);
            case BUSINESS_INFORMATION -> new EndUserDefinition(tenant, kind, TrustHubDetails::information);
            case REPRESENTATIVE -> new EndUserDefinition(tenant, kind, TrustHubDetails::representative);
            case MESSAGING_PROFILE -> new EndUserDefinition(tenant, kind, TrustHubDetails::messagingProfile);
            case CUSTOMER_PROFILE -> new CustomerProfileDefinition(tenant, parts);
            case TRUST_PRODUCT -> new TrustProductDefinition(tenant, parts);
            case BRAND -> new BrandDefinition(tenant, parts);
            case CAMPAIGN -> new CampaignDefinition(tenant);
            case TOLL_FREE_VERIFICATION -> new TollFreeVerificationDefinition(tenant);
        };
    }
}
