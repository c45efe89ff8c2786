package dev.tenantry.local.aws;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Systems Manager's Parameter Store: GetParameter, GetParameters and PutParameter, in memory. */
public final class Ssm extends FakeAwsService {

    /** What stands before the dot in {@code X-Amz-Target}. */
    public static final String TARGET = "AmazonSSM";

    /**
     * The value of a SecureString without decryption, so that a caller that forgets to request decryption fails here
     * too.
     */
    private static final String ENCRYPTED = "AQICAHencryptedParameterValue=";

    private static final String SECURE_STRING = "SecureString";
    private static final List<String> TYPES = List.of("String", "StringList", SECURE_STRING);

    private final AwsAccount account;
    private final Clock clock;
    private final Map<String, StoredParameter> parameters = new TreeMap<>();

    /** Makes a store without parameters. */
    public Ssm(AwsAccount account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    private record StoredParameter(String name, String type, String value, long version, Instant modifiedAt) {}

    /** Stores a parameter of type String, or a new version of the one that is there. */
    public synchronized void put(String name, String value) {
        store(name, "String", value);
    }

    private long store(String name, String type, String value) {
        var version = parameters.containsKey(name) ? parameters.get(name).version() + 1 : 1;
        parameters.put(name, new StoredParameter(name, type, value, version, clock.instant()));
        return version;
    }

    @Override
    synchronized Object perform(AwsRequest request) throws AwsException {
        return switch (request.operation()) {
            case "GetParameter" -> get(input(request, GetParameterInput.class));
            case "GetParameters" -> get(input(request, GetParametersInput.class));
            case "PutParameter" -> put(input(request, PutParameterInput.class));
            default -> throw AwsException.unknownOperation(request.operation());
        };
    }

    private GetParameterOutput get(GetParameterInput input) throws AwsException {
        var parameter = find(required("Name", input.name()))
                .orElseThrow(() -> new AwsException("ParameterNotFound", "Parameter " + input.name() + " not found."));
        return new GetParameterOutput(shape(parameter, input.withDecryption()));
    }

    private GetParametersOutput get(GetParametersInput input) throws AwsException {
        var found = new ArrayList<Parameter>();
        var invalid = new ArrayList<String>();
        for (var name : required("Names", input.names())) {
            find(name)
                    .ifPresentOrElse(
                            parameter -> found.add(shape(parameter, input.withDecryption())), () -> invalid.add(name));
        }
        return new GetParametersOutput(found, invalid);
    }

    private PutParameterOutput put(PutParameterInput input) throws AwsException {
        var name = required("Name", input.name());
        var existing = find(name);
        if (existing.isPresent() && !input.overwrite()) {
            throw new AwsException(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set"
                            + " the overwrite option in the request to true.");
        }
        var type = input.type() == null ? existing.map(StoredParameter::type).orElse(null) : input.type();
        if (!TYPES.contains(required("Type", type))) {
            throw AwsException.validation("Type is one of " + TYPES + ", not " + type);
        }
        return new PutParameterOutput(store(name, type, required("Value", input.value())), "Standard");
    }

    /** Finds a parameter by name or ARN. */
    private Optional<StoredParameter> find(String reference) {
        return parameters.values().stream()
                .filter(parameter -> parameter.name().equals(reference)
                        || arn(parameter.name()).equals(reference))
                .findFirst();
    }

    private String arn(String name) {
        return account.arn("ssm", "parameter" + (name.startsWith("/") ? name : "/" + name));
    }

    private Parameter shape(StoredParameter parameter, boolean withDecryption) {
        var isReadable = withDecryption || !parameter.type().equals(SECURE_STRING);
        return new Parameter(
                parameter.name(),
                parameter.type(),
                isReadable ? parameter.value() : ENCRYPTED,
                parameter.version(),
                parameter.modifiedAt().toEpochMilli() / 1000.0,
                arn(parameter.name()),
                "text");
    }

    private record GetParameterInput(String name, boolean withDecryption) {}

    private record GetParametersInput(List<String> names, boolean withDecryption) {}

    private record PutParameterInput(String name, String value, String type, boolean overwrite) {}

    private record GetParameterOutput(Parameter parameter) {}

    private record GetParametersOutput(List<Parameter> parameters, List<String> invalidParameters) {}

    private record PutParameterOutput(long version, String tier) {}

    private record Parameter(
            String name,
            String type,
            String value,
            long version,
            double lastModifiedDate,
            @JsonProperty("ARN") String arn,
            String dataType) {}
}
