package dev.tenantry.api.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of a page as people read it.
 *
 * @param text the words without marks
 * @param asksForPassword whether the page has a field for one
 */
record PageText(String text, boolean asksForPassword) {
    /** A page with less says nothing before its scripts have run, and those are not run here. */
    private static final int SHORTEST = 200;

    private static final List<String> UNSEEN = List.of("script", "style", "template", "svg");
    /** What begins or ends a line, and so a sentence. */
    private static final Set<String> BREAKS = Set.of(
            "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "td", "section", "article",
            "header", "footer");

    private static final Pattern NAME_END = Pattern.compile("[^a-z0-9]");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** The text of a page by its HTML, whose length bounds the time that this takes: nothing is looked at twice. */
    static PageText of(String html) {
        var lower = lower(html);
        var text = new StringBuilder();
        var asksForPassword = false;
        var at = 0;
        while (at < html.length()) {
            var begin = html.indexOf('<', at);
            if (begin < 0) {
                text.append(html, at, html.length());
                break;
            }
            text.append(html, at, begin);
            var end = lower.startsWith("<!--", begin) ? lower.indexOf("-->", begin) + 2 : lower.indexOf('>', begin);
            if (end < begin) {
                break;
            }
            var tag = lower.substring(begin + 1, end);
            var name = NAME_END.split(tag.startsWith("/") ? tag.substring(1) : tag, 2)[0];
            asksForPassword |= name.equals("input") && tag.contains("password");
            text.append(BREAKS.contains(name) ? ". " : " ");
            at = end + 1;
            if (UNSEEN.contains(name) && !tag.startsWith("/")) {
                var close = lower.indexOf("</" + name, at);
                if (close < 0) {
                    break;
                }
                at = close;
            }
        }
        return new PageText(
                SPACE.matcher(unescaped(text.toString())).replaceAll(" ").strip(), asksForPassword);
    }

    /** The same with small letters, of the same length: beyond ASCII some letters have two small ones. */
    private static String lower(String html) {
        var letters = html.toCharArray();
        for (var at = 0; at < letters.length; at++) {
            if (letters[at] <= 'Z') {
                letters[at] = Character.toLowerCase(letters[at]);
            }
        }
        return new String(letters);
    }

    private static String unescaped(String text) {
        return text.replace("&nbsp;", " ")
                .replace("&#39;", "'")
                .replace("&rsquo;", "'")
                .replace("&#8217;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    /** Whether the page says too little to be judged. */
    boolean isEmpty() {
        return text.length() < SHORTEST;
    }

    /** Whether the page says something. */
    boolean has(Pattern pattern) {
        return pattern.matcher(text).find();
    }

    /** Whether a sentence has all of these, and not that. */
    boolean hasSentence(List<Pattern> patterns, Pattern without) {
        return Arrays.stream(text.split("(?<=[.!?;])\\s+"))
                .anyMatch(sentence -> patterns.stream()
                                .allMatch(pattern -> pattern.matcher(sentence).find())
                        && !without.matcher(sentence).find());
    }

    /** A pattern that does not look at upper and lower case. */
    static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
