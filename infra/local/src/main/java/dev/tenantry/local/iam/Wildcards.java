package dev.tenantry.local.iam;

import java.util.List;

/** IAM's patterns: {@code *} stands for any characters, {@code ?} for any one character. */
final class Wildcards {

    private Wildcards() {}

    /** Whether a text is like one of some patterns. */
    static boolean isLikeOne(String text, List<String> patterns) {
        return patterns.stream().anyMatch(pattern -> isLike(text, pattern));
    }

    /** Whether a text is like a pattern. Linear but for the last {@code *}, to which it returns. */
    private static boolean isLike(String text, String pattern) {
        int inText = 0;
        int inPattern = 0;
        int star = -1;
        int afterStar = 0;
        while (inText < text.length()) {
            if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
                star = inPattern++;
                afterStar = inText;
            } else if (inPattern < pattern.length() && fits(text.charAt(inText), pattern.charAt(inPattern))) {
                inText++;
                inPattern++;
            } else if (star >= 0) {
                inPattern = star + 1;
                inText = ++afterStar;
            } else {
                return false;
            }
        }
        return pattern.substring(inPattern).chars().allMatch(rest -> rest == '*');
    }

    private static boolean fits(char inText, char inPattern) {
        return inPattern == '?' || inPattern == inText;
    }
}
