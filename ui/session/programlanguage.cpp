// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/programlanguage.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

#include <initializer_list>
#include <memory>

// The macro must stand outside of every namespace.
static void initTranslations()
{
#ifdef MXLENS_TRANSLATIONS
    Q_INIT_RESOURCE(mxlens_translations);
#endif
}

namespace mxlens {

namespace {

std::optional<Language> languageOf(const QString& code)
{
    return languageNamed(code.toStdString());
}

void install(const QString& file, const QString& folder)
{
    auto translator = std::make_unique<QTranslator>(QCoreApplication::instance());
    if (translator->load(file, folder))
        QCoreApplication::installTranslator(translator.release());
}

} // namespace

Language programLanguage()
{
    return languageOf(QLocale().name()).value_or(Language::English);
}

Language languageFor(const QString& asked, const QString& kept, const QLocale& system)
{
    for (const QString& code : { asked, kept }) {
        if (const std::optional<Language> language = languageOf(code))
            return *language;
    }
    for (const QString& code : system.uiLanguages()) {
        if (const std::optional<Language> language = languageOf(code))
            return *language;
    }
    return Language::English;
}

QLocale localeFor(Language language, const QLocale& system)
{
    const QLocale::Language wanted
        = language == Language::Spanish ? QLocale::Spanish : QLocale::English;
    // Plain C is English without any country.
    if (system.language() == wanted
        || (system.language() == QLocale::C && wanted == QLocale::English))
        return system;
    // The United States have forms for Spanish too: English ones, which our sentences do not use.
    return QLocale(wanted);
}

void speak(Language language, const QLocale& system)
{
    initTranslations();
    QLocale::setDefault(localeFor(language, system));
    if (language == Language::English)
        return; // the texts in the source are English
    const QString code = languageCode(language);
    // Buttons and dialogs of Qt itself; where its packages are deployed they are called otherwise.
    const QString qt = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    for (const QString& name : { QStringLiteral("qtbase_"), QStringLiteral("qt_") })
        install(name + code, qt);
    install(QStringLiteral("mxlens_") + code, QStringLiteral(":/translations"));
}

QString languageCode(Language language)
{
    return language == Language::Spanish ? QStringLiteral("es") : QStringLiteral("en");
}

} // namespace mxlens
