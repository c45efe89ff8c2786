package dev.tenantry.steps;

import java.util.List;
import java.util.Set;

/** Something that all numbers of a plan are to be put to. Putting one to it twice changes nothing. */
interface NumberUse {

    /** Where a number then is, e.g. {@code in messaging service MG…}; the end of a sentence. */
    String words();

    /** The SIDs of the numbers that Twilio's list shows there. A list may lag behind. */
    Set<String> listed();

    /** Whether a number is there, asked for by its SID: that does not lag. */
    boolean holds(String numberSid);

    /** Puts a number there. */
    void put(String numberSid);

    /** Those of the numbers that are not there. */
    default List<String> missing(List<String> numberSids) {
        var listed = listed();
        return numberSids.stream()
                .filter(sid -> !listed.contains(sid) && !holds(sid))
                .toList();
    }
}
