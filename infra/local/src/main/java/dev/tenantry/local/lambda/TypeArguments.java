package dev.tenantry.local.lambda;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the type arguments that a class gives an interface, through whatever generic base classes lie between. */
final class TypeArguments {

    private TypeArguments() {}

    /**
     * The type arguments of an interface.
     *
     * @param implementation the class
     * @param target the generic interface
     * @return its arguments; empty if the class does not implement it, or raw
     */
    static Optional<List<Type>> of(Class<?> implementation, Class<?> target) {
        return search(implementation, target, Map.of());
    }

    private static Optional<List<Type>> search(Type type, Class<?> target, Map<TypeVariable<?>, Type> known) {
        var erased = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        var arguments = type instanceof ParameterizedType generic
                ? Arrays.stream(generic.getActualTypeArguments())
                        .map(argument -> known.getOrDefault(argument, argument))
                        .toList()
                : List.<Type>of();
        if (erased.equals(target)) {
            return arguments.isEmpty() ? Optional.empty() : Optional.of(arguments);
        }
        var variables = new HashMap<TypeVariable<?>, Type>();
        for (var i = 0; i < arguments.size(); i++) {
            variables.put(erased.getTypeParameters()[i], arguments.get(i));
        }
        var parents = new ArrayList<>(Arrays.asList(erased.getGenericInterfaces()));
        Optional.ofNullable(erased.getGenericSuperclass()).ifPresent(parents::add);
        return parents.stream()
                .flatMap(parent -> search(parent, target, variables).stream())
                .findFirst();
    }
}
