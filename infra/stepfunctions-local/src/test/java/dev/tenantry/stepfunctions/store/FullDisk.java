package dev.tenantry.stepfunctions.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's, named {@code full:}, that writes the half of what it should and then fails while it is full.
 */
public final class FullDisk extends FilePathWrapper {
    static final String SCHEME = "full";
    private static volatile boolean full;

    static void register() {
        FilePath.register(new FullDisk());
    }

    static void setFull(boolean isFull) {
        full = isFull;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel channel;

        Channel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            if (full) {
                channel.write(source.slice(source.position(), source.remaining() / 2), position);
                throw new IOException("No space left on device");
            }
            return channel.write(source, position);
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            channel.force(metadata);
        }

        @Override
        public java.nio.channels.FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }
    }
}
