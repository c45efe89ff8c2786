package dev.tenantry.twilio.simulator.inventory;

import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.storage.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The numbers that Twilio has to sell, shared by all accounts. It is finite, the same for the same seed, and never
 * refilled: a released number is not sold again, as a real one is not for a long while. Searching reserves nothing.
 */
public final class Inventory {
    /** The area code that never has a number. */
    public static final String EMPTY_AREA_CODE = "212";

    private static final double SHARE_WITHOUT_MESSAGING = 0.05;

    private final long seed;
    private final List<NumberRange> ranges = NumberRanges.load();
    private final Map<NumberRange, List<InventoryNumber>> numbers = new LinkedHashMap<>();
    private final Table<String> sold;

    Inventory(TwilioState state) {
        this.seed = state.settings().seed();
        this.sold = state.table("sold", String.class);
    }

    /** Whether Twilio sells this type of number in this country at all. */
    public boolean has(String country, NumberType type) {
        return types(country).contains(type);
    }

    /** The countries that Twilio sells numbers of, by ISO 3166-1 alpha-2. */
    public Set<String> countries() {
        return ranges.stream().map(NumberRange::country).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The types of numbers that a country has; empty when Twilio sells none there. */
    public Set<NumberType> types(String country) {
        return ranges.stream()
                .filter(range -> range.country().equals(country))
                .map(NumberRange::type)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Unsold numbers, in an order that depends on the seed alone. */
    public List<InventoryNumber> search(String country, NumberType type, SearchCriteria criteria) {
        return ranges.stream()
                .filter(range -> range.country().equals(country) && range.type() == type)
                .flatMap(this::numbers)
                .filter(criteria::matches)
                .filter(this::isUnsold)
                .toList();
    }

    /** The number, sold or not. */
    public Optional<InventoryNumber> find(String phoneNumber) {
        return ranges.stream()
                .filter(range -> phoneNumber.startsWith(range.prefix()))
                .flatMap(this::numbers)
                .filter(number -> number.phoneNumber().equals(phoneNumber))
                .findFirst();
    }

    /** The country of a number that exists, by ISO 3166-1 alpha-2. */
    public String countryOf(String phoneNumber) {
        return find(phoneNumber).map(InventoryNumber::country).orElse("US");
    }

    /**
     * The country of any number by its first digits, by ISO 3166-1 alpha-2. Of North America's area codes those that
     * are not in the inventory count as the United States'.
     */
    public String countryOfPrefix(String phoneNumber) {
        return find(phoneNumber)
                .map(InventoryNumber::country)
                .or(() -> ranges.stream()
                        .filter(range -> range.prefix().startsWith("+1")
                                && phoneNumber.startsWith(range.prefix().substring(0, 5)))
                        .map(NumberRange::country)
                        .findFirst())
                .orElse(phoneNumber.startsWith("+44") ? "GB" : "US");
    }

    /** Whether it can be bought. */
    public boolean isUnsold(InventoryNumber number) {
        return sold.get(number.phoneNumber()).isEmpty();
    }

    /** Takes a number off the market, for good. */
    public void markSold(InventoryNumber number, String accountSid) {
        sold.put(number.phoneNumber(), accountSid);
    }

    private Stream<InventoryNumber> numbers(NumberRange range) {
        return numbers.computeIfAbsent(range, this::generate).stream();
    }

    private List<InventoryNumber> generate(NumberRange range) {
        if (range.areaCode().equals(EMPTY_AREA_CODE)) {
            return List.of();
        }
        var random = new Random(seed ^ range.prefix().hashCode());
        var indexes = new ArrayList<>(IntStream.range(0, range.count()).boxed().toList());
        Collections.shuffle(indexes, random);
        return indexes.stream().map(index -> number(range, index, random)).toList();
    }

    private static InventoryNumber number(NumberRange range, int index, Random random) {
        boolean northAmerica = range.prefix().startsWith("+1");
        boolean messaging =
                random.nextDouble() >= SHARE_WITHOUT_MESSAGING && (northAmerica || range.type() == NumberType.MOBILE);
        return new InventoryNumber(
                range.number(index),
                range.country(),
                range.type(),
                range.areaCode(),
                new Capabilities(true, messaging, messaging && northAmerica, false),
                range.addressRequirements(),
                range.bundleRequired(),
                range.place());
    }
}
