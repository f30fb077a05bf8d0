// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

#include <QHash>
#include <QList>
#include <QString>

namespace mxlens {

/// A page of the help.
struct HelpPage {
    QString topic; ///< `handshake`, or `result/certificate-expired` for an entry of the catalogue.
    QString title;
    QString markdown; ///< Our own text; links are `help:TOPIC`.
    bool isResult = false; ///< An entry of the catalogue.
};

/// All pages in a language: those that are written, in the order in which they are read, then one
/// for each entry of the catalogue.
QList<HelpPage> helpPages(Language language);

/// The topic of the page on a result type or cause, in any spelling that the catalogue knows;
/// that of the page on unknown ones for the rest.
QString helpTopicOf(std::string_view resultType);

/// Indices of the pages in which every word of a text occurs, those with it in their title first.
/// Case and accents make no difference; an empty text finds everything.
QList<int> findPages(const QList<HelpPage>& pages, const QString& text);

/// Words of a drawing in a language, by their placeholders.
QHash<QString, QString> drawingLabels(const QString& drawing, Language language);

} // namespace mxlens
