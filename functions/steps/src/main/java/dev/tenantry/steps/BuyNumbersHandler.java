package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.steps.definition.PhoneNumberDefinition;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.ExactlyOnce;
import dev.tenantry.steps.engine.ExactlyOnce.Ensured;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.numbers.NumberPurchaser;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Buys the numbers that the plan asks for and the organisation does not have yet. Before the first purchase it checks
 * that every group can be had at all.
 */
public final class BuyNumbersHandler extends StepHandler {
    private final StepDependencies dependencies;
    private final ExactlyOnce exactlyOnce;

    public BuyNumbersHandler() {
        this(StepDependencies.of(Environment.current()));
    }

    BuyNumbersHandler(StepDependencies dependencies) {
        super(StepName.BUY_NUMBERS, dependencies.runner());
        this.dependencies = dependencies;
        this.exactlyOnce = new ExactlyOnce(dependencies.ledger());
    }

    /** A group of the plan, and how its numbers are bought. */
    private record Order(NumberGroup group, List<ResourceKey> keys, NumberPurchaser purchaser) {
        static Order of(StepRun run, NumberGroup group, PhoneNumberDefinition numbers) {
            var keys = IntStream.rangeClosed(1, group.count())
                    .mapToObj(ordinal -> ResourceKey.number(run.orgId(), group, ordinal))
                    .toList();
            return new Order(group, keys, numbers.purchaser(group, run.plan()));
        }
    }

    @Override
    StepResult work(StepRun run) {
        var numbers = new ResourceDefinitions(dependencies.tenant(run)).phoneNumbers();
        var orders = run.plan().numbers().stream()
                .map(group -> Order.of(run, group, numbers))
                .toList();
        requireStock(run, orders);
        var ensured = new ArrayList<Ensured>();
        for (var order : orders) {
            for (var key : order.keys()) {
                ensured.add(exactlyOnce.ensure(run, key, () -> numbers.adopt(key), () -> numbers.create(run, key)));
                report(run, ensured);
            }
        }
        return new StepResult(message(orders, ensured), resources(ensured));
    }

    /**
     * A group with an open claim is not asked about: the number may have been bought, and may have been the last one.
     */
    private static void requireStock(StepRun run, List<Order> orders) {
        var claimed =
                run.recorded().get().entries().stream().collect(Collectors.toMap(LedgerEntry::key, LedgerEntry::sid));
        orders.stream()
                .filter(order -> !claimed.keySet().containsAll(order.keys()))
                .filter(order ->
                        order.keys().stream().map(claimed::get).allMatch(sid -> sid == null || sid.isPresent()))
                .forEach(order -> order.purchaser().requireStock());
    }

    /** Reports a number that was bought, but for the last one, which is reported with the step's end. */
    private static void report(StepRun run, List<Ensured> ensured) {
        var planned = run.plan().numberCount();
        if (ensured.getLast().isNew() && ensured.size() < planned) {
            var purchased = numbers(ensured, true);
            run.report(
                    "Purchased " + purchased(ensured) + " of " + MessageParts.phoneNumbers(planned, purchased),
                    resources(ensured));
        }
    }

    private static String message(List<Order> orders, List<Ensured> ensured) {
        var purchased = purchased(ensured);
        var found = ensured.size() - purchased;
        if (purchased == 0) {
            return MessageParts.phoneNumbers(found, numbers(ensured, false)) + (found == 1 ? " was" : " were")
                    + " there already";
        }
        return "Purchased " + MessageParts.phoneNumbers(purchased, numbers(ensured, true))
                + (found == 0
                        ? ""
                        : "; " + MessageParts.phoneNumbers(found, numbers(ensured, false))
                                + (found == 1 ? " was" : " were") + " there already")
                + widened(orders);
    }

    private static String widened(List<Order> orders) {
        var soldOut = orders.stream()
                .filter(order -> order.purchaser().hasWidened())
                .map(order -> order.group().areaCode().orElseThrow())
                .collect(Collectors.joining(", "));
        return soldOut.isEmpty() ? "" : "; area code " + soldOut + " was sold out, so some are from elsewhere";
    }

    private static List<String> numbers(List<Ensured> ensured, boolean isNew) {
        return ensured.stream()
                .filter(one -> one.isNew() == isNew)
                .flatMap(one -> one.detail().stream())
                .toList();
    }

    private static long purchased(List<Ensured> ensured) {
        return ensured.stream().filter(Ensured::isNew).count();
    }

    private static List<Resource> resources(List<Ensured> ensured) {
        return ensured.stream()
                .map(one -> new Resource(ResourceKind.PHONE_NUMBER.id(), one.sid(), one.detail()))
                .toList();
    }
}
