package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import java.util.regex.Pattern;

/**
 * Rules about how people agree to a campaign's messages: where, to what, that they need not, how often, at what cost,
 * and how they get help and stop.
 *
 * @param flow the campaign's message flow
 */
record OptInRules(String flow) {
    private static final String AT = "/a2p/campaign/messageFlow";

    private static final Pattern WHERE = words(
            "https?://|\\bwww\\.|\\bweb ?(?:site|page|form)|\\bonline\\b|\\bforms?\\b|"
                    + "\\bcheck-?out\\b|\\bapp\\b|\\bpaper\\b|\\bin[- ]person\\b|\\breception|\\bcounter\\b|\\bsigns?\\b|\\bsignage\\b|"
                    + "\\bposter|\\bflyer|\\bQR\\b|\\bkeyword|\\bover the phone\\b|\\bby phone\\b|\\bcall(?:s|ing)? (?:us|our|the|in)\\b|\\bphone call|\\bhotline|\\bverbal|\\bkiosk\\b|"
                    + "\\bpoint of sale\\b|\\blanding page\\b|\\bportal\\b|\\bcontract\\b|\\bsettings\\b|"
                    + "\\btext(?:s|ing)? [\"“']?(?:join|start|yes|subscribe)\\b|"
                    + "\\bregister\\b|\\bfront desk\\b|\\bstores?\\b|\\bcards?\\b|\\bsheets?\\b|\\bchat\\b|\\bpop-?up|\\btablet\\b|"
                    + "\\bonboarding\\b|\\bapplication\\b|\\bquestionnaire\\b|\\bprofile\\b|\\baccount\\b|\\boral|\\btelephone\\b|"
                    + "\\bagreement\\b|\\bwaiver\\b|\\b(?:texts?|write|message)(?:s|ing)? (?:to )?(?:us|our number|the number|first)\\b");
    private static final Pattern TEXTS = words("\\btext(?:s|ed|ing)?\\b|\\bSMS\\b|\\bMMS\\b");
    private static final Pattern FREQUENCY = words(
            "frequen|\\bvar(?:y|ies)\\b|\\bdepend(?:s|ing)? on\\b|\\b(?:each|every) time\\b|\\bwhenever\\b|"
                    + "\\bas needed\\b|\\bonly (?:when|if|in)\\b(?! (?:they|you|people|customers|patients|clients) (?:agree|opt|consent|tick|check))|\\bhow (?:many|often)\\b|\\b(?:sent|messages|texts) (?:only )?(?:in|during) emergenc|"
                    + "\\b(?:one|two|three|four|five|six|a few|\\d+) (?:\\w+ )?(?:msgs?|messages?|texts?)\\b|\\bno more than\\b|\\bat most\\b|\\bone[- ]time\\b|\\b(?:daily|weekly|monthly)\\b|"
                    + "(?:msgs?|messages?|texts?)\\s*(?:/|(?:per|an?|each|every)\\b)\\s*\\w+|\\b(?:per|each|every) (?:day|week|month|login|"
                    + "log-in|order|request|appointment|transaction|visit|event|booking)\\b|\\b(?:once|twice|\\d+ times|\\d+x) (?:a|per|"
                    + "each) \\w+|\\bup to \\d+\\b|"
                    + "\\b(?:\\d+|one|two|three|four|five|six|ten|once|a few|several)(?: times)? ?(?:/|\\bper\\b|\\ban?\\b|\\beach\\b|\\bevery\\b) ?(?:day|wk|week|mo|month|quarter|season|year|term|semester)");
    private static final Pattern RATES = words(
            "\\b(?:rates?|fees|charges)\\b[^.]{0,25}\\bappl|\\bdata rates\\b|"
                    + "\\bstandard (?:message|messaging|text|carrier|data)\\w* (?:rates|fees|charges)\\b|\\bmsg ?(?:&|and) ?data\\b|"
                    + "\\b(?:your|the|their) (?:mobile |wireless |phone )?(?:carrier|plan|provider)\\b[^.]{0,30}\\b(?:charge|rates?|fees)|\\bfree to (?:the )?end[- ]user\\b|\\bfree of charge\\b");
    private static final Pattern HELP = Pattern.compile(
            "\\bHELP\\b|(?i:\\b(?:reply|text|send|respond with) [\"'“]?help\\b)|"
                    + "(?i:\\bquestions\\?)|(?i:\\bfor (?:help|assistance|support)\\b)|(?i:\\b(?:contact|call|e-?mail) (?:us|support|customer)\\b)");
    private static final Pattern BY_CHOICE = words(
            "\\boptional|\\bnot (?:a |the )?(?:condition|requirement|prerequisite)|"
                    + "\\bnot required\\b|\\bis(?: not|n.t) (?:required|mandatory)|\\bun-?(?:checked|ticked|selected)|"
                    + "\\bnot (?:pre-?)?(?:ticked|checked|selected)|\\bempty (?:check)?box|\\bvoluntar|\\bneed not\\b|"
                    + "\\b(?:may|can) (?:also )?(?:choose|tick|check|opt|switch|decline|skip|refuse)|\\bwithout (?:it|agreeing|opting)\\b|"
                    + "\\bdo(?:es)? not (?:have|need) to\\b|\\bno purchase necessary\\b|\\[ ?\\]|\\bif they (?:wish|want|choose|like)|"
                    + "\\byes or no\\b|\\bdo(?:es)?n.t (?:have|need) to\\b|\\b(?:says?|said|answers?|replies|reply) [\"“']?(?:yes|no|Y)\\b|\\bleft (?:blank|empty)\\b|"
                    + "\\basks? (?:\\w+ ){0,3}(?:whether|if|for (?:\\w+ )?(?:permission|consent))\\b|[\"“]May \\w+|\\bwould (?:you )?like\\b|\\bwho (?:want|wish|choose|chose)|"
                    + "\\bfirst (?:write|text|message|contact)s?\\b|\\b(?:write|text|message|contact)s? (?:\\w+ ){0,3}first\\b|\\bdeclin|\\bturns? (?:it |them |texts? |\\w+ )?on\\b|"
                    + "\\b(?:sign(?:s|ing)? up for|subscrib\\w* to) (?:\\w+ )?(?:texts?|SMS|alerts)\\b|\\bseparate(?:ly)?\\b|\\bcheck ?-?box|\\b(?:tick|check|select)(?:s|ing)? (?:a|the|an) (?:\\w+ )?box");
    private static final Pattern KEYWORD =
            Pattern.compile("(?i:\\btext(?:s|ing)?) [\"“']?[A-Z]{3,}\\b|(?i:\\bkeyword\\b)");

    private static final Pattern NEGATED = words(
            "\\b(?:not|never|no|nor|isn.t|aren.t|don.t|cannot|without)\\b[^.;]{0,60}?\\b(?:required|"
                    + "condition|mandatory|requirement|pre-?checked|pre-?ticked|pre-?selected|ticked|checked|selected)\\b");
    private static final Pattern OPTIONAL = words("\\boptional");
    private static final Pattern CONDITION = words("\\b(?:is|are|be|being) (?:\\w+ )?mandatory\\b|"
            + "\\brequired (?:field|(?:in order )?(?:to|for) (?:register|registration|sign|use|using|create|creating|complete|"
            + "check|buy|purchase|order|book|booking|proceed|continue|submit|service|treatment|care|an account|our))|\\bmust (?:agree|accept|consent|opt|provide consent)\\b(?! to (?:our|the) (?:terms|privacy))|"
            + "\\b(?:a |as )?condition (?:of|for|to)\\b|\\b(?:cannot|can['’]t|may not|unable to)\\b(?! (?:\\w+ ){0,3}(?:send|text|message|receive|contact|get)\\b) (?:\\w+ ){0,6}(?:without|unless|until) (?:\\w+ ){0,4}(?:agree\\w*|consent\\w*|opt\\w*|accept\\w*|tick\\w*|check\\w*|box)|"
            + "\\b(?:have|has|need|needs) to (?:agree|accept|consent)\\b(?! (?:to )?(?:our|the) (?:terms|privacy))(?![^.]{0,60}\\bbefore (?:we|any|they (?:get|receive)))|"
            + "\\b(?:must|have to|has to|need to|needs to) (?:opt[ -]?in|tick|check|enable|sign up for|subscribe|be (?:ticked|checked|accepted|selected))\\b(?![^.]{0,60}\\b(?:to (?:receive|get)|before (?:we|any|receiving|texts)|for (?:texts|messages))\\b)|"
            + "\\b(?:box|consent|opt-?in|agreement|texts?)\\b[^.]{0,40}\\b(?:is|are) (?:required|mandatory|compulsory|obligatory)\\b(?! (?:before|prior|by law|from))|\\b(?:cannot|can['’]t) (?:be )?(?:skip\\w*|declin\\w*|refus\\w*|un-?(?:tick|check)\\w*|opt\\w* out of)|"
            + "\\b(?:no|without (?:a|any)) (?:way|option|possibility|choice) (?:to|of) (?:declin|skip|refus|say|opt)\\w*|\\bin order to (?:register|sign up|book|order|buy|check out|be (?:served|treated|seen)|use|receive (?:care|service|treatment))\\b[^.]{0,60}"
            + "\\b(?:agree|consent|opt|accept)|\\b(?:booking|registration|registering|purchas\\w+|enrol\\w+|membership|service|account|check-?out|form|app|orders?|ordering|treatment)\\b (?:\\w+ ){0,2}requires? (?:\\w+ ){0,4}(?:to )?(?:agree|consent|opt|accept)\\w*|"
            + "\\brequired to (?:agree|consent|opt|accept)");
    /** That people have to agree in order to get messages, which is as it should be. */
    private static final Pattern FOR_TEXTS = words(
            "^\\W*(?:in order )?to (?:receive|get|subscribe|join|opt)\\b|^\\W*before (?:we|any|they|the first)\\b");

    private static final Pattern BY_DOING = words(
            "\\bby (?:signing up|registering|creating (?:an|their|your) account|using|"
                    + "downloading|purchasing|buying|ordering|placing|booking|accepting|agreeing to (?:our|the)|submitting|providing|"
                    + "entering|giving|completing|clicking|continuing)\\b[^.]{0,160}?\\b(?:agree|consent|opt|enrol|subscrib|accept)");
    private static final Pattern PRESET =
            words("\\bpre-?(?:checked|ticked|selected)\\b|\\b(?:checked|ticked|selected|enabled|"
                    + "on|opted[- ]in) by default\\b|\\balready (?:checked|ticked|selected)\\b|\\bdefaults? to (?:checked|on|yes|opt)|"
                    + "\\b(?:checked|ticked|selected) in advance\\b|\\bautomatically (?:\\w+ )?(?:checked|ticked|selected|opted|enrol|subscrib|signed|added)|\\b(?:customers|clients|patients|users|members|everyone|everybody|buyers|guests|they) (?:\\w+ ){0,2}automatically (?:receive|get|start)|\\bopt-?out basis\\b|"
                    + "\\bunless (?:\\w+ ){1,3}(?:un-?(?:tick|check|select)\\w*|opts? out|opted out|object\\w*|remov\\w*|switch\\w* (?:it )?off|turn\\w* (?:it )?off)|"
                    + "\\b(?:can|may|must|have to|need to|to) un-?(?:check|tick|select)\\b|\\b(?:box|toggle|switch|checkbox|option)\\b[^.]{0,30}\\b(?:comes|starts|arrives|appears) (?:\\w+ )?(?:checked|ticked|selected|on|enabled)\\b|\\b(?:checked|ticked|selected|enabled|on) (?:for (?:convenience|them|you)|when the page (?:loads|opens)|initially|from the start)\\b|"
                    + "\\bwe (?:opt|enrol|subscribe|sign) (?:\\w+ ){0,3}(?:in|up)\\b");
    private static final String CHANNELS =
            "(?:(?:(?:tele)?phone |voice )?calls?|(?:tele)?phone|e-?mails?|whatsapp|push notifications?|phone)";
    private static final String JOINED = "\\s*(?:,|/|&|\\band/or\\b|\\band\\b|\\bor\\b)+\\s*(?:(?:and|or|by|via)\\s+)*";
    private static final Pattern SEVERAL_CHANNELS = words("\\b" + CHANNELS + JOINED + "(?:" + CHANNELS + JOINED
            + ")*(?:texts?\\b|SMS\\b|text messages?)|\\b(?:texts?|SMS|text messages?)(?: messages?)?" + JOINED
            + CHANNELS + "\\b");
    private static final Pattern APART =
            words("\\bseparate|\\bown (?:check ?)?box|\\bboxes\\b|\\bcheckboxes\\b|\\beach (?:with|has|channel)\\b");
    private static final Pattern AGREES =
            words("\\bagree|\\bconsent|\\bopt(?:s|ed)?[ -]in\\b|\\bauthori[sz]e|\\bto receive\\b");
    private static final Pattern HIDDEN = words(
            "\\b(?:after|once|when|upon) (?:\\w+ )?(?:have )?(?:log(?:ged|ging)?|sign(?:ed|ing)?)"
                    + "[ -]?in\\b|\\bbehind (?:a )?log-?in\\b|\\baccount settings\\b|\\b(?:their|the|user) (?:account|profile|dashboard)"
                    + " (?:page|settings)\\b|\\bin[- ]app\\b|\\bmobile app\\b|\\binternal (?:\\w+ )?(?:tool|portal|system|app|website)\\b|"
                    + "\\b(?:employee|staff|member|client|customer|patient) (?:\\w+ )?portal\\b|\\binside (?:the|our) (?:app|portal)\\b|\\blog(?:s|ged)? in to\\b|"
                    + "\\bpassword[- ]protected\\b|\\bmembers?[- ]only\\b|\\bintranet\\b|\\brequires? (?:an? )?(?:account|log-?in|invitation)\\b|\\bonly (?:visible|shown|available|accessible) (?:to|after|for)\\b|\\bnot (?:public|publicly)\\b|\\bcannot be (?:shown|shared|seen) publicly\\b");
    /** A link, with or without its scheme, or a picture. */
    private static final Pattern VISIBLE = words(
            "https?://|\\bwww\\.|\\b[a-z0-9-]+\\.[a-z]{2,}/\\w|\\bscreen ?shots?\\b|\\bpictures?\\b|\\bphotos?\\b");

    private static final Pattern POLICY_LINK =
            words("(?:https?://)?[\\w.-]+\\.[a-z]{2,}/\\S*(?:privacy|terms|legal|polic|tos\\b|conditions)\\S*");

    /** A link to what only those see who have logged in, unless it is a picture. */
    private static final Pattern CLOSED_LINK = words(
            "https?://(?:app|portal|my|accounts?|secure|login|dashboard|admin|intranet)\\.(?![^\\s\"”)]*\\.(?:png|jpe?g|pdf|gif))[^\\s\"”)]*|"
                    + "https?://[^\\s\"”)/]+/(?:[^\\s\"”)/]+/)*(?:log-?in|account|settings|dashboard|portal|profile)(?![^\\s\"”)]*\\.(?:png|jpe?g|pdf|gif))[^\\s\"”)]*");

    private static final Pattern SHARED =
            words("\\b(?:shar|sell|sold|rent|disclos|pass(?:ed)? on|transfer)\\w*\\b[^.]{0,80}\\b(?:third"
                    + "[- ]part|partners?\\b|affiliates?\\b|advertis|other compan|marketers?\\b|sponsors?\\b)");
    private static final Pattern FOR_OTHERS = words(
            "\\b(?:from|by)\\b[^.]{0,80}\\b(?:and|or|&) (?:its|our|their|selected|other) (?:\\w+ ){0,2}(?:partners|affiliates|"
                    + "sponsors|third[- ]part(?:y|ies)|advertisers|subsidiaries|companies|businesses)\\b");
    private static final Pattern UNSPOKEN = words(
            "\\b(?:I|you)\\b[^.]{0,40}\\breceive (?:SMS|text) messages?(?:[.\"”]|,? (?:msg|message|reply|text|std|standard)\\b)");
    /** Those who carry messages, whom numbers have to be passed on to. */
    private static final Pattern FOR_DELIVERY = words("\\baggregators?\\b|\\bservice providers?\\b|\\bcarriers?\\b|"
            + "\\b(?:only|solely|just) to (?:deliver|send)|\\bdeliver(?:y|ing)? (?:of )?(?:the |our |these )?(?:texts?|messages?|SMS)\\b|"
            + "\\b(?:messaging|technology|delivery) partners?\\b");

    private static final Pattern DENIED = words("\\b(?:not|never|no|nor|none|without|except|exclud\\w+)\\b|n['’]t\\b");
    private static final Pattern BOUGHT = words(
            "\\b(?:purchased?|bought|buy|rented|scraped|cold) (?:\\w+ )?(?:list|lists|leads|"
                    + "database|contacts)\\b|\\blead[- ]gen|\\bthird[- ]party (?:lists?|leads?)\\b|\\bfrom (?:a |our )?third[- ]party (?:data|websites?|vendors?)\\b|"
                    + "\\b(?:leads?|numbers?|contacts?) (?:that we (?:get|buy) )?from (?:our )?(?:partners?|vendors?|third|brokers?|data)|"
                    + "\\b(?:list|data|lead) (?:brokers?|vendors?|providers?|sellers?)\\b|\\bskip[- ]trac|\\b(?:property|public|court|voter) (?:records?|files?|rolls?)\\b|"
                    + "\\b(?:linkedin|yellow pages|google maps|zillow|chamber of commerce|trade show|conference|attendee|membership director\\w*)\\b[^.]{0,60}\\b(?:lists?|scrap\\w*|director\\w+)\\b|"
                    + "\\bscrap(?:e|es|ed|ing) (?:\\w+ ){0,3}(?:from|numbers|contacts|websites?|leads|the web)\\b|\\bco-?registration\\b|\\bcold (?:outreach|texts?|texting|prospect\\w*|call\\w*|messag\\w*)\\b|\\bprospects? (?:who|that) (?:have|has|did) (?:not|never)|"
                    + "\\b(?:acquired|obtained|sourced|received|bought|purchased|get|got) (?:\\w+ ){0,4}from (?:\\w+ ){0,3}(?:partners?|affiliates?|vendors?|brokers?|other (?:companies|businesses|websites)|third[- ]part\\w+)\\b|"
                    + "\\bpublicly available (?:numbers|sources|data|contacts?)\\b|\\b(?:online|business) director(?:y|ies)\\b");
    private static final Pattern UNASKED =
            words("\\bimplied consent\\b|\\bassum\\w+ (?:that )?(?:they|consent)|\\bno (?:explicit )?"
                    + "opt-?in\\b(?![- ](?:data|information|consent|lists?))|\\bdo(?:es)? not (?:need|collect|ask for) (?:\\w+ )?(?:opt|consent|permission)|\\bdo(?:es)? not require (?:\\w+ )?opt|"
                    + "\\b(?:existing|all|current) (?:\\w+ )?(?:customers|clients|patients|members|contacts|users) (?:are|get|will be) "
                    + "(?:automatically )?(?:added|enrol|opted|subscrib|texted|messaged)|\\bwe (?:add|import|upload) (?:all )?(?:of )?(?:our|the)"
                    + " (?:\\w+ )?(?:customers|contacts|clients|numbers)|"
                    + "\\b(?:giving|providing|having|handing|sharing|gave|given|provide[sd]?|leav\\w+|left) (?:us )?(?:\\w+ )?(?:phone |mobile |cell )?number (?:\\w+ ){0,6}(?:is|as|counts?|implies|means|constitutes?|serves?)\\b[^.]{0,40}\\b(?:consent|agree|permission|opt)|\\bconsent is (?:implied|assumed|presumed)|"
                    + "\\b(?:order|purchas|buy|book|call|visit|shop)\\w*\\b[^.]{0,30}\\b(?:counts?|serves?|is (?:taken|treated|regarded|considered|seen)|means|implies|constitutes)\\b[^.]{0,40}\\b(?:consent|agree\\w*|permission|opt-?in)|"
                    + "\\b(?:everyone|everybody|anyone|all) (?:who (?:has )?(?:ever )?(?:bought|booked|visited|called|purchased|ordered)|in our (?:CRM|database|records|system))|\\bbusiness cards?\\b[^.]{0,60}\\b(?:add|text|import|upload|collect)|"
                    + "\\b(?:prior|existing|established) business relationship\\b");
    private static final Pattern SPOKEN =
            words("\\bverbal|\\borally\\b|\\bover the phone\\b|\\bby phone\\b|\\bin[- ]person\\b|" + "\\bphone call");
    private static final Pattern SHOWN = words(
            "https?://|\\bscript\\b|[\"“”]|\\bform\\b|\\bcheck ?-?box|\\bkeyword\\b|\\bcards?\\b|\\bsheet\\b|\\bsigns?\\b|\\btablet\\b");
    private static final Pattern POLICIES = words("\\bprivacy\\b|\\bterms\\b");

    void addTo(Findings findings) {
        addWhatIsMissing(findings);
        addWhatIsNoChoice(findings);
        addWhatNobodyAgreedTo(findings);
        findings.reject(
                has(HIDDEN, flow) && !has(VISIBLE, withoutClosedLinks(flow)),
                AT,
                30909,
                "People agree where reviewers cannot look. Give the address of a public page or of pictures of it.");
        findings.reject(
                has(SPOKEN, flow) && !has(SHOWN, flow),
                AT,
                30896,
                "People agree by word of mouth. Quote the words that they are told, or give the address of the script.");
        findings.warn(
                !has(POLICIES, flow),
                AT,
                30908,
                "The message flow names neither privacy policy nor terms. Reviewers look for links to both where people"
                        + " agree.");
    }

    private void addWhatIsMissing(Findings findings) {
        findings.reject(
                !has(WHERE, flow),
                AT,
                30909,
                "The message flow does not say where people agree. Name the page, form, sign, call or keyword.");
        findings.reject(
                !has(TEXTS, flow),
                AT,
                30551,
                "The message flow does not say that people agree to text messages. Say \"text messages\" or \"SMS\".");
        findings.reject(
                !has(FREQUENCY, flow),
                AT,
                30545,
                "The message flow does not say how often messages come. Say it as people read it, such as \"Message"
                        + " frequency varies\".");
        findings.reject(
                !has(RATES, flow),
                AT,
                30569,
                "The message flow does not say what messages cost. Say it as people read it: \"Message and data rates may"
                        + " apply\".");
        findings.reject(
                !has(HELP, flow),
                AT,
                30570,
                "The message flow does not say how people get help. Say it as people read it: \"Reply HELP for help\".");
        findings.reject(
                !has(Words.OPT_OUT, flow),
                AT,
                30924,
                "The message flow does not say how people stop the messages. Say it as people read it: \"Reply STOP to"
                        + " cancel\".");
    }

    private void addWhatIsNoChoice(Findings findings) {
        var isForced = forces(flow);
        var isChosen = has(BY_CHOICE, flow) || has(KEYWORD, flow);
        findings.reject(
                isForced,
                AT,
                30923,
                "People have to agree to messages in order to be served. Make it a choice of its own that they may leave"
                        + " out.");
        findings.reject(
                !isForced && !isChosen && has(BY_DOING, flow),
                AT,
                30923,
                "People agree to messages by doing something else. Give messages a box of their own that is not ticked.");
        findings.warn(
                !isForced && !isChosen && !has(BY_DOING, flow),
                AT,
                30923,
                "The message flow does not say that people need not agree. Say that it is optional.");
        findings.reject(
                presets(flow), AT, 30925, "People are opted in beforehand. Leave the box unticked, and say so.");
        findings.reject(
                !has(APART, flow)
                        && Words.sentences(flow).stream()
                                .anyMatch(sentence -> has(SEVERAL_CHANNELS, sentence) && has(AGREES, sentence)),
                AT,
                30556,
                "People agree to calls or e-mail and to texts in one. Give text messages a box of their own.");
    }

    private void addWhatNobodyAgreedTo(Findings findings) {
        findings.reject(
                shares(flow),
                AT,
                30932,
                "Numbers are passed on to others. Say that they are not, here and in the privacy policy.");
        findings.reject(
                Words.sentences(flow).stream()
                        .anyMatch(sentence ->
                                has(FOR_OTHERS, sentence) && has(AGREES, sentence) && !has(DENIED, sentence)),
                AT,
                30932,
                "People agree to messages of other businesses too. Let them agree to those of this business only.");
        findings.reject(
                has(UNSPOKEN, flow),
                AT,
                30544,
                "The words to which people agree do not say what the messages are for, or whose they are.");
        findings.reject(
                comesFromOthers(flow),
                AT,
                30951,
                "Numbers come from others. People have to agree to the messages of the business itself.");
        findings.reject(
                asksNobody(flow), AT, 30896, "People get messages without having agreed. Describe how each agrees.");
    }

    private static String withoutClosedLinks(String text) {
        return CLOSED_LINK.matcher(POLICY_LINK.matcher(text).replaceAll(" ")).replaceAll(" ");
    }

    /** Whether a text says that numbers are passed on, other than to those who carry messages. */
    static boolean shares(String text) {
        return Words.sentences(text).stream()
                .anyMatch(sentence -> has(SHARED, sentence) && !has(DENIED, sentence) && !has(FOR_DELIVERY, sentence));
    }

    /** Whether a text says that people get messages without having agreed. */
    static boolean asksNobody(String text) {
        return has(UNASKED, text);
    }

    /** Whether a text says that numbers come from others. */
    static boolean comesFromOthers(String text) {
        return Words.sentences(text).stream().anyMatch(sentence -> has(BOUGHT, sentence) && !has(DENIED, sentence));
    }

    /** Whether a text says that people have to agree in order to be served. */
    static boolean forces(String text) {
        return Words.sentences(NEGATED.matcher(text).replaceAll("")).stream()
                .anyMatch(sentence ->
                        Words.affirmed(CONDITION, sentence).findAny().isPresent()
                                && !has(OPTIONAL, sentence)
                                && !has(FOR_TEXTS, sentence)
                                && (has(AGREES, sentence) || has(TEXTS, sentence)));
    }

    /** Whether a text says that people are opted in beforehand. */
    static boolean presets(String text) {
        return has(PRESET, NEGATED.matcher(text).replaceAll(""));
    }
}
