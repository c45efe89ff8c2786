package dev.tenantry.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.PlatformManagedObject;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import jdk.jfr.consumer.RecordingFile;
import jdk.management.jfr.FlightRecorderMXBean;

/**
 * Another Java process of this machine, looked at from outside: its CPU time, memory and threads, and how often it
 * calls some methods. It needs no code of the process for that, so it looks at every version of it in the same way.
 */
final class JavaProcess implements AutoCloseable {
    private static final String TIMING = "jdk.MethodTiming";

    private static final int COLLECTIONS = 5;

    private final long pid;
    private final JMXConnector connector;
    private final FlightRecorderMXBean recorder;
    private final OperatingSystemMXBean system;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final long recording;

    /**
     * The state of a process.
     *
     * @param heap bytes of live objects, directly after a collection
     * @param resident bytes of memory that the operating system has given it
     * @param threads its platform threads
     */
    record State(long heap, long resident, int threads) {}

    private JavaProcess(long pid, JMXConnector connector, Collection<String> counted) throws IOException {
        this.pid = pid;
        this.connector = connector;
        var beans = connector.getMBeanServerConnection();
        this.recorder = bean(beans, FlightRecorderMXBean.class);
        this.system = bean(beans, OperatingSystemMXBean.class);
        this.memory = bean(beans, MemoryMXBean.class);
        this.threads = bean(beans, ThreadMXBean.class);
        this.recording = recorder.newRecording();
        recorder.setRecordingSettings(
                recording,
                Map.of(
                        TIMING + "#enabled", "true",
                        TIMING + "#period", "endChunk",
                        TIMING + "#filter", String.join(";", counted)));
        recorder.startRecording(recording);
    }

    /**
     * Attaches to a process.
     *
     * @param counted the methods whose calls are counted, each as {@code package.Class::method}
     */
    @SuppressWarnings("BanJNDI") // The address is what a process of our own has just told.
    static JavaProcess attach(long pid, Collection<String> counted) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                var address = new JMXServiceURL(machine.startLocalManagementAgent());
                return new JavaProcess(pid, JMXConnectorFactory.connect(address), counted);
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("Process " + pid + " cannot be attached to", e);
        }
    }

    private static <T extends PlatformManagedObject> T bean(MBeanServerConnection beans, Class<T> type)
            throws IOException {
        return ManagementFactory.getPlatformMXBean(beans, type);
    }

    /** The CPU time that it has used. */
    Duration cpu() {
        return Duration.ofNanos(system.getProcessCpuTime());
    }

    /** How often each of the counted methods has been called, by the simple names of their classes. */
    Map<String, Long> calls() throws IOException {
        var file = Files.createTempFile("calls", ".jfr");
        try {
            recorder.copyTo(recording, file.toString());
            return calls(file);
        } finally {
            Files.delete(file);
        }
    }

    /** A recording has the counts of each time that it was copied; they only grow. */
    private static Map<String, Long> calls(Path file) throws IOException {
        var calls = new HashMap<String, Long>();
        for (var event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals(TIMING)) {
                var type = event.<jdk.jfr.consumer.RecordedMethod>getValue("method")
                        .getType()
                        .getName();
                calls.merge(type.substring(type.lastIndexOf('.') + 1), event.getLong("invocations"), Math::max);
            }
        }
        return calls;
    }

    /** Collects its garbage, and then tells its state. The collector gives a heap back in several steps. */
    State collect() throws IOException, InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return new State(memory.getHeapMemoryUsage().getUsed(), resident(), threads.getThreadCount());
    }

    private long resident() throws IOException, InterruptedException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        var kibibytes = ps.inputReader().lines().collect(Collectors.joining()).strip();
        ps.waitFor();
        return Long.parseLong(kibibytes) * 1024;
    }

    @Override
    public void close() throws IOException {
        recorder.closeRecording(recording);
        connector.close();
    }
}
