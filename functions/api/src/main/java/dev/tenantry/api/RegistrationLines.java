package dev.tenantry.api;

import dev.tenantry.api.Estimate.Line;
import dev.tenantry.api.Estimate.Period;
import dev.tenantry.api.Estimate.Price;
import dev.tenantry.core.job.A2p;
import dev.tenantry.core.job.NumberType;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.ledger.ResourceType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The lines of an estimate that registrations make. Twilio's API has no prices of them, so they are its list prices of
 * 2026 in US dollars, and say so: what an account pays may differ. In other currencies they have no price.
 */
final class RegistrationLines {
    private static final BigDecimal LOW_VOLUME_BRAND = new BigDecimal("4.50");
    /** The registration, and the vetting by which a standard brand gets its throughput. */
    private static final BigDecimal STANDARD_BRAND = new BigDecimal("46.00");

    private static final BigDecimal CAMPAIGN_VETTING = new BigDecimal("15.00");
    /** Of a campaign of low volume; other use cases cost up to 10 dollars. */
    private static final BigDecimal CHEAPEST_CAMPAIGN = new BigDecimal("1.50");

    private final Plan plan;
    private final Belongings belongings;
    private final BooleanSupplier paysInDollars;

    /**
     * @param belongings what the organisation has, and costs nothing again
     * @param paysInDollars whether the account is charged in US dollars; asked for where a price is needed
     */
    RegistrationLines(Plan plan, Belongings belongings, BooleanSupplier paysInDollars) {
        this.plan = plan;
        this.belongings = belongings;
        this.paysInDollars = paysInDollars;
    }

    /** What the customer profile costs, with all that it consists of. */
    Stream<Line> customerProfile() {
        return has(ResourceType.CUSTOMER_PROFILE)
                ? Stream.empty()
                : Stream.of(Line.free(StepName.REGISTER_CUSTOMER_PROFILE, "Customer profile"));
    }

    /** What the trust product costs. */
    Stream<Line> trustProduct() {
        return has(ResourceType.TRUST_PRODUCT)
                ? Stream.empty()
                : Stream.of(Line.free(StepName.REGISTER_TRUST_PRODUCT, "A2P trust product"));
    }

    /** What the brand costs, once. */
    Stream<Line> brand() {
        return has(ResourceType.BRAND) ? Stream.empty() : plan.a2p().map(A2p::brand).map(this::line).stream();
    }

    private Line line(A2p.Brand brand) {
        if (brand.mock()) {
            return Line.free(StepName.REGISTER_BRAND, "Mock A2P brand");
        }
        return brand.lowVolume()
                ? line(StepName.REGISTER_BRAND, "A2P brand of low volume (list price)", LOW_VOLUME_BRAND, Period.ONCE)
                : line(StepName.REGISTER_BRAND, "Standard A2P brand (list price)", STANDARD_BRAND, Period.ONCE);
    }

    /** What the campaign costs when it is submitted, and by the month. That of a mock brand is not vetted. */
    Stream<Line> campaign() {
        if (has(ResourceType.CAMPAIGN)) {
            return Stream.empty();
        }
        if (plan.a2p().map(A2p::brand).filter(A2p.Brand::mock).isPresent()) {
            return Stream.of(Line.free(StepName.REGISTER_CAMPAIGN, "Mock A2P campaign"));
        }
        return Stream.of(
                line(
                        StepName.REGISTER_CAMPAIGN,
                        "Vetting of the A2P campaign (list price)",
                        CAMPAIGN_VETTING,
                        Period.ONCE),
                line(
                        StepName.REGISTER_CAMPAIGN,
                        "A2P campaign (list price from 1.50, up to 10.00 by use case)",
                        CHEAPEST_CAMPAIGN,
                        Period.MONTH));
    }

    /** What the verifications cost of toll-free numbers that have none. */
    Stream<Line> tollFreeVerifications() {
        var missing = (int) plan.numbers().stream()
                .filter(group -> group.type() == NumberType.TOLL_FREE)
                .flatMap(group -> IntStream.rangeClosed(1, group.count())
                        .filter(ordinal -> !belongings.include(
                                orgId -> Marker.tollFreeVerification(Marker.number(orgId, group, ordinal))))
                        .boxed())
                .count();
        return missing == 0
                ? Stream.empty()
                : Stream.of(new Line(
                        StepName.VERIFY_TOLL_FREE_NUMBERS, "Toll-free verification", missing, Optional.empty()));
    }

    private boolean has(ResourceType type) {
        return belongings.include(orgId -> Marker.registration(orgId, type));
    }

    private Line line(StepName step, String description, BigDecimal price, Period period) {
        return new Line(
                step,
                description,
                1,
                paysInDollars.getAsBoolean() ? Optional.of(new Price(price, period)) : Optional.empty());
    }
}
