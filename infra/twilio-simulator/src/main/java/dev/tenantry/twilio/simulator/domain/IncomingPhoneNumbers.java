package dev.tenantry.twilio.simulator.domain;

import dev.tenantry.twilio.simulator.storage.Database;
import dev.tenantry.twilio.simulator.storage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Buying, keeping and releasing phone numbers (Twilio docs: IncomingPhoneNumber resource). Use it inside a transaction.
 */
public final class IncomingPhoneNumbers {
    private static final Pattern AREA_CODE = Pattern.compile("[2-9]\\d{2}");

    private final Table<IncomingPhoneNumber> numbers;
    private final Inventory inventory;
    private final Sids sids;
    private final Time time;
    private final List<Consumer<IncomingPhoneNumber>> releaseListeners = new ArrayList<>();

    IncomingPhoneNumbers(Database database, Inventory inventory, Sids sids, Time time) {
        this.numbers = database.table("incoming_phone_numbers", IncomingPhoneNumber.class);
        this.inventory = inventory;
        this.sids = sids;
        this.time = time;
    }

    /** Called in the transaction that takes a number from its account. */
    void onRelease(Consumer<IncomingPhoneNumber> listener) {
        releaseListeners.add(listener);
    }

    /**
     * Buys this very number. Asked again by the account that has it, the settings are applied to the number it has:
     * reported of Twilio, though not documented.
     */
    public IncomingPhoneNumber buy(Account account, String phoneNumber, UnaryOperator<IncomingPhoneNumber> settings) {
        switch (phoneNumber) {
            case MagicNumbers.UNAVAILABLE -> throw notAvailable(phoneNumber);
            case MagicNumbers.INVALID -> throw invalid(phoneNumber);
            default -> {
                var owned = owned(account, phoneNumber);
                if (owned.isPresent()) {
                    return update(owned.get(), settings);
                }
                return sell(account, available(phoneNumber), settings);
            }
        }
    }

    /** Buys any number of this area code in the United States or Canada. */
    public IncomingPhoneNumber buyInAreaCode(
            Account account, String areaCode, UnaryOperator<IncomingPhoneNumber> settings) {
        if (!AREA_CODE.matcher(areaCode).matches()) {
            throw new TwilioException(ErrorCode.AREA_CODE_INVALID, "Area code " + areaCode + " is not valid");
        }
        if (areaCode.equals(MagicNumbers.AREA_CODE_THAT_HAS_ONE)) {
            return buy(account, MagicNumbers.VALID, settings);
        }
        var inAreaCode = new SearchCriteria(List.of(number -> number.areaCode().equals(areaCode)));
        return List.of("US", "CA").stream()
                .flatMap(country -> inventory.search(country, NumberType.LOCAL, inAreaCode).stream())
                .findFirst()
                .map(number -> sell(account, number, settings))
                .orElseThrow(() -> noneIn(areaCode));
    }

    /** What buying answers when the area code has nothing left. */
    public static TwilioException noneIn(String areaCode) {
        return new TwilioException(ErrorCode.AREA_CODE_EMPTY, "No phone numbers found in area code " + areaCode);
    }

    /** The type of a number that exists, whoever owns it. */
    public Optional<NumberType> typeOf(String phoneNumber) {
        return inventory.find(phoneNumber).map(InventoryNumber::type);
    }

    /** The numbers of an account, newest first. */
    public List<IncomingPhoneNumber> ownedBy(Account account) {
        return numbers.rows().reversed().stream()
                .filter(number -> number.accountSid().equals(account.sid()))
                .toList();
    }

    /** Every number that somebody owns, oldest first. */
    public List<IncomingPhoneNumber> all() {
        return numbers.rows();
    }

    /** The number with this SID, whoever owns it. */
    public Optional<IncomingPhoneNumber> find(String sid) {
        return numbers.get(sid);
    }

    /** The account's number with this SID. */
    public Optional<IncomingPhoneNumber> find(Account account, String sid) {
        return numbers.get(sid).filter(number -> number.accountSid().equals(account.sid()));
    }

    /** Changes the settings of a number; moves it, when they name another account. */
    public IncomingPhoneNumber update(IncomingPhoneNumber number, UnaryOperator<IncomingPhoneNumber> settings) {
        var next = settings.apply(number);
        numbers.put(next.sid(), next);
        if (!next.accountSid().equals(number.accountSid())) {
            releaseListeners.forEach(listener -> listener.accept(number));
        }
        return next;
    }

    /** Gives the number back, for good. */
    public void release(IncomingPhoneNumber number) {
        numbers.remove(number.sid());
        releaseListeners.forEach(listener -> listener.accept(number));
    }

    void releaseAll(Account account) {
        ownedBy(account).forEach(this::release);
    }

    private InventoryNumber available(String phoneNumber) {
        if (phoneNumber.equals(MagicNumbers.VALID)) {
            return MagicNumbers.valid();
        }
        var number = inventory.find(phoneNumber).orElseThrow(() -> invalidOrUnavailable(phoneNumber));
        if (!inventory.isUnsold(number)) {
            throw notAvailable(phoneNumber);
        }
        return number;
    }

    private IncomingPhoneNumber sell(
            Account account, InventoryNumber number, UnaryOperator<IncomingPhoneNumber> settings) {
        var bought = settings.apply(IncomingPhoneNumber.bought(sids.next("PN"), account.sid(), number, time.now()));
        if (number.bundleRequired() && bought.bundleSid() == null) {
            throw new TwilioException(ErrorCode.BUNDLE_REQUIRED, "Bundle required and not provided");
        }
        if (!number.addressRequirements().equals("none") && bought.addressSid() == null) {
            throw new TwilioException(
                    ErrorCode.ADDRESS_REQUIRED, "Phone number " + number.phoneNumber() + " requires an address");
        }
        inventory.markSold(number, account.sid());
        numbers.put(bought.sid(), bought);
        return bought;
    }

    private Optional<IncomingPhoneNumber> owned(Account account, String phoneNumber) {
        return ownedBy(account).stream()
                .filter(number -> number.phoneNumber().equals(phoneNumber))
                .findFirst();
    }

    private static TwilioException invalidOrUnavailable(String phoneNumber) {
        return E164.isValid(phoneNumber) ? notAvailable(phoneNumber) : invalid(phoneNumber);
    }

    private static TwilioException notAvailable(String phoneNumber) {
        return new TwilioException(ErrorCode.PHONE_NUMBER_NOT_AVAILABLE, phoneNumber + " is not available");
    }

    private static TwilioException invalid(String phoneNumber) {
        return new TwilioException(ErrorCode.PHONE_NUMBER_INVALID, phoneNumber + " is not a valid phone number");
    }
}
