package dev.tenantry.stepfunctions.store;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** The maps of an open file. */
record Maps(
        MVStore file,
        MVMap<String, String> machines,
        MVMap<String, String> executions,
        MVMap<String, String> journals,
        MVMap<String, String> outcomes) {

    /** Small pages, because each commit writes one for every execution that has gone on. */
    private static final int PAGE_BYTES = 4_096;

    static Maps open(String fileName, boolean forced) {
        var file = new MVStore.Builder()
                .fileName(fileName)
                .autoCommitDisabled()
                .pageSplitSize(PAGE_BYTES)
                .open();
        if (!forced) {
            // Only a loss of power during a commit needs the chunks before it, which MVStore keeps for a while.
            file.setRetentionTime(0);
            file.setVersionsToKeep(0);
        }
        return new Maps(
                file,
                file.openMap("machines"),
                file.openMap("executions"),
                file.openMap("journals"),
                file.openMap("outcomes"));
    }
}
