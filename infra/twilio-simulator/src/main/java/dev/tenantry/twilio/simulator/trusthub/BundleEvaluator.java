package dev.tenantry.twilio.simulator.trusthub;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.numbers.Address;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.trusthub.Evaluation.Field;
import dev.tenantry.twilio.simulator.trusthub.Evaluation.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Holds bundles against their policies (Twilio docs: Evaluations subresource; errors 22214 to 22219). Use it inside a
 * transaction.
 */
final class BundleEvaluator {
    private static final List<String> PUBLIC_COMPANY = List.of("stock_exchange", "stock_ticker");

    private final TrustHub trustHub;
    private final ResourceTable<Address> addresses;

    BundleEvaluator(TrustHub trustHub, ResourceTable<Address> addresses) {
        this.trustHub = trustHub;
        this.addresses = addresses;
    }

    /** What the policy says of a bundle as it is now. */
    List<Result> evaluate(TrustBundle bundle, Policy policy) {
        var parts = trustHub.partsOf(bundle.sid());
        var results = new ArrayList<Result>();
        policy.endUsers().forEach(wanted -> results.add(endUser(wanted, parts)));
        if (policy.needsAddress()) {
            results.add(address(parts));
        }
        results.add(customerProfile(bundle));
        return results;
    }

    /** The refusal of what is not complete: the first thing that is missing; empty when all is there. */
    static Optional<TwilioException> refusal(List<Result> results) {
        return results.stream()
                .filter(result -> !result.passed())
                .findFirst()
                .map(result -> result.errorCode() == null
                        ? refusal(
                                result.invalid().getFirst().errorCode(),
                                result.friendlyName() + ": "
                                        + result.invalid().getFirst().failureReason())
                        : refusal(result.errorCode(), result.failureReason()));
    }

    private static TwilioException refusal(int code, String message) {
        return new TwilioException(
                Arrays.stream(ErrorCode.values())
                        .filter(one -> one.code() == code)
                        .findFirst()
                        .orElseThrow(),
                message);
    }

    private static Result endUser(Policy.Part wanted, List<BundlePart> parts) {
        var given = ofType(parts, wanted.type());
        var fields = new ArrayList<>(wanted.fields());
        given.filter(part -> part.says("company_type")
                        && part.attributes().get("company_type").asText().equals("public"))
                .ifPresent(_ -> fields.addAll(PUBLIC_COMPANY));
        return result(
                wanted.name(),
                wanted.type(),
                given.isPresent() ? null : ErrorCode.END_USER_MISSING,
                fields.stream()
                        .map(field -> field(
                                field,
                                ErrorCode.END_USER_FIELD_MISSING,
                                given.filter(part -> part.says(field)).isPresent()))
                        .toList());
    }

    private Result address(List<BundlePart> parts) {
        var given = ofType(parts, "customer_profile_address");
        var addressExists = given.filter(part -> part.says("address_sids"))
                .map(part -> part.attributes().get("address_sids").asText())
                .filter(sids -> List.of(sids.split(",")).stream().allMatch(this::isAddress))
                .isPresent();
        return result(
                "Physical Business Address",
                "customer_profile_address",
                given.isPresent() ? null : ErrorCode.DOCUMENT_MISSING,
                List.of(field("address_sids", ErrorCode.DOCUMENT_ADDRESS_MISSING, addressExists)));
    }

    private Result customerProfile(TrustBundle bundle) {
        var isThere = !trustHub.profilesOf(bundle.sid()).isEmpty();
        return result("Customer Profile", "customer_profile", isThere ? null : ErrorCode.END_USER_MISSING, List.of());
    }

    private boolean isAddress(String sid) {
        return addresses.find(sid.strip()).isPresent();
    }

    private static Optional<BundlePart> ofType(List<BundlePart> parts, String type) {
        return parts.stream().filter(part -> part.type().equals(type)).findFirst();
    }

    private static Field field(String name, ErrorCode code, boolean isThere) {
        return isThere
                ? new Field(name, name, null, null)
                : new Field(name, name, "The " + name + " is missing.", code.code());
    }

    private static Result result(String name, String type, ErrorCode code, List<Field> fields) {
        Predicate<Field> isThere = field -> field.errorCode() == null;
        var invalid = fields.stream().filter(isThere.negate()).toList();
        return new Result(
                name,
                type,
                code == null && invalid.isEmpty(),
                code == null ? null : "The " + name + " is missing. Please add it to the bundle.",
                code == null ? null : code.code(),
                fields.stream().filter(isThere).toList(),
                invalid,
                name,
                type);
    }
}
