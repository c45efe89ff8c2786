package dev.tenantry.twilio.simulator.a2p;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Use case of a campaign (Twilio docs: UsAppToPersonUsecase resource). */
enum CampaignUseCase {
    TWO_FACTOR("2FA", "Two-Factor authentication (2FA)", false),
    ACCOUNT_NOTIFICATION("ACCOUNT_NOTIFICATION", "Account Notification", false),
    AGENTS_FRANCHISES("AGENTS_FRANCHISES", "Agents and Franchises", true),
    CHARITY("CHARITY", "Charity", false),
    PROXY("PROXY", "Proxy", true),
    CUSTOMER_CARE("CUSTOMER_CARE", "Customer Care", false),
    DELIVERY_NOTIFICATION("DELIVERY_NOTIFICATION", "Delivery Notification", false),
    EMERGENCY("EMERGENCY", "Emergency", true),
    FRAUD_ALERT("FRAUD_ALERT", "Fraud Alert Messaging", false),
    HIGHER_EDUCATION("HIGHER_EDUCATION", "Higher Education", false),
    K12_EDUCATION("K12_EDUCATION", "K-12 Education", true),
    LOW_VOLUME("LOW_VOLUME", "Low Volume Mixed", false),
    MARKETING("MARKETING", "Marketing", false),
    MIXED("MIXED", "Mixed", false),
    POLITICAL("POLITICAL", "Political", false),
    POLLING_VOTING("POLLING_VOTING", "Polling and voting", false),
    PUBLIC_SERVICE_ANNOUNCEMENT("PUBLIC_SERVICE_ANNOUNCEMENT", "Public Service Announcement", false),
    SECURITY_ALERT("SECURITY_ALERT", "Security Alert", false),
    SOCIAL("SOCIAL", "Social", true),
    SWEEPSTAKE("SWEEPSTAKE", "Sweepstake", true),
    SOLE_PROPRIETOR("SOLE_PROPRIETOR", "Sole Proprietor", false);

    /** What a messaging service that has a use case of its own may have campaigns for; others may for everything. */
    private static final Map<String, List<CampaignUseCase>> BY_SERVICE = Map.of(
            "verification", List.of(TWO_FACTOR, LOW_VOLUME, MIXED, SOLE_PROPRIETOR),
            "marketing", List.of(MARKETING, SWEEPSTAKE, LOW_VOLUME, MIXED, SOLE_PROPRIETOR));

    private final String code;
    private final String title;
    private final boolean postApprovalRequired;

    CampaignUseCase(String code, String title, boolean postApprovalRequired) {
        this.code = code;
        this.title = title;
        this.postApprovalRequired = postApprovalRequired;
    }

    static Optional<CampaignUseCase> of(String code) {
        return Arrays.stream(values())
                .filter(useCase -> useCase.code.equals(code))
                .findFirst();
    }

    /**
     * Those of a messaging service.
     *
     * @param serviceUseCase the service's own, such as undeclared
     */
    static List<CampaignUseCase> of(String serviceUseCase, boolean soleProprietor) {
        return BY_SERVICE.getOrDefault(serviceUseCase, List.of(values())).stream()
                .filter(useCase -> (useCase == SOLE_PROPRIETOR) == soleProprietor)
                .toList();
    }

    boolean suits(String serviceUseCase) {
        return BY_SERVICE.getOrDefault(serviceUseCase, List.of(values())).contains(this);
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    /** Whether carriers look at it once more. */
    boolean isPostApprovalRequired() {
        return postApprovalRequired;
    }
}
