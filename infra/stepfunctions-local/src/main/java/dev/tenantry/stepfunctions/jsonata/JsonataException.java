package dev.tenantry.stepfunctions.jsonata;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression that is not JSONata, or whose evaluation failed. The messages are those of the reference
 * implementation.
 */
public final class JsonataException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Properties TEMPLATES = templates();
    private static final Pattern FIELD = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");

    private final String code;
    private transient Object value;
    private transient Object value2;
    private String type;
    private int index;
    private transient Object token;
    private String text;

    private JsonataException(String code) {
        this.code = code;
    }

    /** A failure with JSONata's code. */
    public static JsonataException of(String code) {
        return new JsonataException(code);
    }

    /** A failure whose message does not come from the catalogue; the code may be empty. */
    public static JsonataException of(String code, String text) {
        var failure = new JsonataException(code);
        failure.text = text;
        return failure;
    }

    public JsonataException value(Object newValue) {
        value = newValue;
        return this;
    }

    public JsonataException value2(Object newValue) {
        value2 = newValue;
        return this;
    }

    public JsonataException type(String newType) {
        type = newType;
        return this;
    }

    public JsonataException index(int newIndex) {
        index = newIndex;
        return this;
    }

    /** Names the function, the operator or the symbol that failed, unless an inner one is named already. */
    JsonataException token(Object newToken) {
        if (token == null) {
            token = newToken;
        }
        return this;
    }

    /** JSONata's code, such as {@code T1006}; empty where it has none. */
    public Optional<String> code() {
        return Optional.of(code).filter(each -> !each.isEmpty());
    }

    @Override
    public String getMessage() {
        if (text != null) {
            return text;
        }
        Matcher matcher = FIELD.matcher(TEMPLATES.getProperty(code, code));
        return matcher.replaceAll(match -> Matcher.quoteReplacement(
                match.group(1) != null ? String.valueOf(field(match.group(1))) : json(field(match.group(2)))));
    }

    private Object field(String name) {
        return switch (name) {
            case "token", "functionName" -> token;
            case "index" -> (long) index;
            case "type" -> type;
            case "value2", "exp" -> value2;
            default -> value;
        };
    }

    private static String json(Object value) {
        return value == null ? "undefined" : Stringifier.describe(value);
    }

    private static Properties templates() {
        var templates = new Properties();
        try (Reader reader = new InputStreamReader(
                JsonataException.class.getResourceAsStream("messages.properties"), StandardCharsets.UTF_8)) {
            templates.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates;
    }
}
