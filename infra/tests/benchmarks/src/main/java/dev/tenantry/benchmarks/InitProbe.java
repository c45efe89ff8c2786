package dev.tenantry.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.tenantry.core.AwsClients;
import dev.tenantry.core.Environment;
import dev.tenantry.core.storage.Table;
import java.lang.management.ManagementFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The process in which one handler is made, as Lambda does while a function initializes, and in which an item is then
 * read for the first time, as the first invocation does. It has the libraries of the function's code folder and nothing
 * else. It prints the CPU time in milliseconds and the number of classes that each of the two took.
 */
final class InitProbe {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private InitProbe() {}

    /**
     * Makes a handler, and reads an item.
     *
     * @param arguments the handler's class
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        var begin = Reading.now();
        Class.forName(arguments[0]).getConstructor().newInstance();
        var made = Reading.now();
        var client = new AwsClients(Environment.current()).make(DynamoDbClient.builder(), "DYNAMODB");
        var ready = Reading.now();
        client.getItem(get -> get.tableName("tenantry-Table").key(Table.key("ORG#acme", "HEAD")));
        System.out.println(made.since(begin) + " " + Reading.now().since(ready));
    }

    /** What the process has used so far. */
    private record Reading(long cpuNanoseconds, long classes) {
        static Reading now() {
            return new Reading(
                    SYSTEM.getProcessCpuTime(),
                    ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        }

        String since(Reading earlier) {
            return (cpuNanoseconds - earlier.cpuNanoseconds) / 1_000_000 + " " + (classes - earlier.classes);
        }
    }
}
