// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace mxlens {

/// Resolves "(s)" in English source texts that are translated with a number: "%n report(s)" becomes
/// "%n report" for 1 and "%n reports" otherwise. Installed by applyTheme() below every translation.
class EnglishPlurals final : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;

    /// The source text with its plural resolved; null where there is no number or no "(s)".
    QString translate(const char* context, const char* sourceText, const char* disambiguation,
        int n) const override;
    /// Never: there is always something to resolve.
    bool isEmpty() const override;
};

/// A 64-bit number as tr() takes it to choose a plural form: write the number itself with %1 and
/// QLocale.
int pluralNumber(qint64 number);

} // namespace mxlens
