package dev.tenantry.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled main classes of all modules. */
final class MainClasses {
    private static final Map<MavenModule, JavaClasses> BY_MODULE = new EnumMap<>(MavenModule.class);
    private static final Map<String, MavenModule> MODULES = new HashMap<>();

    static {
        for (MavenModule module : MavenModule.values()) {
            JavaClasses classes = new ClassFileImporter().importPath(module.classes());
            BY_MODULE.put(module, classes);
            classes.forEach(each -> MODULES.put(each.getName(), module));
        }
    }

    private MainClasses() {}

    static JavaClasses of(MavenModule module) {
        return BY_MODULE.get(module);
    }

    /** The names of a module's top-level classes. */
    static Set<String> topLevelNames(MavenModule module) {
        return of(module).stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getName)
                .filter(name -> !name.endsWith(".package-info"))
                .collect(Collectors.toSet());
    }

    /** The module of ours that has a class; empty for a library's. */
    static Optional<MavenModule> moduleOf(JavaClass type) {
        return Optional.ofNullable(MODULES.get(type.getBaseComponentType().getName()));
    }

    /** Everything that a module's classes use, except what is listed as an exception. */
    static Stream<Dependency> dependencies(MavenModule module) {
        return of(module).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !RuleExceptions.contains(subject(dependency)));
    }

    /** A dependency as an exception names it. */
    static String subject(Dependency dependency) {
        return dependency.getOriginClass().getName() + " -> "
                + dependency.getTargetClass().getName();
    }
}
