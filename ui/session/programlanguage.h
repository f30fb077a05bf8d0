// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

#include <QLocale>
#include <QString>

namespace mxlens {

/// The language in which core writes what the window shows: that of the default locale where the
/// catalogue has it, otherwise English. Any thread.
Language programLanguage();

/// The language to speak: the first of the codes asked (of the command line) and kept (of the
/// settings) that names one, otherwise the first of the system's languages that there are texts in,
/// English where there is none. Empty codes ask for nothing.
Language languageFor(const QString& asked, const QString& kept, const QLocale& system);

/// How numbers and dates are written in that language: as the system does where it speaks it
/// too, otherwise as the language does of itself and as our sentences have it.
QLocale localeFor(Language language, const QLocale& system);

/// Makes language that of the whole program: its default locale, its own texts and those of Qt.
/// What is shown already stays as it is: call it before the first window. After applyTheme(), whose
/// plurals stand below every translation. GUI thread.
void speak(Language language, const QLocale& system);

/// The code of a language, as `--language` and the settings have it.
QString languageCode(Language language);

} // namespace mxlens
