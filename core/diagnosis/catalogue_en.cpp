// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/cataloguetexts.h"

namespace mxlens {

namespace {

constexpr std::array entries{
    CatalogueText{ "starttls-not-supported", "STARTTLS not offered",
        "{mx} did not offer STARTTLS, so the connection could not be encrypted. Either the server "
        "has "
        "it switched off, or something before the server takes it away.",
        "From outside, connect to port 25 of {mx} and send EHLO: STARTTLS must be in the answer.\n"
        "Look for a firewall or mail proxy with SMTP inspection before {mx}; switch that off.\n"
        "Check that the certificate and key of the mail server can be read: without them many "
        "servers "
        "offer no STARTTLS." },
    CatalogueText{ "certificate-host-mismatch", "Certificate for another name",
        "The certificate that {mx} showed does not hold the name that the sender looked for.",
        "Compare the names in the certificate (subject alternative names) with {mx}.\n"
        "Check that {mx} shows this certificate and not a default one, also with SNI.\n"
        "Have the certificate reissued with the name, or correct the MX record of {domain}." },
    CatalogueText{ "certificate-expired", "Certificate expired",
        "The certificate of {mx} is past its end date. Usually its renewal failed, or it was "
        "renewed "
        "and the mail server still serves the old one.",
        "Renew the certificate of {mx}.\n"
        "Reload the mail server: it keeps the old certificate until then.\n"
        "Make the renewal reload the mail server by itself, and watch the end date." },
    CatalogueText{ "certificate-not-trusted", "Certificate not trusted",
        "The sender does not trust the certificate of {mx}: it is self-signed, its CA is unknown, "
        "or an "
        "intermediate certificate is missing.",
        "Read the reason code: it says what about the chain is wrong.\n"
        "Serve the full chain: the server's certificate first, then the intermediates.\n"
        "For MTA-STS use a certificate of a public CA." },
    CatalogueText{ "validation-failure", "Validation failed",
        "The session with {mx} did not meet the policy, and the report names no result type that "
        "is "
        "more exact.",
        "Read the reason code, if there is one.\n"
        "Compare {mx} with the mx lines of the policy of {domain}.\n"
        "Check that {mx} offers TLS 1.2 and 1.3; look at its log for {days}." },
    CatalogueText{ "tlsa-invalid", "TLSA records do not match",
        "No TLSA record of {mx} fits the certificate that it shows. Usually the key was changed "
        "and the "
        "record was not.",
        "Compute the TLSA record of the present key and publish it.\n"
        "At the next change publish the new record first, and keep both for two times the TTL.\n"
        "Keep the key when you renew the certificate: a record 3 1 1 then stays valid." },
    CatalogueText{ "dnssec-invalid", "DNSSEC not valid",
        "The sender got no DNS answer for {domain} or {mx} that passes DNSSEC validation: "
        "signatures have "
        "expired, or the delegation is broken.",
        "Check the signing of {domain} and of the zone that {mx} is in with a DNSSEC debugger.\n"
        "Compare the DS record at the parent zone with your keys.\n"
        "Sign again if the signatures have expired." },
    CatalogueText{ "dane-required", "DANE demanded and absent",
        "The sender demands DANE, and {mx} has no TLSA record that is signed with DNSSEC.",
        "Publish a TLSA record for {mx}, and for every other MX of {domain}.\n"
        "Check that the zone of {mx} is signed with DNSSEC." },
    CatalogueText{ "sts-policy-fetch-error", "MTA-STS policy not reachable",
        "The sender could not fetch the MTA-STS policy of {domain} from {policyhost}.",
        "Fetch {policyurl} from outside: it must answer 200, without a redirect, within a minute.\n"
        "Check the DNS address of {policyhost} and whether its web server runs.\n"
        "If you do not want MTA-STS any more, remove it in order: mode none first, the record "
        "later." },
    CatalogueText{ "sts-policy-invalid", "MTA-STS policy not valid",
        "The sender fetched the MTA-STS policy of {domain} and could not use it: it has a syntax "
        "error, or "
        "lacks its version, mode, max_age or mx lines.",
        "Check the text of {policyurl} with mxlens-cli check-policy.\n"
        "Correct it, then change the id in the TXT record of _mta-sts." },
    CatalogueText{ "sts-webpki-invalid", "Web certificate of the MTA-STS host not valid",
        "{policyhost} showed a certificate that is expired, not trusted or for "
        "another "
        "name. The mail servers are not at fault.",
        "Renew the certificate of {policyhost}; it must hold exactly that name.\n"
        "Open {policyurl} in a browser: it must load without a warning." },
    CatalogueText{ "mx-not-in-policy", "MX not in the policy",
        "{mx} is not among the mx lines of the MTA-STS policy of {domain}. A wildcard stands for "
        "exactly "
        "one label: *.example.com covers mx.example.com, not a.mx.example.com.",
        "If {mx} is right, add a line mx: for it to the policy, then change the id in the TXT "
        "record of "
        "_mta-sts.\n"
        "If it is not, correct the MX record of {domain}.\n"
        "If {mx} is none of your hosts, suspect a forged DNS answer." },
    CatalogueText{ "starttls-stripped-on-path", "STARTTLS lost on the way from one sender",
        "{organization} alone is not offered STARTTLS, while others reach the same hosts with it. "
        "Something "
        "on its way takes STARTTLS away: SMTP inspection, or an interception.",
        "Ask {organization} to connect to your MX hosts with EHLO and to look for SMTP inspection "
        "on its "
        "side.\n"
        "Check whether a firewall of yours treats the addresses of {organization} differently.\n"
        "Take it seriously: under a policy that is not enforced the mail goes in clear text." },
    CatalogueText{ "handshake-failure", "TLS handshake failed",
        "{mx} and the sender began TLS and did not finish: no common version or cipher, a "
        "connection that "
        "broke, or an answer that was not TLS.",
        "Check that {mx} offers TLS 1.2 and 1.3 with common ciphers.\n"
        "Look at the log of {mx} for {days}.\n"
        "Look for a firewall that breaks long or encrypted connections." },
    CatalogueText{ "certificate-not-valid-yet", "Certificate not valid yet",
        "The certificate of {mx} is valid from a moment in the future only: a clock is wrong, or "
        "the "
        "certificate was deployed too early.",
        "Check the clock of the machine that got the certificate, and of {mx}.\n"
        "Serve the former certificate until the new one is valid." },
    CatalogueText{ "certificate-revoked", "Certificate revoked",
        "The CA has withdrawn the certificate of {mx}.",
        "Ask the CA why, and read its mails: it often announces this.\n"
        "Make a new key, get a new certificate and deploy it on {mx}.\n"
        "With DANE, publish the TLSA record of the new key first." },
    CatalogueText{ "stale-policy", "Old copy of the policy in use",
        "{organization} still applied an older MTA-STS policy of {domain} after others had seen "
        "the new "
        "one.",
        "Check that the id in the TXT record of _mta-sts changed with the policy: senders fetch it "
        "again "
        "only then.\n"
        "Check that every server behind {policyhost} serves the new text.\n"
        "Otherwise wait: the copy ends with the old max_age." },
    CatalogueText{ "noise", "A handful of failures",
        "Very few sessions failed, and nothing else points to a fault of yours: broken "
        "connections, tests, "
        "or a small sender with a problem of its own.",
        "Do nothing, unless it grows or another reporter confirms it." },
    CatalogueText{ "silent-reporter", "A reporter fell silent",
        "{organization} had reported on {domain} regularly and stopped. A report is also a sign of "
        "life: "
        "either no more mail comes from there, or the reports do not arrive.",
        "Check that the address in the TLSRPT record of {domain} still takes mail with "
        "attachments.\n"
        "Look into the spam folder and the filters of that mailbox.\n"
        "Check that the TLSRPT record is still there." },
    CatalogueText{ "inconsistent-counts", "Counts that do not add up",
        "In reports of {organization} the failure details and the summary of a policy do not fit "
        "together. "
        "MX Lens counts the summary.",
        "Take the figures of {organization} as approximate.\n"
        "Where failures are not detailed, look at other reporters for the same days." },
    CatalogueText{ "unknown-result-type", "Unknown result type",
        "The report says \"{written}\", which neither RFC 8460 nor this catalogue knows.",
        "Read the reason code and the additional information of the failure details.\n"
        "Ask {organization} what it means." },
    CatalogueText{ "unsupported-certificate", "Certificate of an unsupported kind",
        "The certificate of {mx} has a key or a signature that the sender does not take.",
        "Have it reissued with RSA of 2048 bits or more, or with ECDSA P-256." },
    CatalogueText{ "no-valid-signature", "Signature of the certificate not valid",
        "The chain of the certificate of {mx} does not end in a CA that the sender trusts.",
        "Serve the intermediate certificates.\n"
        "If the CA is not widely trusted, change it." },
    CatalogueText{ "mta-sts-policy-not-found", "No MTA-STS policy",
        "The sender found no MTA-STS policy for {domain}.",
        "If {domain} has one, check the TXT record of _mta-sts and fetch {policyurl} from "
        "outside.\n"
        "If it has none, nothing is broken: the sender encrypts as far as it can." },
    CatalogueText{ "mta-sts-connection-failure", "Connection under the MTA-STS policy failed",
        "The sender reached {mx} and got no TLS connection that meets the policy.",
        "Check the certificate of {mx}: its name, end date and chain.\n"
        "Check that {mx} offers TLS 1.2 and 1.3." },
};

const CatalogueLanguage language{
    entries,
    { "MTA-STS, mode enforce", "MTA-STS, mode testing", "MTA-STS, mode none", "DANE", "no policy",
        "unknown policy" },
    { "The sender did not hand the mail over to this MX: it is delayed, and bounced if every MX "
      "fails.",
        "The mail was delivered all the same, perhaps in clear text. Under enforce it would not "
        "have "
        "been.",
        "No effect: a policy with mode none asks for nothing.",
        "The sender did not hand the mail over to this MX, as under enforce.",
        "The mail was delivered, perhaps in clear text.",
        "The report does not say which policy applied, so whether mail was lost is unknown." },
    { "A sender with an earlier copy of the policy goes on enforcing it; where it counted the "
      "session as "
      "failed, it did not hand the mail over.",
        "The mail was delivered all the same. Under enforce a sender with an earlier copy goes on "
        "enforcing it.",
        "No effect: a policy with mode none asks for nothing.",
        "No effect on DANE: it does not use this policy.",
        "The mail was delivered as if there were no MTA-STS, perhaps in clear text.",
        "Without a copy of the policy the mail was delivered as if there were no MTA-STS, perhaps "
        "in "
        "clear text." },
    { "you, at the mail server", "you, in the DNS of the domain",
        "whoever runs the web host of the policy", "the sender",
        "whoever runs the network between" },
    "Nobody has to act.",
    "No effect on mail.",
    "; or ",
    "{first} to {last}",
    "the MX",
    "your domain",
    "the sender",
    "the web host of the policy",
    "https://mta-sts.DOMAIN/.well-known/mta-sts.txt",
    "the days of the reports",
    "...",
};

} // namespace

const CatalogueLanguage& englishCatalogue()
{
    return language;
}

} // namespace mxlens
