package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import java.util.regex.Pattern;

/**
 * Rules about whose messages they are: those of the business that registers, and of no other.
 *
 * @param texts what the plan says of the messages
 */
record SenderRules(String texts) {
    private static final String OTHERS =
            "(?:clients?|customers|businesses|merchants|companies|dealers(?:hips)?|practices|restaurants|tenants|brands|"
                    + "sellers|vendors|retailers|salons|clinics|agencies|organi[sz]ations|stores|shops|schools|churches|landlords|partners|accounts|subscribers)";
    private static final Pattern ON_BEHALF = words(
            "\\b(?:on behalf of|in the name of) (?:(?:our|its|other|various|multiple|many|different|several|their|the|all|any|small|local|independent) "
                    + "){1,3}(?:\\w+ )?" + OTHERS
                    + "\\b|\\b(?:our|its|their) (?:clients|merchants|business customers|tenants|resellers)['’] (?:own )?(?:customers|clients|patients|users|members|guests|contacts|subscribers|leads|employees)\\b|"
                    + "\\bwhite[- ]label|\\b(?:customers|patients|clients|users|guests|contacts) of (?:our|its|the) (?:\\w+ )?(?:clients|merchants|tenants|business customers)\\b|"
                    + "\\b(?:platform|software|system|service|app|CRM|tool|SaaS)\\b[^.]{0,60}\\b(?:lets|allows|enables|used by|helps|for|through which|that) (?:\\w+ ){0,3}"
                    + "(?:businesses|merchants|companies|clients|practices|restaurants|salons|retailers|dealers|agencies|brands|organi[sz]ations|landlords|churches|schools)\\b[^.]{0,60}"
                    + "\\b(?:text|send|messag|reach|remind)\\w*|"
                    + "\\b(?:multiple|several|many|various|different|hundreds of|dozens of|all (?:of )?our) (?:\\w+ )?(?:businesses|merchants|clients|brands|companies|restaurants|practices|dealers) "
                    + "(?:share|use|send|text|that use|who use)\\b|\\bshared by (?:\\w+ )?(?:several|multiple|different|many|two|three|all) ");

    void addOfCampaign(Findings findings, String useCase) {
        findings.reject(
                !useCase.equals("AGENTS_FRANCHISES") && !useCase.startsWith("UCAAS") && isForOthers(),
                CampaignRules.AT + "/description",
                30894,
                "The messages are those of other businesses. Register the business whose messages they are.");
    }

    void addOfTollFree(Findings findings, String pointer) {
        findings.reject(
                isForOthers(),
                pointer,
                30474,
                "The messages are those of other businesses. Give the data of the business whose messages they are, and a"
                        + " number to each.");
    }

    private boolean isForOthers() {
        return Words.sentences(texts).stream().anyMatch(sentence -> has(ON_BEHALF, sentence));
    }
}
