package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.state.Resource;
import java.util.List;
import java.util.function.Function;

/** The two ways in which Twilio's APIs write. */
public enum ApiStyle {
    /** {@code /2010-04-01}: RFC 2822 dates, paging beside the items. */
    V2010 {
        @Override
        public ObjectNode tree(Object record) {
            return Json.V2010.tree(record);
        }

        @Override
        public <T> Answer page(
                Call call, String key, List<T> items, Function<T, String> id, Function<T, ObjectNode> representation) {
            return Paging.v2010(call, key, items, id, representation);
        }
    },
    /** All others: ISO 8601 dates, paging in {@code meta}. */
    V1 {
        @Override
        public ObjectNode tree(Object record) {
            return Json.V1.tree(record);
        }

        @Override
        public <T> Answer page(
                Call call, String key, List<T> items, Function<T, String> id, Function<T, ObjectNode> representation) {
            return Paging.v1(call, key, items, id, representation);
        }
    };

    /** A record's properties. */
    public abstract ObjectNode tree(Object record);

    /** The page of a list that a call asks for; each item's id is unique in it. */
    public abstract <T> Answer page(
            Call call, String key, List<T> items, Function<T, String> id, Function<T, ObjectNode> representation);

    /** The page of a list of resources, newest first, that a call asks for. */
    public <T extends Resource> Answer page(
            Call call, String key, List<T> items, Function<T, ObjectNode> representation) {
        return page(call, key, call.fault().shown(items), Resource::sid, representation);
    }
}
