package dev.tenantry.api.preflight;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names under which recipients know a business, in the forms that messages use: whole or shortened, as initials, or
 * as part of the website's domain.
 *
 * @param names the names that the plan gives; none where it gives no data of the business
 * @param domain the domain of the website
 */
record BrandNames(List<String> names, Optional<String> domain) {
    private static final int SHORTEST_JOINED = 5;
    private static final int FEWEST_INITIALS = 2;
    private static final Pattern SEVERAL_NAMES =
            Words.words("\\bd/?b/?a\\b|\\bdoing business as\\b|\\bknown as\\b|[()]");
    /** What nobody writes in a message, or that tells no business from another one. */
    private static final Set<String> UNSPECIFIC = Set.of(
            "a",
            "an",
            "and",
            "association",
            "bank",
            "bv",
            "church",
            "city",
            "co",
            "company",
            "corp",
            "corporation",
            "county",
            "department",
            "dr",
            "first",
            "foundation",
            "gmbh",
            "inc",
            "incorporated",
            "law",
            "limited",
            "llc",
            "llp",
            "lp",
            "ltd",
            "national",
            "new",
            "of",
            "office",
            "offices",
            "pc",
            "plc",
            "pllc",
            "saint",
            "school",
            "st",
            "state",
            "the",
            "town",
            "university",
            "village");

    /** Whether the plan gives none. */
    boolean isUnknown() {
        return names.isEmpty();
    }

    /** The names alone, to compare with a domain. */
    BrandNames withoutDomain() {
        return new BrandNames(names, Optional.empty());
    }

    /** Whether a text has one of them in some form. */
    boolean isIn(String text) {
        var words = splitted(text).stream().map(BrandNames::stem).collect(Collectors.toSet());
        var joined = String.join("", splitted(text));
        var own = domain.map(name -> name.replaceFirst("\\..*", "").replace("-", ""))
                .filter(name -> name.length() >= SHORTEST_JOINED);
        return own.filter(joined::contains).isPresent()
                || names.stream()
                        .flatMap(name -> Stream.concat(Stream.of(name), SEVERAL_NAMES.splitAsStream(name)))
                        .map(BrandNames::splitted)
                        .filter(Predicate.not(List::isEmpty))
                        .anyMatch(name -> hasFirst(name, words) || hasJoined(name, joined) || hasInitials(name, text));
    }

    /**
     * The first word that tells the business from others; any such word of a name that begins with a general one, such
     * as "Law Offices of Jane Harper"; all words where none is special.
     */
    private static boolean hasFirst(List<String> name, Set<String> words) {
        var specific = name.stream().filter(word -> !UNSPECIFIC.contains(word)).toList();
        if (specific.isEmpty()) {
            return name.stream().map(BrandNames::stem).allMatch(words::contains);
        }
        return specific.stream()
                .limit(UNSPECIFIC.contains(name.getFirst()) ? specific.size() : 1)
                .map(BrandNames::stem)
                .anyMatch(words::contains);
    }

    /** The word without the ending of a plural or possessive. */
    private static String stem(String word) {
        return word.length() > 3 ? word.replaceFirst("s$", "") : word;
    }

    /** The first two words as one, or the first one as two. */
    private static boolean hasJoined(List<String> name, String text) {
        var first = name.stream()
                .filter(word -> !UNSPECIFIC.contains(word))
                .limit(2)
                .collect(Collectors.joining());
        return (first.length() >= SHORTEST_JOINED && text.contains(first))
                || (name.getFirst().length() > SHORTEST_JOINED && text.contains(name.getFirst()));
    }

    /** The initials, with or without those of small words and of the legal form. */
    private static boolean hasInitials(List<String> name, String text) {
        var initials = name.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining());
        var specific = name.stream()
                .filter(word -> word.length() > 3 || !UNSPECIFIC.contains(word))
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining());
        return Arrays.stream(text.split("[^A-Za-z&.]+"))
                .map(word -> word.replaceAll("[&.]", ""))
                .filter(word -> word.length() >= FEWEST_INITIALS && word.equals(word.toUpperCase(Locale.ROOT)))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> initials.startsWith(word) || specific.startsWith(word));
    }

    private static List<String> splitted(String text) {
        var lower = text.toLowerCase(Locale.ROOT).replaceAll("['\u2019]", "");
        return Arrays.stream(
                        lower.replaceAll("(?<=\\b\\p{L})\\.(?=\\p{L}\\b)", "").split("[^\\p{L}\\d]+"))
                .filter(word -> !word.isEmpty() && !word.equals("and"))
                .toList();
    }
}
