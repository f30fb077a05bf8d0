// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/englishplurals.h"

#include <algorithm>
#include <limits>

namespace mxlens {

QString EnglishPlurals::translate(
    const char* /*context*/, const char* sourceText, const char* /*disambiguation*/, int n) const
{
    const QString source = QString::fromUtf8(sourceText);
    const QString mark = QStringLiteral("(s)");
    // -1 is how tr() says that there is no number.
    if (n < 0 || !source.contains(mark))
        return {};
    return QString(source).replace(mark, n == 1 ? QString() : QStringLiteral("s"));
}

bool EnglishPlurals::isEmpty() const
{
    return false;
}

int pluralNumber(qint64 number)
{
    // Plural forms of all languages depend on the last digits at most, and on being small.
    constexpr qint64 most = std::numeric_limits<int>::max();
    if (number <= most)
        return static_cast<int>(std::max<qint64>(number, 0));
    return static_cast<int>(1'000'000'000 + number % 1'000'000'000 % 1'000'000);
}

} // namespace mxlens
