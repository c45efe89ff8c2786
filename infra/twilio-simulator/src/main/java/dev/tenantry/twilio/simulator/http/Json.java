package dev.tenantry.twilio.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** JSON as Twilio writes it: snake case everywhere; dates as RFC 2822 in the 2010 API and as ISO 8601 in all others. */
public final class Json {
    /** How {@code /2010-04-01} writes. */
    public static final Json V2010 = new Json(rfc2822());
    /** How everything since writes. */
    public static final Json V1 = new Json(new SimpleModule());

    private final ObjectMapper mapper;

    private Json(SimpleModule dates) {
        this.mapper = JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(dates)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }

    /** An empty object. */
    public ObjectNode object() {
        return mapper.createObjectNode();
    }

    /** A record as Twilio shows it. */
    public ObjectNode tree(Object record) {
        return mapper.valueToTree(record);
    }

    /** The record with these properties replaced. */
    public static <T> T merge(T record, ObjectNode changes, Class<T> type) {
        ObjectNode merged = V1.mapper.valueToTree(record);
        merged.setAll(changes);
        return V1.mapper.convertValue(merged, type);
    }

    static <T> T convert(ObjectNode properties, Class<T> type) {
        return V1.mapper.convertValue(properties, type);
    }

    static JsonNode read(String json) throws JsonProcessingException {
        return V1.mapper.readTree(json);
    }

    private static SimpleModule rfc2822() {
        var format = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        return new SimpleModule("rfc2822").addSerializer(Instant.class, new JsonSerializer<>() {
            @Override
            public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(format.format(value));
            }
        });
    }
}
