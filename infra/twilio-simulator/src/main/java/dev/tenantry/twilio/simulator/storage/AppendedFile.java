package dev.tenantry.twilio.simulator.storage;

import java.io.IOException;
import java.io.RandomAccessFile;

/** A file that grows by whole records: what is left of one that could not be written is cut off. */
final class AppendedFile implements AutoCloseable {
    private final RandomAccessFile file;
    private long length;

    AppendedFile(RandomAccessFile file) throws IOException {
        this.file = file;
        this.length = file.length();
    }

    /** @throws IOException when the record is not written; no part of it is read later */
    void append(byte[] bytes) throws IOException {
        cutOff();
        try {
            file.seek(length);
            file.write(bytes);
            length += bytes.length;
        } catch (IOException e) {
            try {
                cutOff();
            } catch (IOException remains) {
                // Until the next record, or a reader that drops the last line, which is cut short.
                e.addSuppressed(remains);
            }
            throw e;
        }
    }

    private void cutOff() throws IOException {
        if (file.length() > length) {
            file.setLength(length);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
