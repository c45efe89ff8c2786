package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.steps.engine.ExactlyOnce;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.ReviewedDefinition;
import dev.tenantry.twilio.TenantAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No step creates anything past the ledger. What creates at Twilio is what uses one of the library's {@code …Creator}s;
 * it may be called where {@link ExactlyOnce} stands before it, and nowhere else. Read from the class files, so that a
 * new step that forgets fails here.
 */
class CreationsTest {
    private static final String STEPS = "dev/tenantry/steps/";
    private static final String TWILIO_ROOM = "dev/tenantry/twilio/";

    /** Where calls that create are known to be right, beside the creations of tenants' resources. */
    private static final Set<String> KNOWN = Set.of(
            // Called by PhoneNumberDefinition.create only.
            "NumberPurchaser.buy",
            // A number's place in a messaging service or trunk: Twilio refuses the second one, so it needs no claim.
            "NumberAttachment.messagingService",
            "NumberAttachment.sipTrunk");

    /** The methods that ensure a resource, each of which passes the creation to {@link ExactlyOnce}. */
    private static final Set<String> ENSURING =
            Set.of("ResourceReconciler.reconcile", "BuyNumbersHandler.work", "CreateSubaccountHandler.work");

    /** Somewhere in a method, or in a lambda of it, another one is called or referred to. */
    private record Use(String type, String method, String owner, String name, String descriptor) {
        String called() {
            return owner + "." + name;
        }

        String caller() {
            return type.substring(type.lastIndexOf('/') + 1) + "." + method;
        }

        String qualifiedCaller() {
            return type + "." + method;
        }
    }

    @Test
    void onlyWhatStandsBehindTheLedgerCreates() throws Exception {
        var definitions = definitions();
        var creating = uses(classes(TenantAccount.class))
                .filter(CreationsTest::usesACreator)
                .map(Use::qualifiedCaller)
                .collect(Collectors.toSet());
        assertThat(creating)
                .contains(TWILIO_ROOM + "account/ApiKeys.create", TWILIO_ROOM + "numbers/PhoneNumbers.purchase");

        var callers = uses(classes(StepRun.class))
                .filter(use -> creating.contains(use.called()))
                .map(Use::caller)
                .collect(Collectors.toSet());

        assertThat(callers).contains("ApiKeyDefinition.create").containsAll(KNOWN);
        assertThat(callers)
                .filteredOn(Predicate.not(KNOWN::contains))
                .allMatch(caller -> caller.endsWith(".create") && definitions.contains(typeOf(caller)));
    }

    @Test
    void onlyTheLedgersProtocolRunsTheCreations() throws Exception {
        var uses = uses(classes(StepRun.class)).toList();
        var definitions = definitions();

        assertThat(uses)
                .filteredOn(use ->
                        definitions.contains(typeOf(use.called())) && use.name().equals("create"))
                .extracting(Use::caller)
                .isSubsetOf(ENSURING)
                .containsAll(ENSURING);
        assertThat(uses)
                .filteredOn(use -> use.called().equals(STEPS + "numbers/NumberPurchaser.buy"))
                .extracting(Use::caller)
                .containsOnly("PhoneNumberDefinition.create");
        assertThat(uses)
                .filteredOn(use -> use.called().equals(STEPS + "engine/ExactlyOnce.ensure"))
                .extracting(Use::caller)
                .containsAll(ENSURING);
    }

    /** The definitions and what they implement, by their simple names. */
    private static Set<String> definitions() throws Exception {
        var definitions = new HashSet<>(typesThatImplement(classes(StepRun.class), ResourceDefinition.class));
        definitions.addAll(typesThatImplement(classes(StepRun.class), ReviewedDefinition.class));
        definitions.add(ResourceDefinition.class.getSimpleName());
        return definitions;
    }

    private static boolean usesACreator(Use use) {
        return use.owner().startsWith("com/twilio/")
                && (use.owner().endsWith("Creator") || use.descriptor().endsWith("Creator;"));
    }

    private static String typeOf(String caller) {
        return caller.substring(caller.lastIndexOf('/') + 1, caller.indexOf('.'));
    }

    private static Set<String> typesThatImplement(List<ClassModel> classes, Class<?> type) {
        return classes.stream()
                .filter(model -> model.interfaces().stream().anyMatch(one -> one.asInternalName()
                        .equals(type.getName().replace('.', '/'))))
                .map(CreationsTest::simpleName)
                .collect(Collectors.toSet());
    }

    private static Stream<Use> uses(List<ClassModel> classes) {
        return classes.stream().flatMap(model -> model.methods().stream().flatMap(method -> uses(model, method)));
    }

    private static Stream<Use> uses(ClassModel model, MethodModel method) {
        var type = model.thisClass().asInternalName();
        var name = nameWithoutLambda(method);
        return method.code().stream()
                .flatMap(code -> code.elementStream())
                .flatMap(element -> switch (element) {
                    case InvokeInstruction call -> Stream.of(call.method());
                    case InvokeDynamicInstruction dynamic ->
                        dynamic.invokedynamic().bootstrap().arguments().stream()
                                .filter(MethodHandleEntry.class::isInstance)
                                .map(handle -> ((MethodHandleEntry) handle).reference());
                    default -> Stream.<MemberRefEntry>empty();
                })
                .map(member -> new Use(
                        type,
                        name,
                        member.owner().asInternalName(),
                        member.name().stringValue(),
                        member.type().stringValue()));
    }

    private static String simpleName(ClassModel model) {
        var name = model.thisClass().asInternalName();
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The compiler calls a lambda of a method {@code lambda$method$0}. */
    private static String nameWithoutLambda(MethodModel method) {
        var name = method.methodName().stringValue();
        return name.startsWith("lambda$") ? name.substring("lambda$".length(), name.lastIndexOf('$')) : name;
    }

    /** All classes that lie where this one does, in a folder or in a jar. */
    private static List<ClassModel> classes(Class<?> one) throws IOException, URISyntaxException {
        var place =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return classesBelow(place);
        }
        try (var jar = FileSystems.newFileSystem(place)) {
            return classesBelow(jar.getPath("/"));
        }
    }

    private static List<ClassModel> classesBelow(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(CreationsTest::parse)
                    .toList();
        }
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
