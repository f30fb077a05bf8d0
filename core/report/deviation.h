// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mxlens {

/// A kind of departure from RFC 8460 (and RFC 8259, 8461 where those rule) that is read all the
/// same.
enum class DeviationCode : std::uint8_t {
    // the document
    ByteOrderMark, ///< A UTF-8 byte order mark before the JSON.
    Utf16Text, ///< UTF-16 in place of UTF-8.
    InvalidUtf8, ///< Bytes that are not UTF-8, read as U+FFFD.
    TrailingData, ///< Something stands behind the report.
    ArrayOfReports, ///< Several reports in one JSON array or one behind the other.
    RepairedJson, ///< Raw line breaks, typographic quotes or trailing commas were mended.
    GzipTrailingBytes, ///< Bytes behind the end of the gzip stream.
    GzipTwice, ///< gzip in gzip.
    LabelMismatch, ///< The media type or file name promises another format than there is.
    Base64Damaged, ///< Stray characters or missing padding in base64.
    // members
    MissingMember, ///< A member of the RFC's schema is not there.
    NullMember, ///< null where a value belongs.
    EmptyText, ///< "" where an address or host name belongs.
    WrongType, ///< Another JSON type than the schema's.
    AliasKey, ///< Another key with the same meaning.
    UnknownMember, ///< A member that the schema does not have; kept.
    DuplicateMember, ///< A member twice in one object (RFC 7493 forbids it); the last one counts.
    FlattenedPolicy, ///< policy-type and the like beside `summary`, without a `policy` object.
    // dates
    DateWithoutZone,
    DateWithoutTime,
    DateHour24,
    DateUnreadable,
    EndBeforeStart,
    LongRange, ///< More than 25 hours: one point on its first day.
    // counts
    CountAsText, ///< "42" in place of 42.
    CountAsFraction, ///< 42.0 in place of 42.
    CountUnreadable, ///< Neither a number nor text that is one: unknown.
    CountNegative, ///< Unknown.
    CountTooLarge, ///< Over 2^53-1, where I-JSON stops being exact, or over INT64_MAX.
    DetailsBelowSummary, ///< Failure details add up to less: the rest is not detailed.
    DetailsAboveSummary, ///< Failure details add up to more: they overlap (RFC 8460 section 4).
    // policy
    NoPolicies, ///< A report without any policy.
    UnknownPolicyType,
    PolicyTypeForm, ///< A known type in other letters or with blanks.
    PolicyModeForm, ///< A known mode in other letters or with blanks.
    UnknownPolicyMode,
    PolicyTextForm, ///< policy-string as one text, as JSON in a text, or with blanks at line ends.
    MxHostForm, ///< mx-host as text, or its entries with `mx:` before them.
    DomainForm, ///< Upper case, a trailing dot or blanks in a domain.
    DomainFromContext, ///< policy-domain taken from mail header, Subject or file name.
    ContextDiffers, ///< Mail or file name say another domain or submitter; the report wins.
    // failure details
    UnknownResultType,
    ResultTypeForm, ///< A known result type in other letters or with blanks.
    AddressUnreadable, ///< Text that is no IP address.
    AddressForm, ///< IPv6 that is not in RFC 5952 form.
    ControlCharacters, ///< Control characters in a text.
    // found when reports meet
    SameIdentity, ///< Same organization, report-id and range as another report with other content.
};

/// Number of values of DeviationCode.
constexpr int deviationCodeCount = static_cast<int>(DeviationCode::SameIdentity) + 1;

/// A place where a report departs from the RFC, and what was made of it.
struct Deviation {
    DeviationCode code = DeviationCode::MissingMember;
    /// Path of the member, first occurrence: `policies[0].policy.mx-host`. Empty for the document.
    std::string_view field;
    /// What was written; shortened to 200 bytes.
    std::string_view written;
    /// What was made of it; empty where the code says it all.
    std::string_view madeOf;
    /// How many members of this name show the same departure.
    std::uint32_t count = 1;
};

/// Stable name of a code, for tests and programs: `mx-host-form`.
std::string_view deviationName(DeviationCode code);

/// One English line: `policies[0].policy.mx-host: text where a list belongs (written "mx.example"),
/// read as ...`.
std::string describe(const Deviation& deviation);

} // namespace mxlens
