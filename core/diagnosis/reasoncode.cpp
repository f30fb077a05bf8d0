// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/reasoncode.h"

#include "core/report/names.h"

#include <algorithm>
#include <array>

namespace mxlens {

namespace {

constexpr std::size_t longestText = 1000; // Free text is searched; what is longer is no reason.

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

const ReasonEntry* entryOf(std::span<const ReasonEntry> entries, std::string_view code)
{
    const auto found = std::ranges::find_if(
        entries, [code](const ReasonEntry& entry) { return equalIgnoringCase(entry.code, code); });
    return found == entries.end() ? nullptr : &*found;
}

DecodedReason decoded(const ReasonEntry& entry, std::string number = {})
{
    return { &entry, entry.cause, std::move(number) };
}

// `bad_certificate`, `bad certificate` and `bad-certificate` are one alert.
std::string hyphened(std::string_view text)
{
    std::string result = lowered(text);
    std::ranges::replace_if(
        result, [](char c) { return c == ' ' || c == '_'; }, '-');
    return result;
}

// mox: `tls-remote-alert-40-handshake-failure`; older ones leave the number out.
std::optional<DecodedReason> moxAlert(std::string_view text)
{
    const bool remote = text.starts_with("tls-remote-");
    if (!remote && !text.starts_with("tls-local-"))
        return std::nullopt;
    std::string_view name = text.substr(remote ? 11 : 10);
    if (name.starts_with("alert-"))
        name.remove_prefix(6);
    while (!name.empty() && (isDigit(name.front()) || name.front() == '-'))
        name.remove_prefix(1);
    const ReasonEntry* const entry = entryOf(tlsAlertReasons(), name);
    if (!entry) {
        DecodedReason result = decoded(*entryOf(softwareReasons(), "tls-handshake-failure"));
        result.cause = Cause::HandshakeFailure;
        return result;
    }
    DecodedReason result = decoded(*entry);
    // An alert about a certificate that your server sends is about the certificate of the sender.
    if (remote)
        result.cause = Cause::HandshakeFailure;
    return result;
}

// mox: `dns-extended-error-7-signature-expired`, and codes with `+errors` or `+ignored` behind
// them.
std::optional<DecodedReason> moxReason(std::string_view text)
{
    constexpr std::string_view dnsError = "dns-extended-error-";
    if (text.starts_with(dnsError)) {
        const std::string_view rest = text.substr(dnsError.size());
        const auto* const end = std::ranges::find_if_not(rest, isDigit);
        return decoded(
            *entryOf(softwareReasons(), "dns-extended-error-N"), std::string(rest.begin(), end));
    }
    const std::size_t plus = text.find('+');
    if (plus == 0 || plus == std::string_view::npos)
        return std::nullopt;
    const ReasonEntry* const entry = entryOf(softwareReasons(), text.substr(0, plus));
    return entry ? std::optional(decoded(*entry)) : std::nullopt;
}

// Letters and digits alone, in lower case.
std::string squeezed(std::string_view text)
{
    std::string result = lowered(text);
    std::erase_if(result, [](char c) { return (c < 'a' || c > 'z') && !isDigit(c); });
    return result;
}

// OpenSSL: `... tlsv1 alert protocol version`; rustls: `received fatal alert: ProtocolVersion`.
const ReasonEntry* alertInText(std::string_view text)
{
    const std::size_t at = text.find("alert");
    if (at == std::string_view::npos)
        return nullptr;
    const std::string rest = squeezed(text.substr(at));
    const auto entries = tlsAlertReasons();
    const auto found = std::ranges::find_if(entries, [&rest](const ReasonEntry& entry) {
        return rest.find(squeezed(entry.code)) != std::string::npos;
    });
    return found == entries.end() ? nullptr : &*found;
}

// The three digits of an HTTP status behind the word `http` or `status`; empty where there are
// none.
std::string httpStatus(std::string_view text)
{
    std::size_t at = std::min(text.find("http"), text.find("status"));
    if (at == std::string_view::npos || text.find("://") != std::string_view::npos)
        return {};
    for (; at + 3 <= text.size(); ++at) {
        const std::string_view three = text.substr(at, 3);
        const bool alone = !isDigit(text[at - (at > 0 ? 1 : 0)])
            && (at + 3 == text.size() || !isDigit(text[at + 3]));
        if (alone && three[0] >= '2' && three[0] <= '5' && isDigit(three[1]) && isDigit(three[2]))
            return std::string(three);
    }
    return {};
}

std::optional<DecodedReason> httpReason(std::string_view text)
{
    const std::string status = httpStatus(text);
    if (status.empty())
        return std::nullopt;
    std::string_view code = "http-status-4xx";
    if (status == "404")
        code = "http-status-404";
    else if (status[0] == '2' || status[0] == '3')
        code = "http-status-3xx";
    else if (status[0] == '5')
        code = "http-status-5xx";
    return decoded(*entryOf(softwareReasons(), code), status);
}

// `421 4.7.0 ...`
std::optional<DecodedReason> smtpReply(std::string_view text)
{
    if (text.size() < 3 || (text[0] != '4' && text[0] != '5') || !isDigit(text[1])
        || !isDigit(text[2]) || (text.size() > 3 && text[3] != ' ' && text[3] != '-'))
        return std::nullopt;
    const std::string_view code = text[0] == '4' ? "smtp-reply-4xx" : "smtp-reply-5xx";
    return decoded(*entryOf(softwareReasons(), code), std::string(text.substr(0, 3)));
}

} // namespace

std::optional<DecodedReason> decodeReason(std::string_view written)
{
    const std::string_view code = trimmed(written);
    if (code.empty() || code.size() > longestText)
        return std::nullopt;
    for (const auto entries : { opensslReasons(), softwareReasons() }) {
        if (const ReasonEntry* const entry = entryOf(entries, code))
            return decoded(*entry);
    }
    const std::string text = lowered(code);
    if (auto reason = moxReason(text))
        return reason;
    if (auto alert = moxAlert(text))
        return alert;
    if (const ReasonEntry* const alert = entryOf(tlsAlertReasons(), hyphened(text)))
        return decoded(*alert);
    if (text.starts_with("go-x509-invalid-reason-"))
        return decoded(*entryOf(softwareReasons(), "go-x509-invalid-reason-N"));
    if (auto http = httpReason(text))
        return http;
    if (auto reply = smtpReply(text))
        return reply;
    for (const ReasonEntry& entry : opensslReasons()) {
        // The name of the code within a longer text.
        if (code.size() > entry.code.size() && code.find(entry.code) != std::string_view::npos)
            return decoded(entry);
    }
    for (const ReasonEntry& entry : freeTextReasons()) {
        if (text.find(entry.code) != std::string::npos)
            return decoded(entry);
    }
    if (const ReasonEntry* const alert = alertInText(text)) {
        DecodedReason result = decoded(*alert);
        // Such texts tell of alerts that your server sent, as those of mox above.
        result.cause = Cause::HandshakeFailure;
        return result;
    }
    return std::nullopt;
}

} // namespace mxlens
