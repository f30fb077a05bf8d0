// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helppages.h"

#include "core/diagnosis/catalogue.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <array>

// The macro must stand outside of every namespace.
static void initHelpResources()
{
    Q_INIT_RESOURCE(mxlens_help);
}

namespace mxlens {

namespace {

constexpr std::array topics{ "start", "window", "handshake", "enforced", "tls-rpt", "mta-sts",
    "dane", "tools", "glossary" };

/// Headings on the pages of the catalogue, in the language of its texts.
struct Headings {
    const char* effects;
    const char* acts;
    const char* steps;
};
constexpr Headings english{ "What it does to your mail", "Who acts", "First steps" };
constexpr Headings spanish{ "Qué le hace a su correo", "Quién actúa", "Primeros pasos" };

QString folderOf(Language language)
{
    return language == Language::Spanish ? QStringLiteral(":/help/es/")
                                         : QStringLiteral(":/help/en/");
}

QString contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Text of the catalogue in Markdown, where `*.example.com` is no emphasis.
QString escaped(std::string_view text)
{
    static const QRegularExpression special(QStringLiteral("([\\\\`*_{}\\[\\]()#+.!|<>~-])"));
    return utf8(text).replace(special, QStringLiteral("\\\\1"));
}

// `{ui:Context:&Text}`: what the window calls it, in the language of the window.
QString withNamesOfTheWindow(QString text)
{
    static const QRegularExpression name(QStringLiteral("\\{ui:(\\w+):([^}]+)\\}"));
    for (QRegularExpressionMatch match = name.match(text); match.hasMatch();
         match = name.match(text)) {
        const QByteArray context = "mxlens::" + match.captured(1).toUtf8();
        QString shown = QCoreApplication::translate(
            context.constData(), match.captured(2).toUtf8().constData());
        shown.remove(QLatin1Char('&')).remove(QChar(0x2026));
        text.replace(match.capturedStart(), match.capturedLength(), shown.trimmed());
    }
    return text;
}

HelpPage writtenPage(const QString& topic, Language language)
{
    HelpPage page;
    page.topic = topic;
    page.markdown
        = withNamesOfTheWindow(contentOf(folderOf(language) + topic + QStringLiteral(".md")));
    // Each begins with its title: `# Title`.
    page.title = page.markdown.section(QLatin1Char('\n'), 0, 0).mid(2);
    return page;
}

HelpPage cataloguePage(std::string_view name, Language language)
{
    const Headings& headings = language == Language::Spanish ? spanish : english;
    const Explanation about = explainWords(name, {}, language);
    const auto heading = [](const char* text) {
        return QStringLiteral("\n## %1\n\n").arg(QString::fromUtf8(text));
    };
    HelpPage page;
    page.isResult = true;
    page.topic = QStringLiteral("result/%1").arg(utf8(name));
    page.title = utf8(about.title);
    page.markdown = QStringLiteral("# %1\n\n`%2`\n\n%3\n")
                        .arg(escaped(about.title), utf8(name), escaped(about.meaning));
    if (!about.effects.empty())
        page.markdown += heading(headings.effects);
    for (const PolicyEffect& effect : about.effects)
        page.markdown += QStringLiteral("- **%1**: %2\n")
                             .arg(escaped(effect.policyName), escaped(effect.effect));
    page.markdown += heading(headings.acts) + escaped(about.whoActs) + QLatin1Char('\n');
    if (!about.firstSteps.empty())
        page.markdown += heading(headings.steps);
    for (std::size_t i = 0; i < about.firstSteps.size(); ++i)
        page.markdown += QStringLiteral("%1. %2\n")
                             .arg(static_cast<int>(i) + 1)
                             .arg(escaped(about.firstSteps[i]));
    return page;
}

// For comparing: lower case, without accents.
QString folded(const QString& text)
{
    const QString apart = text.normalized(QString::NormalizationForm_D);
    QString result;
    for (const QChar character : apart) {
        if (character.category() != QChar::Mark_NonSpacing)
            result += character.toLower();
    }
    return result;
}

bool hasAll(const QString& text, const QStringList& words)
{
    return std::all_of(
        words.begin(), words.end(), [&text](const QString& word) { return text.contains(word); });
}

} // namespace

QList<HelpPage> helpPages(Language language)
{
    initHelpResources();
    QList<HelpPage> pages;
    for (const char* topic : topics)
        pages.append(writtenPage(QString::fromLatin1(topic), language));
    for (const CatalogueLine& line : catalogueLines(language))
        pages.append(cataloguePage(line.name, language));
    return pages;
}

QString helpTopicOf(std::string_view resultType)
{
    return QStringLiteral("result/%1")
        .arg(utf8(explainWords(resultType, {}, Language::English).name));
}

QList<int> findPages(const QList<HelpPage>& pages, const QString& text)
{
    const QStringList words = folded(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<int> inTitle;
    QList<int> inText;
    for (int i = 0; i < pages.size(); ++i) {
        // The escapes of Markdown are no part of what is read.
        const QString title = folded(pages[i].title + QLatin1Char(' ') + pages[i].topic);
        if (hasAll(title, words))
            inTitle.append(i);
        else if (hasAll(title + folded(pages[i].markdown).remove(QLatin1Char('\\')), words))
            inText.append(i);
    }
    return inTitle + inText;
}

QHash<QString, QString> drawingLabels(const QString& drawing, Language language)
{
    initHelpResources();
    QHash<QString, QString> labels;
    const QString path = folderOf(language) + drawing + QStringLiteral(".labels");
    const QStringList lines = contentOf(path).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& line : lines)
        labels.insert(line.section(QLatin1Char('='), 0, 0), line.section(QLatin1Char('='), 1));
    return labels;
}

} // namespace mxlens
