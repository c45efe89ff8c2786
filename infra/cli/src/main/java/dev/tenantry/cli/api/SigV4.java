package dev.tenantry.cli.api;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** Signs requests to routes with IAM authorization: AWS Signature Version 4 for the service {@code execute-api}. */
public final class SigV4 implements Authorization {
    private static final String SERVICE = "execute-api";
    /** The host names of Amazon API Gateway's endpoints carry their region. */
    private static final Pattern API_HOST =
            Pattern.compile(".*\\.execute-api\\.([a-z0-9-]+)\\.amazonaws\\.com(\\.cn)?", Pattern.CASE_INSENSITIVE);

    private final Supplier<AwsCredentialsIdentity> credentials;
    private final String region;
    private final Clock clock;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    SigV4(Supplier<AwsCredentialsIdentity> credentials, String region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    /**
     * A signer with the credentials that the AWS command line would use: environment, profile, SSO session, …
     *
     * @param endpoint the API; its region is in its host name, or else where AWS_REGION or the profile says
     * @throws CredentialsException when the region is not to be found
     */
    public static SigV4 withDefaultCredentials(Endpoint endpoint) throws CredentialsException {
        var provider = DefaultCredentialsProvider.builder().build();
        return new SigV4(provider::resolveCredentials, region(endpoint.base()), Clock.systemUTC());
    }

    /** The headers to send with a request, the signature among them. */
    @Override
    public Map<String, List<String>> headers(String method, URI uri, byte[] body) throws CredentialsException {
        var request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(uri)
                .build();
        try {
            var identity = credentials.get();
            return signer.sign(sign -> sign.identity(identity)
                            .request(request)
                            .payload(ContentStreamProvider.fromByteArray(body))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                            .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                    .request()
                    .headers();
        } catch (SdkException e) {
            throw CredentialsException.noCredentials(e);
        }
    }

    /**
     * The region of an API's address, by its host name first: a request signed for another region is always refused.
     */
    static Optional<String> regionInHost(URI uri) {
        var host = API_HOST.matcher(uri.getHost());
        return host.matches() ? Optional.of(host.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static String region(URI uri) throws CredentialsException {
        var inHost = regionInHost(uri);
        if (inHost.isPresent()) {
            return inHost.get();
        }
        try {
            // Not the SDK's whole default chain: its last resort asks EC2 instance metadata, and waits for it
            // everywhere else.
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion()
                    .id();
        } catch (SdkException e) {
            throw CredentialsException.noRegion(e);
        }
    }
}
