package dev.tenantry.twilio.numbers;

import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Mobile;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.TollFree;
import com.twilio.type.PhoneNumberCapabilities;
import dev.tenantry.twilio.internal.EmptyValues;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A search for numbers. The SDK has a reader for each type, with nothing in common.
 *
 * @param needingAddress whether numbers count that need an address to be bought
 * @param limit how many numbers at most
 */
record NumberSearch(NumberQuery query, boolean needingAddress, int limit) {

    List<AvailableNumber> run(TwilioRestClient client) {
        return switch (query.type()) {
            case LOCAL -> local(client);
            case TOLL_FREE -> tollFree(client);
            case MOBILE -> mobile(client);
        };
    }

    private List<AvailableNumber> local(TwilioRestClient client) {
        var reader = Local.reader(query.country())
                .setAreaCode(areaCode())
                .setExcludeAllAddressRequired(yesOrUnset(!needingAddress))
                .setVoiceEnabled(wish(Capability.VOICE))
                .setSmsEnabled(wish(Capability.SMS))
                .setMmsEnabled(wish(Capability.MMS));
        return firstPage(
                client,
                reader,
                found -> isCapable(found.getCapabilities()),
                found -> number(
                        found.getPhoneNumber(),
                        found.getLocality(),
                        found.getRegion(),
                        found.getAddressRequirements()));
    }

    private List<AvailableNumber> tollFree(TwilioRestClient client) {
        var reader = TollFree.reader(query.country())
                .setAreaCode(areaCode())
                .setExcludeAllAddressRequired(yesOrUnset(!needingAddress))
                .setVoiceEnabled(wish(Capability.VOICE))
                .setSmsEnabled(wish(Capability.SMS))
                .setMmsEnabled(wish(Capability.MMS));
        return firstPage(
                client,
                reader,
                found -> isCapable(found.getCapabilities()),
                found -> number(
                        found.getPhoneNumber(),
                        found.getLocality(),
                        found.getRegion(),
                        found.getAddressRequirements()));
    }

    private List<AvailableNumber> mobile(TwilioRestClient client) {
        var reader = Mobile.reader(query.country())
                .setAreaCode(areaCode())
                .setExcludeAllAddressRequired(yesOrUnset(!needingAddress))
                .setVoiceEnabled(wish(Capability.VOICE))
                .setSmsEnabled(wish(Capability.SMS))
                .setMmsEnabled(wish(Capability.MMS));
        return firstPage(
                client,
                reader,
                found -> isCapable(found.getCapabilities()),
                found -> number(
                        found.getPhoneNumber(),
                        found.getLocality(),
                        found.getRegion(),
                        found.getAddressRequirements()));
    }

    private Integer areaCode() {
        return query.areaCode().map(Integer::valueOf).orElse(null);
    }

    private Boolean wish(Capability capability) {
        return yesOrUnset(query.capabilities().contains(capability));
    }

    /** False would not mean "either" but "only those that cannot", so it is left out. */
    private static Boolean yesOrUnset(boolean wanted) {
        return wanted ? Boolean.TRUE : null;
    }

    private <T extends Resource> List<AvailableNumber> firstPage(
            TwilioRestClient client, Reader<T> reader, Predicate<T> isCapable, Function<T, AvailableNumber> toNumber) {
        return reader.pageSize(limit).firstPage(client).getRecords().stream()
                .limit(limit)
                .filter(isCapable)
                .map(toNumber)
                .toList();
    }

    /** Twilio has offered numbers that cannot do what the search asked for, so each is looked at. */
    private boolean isCapable(PhoneNumberCapabilities capabilities) {
        return capabilities == null
                || query.capabilities().stream().allMatch(wanted -> switch (wanted) {
                    case VOICE -> capabilities.getVoice();
                    case SMS -> capabilities.getSms();
                    case MMS -> capabilities.getMms();
                });
    }

    private static AvailableNumber number(
            com.twilio.type.PhoneNumber number, String locality, String region, String addressRequirements) {
        return new AvailableNumber(
                number.toString(),
                Optional.ofNullable(locality),
                Optional.ofNullable(region),
                EmptyValues.toOptional(addressRequirements).flatMap(NumberSearch::addressRequirement));
    }

    private static Optional<AddressRequirement> addressRequirement(String word) {
        return switch (word) {
            case "none" -> Optional.empty();
            case "local" -> Optional.of(AddressRequirement.LOCAL);
            case "foreign" -> Optional.of(AddressRequirement.FOREIGN);
            default -> Optional.of(AddressRequirement.ANY);
        };
    }
}
