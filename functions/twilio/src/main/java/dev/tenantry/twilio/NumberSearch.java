package dev.tenantry.twilio;

import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Mobile;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.TollFree;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A search for numbers that need no address. The library has a reader for each type, with nothing in common. */
record NumberSearch(NumberQuery query, int limit) {

    List<AvailableNumber> run(TwilioRestClient client) {
        var country = query.country();
        var areaCode = query.areaCode().map(Integer::valueOf).orElse(null);
        return switch (query.type()) {
            case LOCAL ->
                firstPage(
                        client,
                        Local.reader(country).setExcludeAllAddressRequired(true).setAreaCode(areaCode),
                        found -> number(found.getPhoneNumber(), found.getLocality(), found.getRegion()));
            case TOLL_FREE ->
                firstPage(
                        client,
                        TollFree.reader(country)
                                .setExcludeAllAddressRequired(true)
                                .setAreaCode(areaCode),
                        found -> number(found.getPhoneNumber(), found.getLocality(), found.getRegion()));
            case MOBILE ->
                firstPage(
                        client,
                        Mobile.reader(country)
                                .setExcludeAllAddressRequired(true)
                                .setAreaCode(areaCode),
                        found -> number(found.getPhoneNumber(), found.getLocality(), found.getRegion()));
        };
    }

    private <T extends Resource> List<AvailableNumber> firstPage(
            TwilioRestClient client, Reader<T> reader, Function<T, AvailableNumber> toNumber) {
        return reader.pageSize(limit).firstPage(client).getRecords().stream()
                .limit(limit)
                .map(toNumber)
                .toList();
    }

    private static AvailableNumber number(com.twilio.type.PhoneNumber number, String locality, String region) {
        return new AvailableNumber(number.toString(), Optional.ofNullable(locality), Optional.ofNullable(region));
    }
}
