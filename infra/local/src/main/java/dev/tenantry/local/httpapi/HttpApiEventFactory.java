package dev.tenantry.local.httpapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenantry.local.apigateway.ApiIdentity;
import dev.tenantry.local.apigateway.Authorization;
import dev.tenantry.local.apigateway.LocalPrincipal;
import dev.tenantry.local.apigateway.RequestTime;
import dev.tenantry.local.httpapi.HttpApiEvent.Authorizer;
import dev.tenantry.local.httpapi.HttpApiEvent.Http;
import dev.tenantry.local.httpapi.HttpApiEvent.Iam;
import dev.tenantry.local.httpapi.HttpApiEvent.RequestContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Builds the event of a request as API Gateway does. */
final class HttpApiEventFactory {

    private static final String STAGE = "$default";

    /** The content types besides {@code text/*} whose body is passed as it is; a form's is not among them. */
    private static final Set<String> TEXT_TYPES =
            Set.of("application/json", "application/javascript", "application/xml");

    private final ApiIdentity api;
    private final LocalPrincipal principal;
    private final Clock clock;

    HttpApiEventFactory(ApiIdentity api, LocalPrincipal principal, Clock clock) {
        this.api = api;
        this.principal = principal;
        this.clock = clock;
    }

    HttpApiEvent event(Request request, byte[] body, RouteTable.Match match, String requestId) {
        var fields = request.getHeaders();
        var query = request.getHttpURI().getQuery();
        // What is not UTF-8 cannot be passed as text, and must not be passed as another text.
        var isText = isText(fields) && isUtf8(body);
        return new HttpApiEvent(
                "2.0",
                match.route().key(),
                path(request),
                query == null ? "" : query,
                emptyToNull(cookies(fields)),
                headers(request),
                emptyToNull(queryParameters(query)),
                context(request, match.route(), requestId),
                emptyToNull(match.pathParameters()),
                body(body, isText),
                body.length > 0 && !isText);
    }

    private RequestContext context(Request request, HttpRoute route, String requestId) {
        var now = Instant.now(clock);
        var authorizer =
                route.authorization() == Authorization.AWS_IAM ? new Authorizer(Iam.of(principal), null) : null;
        var http = new Http(
                request.getMethod(),
                path(request),
                request.getConnectionMetaData().getProtocol(),
                Request.getRemoteAddr(request),
                request.getHeaders().get(HttpHeader.USER_AGENT));
        return new RequestContext(
                api.accountId(),
                api.apiId(),
                authorizer,
                api.domainName(),
                api.domainPrefix(),
                http,
                requestId,
                route.key(),
                STAGE,
                RequestTime.format(now),
                now.toEpochMilli());
    }

    /** Unlike its name, {@code rawPath} comes percent-decoded from an HTTP API. */
    private static String path(Request request) {
        return PercentEncoding.decodePath(request.getHttpURI().getPath());
    }

    private static Map<String, String> headers(Request request) {
        var headers = new LinkedHashMap<String, String>();
        for (var field : request.getHeaders()) {
            if (field.getHeader() != HttpHeader.COOKIE) {
                headers.merge(field.getLowerCaseName(), field.getValue(), (first, next) -> first + "," + next);
            }
        }
        headers.merge("x-forwarded-for", Request.getRemoteAddr(request), (sent, ip) -> sent + ", " + ip);
        headers.put("x-forwarded-port", Integer.toString(Request.getLocalPort(request)));
        headers.put("x-forwarded-proto", request.getHttpURI().getScheme());
        return headers;
    }

    private static List<String> cookies(HttpFields fields) {
        var cookies = new ArrayList<String>();
        for (var header : fields.getValuesList(HttpHeader.COOKIE)) {
            for (var cookie : header.split(";", -1)) {
                cookies.add(cookie.strip());
            }
        }
        return cookies;
    }

    private static Map<String, String> queryParameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        if (query == null) {
            return parameters;
        }
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.merge(
                    PercentEncoding.decodeQuery(name),
                    PercentEncoding.decodeQuery(value),
                    (first, next) -> first + "," + next);
        }
        return parameters;
    }

    private static String body(byte[] body, boolean isText) {
        if (body.length == 0) {
            return null;
        }
        return isText ? new String(body, UTF_8) : Base64.getEncoder().encodeToString(body);
    }

    private static boolean isUtf8(byte[] body) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isText(HttpFields fields) {
        var contentType = fields.get(HttpHeader.CONTENT_TYPE);
        if (contentType == null || fields.contains(HttpHeader.CONTENT_ENCODING)) {
            return false;
        }
        var mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return mediaType.startsWith("text/") || TEXT_TYPES.contains(mediaType);
    }

    private static <T> List<T> emptyToNull(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    private static <K, V> Map<K, V> emptyToNull(Map<K, V> map) {
        return map.isEmpty() ? null : map;
    }
}
