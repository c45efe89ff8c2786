package dev.tenantry.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Secrets Manager: CreateSecret, PutSecretValue, GetSecretValue, DescribeSecret and ListSecrets (all of them, without
 * filters), in memory. Secrets are strings. Of a secret's versions the current and the previous one are kept.
 */
public final class SecretsManager extends FakeAwsService {

    /** What stands before the dot in {@code X-Amz-Target}. */
    public static final String TARGET = "secretsmanager";

    private static final String CURRENT = "AWSCURRENT";
    private static final String PREVIOUS = "AWSPREVIOUS";

    private final AwsAccount account;
    private final Clock clock;
    private final Map<String, Secret> secrets = new TreeMap<>();

    /** Makes a service without secrets. */
    public SecretsManager(AwsAccount account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    private record Version(String id, String value, Instant createdAt) {}

    /** @param versions by staging label */
    private record Secret(
            String name, String arn, String description, Instant createdAt, Map<String, Version> versions) {

        Secret with(Version current) {
            var staged = new HashMap<String, Version>();
            staged.put(CURRENT, current);
            if (versions.containsKey(CURRENT)) {
                staged.put(PREVIOUS, versions.get(CURRENT));
            }
            return new Secret(name, arn, description, createdAt, Map.copyOf(staged));
        }
    }

    /**
     * Stores a secret, or a new value of one that is there.
     *
     * @return its ARN
     */
    public synchronized String store(String name, String value) {
        var secret = secrets.containsKey(name) ? secrets.get(name) : newSecret(name, null);
        secrets.put(name, secret.with(newVersion(null, value)));
        return secret.arn();
    }

    private Secret newSecret(String name, String description) {
        // AWS's six random characters; here they are the same in every run, so that a stored ARN stays valid.
        var suffix = UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString().substring(0, 6);
        var arn = account.arn("secretsmanager", "secret:" + name + "-" + suffix);
        return new Secret(name, arn, description, clock.instant(), Map.of());
    }

    private Version newVersion(String token, String value) {
        return new Version(token == null ? UUID.randomUUID().toString() : token, value, clock.instant());
    }

    @Override
    synchronized Object perform(AwsRequest request) throws AwsException {
        return switch (request.operation()) {
            case "CreateSecret" -> create(input(request, CreateSecretInput.class));
            case "PutSecretValue" -> put(input(request, PutSecretValueInput.class));
            case "GetSecretValue" -> get(input(request, GetSecretValueInput.class));
            case "DescribeSecret" ->
                Description.of(find(input(request, DescribeSecretInput.class).secretId()));
            case "ListSecrets" ->
                new SecretList(secrets.values().stream().map(Description::of).toList());
            default -> throw AwsException.unknownOperation(request.operation());
        };
    }

    private VersionReference create(CreateSecretInput input) throws AwsException {
        var name = required("Name", input.name());
        if (secrets.containsKey(name)) {
            throw new AwsException(
                    "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
        }
        var version = newVersion(input.clientRequestToken(), required("SecretString", input.secretString()));
        var secret = newSecret(name, input.description()).with(version);
        secrets.put(name, secret);
        return new VersionReference(secret.arn(), name, version.id(), null);
    }

    private VersionReference put(PutSecretValueInput input) throws AwsException {
        var secret = find(input.secretId());
        var version = newVersion(input.clientRequestToken(), required("SecretString", input.secretString()));
        secrets.put(secret.name(), secret.with(version));
        return new VersionReference(secret.arn(), secret.name(), version.id(), List.of(CURRENT));
    }

    private SecretValue get(GetSecretValueInput input) throws AwsException {
        var secret = find(input.secretId());
        var stage = input.versionStage() == null && input.versionId() == null ? CURRENT : input.versionStage();
        var staged = secret.versions().entrySet().stream()
                .filter(version -> stage == null || stage.equals(version.getKey()))
                .filter(version -> input.versionId() == null
                        || input.versionId().equals(version.getValue().id()))
                .findFirst()
                .orElseThrow(() -> notFound("value for staging label: " + stage + ", version: " + input.versionId()));
        var version = staged.getValue();
        var stages = List.of(staged.getKey());
        return new SecretValue(
                secret.arn(), secret.name(), version.id(), version.value(), stages, seconds(version.createdAt()));
    }

    /** Finds a secret by name or ARN. */
    private Secret find(String id) throws AwsException {
        required("SecretId", id);
        return secrets.values().stream()
                .filter(secret -> secret.name().equals(id) || secret.arn().equals(id))
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    private static AwsException notFound(String what) {
        return new AwsException("ResourceNotFoundException", "Secrets Manager can't find the specified secret " + what);
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }

    private record CreateSecretInput(String name, String secretString, String description, String clientRequestToken) {}

    private record PutSecretValueInput(String secretId, String secretString, String clientRequestToken) {}

    private record GetSecretValueInput(String secretId, String versionId, String versionStage) {}

    private record DescribeSecretInput(String secretId) {}

    private record VersionReference(
            @JsonProperty("ARN") String arn, String name, String versionId, List<String> versionStages) {}

    private record SecretValue(
            @JsonProperty("ARN") String arn,
            String name,
            String versionId,
            String secretString,
            List<String> versionStages,
            double createdDate) {}

    private record SecretList(List<Description> secretList) {}

    private record Description(
            @JsonProperty("ARN") String arn,
            String name,
            String description,
            double createdDate,
            double lastChangedDate,
            Map<String, List<String>> versionIdsToStages) {

        static Description of(Secret secret) {
            var stages = new HashMap<String, List<String>>();
            secret.versions().forEach((stage, version) -> stages.put(version.id(), List.of(stage)));
            var changedAt = secret.versions().get(CURRENT).createdAt();
            return new Description(
                    secret.arn(),
                    secret.name(),
                    secret.description(),
                    seconds(secret.createdAt()),
                    seconds(changedAt),
                    stages);
        }
    }
}
