// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

/// How much a finding matters to those who read the checked text.
enum class FindingSeverity {
    Error, ///< Senders will refuse or misread the text.
    Warning, ///< It works, for some senders or not as it was meant.
    Hint, ///< Works everywhere; worth knowing.
};

/// Everything that a checker can notice; whatOf() and adviceOf() say it in words.
enum class FindingKind {
    // Any DNS record.
    NoKnownRecord,
    DmarcRecord,
    SpfRecord,
    DkimKey,
    BimiRecord,
    WrongOwner,
    WrongOwnerTlsa,
    SeveralRecords,
    NotPrintable,
    LongRecord,
    LongString,
    WrongStart,
    EndsBehindVersion,
    BlankBeforeFirstSemicolon,
    NothingBetweenSemicolons,
    BlankBeforeSemicolon,
    NoNameValue,
    BlanksAroundEquals,
    BadFieldName,
    BadFieldValue,
    DmarcField,
    IgnoredField,
    // The destinations of a TLSRPT record.
    EmptyDestination,
    ExclamationMark,
    OddCharacter,
    AddressWithoutScheme,
    NoScheme,
    NoMailAddress,
    WrongScheme,
    NoHost,
    RuaAgain,
    RuaCase,
    RuaMissing,
    // The id of an MTA-STS record.
    BadId,
    IdAgain,
    IdCase,
    PolicyFieldInRecord,
    IdMissing,
    // The text of an MTA-STS policy.
    LongPolicy,
    ByteOrderMark,
    WebPage,
    BlankLine,
    BlankLineAtEnd,
    StrayCr,
    LineBeginsWithBlank,
    NoColon,
    BlankBeforeColon,
    FieldAgain,
    VersionNotFirst,
    MisspeltField,
    FieldWithoutValue,
    OddFieldValue,
    WrongVersion,
    WrongMode,
    ModeCase,
    MaxAgeNoNumber,
    MaxAgeTooLong,
    MaxAgeDigits,
    MaxAgeUnderDay,
    MaxAgeUnderWeek,
    SeveralMx,
    MxAgain,
    VersionMissing,
    ModeMissing,
    MaxAgeMissing,
    MxMissing,
    // A policy against the MX hosts of its domain.
    MxNotCovered,
    WildcardTooDeep,
    // A name of a host or domain.
    NameEmpty,
    NameEmptyLabel,
    NameLongLabel,
    NameHyphen,
    NameOddCharacter,
    NameIsUrl,
    NameSeveral,
    NameIsAddress,
    NameNotAscii,
    NameEndsWithDot,
    NameTooLong,
    NameWildcard,
    // TLSA records.
    NoTlsaRecord,
    UsageNoNumber,
    SelectorNoNumber,
    MatchingNoNumber,
    DataInPieces,
    DataNotHex,
    DataMissing,
    DataOddDigits,
    UnknownUsage,
    UnknownSelector,
    UnknownMatching,
    UsageUnfit,
    DigestLength,
    DataItself,
    ChangesWithCertificate,
};
/// Number of values of FindingKind.
constexpr std::size_t findingKindCount
    = static_cast<std::size_t>(FindingKind::ChangesWithCertificate) + 1;

/// Something that a checker noticed in a policy or record: where, and what.
struct Finding {
    FindingSeverity severity = FindingSeverity::Error;
    std::size_t line = 0; ///< From 1; 0 where the text as a whole is meant.
    std::size_t column = 0; ///< Byte in that line, from 1; 0 for the whole line.
    std::size_t length = 0; ///< Bytes from column on that are meant; 0 where nobody can say.
    FindingKind kind = FindingKind::NoKnownRecord;
    std::vector<std::string> values; ///< What the text is about, for its words.
};

/// What was noticed: one clause without a full stop.
std::string whatOf(const Finding& finding, Language language = Language::English);

/// What to do about it: one sentence without a full stop; empty where nothing needs to be done.
std::string adviceOf(const Finding& finding, Language language = Language::English);

/// Where it is: `line 4, byte 10`; empty where the text as a whole is meant.
std::string placeOf(const Finding& finding, Language language = Language::English);

/// What is said where there is nothing to mend: one sentence without a full stop.
std::string_view noFaultFound(Language language);

/// Whether senders can use a text with these findings: none of them is an error.
bool isUsable(const std::vector<Finding>& findings);

/// Whether there is anything to mend: an error or a warning.
bool hasFault(const std::vector<Finding>& findings);

/// `error`, `warning` or `hint`; `error`, `aviso` or `nota`.
std::string_view severityName(FindingSeverity severity, Language language = Language::English);

} // namespace mxlens
