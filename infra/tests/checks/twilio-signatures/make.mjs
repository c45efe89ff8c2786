// Prints callbacks as Twilio sends them, signed by Twilio's own library for Node, as JSON. The tests of the webhook
// take them from functions/webhooks/src/test/resources/dev/tenantry/webhooks/node-signatures.json; "./check" compares.
import twilio from "twilio";

const AUTH_TOKEN = "acme-auth-token";
const ACCOUNT = `AC${"1".repeat(32)}`;
const NONCE = "0123456789abcdef0123456789abcdef";
const PATH = `/webhooks/twilio/acme/${NONCE}`;
const FORM = "application/x-www-form-urlencoded; charset=utf-8";
const JSON_TYPE = "application/json";

const alarm = {
  AccountSid: ACCOUNT,
  UsageTriggerSid: `UT${"a".repeat(32)}`,
  DateFired: "Sun, 22 Nov 2026 10:00:00 +0000",
  Recurring: "monthly",
  UsageCategory: "totalprice",
  TriggerBy: "price",
  TriggerValue: "50.00",
  CurrentValue: "51.20",
  UsageRecordUri: `/2010-04-01/Accounts/${ACCOUNT}/Usage/Records/ThisMonth.json`,
  IdempotencyToken: "token-1",
};

const bundle = {
  AccountSid: ACCOUNT,
  BundleSid: `BU${"b".repeat(32)}`,
  Status: "twilio-rejected",
  FailureReason: "The business information could not be verified.",
};

const event = (id, type, data) => ({
  specversion: "1.0",
  type: `com.twilio.messaging.compliance.${type}`,
  source: `/2010-04-01/Accounts/${ACCOUNT}`,
  id,
  datacontenttype: "application/json",
  time: "2026-11-22T10:00:00.123Z",
  data: { accountsid: ACCOUNT, ...data },
});

const brand = event("EZ1", "brand-registration.brand-failure", {
  brandsid: `BN${"c".repeat(32)}`,
  brandstatus: "registration_failed",
  brandregistrationerrors: [{ registrationerrordescription: "Die Firma „Bücher & Söhne“ ist unbekannt." }],
});
const number = event("EZ2", "number-registration.successful", {
  phonenumbersid: `PN${"d".repeat(32)}`,
  externalstatus: "registered",
});

function form(name, publicUrl, query, fields) {
  const url = publicUrl + PATH + (query ? `?${query}` : "");
  const body = new URLSearchParams(fields).toString();
  const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, url, fields);
  return { name, publicUrl, query, contentType: FORM, body, signature };
}

function json(name, publicUrl, query, events) {
  const body = JSON.stringify(events);
  const signed = `${query ? `${query}&` : ""}bodySHA256=${twilio.getExpectedBodyHash(body)}`;
  const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${publicUrl}${PATH}?${signed}`, {});
  return { name, publicUrl, query: signed, contentType: JSON_TYPE, body, signature };
}

const HOST = "https://api.example.com";
const callbacks = [
  form("a usage trigger", HOST, "", alarm),
  form("a usage trigger at a port of its own", "https://api.example.com:8443", "", alarm),
  form("a usage trigger at the standard port, told", "https://api.example.com:443", "", alarm),
  form("a usage trigger at a local address", "http://127.0.0.1:8080", "", alarm),
  form("a usage trigger with an empty value", HOST, "", { ...alarm, UsageRecordUri: "" }),
  form("a bundle", HOST, "", bundle),
  form("a bundle with a query", HOST, "submission=2", bundle),
  form("a bundle with a query of several parameters", HOST, "submission=2&a=&b", bundle),
  form("a bundle with escapes in the query", HOST, "submission=2&note=a%20b%2Bc%26d&name=B%C3%BCcher", bundle),
  form("a bundle with escapes in the query and a port", "https://api.example.com:8443", "note=a%20b%2Bc%2f", bundle),
  form("a bundle with plus signs in the query", HOST, "note=a+b+c", bundle),
  form("a bundle with a reason in other scripts", HOST, "submission=1", {
    ...bundle,
    FailureReason: "„Bücher“ – 株式会社 – 🚫",
  }),
  form("a bundle with reserved characters", HOST, "submission=1", { ...bundle, FailureReason: "a+b & c=d %41 #?/\n'\"" }),
  form("a bundle with an empty reason", HOST, "submission=1", { ...bundle, FailureReason: "" }),
  form("a bundle with names in other cases", HOST, "submission=1", {
    accountsid: ACCOUNT,
    BundleSID: bundle.BundleSid,
    status: "twilio-approved",
  }),
  json("an event", HOST, "", [brand]),
  json("two events", HOST, "", [brand, number]),
  json("two events with a query", HOST, "submission=2&note=a%20b", [brand, number]),
  json("an event at a port of its own", "https://api.example.com:8443", "", [number]),
  json("an event at a local address", "http://127.0.0.1:8080", "", [number]),
];

console.log(JSON.stringify({ authToken: AUTH_TOKEN, nonce: NONCE, callbacks }, null, 2));
