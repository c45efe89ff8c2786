package dev.tenantry.twilio.simulator.numbers;

import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.inventory.Inventory;
import dev.tenantry.twilio.simulator.inventory.InventoryNumber;
import dev.tenantry.twilio.simulator.inventory.NumberType;
import dev.tenantry.twilio.simulator.inventory.SearchCriteria;
import dev.tenantry.twilio.simulator.state.TwilioState;
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
    private final TwilioState state;
    private final List<Consumer<IncomingPhoneNumber>> releaseListeners = new ArrayList<>();

    IncomingPhoneNumbers(TwilioState state, Inventory inventory) {
        this.state = state;
        this.inventory = inventory;
        this.numbers = state.table("incoming_phone_numbers", IncomingPhoneNumber.class);
    }

    /** Called in the transaction that takes a number from its account. */
    public void onRelease(Consumer<IncomingPhoneNumber> listener) {
        releaseListeners.add(listener);
    }

    /**
     * Buys this very number. Asked again by the account that has it, the settings are applied to the number it has:
     * reported of Twilio, though not documented.
     */
    public IncomingPhoneNumber buy(String accountSid, String phoneNumber, UnaryOperator<IncomingPhoneNumber> settings) {
        return switch (phoneNumber) {
            case MagicNumbers.UNAVAILABLE -> throw notAvailable(phoneNumber);
            case MagicNumbers.INVALID -> throw invalid(phoneNumber);
            default ->
                owned(accountSid, phoneNumber)
                        .map(owned -> update(owned, settings))
                        .orElseGet(() -> sell(accountSid, available(phoneNumber), settings));
        };
    }

    /** Buys any number of this area code in the United States or Canada. */
    public IncomingPhoneNumber buyInAreaCode(
            String accountSid, String areaCode, UnaryOperator<IncomingPhoneNumber> settings) {
        if (!AREA_CODE.matcher(areaCode).matches()) {
            throw new TwilioException(ErrorCode.AREA_CODE_INVALID, "Area code " + areaCode + " is not valid");
        }
        if (areaCode.equals(MagicNumbers.AREA_CODE_THAT_HAS_ONE)) {
            return buy(accountSid, MagicNumbers.VALID, settings);
        }
        var inAreaCode = new SearchCriteria(List.of(number -> number.areaCode().equals(areaCode)));
        return List.of("US", "CA").stream()
                .flatMap(country -> inventory.search(country, NumberType.LOCAL, inAreaCode).stream())
                .findFirst()
                .map(number -> sell(accountSid, number, settings))
                .orElseThrow(IncomingPhoneNumbers::noneIn);
    }

    /** What buying answers when the area code has nothing left. */
    public static TwilioException noneIn() {
        return new TwilioException(ErrorCode.AREA_CODE_EMPTY, "No phone numbers found");
    }

    /** The type of a number that exists, of any account. */
    public Optional<NumberType> typeOf(String phoneNumber) {
        return inventory.find(phoneNumber).map(InventoryNumber::type);
    }

    /** The numbers of an account, newest first. */
    public List<IncomingPhoneNumber> ownedBy(String accountSid) {
        return numbers.rows().reversed().stream()
                .filter(number -> number.accountSid().equals(accountSid))
                .toList();
    }

    /** Every number that somebody owns, oldest first. */
    public List<IncomingPhoneNumber> all() {
        return numbers.rows();
    }

    /** The number with this SID, of any account. */
    public Optional<IncomingPhoneNumber> find(String sid) {
        return numbers.get(sid);
    }

    /** The account's number with this SID. */
    public Optional<IncomingPhoneNumber> find(String accountSid, String sid) {
        return numbers.get(sid).filter(number -> number.accountSid().equals(accountSid));
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

    /** Gives all numbers of an account back. */
    void releaseAll(String accountSid) {
        ownedBy(accountSid).forEach(this::release);
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
            String accountSid, InventoryNumber number, UnaryOperator<IncomingPhoneNumber> settings) {
        var bought =
                settings.apply(IncomingPhoneNumber.bought(state.sids().next("PN"), accountSid, number, state.now()));
        if (number.bundleRequired() && bought.bundleSid() == null) {
            throw new TwilioException(
                    ErrorCode.BUNDLE_REQUIRED,
                    "To purchase or transfer this number you must provide a bundle compliant with the rules for the country"
                            + " and number type. More information here:"
                            + " https://www.twilio.com/docs/phone-numbers/regulatory/phone-numbers-regulatory-requirements-customers");
        }
        if (!number.addressRequirements().equals("none") && bought.addressSid() == null) {
            throw new TwilioException(
                    ErrorCode.ADDRESS_REQUIRED,
                    "Phone Number Requires an Address but the 'AddressSid' parameter was empty.");
        }
        inventory.markSold(number, accountSid);
        numbers.put(bought.sid(), bought);
        return bought;
    }

    private Optional<IncomingPhoneNumber> owned(String accountSid, String phoneNumber) {
        return ownedBy(accountSid).stream()
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
