package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.state.Resource;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Create, list, fetch, update and delete, for resources that need no more.
 *
 * @param <T> the resource's record
 */
public final class CrudResource<T extends Resource> {
    private final TwilioState state;
    private final ResourceTable<T> resources;
    private final ApiStyle style;
    private final Form<T> form;
    private final Map<String, Function<T, Object>> filters = new LinkedHashMap<>();
    private final String sidPrefix;
    private final String listKey;
    private BiFunction<T, ObjectNode, ObjectNode> decoration = (_, node) -> node;
    private Form<T> updateForm;
    private Parent parent;
    private Predicate<T> inUse = _ -> false;
    private ErrorCode refusal = ErrorCode.CONFLICT;

    /**
     * The operations of a type.
     *
     * @param sidPrefix the two letters of its SIDs
     * @param listKey the property of a page that holds the items
     * @param form what creating takes, and updating unless that has a form of its own
     */
    public CrudResource(
            TwilioState state,
            ResourceTable<T> resources,
            ApiStyle style,
            String sidPrefix,
            String listKey,
            Form<T> form) {
        this.state = state;
        this.resources = resources;
        this.style = style;
        this.sidPrefix = sidPrefix;
        this.listKey = listKey;
        this.form = form;
        this.updateForm = form;
    }

    /** Updating takes another form. */
    public CrudResource<T> updatedBy(Form<T> other) {
        this.updateForm = other;
        return this;
    }

    /** What a representation shows beside, or instead of, the record's properties. */
    public CrudResource<T> shownAs(BiFunction<T, ObjectNode, ObjectNode> decoration) {
        this.decoration = decoration;
        return this;
    }

    /** Lists can be asked for the resources whose property has the value of this query parameter. */
    public CrudResource<T> filteredBy(String parameter, Function<T, Object> property) {
        filters.put(parameter, property);
        return this;
    }

    /** A resource for which this holds is not deleted. */
    public CrudResource<T> keptWhile(Predicate<T> inUse, ErrorCode refusal) {
        this.inUse = inUse;
        this.refusal = refusal;
        return this;
    }

    /** The resources are parts of another one, which a variable of the path, such as TrunkSid, names. */
    public CrudResource<T> within(String variable, ResourceTable<?> parents) {
        this.parent = new Parent(variable, parents);
        return this;
    }

    /** Adds all five operations, with this suffix behind the paths. */
    public void addTo(Routes.Host host, Access access, String path, String suffix) {
        var one = path + "/{Sid}" + suffix;
        host.add("POST", path + suffix, Operation.CREATE, access, this::create)
                .add("GET", path + suffix, Operation.READ, access, this::list)
                .add("GET", one, Operation.READ, access, this::fetch)
                .add("POST", one, Operation.UPDATE, access, this::update)
                .add("DELETE", one, Operation.DELETE, access, this::delete);
    }

    /** Adds all five operations. */
    public void addTo(Routes.Host host, String path, String suffix) {
        addTo(host, Access.ANY, path, suffix);
    }

    /** Makes a resource of what was sent. */
    public Answer create(Call call) {
        return Answer.created(represent(resources.save(make(call))));
    }

    /** A new resource of what was sent, not yet saved. */
    public T make(Call call) {
        return make(call, Map.of());
    }

    /** A new resource of what was sent and of properties that the client does not choose, not yet saved. */
    public T make(Call call, Map<String, String> properties) {
        checkParent(call);
        var identity = new LinkedHashMap<>(properties);
        identity.put("sid", state.sids().next(sidPrefix));
        identity.put("account_sid", call.accountSid());
        if (parent != null) {
            identity.put(Parameter.snakeCase(parent.variable()), call.variable(parent.variable()));
        }
        return form.create(call.form(), identity, state.now());
    }

    /** The resource as Twilio shows it. */
    public ObjectNode represent(T resource) {
        return decoration.apply(resource, style.tree(resource));
    }

    /** The resource that the path names; 20404 when it is not there. */
    public T find(Call call) {
        checkParent(call);
        return resources
                .find(call.accountSid(), call.variable("Sid"))
                .filter(resource -> belongs(call, resource))
                .orElseThrow(call::notFound);
    }

    /** The page of those that the account has. */
    public Answer list(Call call) {
        checkParent(call);
        List<T> found = resources.ownedBy(call.accountSid()).stream()
                .filter(resource -> belongs(call, resource) && passes(call, resource))
                .toList();
        return style.page(call, listKey, found, this::represent);
    }

    /** The one that the path names. */
    public Answer fetch(Call call) {
        return Answer.ok(represent(find(call)));
    }

    /** Changes the one that the path names, by what was sent. */
    public Answer update(Call call) {
        var changed = updateForm.change(call.form(), state.now()).apply(find(call));
        return Answer.ok(represent(resources.save(changed)));
    }

    /** Deletes the one that the path names, unless it is in use. */
    public Answer delete(Call call) {
        var found = find(call);
        if (inUse.test(found)) {
            throw new TwilioException(refusal, found.sid() + " is in use");
        }
        resources.remove(found);
        return Answer.noContent();
    }

    private boolean belongs(Call call, T resource) {
        return parent == null || call.variable(parent.variable()).equals(resource.parentSid());
    }

    private boolean passes(Call call, T resource) {
        return filters.entrySet().stream().allMatch(filter -> call.query()
                .get(filter.getKey())
                .map(String.valueOf(filter.getValue().apply(resource))::equals)
                .orElse(true));
    }

    private void checkParent(Call call) {
        if (parent != null
                && parent.resources()
                        .find(call.accountSid(), call.variable(parent.variable()))
                        .isEmpty()) {
            throw call.notFound();
        }
    }

    private record Parent(String variable, ResourceTable<?> resources) {}
}
