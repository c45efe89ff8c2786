package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.NumberGroup;
import dev.tenantry.core.job.Plan;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.steps.ExactlyOnce.Obtained;
import dev.tenantry.twilio.PhoneNumber;
import dev.tenantry.twilio.TenantAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Buys the numbers that the plan asks for and the organisation does not have yet. */
public final class BuyNumbersHandler extends StepHandler {
    private final ExactlyOnce exactlyOnce;
    private final Tenants tenants;

    /** Made by Lambda. */
    public BuyNumbersHandler() {
        this(World.of(Environment.current()));
    }

    BuyNumbersHandler(World world) {
        super(StepName.BUY_NUMBERS, world.runner());
        this.exactlyOnce = new ExactlyOnce(world.ledger());
        this.tenants = world.tenants();
    }

    @Override
    StepResult work(StepRun run) {
        var plan = run.job().plan();
        var account = tenants.open(run.job().orgId());
        var obtained = new ArrayList<Obtained>();
        for (var group : plan.numbers()) {
            var shop = new NumberShop(run, account, group);
            for (var ordinal = 1; ordinal <= group.count(); ordinal++) {
                obtained.add(obtain(run, account, shop, group, ordinal));
                report(run, plan, obtained);
            }
        }
        return new StepResult(message(obtained), resources(obtained));
    }

    private Obtained obtain(StepRun run, TenantAccount account, NumberShop shop, NumberGroup group, int ordinal) {
        var marker = Marker.number(run.job().orgId(), group, ordinal);
        return exactlyOnce.obtain(
                run,
                marker,
                () -> account.findNumberByFriendlyName(marker.friendlyName()).map(BuyNumbersHandler::found),
                () -> found(shop.buy(marker.friendlyName())));
    }

    /** Only what is news: the last number is told with the step's end. */
    private static void report(StepRun run, Plan plan, List<Obtained> obtained) {
        if (obtained.getLast().isNew() && obtained.size() < plan.numberCount()) {
            run.report()
                    .accept(
                            "Purchased " + created(obtained) + " of " + plan.numberCount() + " phone numbers",
                            resources(obtained));
        }
    }

    private static String message(List<Obtained> obtained) {
        var created = created(obtained);
        var found = obtained.size() - created;
        if (created == 0) {
            return phoneNumbers(found) + (found == 1 ? " was" : " were") + " there already";
        }
        return "Purchased " + phoneNumbers(created)
                + (found == 0 ? "" : "; " + phoneNumbers(found) + (found == 1 ? " was" : " were") + " there already");
    }

    private static String phoneNumbers(long count) {
        return count + (count == 1 ? " phone number" : " phone numbers");
    }

    private static long created(List<Obtained> obtained) {
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
