package dev.tenantry.core.storage;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A write of another item, in the transaction that stores a job or a change of one. */
public interface AttachedWrite {
    /** The write; asked for at each attempt, since an attempt that loses a race is made again. */
    TransactWriteItem item();

    /** Called when the transaction, and so this write, is done. */
    void written();
}
