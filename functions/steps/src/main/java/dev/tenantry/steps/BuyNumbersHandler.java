package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.NumberGroup;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.steps.ExactlyOnce.Obtained;
import dev.tenantry.tenant.Tenants;
import dev.tenantry.twilio.PhoneNumber;
import dev.tenantry.twilio.TenantAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Buys the numbers that the plan asks for and the organisation does not have yet. Before the first purchase it looks
 * whether every group can be had at all.
 */
public final class BuyNumbersHandler extends StepHandler {
    private final ExactlyOnce exactlyOnce;
    private final Ledger ledger;
    private final Tenants tenants;

    /** Made by Lambda. */
    public BuyNumbersHandler() {
        this(World.of(Environment.current()));
    }

    BuyNumbersHandler(World world) {
        super(StepName.BUY_NUMBERS, world.runner());
        this.exactlyOnce = new ExactlyOnce(world.ledger());
        this.ledger = world.ledger();
        this.tenants = world.tenants();
    }

    /** A group of the plan, and where its numbers are bought. */
    private record Order(NumberGroup group, List<Marker> markers, NumberShop shop) {}

    @Override
    StepResult work(StepRun run) {
        var account = run.inTime(tenants.open(run.job().orgId()));
        var orders = run.job().plan().numbers().stream()
                .map(group -> order(run.job().orgId(), account, group))
                .toList();
        requireStock(run, orders);
        var obtained = new ArrayList<Obtained>();
        for (var order : orders) {
            for (var marker : order.markers()) {
                obtained.add(obtain(run, account, order.shop(), marker));
                report(run, obtained);
            }
        }
        return new StepResult(message(orders, obtained), resources(obtained));
    }

    private static Order order(OrgId orgId, TenantAccount account, NumberGroup group) {
        var markers = IntStream.rangeClosed(1, group.count())
                .mapToObj(ordinal -> Marker.number(orgId, group, ordinal))
                .toList();
        return new Order(group, markers, new NumberShop(account, group));
    }

    /**
     * A group with an open claim is not asked about: the number may have been bought, and may have been the last one.
     */
    private void requireStock(StepRun run, List<Order> orders) {
        var claimed = ledger.entries(run.job().orgId()).stream()
                .collect(Collectors.toMap(LedgerEntry::marker, LedgerEntry::sid));
        orders.stream()
                .filter(order -> !claimed.keySet().containsAll(order.markers()))
                .filter(order ->
                        order.markers().stream().map(claimed::get).allMatch(sid -> sid == null || sid.isPresent()))
                .forEach(order -> order.shop().requireStock());
    }

    private Obtained obtain(StepRun run, TenantAccount account, NumberShop shop, Marker marker) {
        return exactlyOnce.obtain(
                run,
                marker,
                () -> account.phoneNumbers().find(marker.friendlyName()).map(BuyNumbersHandler::found),
                () -> found(shop.buy(marker.friendlyName())));
    }

    /** Only what is news: the last number is told with the step's end. */
    private static void report(StepRun run, List<Obtained> obtained) {
        var planned = run.job().plan().numberCount();
        if (obtained.getLast().isNew() && obtained.size() < planned) {
            run.report()
                    .accept(
                            "Purchased " + purchased(obtained) + " of " + Wording.phoneNumbers(planned),
                            resources(obtained));
        }
    }

    private static String message(List<Order> orders, List<Obtained> obtained) {
        var purchased = purchased(obtained);
        var found = obtained.size() - purchased;
        if (purchased == 0) {
            return Wording.phoneNumbers(found) + (found == 1 ? " was" : " were") + " there already";
        }
        return "Purchased " + Wording.phoneNumbers(purchased)
                + (found == 0
                        ? ""
                        : "; " + Wording.phoneNumbers(found) + (found == 1 ? " was" : " were") + " there already")
                + widened(orders);
    }

    private static String widened(List<Order> orders) {
        var soldOut = orders.stream()
                .filter(order -> order.shop().hasWidened())
                .map(order -> order.group().areaCode().orElseThrow())
                .collect(Collectors.joining(", "));
        return soldOut.isEmpty() ? "" : "; area code " + soldOut + " was sold out, so some are from elsewhere";
    }

    private static long purchased(List<Obtained> obtained) {
        return obtained.stream().filter(Obtained::isNew).count();
    }

    private static List<Resource> resources(List<Obtained> obtained) {
        return obtained.stream()
                .map(one -> new Resource("phone-number", one.sid()))
                .toList();
    }

    private static Found found(PhoneNumber number) {
        return new Found(number.sid(), Optional.of(number.phoneNumber()), Optional.empty());
    }
}
