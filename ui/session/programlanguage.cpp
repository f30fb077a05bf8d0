// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/programlanguage.h"

#include <QLocale>

namespace mxlens {

Language programLanguage()
{
    return languageNamed(QLocale().name().toStdString()).value_or(Language::English);
}

} // namespace mxlens
