// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/headline.h"

#include "ui/models/cells.h"
#include "ui/models/domaintreemodel.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"
#include "ui/views/flowlayout.h"
#include "ui/views/valuemenu.h"

#include <QContextMenuEvent>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace mxlens {

namespace {

QString number(std::size_t value)
{
    return numberText(static_cast<qint64>(value));
}

int plural(std::size_t value)
{
    return pluralNumber(static_cast<qint64>(value));
}

QString dayText(Day day)
{
    return QLocale().toString(QDate(1970, 1, 1).addDays(day), QStringLiteral("d MMM yyyy"));
}

const char* const meaningProperty = "mxlensMeaning";

} // namespace

/// A figure and the words behind it.
struct Headline::Figure {
    QString number;
    QString words;
    std::optional<Colour> meaning;
};

Headline::Headline(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(length(this, 4), length(this, 3), length(this, 4), length(this, 2));
    layout->setSpacing(length(this, 1));
    m_row = new FlowLayout;
    m_row->setSpacing(length(this, 8));
    m_row->setLineGap(0);
    layout->addLayout(m_row);
    auto* second = new QHBoxLayout;
    second->setSpacing(length(this, 4));
    m_period = new QLabel(this);
    m_period->setTextFormat(Qt::PlainText);
    second->addWidget(m_period);
    m_note = new QToolButton(this);
    m_note->setObjectName(QStringLiteral("sourcesNote"));
    m_note->setAutoRaise(true);
    m_note->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_note->setFocusPolicy(Qt::StrongFocus);
    m_note->setIcon(icon(QStringLiteral("warning"), Colour::Testing));
    m_note->hide();
    connect(m_note, &QToolButton::clicked, this, &Headline::sourcesRequested);
    second->addWidget(m_note);
    m_hint = new QLabel(this);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->hide();
    second->addWidget(m_hint, 1);
    second->addStretch();
    layout->addLayout(second);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QList<Headline::Figure> Headline::figuresOf(
    const ViewAnswer& answer, const ViewValues& values) const
{
    const Totals& totals = answer.totals;
    QList<Figure> figures;
    figures.append(
        { number(totals.reports), tr("report(s)", nullptr, plural(totals.reports)), {} });
    if (answer.trendOfMx) {
        // Successes exist per policy, not per MX: no rate is invented (DESIGN.md section 3, rule
        // 4).
        const bool any = answer.mxFailed.valueOr(0) > 0;
        const QString place = values.mx && !values.mx->isEmpty()
            ? tr("failed at %1").arg(*values.mx)
            : tr("failed without an MX named");
        figures.append({ countText(answer.mxFailed), place,
            any ? std::optional(Colour::Failure) : std::nullopt });
        if (answer.coveringSessions.known())
            figures.append({ countText(answer.coveringSessions),
                values.mx && !values.mx->isEmpty()
                    ? tr("session(s) of the policies that cover it", nullptr,
                        pluralNumber(answer.coveringSessions.valueOr(0)))
                    : tr("session(s) of the domain", nullptr,
                        pluralNumber(answer.coveringSessions.valueOr(0))),
                {} });
        return figures;
    }
    if (values.domain.isEmpty())
        figures.append(
            { number(totals.domains), tr("domain(s)", nullptr, plural(totals.domains)), {} });
    const Count sessions = totals.figures.sessions;
    const Count failed = totals.figures.failed;
    if (!sessions.known() || sessions.valueOr(0) == 0) {
        if (totals.reports > 0)
            figures.append(
                { {}, sessions.known() ? tr("no sessions") : tr("sessions unknown"), {} });
        return figures;
    }
    const std::size_t uncounted = totals.unknownCounts;
    if (failed == Count::zero() && uncounted == 0) {
        figures.append({ countText(sessions), tr("sessions, not one failed"), Colour::Success });
        return figures;
    }
    const QString share = successText(totals.figures);
    if (failed == Count::zero())
        figures.append({ countText(sessions), tr("sessions counted, no failure among them"), {} });
    else if (!share.isEmpty())
        figures.append({ share, tr("of %1 sessions succeeded").arg(countText(sessions)), {} });
    if (failed != Count::zero())
        figures.append({ failed.known() ? countText(failed) : QString(),
            failed.known() ? tr("failed") : tr("failures unknown"),
            failed.known() ? std::optional(Colour::Failure) : std::nullopt });
    // A missing count is not zero (DESIGN.md section 3, rule 6): a part is told as a part.
    if (uncounted > 0)
        figures.append({ number(uncounted),
            uncounted == 1 ? tr("policy lacks a count") : tr("policies lack a count"), {} });
    return figures;
}

void Headline::showAnswer(const ViewAnswer& answer, const ViewValues& values)
{
    const QList<Figure> figures = figuresOf(answer, values);
    showFigures(figures);
    m_text.clear();
    for (const Figure& figure : figures)
        m_text += (m_text.isEmpty() ? QString() : QStringLiteral("  "))
            + QStringList{ figure.number, figure.words }.join(QLatin1Char(' ')).trimmed();

    const Totals& totals = answer.totals;
    QString period;
    if (totals.firstDay != noDay)
        period = totals.firstDay == totals.lastDay
            ? tr("%1 (UTC)").arg(dayText(totals.firstDay))
            : tr("%1 to %2 (UTC)").arg(dayText(totals.firstDay), dayText(totals.lastDay));
    const QDate epoch(1970, 1, 1);
    m_from = totals.firstDay == noDay ? QDate() : epoch.addDays(totals.firstDay);
    m_to = totals.firstDay == noDay ? QDate() : epoch.addDays(totals.lastDay);
    m_period->setText(period);
    m_period->setVisible(!period.isEmpty());

    const std::size_t unreadable = answer.everything.unreadableSources;
    m_note->setVisible(unreadable > 0);
    m_note->setText(
        tr("%1 source(s) could not be read", nullptr, plural(unreadable)).arg(number(unreadable)));
    m_note->setToolTip(tr("Show them with cause and place"));

    m_hint->setVisible(answer.detailFilter && !answer.trendOfMx);
    m_hint->setText(
        tr("Sessions and failures are those of the policies in which a failure detail matches, "
           "with all their failures."));
    m_hint->setToolTip(m_hint->text()); // where there is no room for all of it
    setAccessibleName(tr("Headline figures"));
    setAccessibleDescription(m_text + QStringLiteral(". ") + period);
    refreshColours();
}

void Headline::showFigures(const QList<Figure>& figures)
{
    // Labels stay where they are: figures change ten times a second while reports load.
    QHBoxLayout* pair = nullptr;
    while (m_labels.size() < figures.size() * 2) {
        auto* label = new QLabel(this);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setContextMenuPolicy(Qt::NoContextMenu); // that of the headline knows more
        const bool isNumber = m_labels.size() % 2 == 0;
        if (isNumber) {
            label->setFont(tabularFont(headlineFont(font())));
            pair = new QHBoxLayout;
            pair->setSpacing(length(this, 2));
            m_row->addItem(pair);
        }
        pair->addWidget(label, 0, Qt::AlignBaseline);
        m_labels.append(label);
    }
    for (qsizetype i = 0; i < m_labels.size(); i += 2) {
        const bool used = i / 2 < figures.size();
        const Figure figure = used ? figures[i / 2] : Figure();
        m_labels[i]->setText(figure.number);
        m_labels[i]->setVisible(!figure.number.isEmpty());
        m_labels[i + 1]->setText(figure.words);
        m_labels[i + 1]->setVisible(used);
        m_labels[i]->setProperty(
            meaningProperty, figure.meaning ? static_cast<int>(*figure.meaning) : -1);
    }
}

void Headline::refreshColours()
{
    const auto paint = [](QLabel* label, const QColor& text) {
        QPalette changed; // the one role: everything else follows the window
        changed.setColor(QPalette::WindowText, text);
        label->setPalette(changed);
    };
    for (qsizetype i = 0; i < m_labels.size(); i += 2) {
        const int meaning = m_labels[i]->property(meaningProperty).toInt();
        paint(m_labels[i],
            meaning < 0 ? palette().color(QPalette::WindowText)
                        : textColour(static_cast<Colour>(meaning), palette()));
        paint(m_labels[i + 1], textColour(Colour::MutedText, palette()));
    }
    paint(m_period, textColour(Colour::MutedText, palette()));
    paint(m_hint, textColour(Colour::MutedText, palette()));
}

QString Headline::text() const
{
    return m_text;
}

void Headline::fillMenu(QMenu& menu, const QPoint& position)
{
    const QWidget* under = childAt(position);
    ValueMenu value;
    value.copied = m_text;
    if (under == m_period && m_from.isValid()) {
        value.copied = m_period->text();
        value.isDay = true;
        value.filter = [this](bool) { emit daysRequested(m_from, m_to); };
    }
    for (qsizetype i = 0; i < m_labels.size(); i += 2) {
        const bool failures
            = m_labels[i]->property(meaningProperty).toInt() == static_cast<int>(Colour::Failure);
        if (under != m_labels[i] && under != m_labels[i + 1])
            continue;
        value.copied = m_labels[i]->text() + QLatin1Char(' ') + m_labels[i + 1]->text();
        if (failures)
            value.filter = [this](bool negated) {
                emit termRequested(QStringLiteral("failures"), QStringLiteral(">0"), negated);
            };
    }
    addValueActions(menu, value);
}

void Headline::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(*menu, event->pos());
    menu->popup(event->globalPos());
}

void Headline::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshColours();
    if (event->type() == QEvent::FontChange) {
        for (qsizetype i = 0; i < m_labels.size(); i += 2)
            m_labels[i]->setFont(tabularFont(headlineFont(font())));
    }
}

} // namespace mxlens
