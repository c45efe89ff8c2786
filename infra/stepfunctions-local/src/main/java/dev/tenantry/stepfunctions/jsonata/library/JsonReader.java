package dev.tenantry.stepfunctions.jsonata.library;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tenantry.stepfunctions.jsonata.JsonNull;
import dev.tenantry.stepfunctions.jsonata.Meter;
import dev.tenantry.stepfunctions.jsonata.Numbers;
import dev.tenantry.stepfunctions.jsonata.Sequence;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads JSON within the limits of an evaluation. A repeated field and a number beyond a double's range are errors. */
final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Meter meter;

    JsonReader(Meter meter) {
        this.meter = meter;
    }

    Object read(String text) throws IOException {
        meter.read(text.length());
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "no content");
            }
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "more than one value");
            }
            return value;
        }
    }

    private Object value(JsonParser parser) throws IOException {
        meter.work(1);
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> {
                meter.allocateText(parser.getTextLength());
                yield parser.getText();
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new JsonParseException(parser, "not a value");
        };
    }

    private static Number number(JsonParser parser) throws IOException {
        boolean isLong = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (isLong) {
            return parser.getLongValue();
        }
        double value = Double.parseDouble(parser.getText());
        if (Double.isInfinite(value)) {
            throw new JsonParseException(parser, "a number out of range");
        }
        return Numbers.of(value);
    }

    private Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = meter.hold(new LinkedHashMap<>());
        int mark = meter.mark();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            meter.allocate(Meter.FIELD_BYTES + name.length());
            object.put(name, value(parser));
            meter.release(mark);
        }
        return object;
    }

    private Sequence array(JsonParser parser) throws IOException {
        Sequence array = meter.hold(new Sequence());
        int mark = meter.mark();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            meter.allocateElements(1);
            array.add(value(parser));
            meter.release(mark);
        }
        return array;
    }
}
