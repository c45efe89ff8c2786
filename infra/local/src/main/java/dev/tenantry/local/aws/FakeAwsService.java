package dev.tenantry.local.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A fake of an AWS service: it performs the few operations that functions use, and those that people and tests need to
 * look at it, with the names, rules and errors of the service's API reference. It refuses any other with
 * {@code UnknownOperationException}.
 */
public abstract sealed class FakeAwsService implements JsonService permits Kms, SecretsManager, Sqs, Ssm {

    /** Shapes are records: a component {@code keyId} is the member {@code KeyId}, and null means that it is absent. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    FakeAwsService() {}

    /** The output of operations that return nothing. */
    record Nothing() {}

    @Override
    public final AwsAnswer call(AwsRequest request) {
        try {
            return new AwsAnswer(200, MAPPER.writeValueAsBytes(perform(request)));
        } catch (AwsException e) {
            return e.answer();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Performs an operation and returns its output shape. */
    abstract Object perform(AwsRequest request) throws AwsException;

    /** Reads the input shape of an operation. */
    static <T> T input(AwsRequest request, Class<T> shape) throws AwsException {
        try {
            return MAPPER.readValue(request.body(), shape);
        } catch (IOException e) {
            throw new AwsException("SerializationException", "The body is not a valid input of " + request.operation());
        }
    }

    /** Checks that a required member is there. */
    static <T> T required(String member, T value) throws AwsException {
        if (value == null) {
            throw AwsException.validation("The member " + member + " is required");
        }
        return value;
    }
}
