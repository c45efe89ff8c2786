package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import java.util.regex.Pattern;

/**
 * Rules about how people stop messages: by an answer to any of them, at once and whenever they want.
 *
 * @param flow the campaign's message flow
 */
record OptOutRules(String flow) {
    private static final String AT = "/a2p/campaign/messageFlow";

    private static final Pattern KEYWORD = words("(?-i:\\bSTOP(?:ALL)?\\b|\\b(?:END|QUIT|CANCEL|UNSUBSCRIBE)\\b)|"
            + "\\b(?:reply|respond|text|txt|send)(?:ing)?(?: back)?(?: with)?(?: the word)? [\"'“‘]?(?:stop|end|quit|cancel|unsubscribe)\\b|"
            + "\\bstop to\\b");
    private static final Pattern IMPOSSIBLE = words(
            "\\b(?:cannot|can ?not|can['’]t|not possible to|unable to|no (?:way|option) (?:for \\w+ )?to|not allowed to|may not) "
                    + "(?:be )?(?:stop|opt[ -]?out|unsubscrib|turn(?:ed)? off|cancel|end)|"
                    + "\\bno opt-?out\\b|\\bdo(?:es)? not (?:offer|support|provide|accept|process|read|monitor|honou?r) (?:an |any )?(?:opt-?outs?|STOP|"
                    + "replies|unsubscrib\\w+|responses)|\\b(?:STOP|opt-?outs?|replies) (?:is|are|will be|messages? are) (?:not|ignored|disabled|never)\\b|"
                    + "\\b(?:no-?reply|one-way) (?:number|line|messages?|texts?)\\b|\\b(?:number|line) (?:cannot|can['’]t|does not|doesn['’]t) receive\\b");
    private static final Pattern BY_OTHER_MEANS = words(
            "\\b(?:stop|opt[ -]?out|unsubscribe|be removed|cancel|withdraw)\\b[^.]{0,60}\\b(?:by|must|have to|need to|should|via|through|please)\\b"
                    + "[^.]{0,30}\\b(?:e-?mail\\w*|call\\w*|writ\\w+|letter|log\\w*|visit\\w*|contact\\w*|phon\\w+|account|website|fax\\w*|fill\\w*)\\b|"
                    + "\\b(?:e-?mail|call|write to|contact|visit) (?:\\w+ ){0,6}to (?:stop|opt[ -]?out|unsubscribe|be removed|cancel)\\b");
    private static final Pattern SLOW = words(
            "\\b(?:opt[ -]?outs?|requests?|STOP|unsubscrib\\w+|removals?)\\b[^.]{0,60}\\b(?:within|takes?|up to|after)"
                    + " (?:\\w+ ){0,2}(?:\\d+|ten|thirty|several|a few) (?:business |working )?(?:days|weeks)\\b");

    /** The answer to HELP, as far as the message flow quotes it. */
    private static final Pattern HELP_REPLY = Pattern.compile(
            "\\bHELP\\b[^\"“.]{0,40}\\b(?:answer\\w*|repl(?:y|ies)|respon\\w+|send\\w*|returns?|says?|reads?|get)\\b[^\"“.]{0,20}[\"“]([^\"”]{5,})[\"”]");
    /** How to reach somebody: a phone number, an e-mail address or a website. */
    private static final Pattern REACHABLE = words(
            "\\d{3}[ .)-]{1,2}\\d{3,4}|\\+\\d{7,}|\\b1-8\\d\\d-|\\S+@\\S+|https?://|\\bwww\\.|\\b[a-z0-9-]+\\.[a-z]{2,}\\b");

    private static final Pattern NO_HELP = words(
            "\\bHELP\\b[^.]{0,30}\\b(?:is|are) (?:not|un)\\s?(?:answered|supported|available)|\\bno (?:help|HELP) (?:reply|keyword|message|response)\\b");

    void addTo(Findings findings) {
        findings.reject(
                has(IMPOSSIBLE, flow),
                AT,
                30887,
                "People cannot stop the messages by an answer. Let them reply STOP, and say so.");
        findings.reject(
                has(BY_OTHER_MEANS, flow) && !has(KEYWORD, flow),
                AT,
                30887,
                "People can stop the messages by other means only. Let them reply STOP, and say so.");
        findings.reject(
                has(NO_HELP, flow)
                        || HELP_REPLY.matcher(flow).results().anyMatch(reply -> !has(REACHABLE, reply.group(1))),
                AT,
                30890,
                "The answer to HELP does not say how to reach the business. Give its name, and a phone number or an e-mail"
                        + " address.");
        findings.reject(
                has(SLOW, flow),
                AT,
                30887,
                "It takes days until the messages stop. They have to stop at once when somebody replies STOP.");
    }
}
