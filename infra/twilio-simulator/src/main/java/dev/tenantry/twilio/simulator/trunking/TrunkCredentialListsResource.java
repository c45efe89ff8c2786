package dev.tenantry.twilio.simulator.trunking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import dev.tenantry.twilio.simulator.voice.SipCredentialList;
import java.util.Optional;

/** Resource for the SIP credential lists of a trunk (Twilio docs: CredentialList resource of a Trunk). */
final class TrunkCredentialListsResource {
    private static final String LIST = "/v1/Trunks/{TrunkSid}/CredentialLists";
    private static final String ONE = LIST + "/{Sid}";

    private final TwilioState state;
    private final ResourceTable<Trunk> trunks;
    private final ResourceTable<SipCredentialList> credentialLists;

    TrunkCredentialListsResource(
            TwilioState state, ResourceTable<Trunk> trunks, ResourceTable<SipCredentialList> credentialLists) {
        this.state = state;
        this.trunks = trunks;
        this.credentialLists = credentialLists;
    }

    void addTo(Routes.Host trunking) {
        trunking.post(LIST, Operation.CREATE, this::attach)
                .get(LIST, this::list)
                .get(ONE, this::fetch)
                .delete(ONE, this::detach);
    }

    private Answer attach(Call call) {
        var trunk = trunk(call);
        var list = call.form()
                .get("CredentialListSid")
                .flatMap(sid -> credentialList(call, sid))
                .orElseThrow(() ->
                        new TwilioException(ErrorCode.INVALID_PARAMETER, "CredentialListSid names no credential list"));
        if (!trunk.credentialListSids().contains(list.sid())) {
            trunks.save(trunk.withCredentialList(list.sid(), state.now()));
        }
        return Answer.created(represent(trunk, list));
    }

    private Answer list(Call call) {
        var trunk = trunk(call);
        var lists = trunk.credentialListSids().stream()
                .flatMap(sid -> credentialList(call, sid).stream())
                .toList();
        return ApiStyle.V1.page(call, "credential_lists", lists, list -> represent(trunk, list));
    }

    private Answer fetch(Call call) {
        return Answer.ok(represent(trunk(call), find(call)));
    }

    private Answer detach(Call call) {
        var list = find(call);
        trunks.save(trunk(call).withoutCredentialList(list.sid(), state.now()));
        return Answer.noContent();
    }

    private Trunk trunk(Call call) {
        return trunks.find(call.accountSid(), call.variable("TrunkSid")).orElseThrow(call::notFound);
    }

    private SipCredentialList find(Call call) {
        var sid = call.variable("Sid");
        return credentialList(call, sid)
                .filter(_ -> trunk(call).credentialListSids().contains(sid))
                .orElseThrow(call::notFound);
    }

    private Optional<SipCredentialList> credentialList(Call call, String sid) {
        return credentialLists.find(call.accountSid(), sid);
    }

    private static ObjectNode represent(Trunk trunk, SipCredentialList list) {
        return ApiStyle.V1
                .tree(list)
                .put("trunk_sid", trunk.sid())
                .put("url", TrunksResource.url(trunk.sid()) + "/CredentialLists/" + list.sid());
    }
}
