package dev.tenantry.api.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.plan.BusinessProfile.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The single rules of the pre-flight, on texts that come close to the line from either side. */
class RulesTest {
    private static final String REST =
            " Message frequency varies. Message and data rates may apply. Reply HELP for help or"
                    + " STOP to opt out. See https://owl.example/terms and https://owl.example/privacy.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sable Fork Unified School District | SFUSD: early closing today.",
                "Delgado Heating & Air LLC | Delgado Heating and Air: the part came in.",
                "Law Offices of Jane Harper, P.C. | Harper Law: your hearing is on Monday.",
                "Bluebird Apparel Inc. | Order at https://bluebirdapparel.example/new",
                "Joe's Pizza LLC | Joes Pizza: ready for pick-up.",
                "Joe's Pizza LLC | Joe’s: ready for pick-up.",
                "City of Marlow Bend | Marlow Bend: water is off.",
                "Sunrise Realty Group LLC | This is Maria at SunriseRealty.",
                "A.B.C. Roofing Company | ABC Roofing: we come at 9.",
                "Green Blade Lawn Care LLC | GreenBlade: mowing on Tuesday.",
                "Northgate Holdings LLC dba Pelican Dental | Pelican: see you at 9.",
                "First National Bank | FNB alert: your balance is low.",
                "The Olive Company | Olive Co: shipped.",
                "AT Home Care LLC | AT Home Care: your nurse is on the way.",
                "McAllister & Sons | McAllister's: your furnace is fixed.",
            })
    void findsABrandAsMessagesWriteIt(String name, String sample) {
        assertThat(new BrandNames(List.of(name), Optional.empty()).isIn(sample)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Owl Dentists LLC | Riverside Auto Repair: your car is ready. Reply STOP to opt out.",
                "Bluebird Apparel Inc. | Redbird Apparel: 20% off. Reply STOP to opt out.",
                "First National Bank | Your first visit is on Monday. Reply HELP for help.",
                "Harbor Credit Union | Your code is 482910. Reply STOP to opt out.",
                "City of Marlow Bend | City of Elm: water is off.",
            })
    void findsNoBrandInTheTextsOfAnother(String name, String sample) {
        assertThat(new BrandNames(List.of(name), Optional.empty()).isIn(sample)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patients fill in a paper intake form at the front desk; a box that is left blank says \"I agree to receive text messages from Owl about appointments.\"",
                "Callers are asked by our staff, reading a script: \"Would you like text messages about your order? You can say no.\"",
                "Customers text OWL to 415-555-0100, as the sign at the counter says, to get text messages about specials.",
                "Tenants turn on text messages in their account settings, of which https://owl.example/settings.png is a picture. Texts are off until then.",
                "Customers write to us first by SMS, to the number on our website, and we answer their question by text message.",
                "Members sign up for text alerts on a tablet in the gym; the box is empty, and the membership does not depend on it.",
                "Parents choose on the enrollment form whether they want text messages. Nobody has to: texts are not a condition of enrollment.",
                "On our website's pop-up people may enter a mobile number: \"Get SMS deals from Owl. Consent isn't a condition of purchase.\" We never sell or share numbers with partners.",
                "Two boxes on the form, one for e-mails and one for text messages, let guests agree to receive e-mail and text messages as they like.",
                "Clients tick an optional box for text messages on our web form. No opt-in data is shared. Numbers go to service providers and messaging partners only to deliver texts.",
                "The name is a required field of our web form, the box for text messages is optional. Customers must agree to our terms to order. We do not require consent to buy.",
                "When a new client calls, the receptionist asks: \"May we text you appointment reminders?\" and notes the answer. Script: owl.example/script",
                "Guests scan a QR code on the table and send the text message JOIN, or leave it.",
                "Employees hand a signed paper form to HR, on which text messages are voluntary.",
                "Shoppers may enter their mobile number at checkout under \"Text me order updates (optional)\". Email and phone support is available.",
                "Residents subscribe to SMS alerts by texting ALERTS to 55555, as the town's website says.",
                "Borrowers of books choose on the library card application between e-mail, phone and text messages for notices.",
                "Drivers opt in to SMS while they apply for the job; a picture of the form is attached. They can skip it.",
            })
    void acceptsAWayToAgree(String way) {
        assertThat(codes(way + REST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We send one text for each order.",
                "You get at most 3 texts a week.",
                "How many messages there are depends on your orders.",
                "The number of messages will vary.",
                "Texts are sent only when a bus is late.",
                "Message each time somebody logs in.",
                "About four messages per month.",
                "Expect 2-4 msgs/mo.",
                "Messages as needed.",
                "Daily reminders."
            })
    void readsHowOftenMessagesCome(String often) {
        assertThat(codes("Customers tick an optional box for text messages on our website. " + often
                        + REST.replace(" Message frequency varies.", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "We send recurring automated marketing texts.", "We love texts."})
    void missesHowOftenMessagesCome(String often) {
        assertThat(codes("Customers tick an optional box for text messages on our website. " + often
                        + REST.replace(" Message frequency varies.", "")))
                .containsExactly(30545);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Customers tick an optional box on our website: \"I agree to receive offers by text message from Owl and its affiliates.\" | 30932",
                "Customers tick an optional box on our website: \"I consent to text messages from Owl and our marketing partners.\" | 30932",
                "On our website guests opt in to SMS. Numbers may be shared with affiliates for their offers. The box is optional. | 30932",
                "An optional box on our website: \"I agree to receive calls, texts and emails from Owl about my order.\" | 30556",
                "An optional box on our website: \"I consent to be contacted by phone, email or SMS from Owl about my order.\" | 30556",
                "An optional box on our website says: \"I agree to receive text messages.\" | 30544",
                "Consent to text messages is required to complete the booking on our website. | 30923",
                "On our website customers must agree to text messages in order to check out. | 30923",
                "By creating an account on our website users agree to receive text messages about offers. | 30923",
                "Our website's form has a box for text messages that is checked by default. | 30925",
                "We text people from purchased lists who left their number on a website. It is optional. | 30951",
                "All existing customers are automatically added to our text messages, by the online system. | 30896",
            })
    void rejectsAWayToAgree(String way, int code) {
        assertThat(codes(way + REST)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Quit line: today is day 10 without a cigarette, proud of you! Help to stop smoking tobacco: cessation class at 5.",
                "Problem gambling counseling is free for members of the program.",
                "Reminder: no firearms, alcohol or tobacco on campus during the game.",
                "Library: the book on poker and casinos that you reserved is ready.",
                "Your RV site with water hookups is ready. Check in at 2.",
                "The enrollment lottery for kindergarten closes on Friday.",
                "Your best bet is to take bus 14. The pyramid stage opens at 6.",
                "Our CBD office is closed on Monday. Visit the branch at Park Street.",
                "Campus safety escort is on the way to the library entrance.",
                "You have been selected for an interview. Claim your reward points at the counter.",
                "Sober living: our recovery meeting is at 7, free of alcohol.",
                "Beware of crypto scams: we never ask for bitcoin or gift cards.",
                "Prescription drug take-back day: bring opioids and steroids to the sheriff.",
                "Miracle Street is closed. The adult education class moves to room 4.",
                "We proudly serve non-alcoholic drinks and alcohol-free wine.",
            })
    void findsNothingForbiddenInHarmlessWords(String text) {
        var findings = new Findings();
        ForbiddenCategories.addOfTollFree(findings, text, "/");
        assertThat(findings.all()).isEmpty();
        assertThat(ForbiddenCategories.speaksOfAlcohol(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Get a payday loan of $500 now, no credit check. | 30443",
                "Place a bet on the game tonight at our sportsbook. | 30461",
                "Win big on our slot machines and poker games. | 30461",
                "New vape flavors are in, 10% off. | 30458",
                "Premium CBD gummies and hemp oil. | 30459",
                "Buy bitcoin today. | 30464",
                "Enter our raffle for a chance to win a car. | 30462",
                "Handguns and ammo on sale. | 30457",
                "We fix your credit in 30 days. | 30467",
                "Debt relief counseling: settle your debts for less. | 30466",
                "Get out of debt with our debt settlement program. | 30466",
                "Earn $5,000 a week and build your downline. | 30470",
                "Semaglutide shots for weight loss at $99. | 30469",
            })
    void findsWhatIsForbidden(String text, int code) {
        var findings = new Findings();
        ForbiddenCategories.addOfTollFree(findings, text, "/");
        assertThat(findings.all())
                .extracting(finding -> finding.code().orElseThrow())
                .contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "CA, 94105, US, false", "MA, 02110, US, false", "CA, 02110, US, true", "NY, 06390, US, false",
        "TX, 88510, US, false", "TX, 10001, US, true", "ON, M5V 2T6, CA, false", "BC, M5V 2T6, CA, true",
        "Bayern, 80331, DE, false", "California, 02110, US, false",
    })
    void comparesPostalCodeAndRegion(String region, String postalCode, String country, boolean isElsewhere) {
        assertThat(PostalCodes.isElsewhere(new Address("12 Feather Lane", "Town", region, postalCode, country)))
                .isEqualTo(isElsewhere);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Your code for [Insert company name] | true",
                "Text messages of {{Your Company}} | true",
                "The website is TBD | true",
                "Hi {first_name}, [ ] I agree | false",
                "your company name is in each message | false",
            })
    void tellsAGapFromAVariable(String text, boolean isGap) {
        assertThat(Words.has(Words.UNFILLED, text)).isEqualTo(isGap);
    }

    private static List<Integer> codes(String flow) {
        var findings = new Findings();
        new OptInRules(flow).addTo(findings);
        return findings.all().stream()
                .filter(Finding::isRejection)
                .map(finding -> finding.code().orElseThrow())
                .collect(Collectors.toList());
    }
}
