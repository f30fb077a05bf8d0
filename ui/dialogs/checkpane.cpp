// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/checkpane.h"

#include "ui/dialogs/findingslist.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <span>
#include <utility>

namespace mxlens {

namespace {

constexpr qsizetype mostBytes = 256 * 1024;

// The line with that number, from 1, as bytes from and to.
std::pair<qsizetype, qsizetype> lineOf(const QByteArray& text, std::size_t number)
{
    qsizetype from = 0;
    for (; number > 1; --number) {
        const qsizetype feed = text.indexOf('\n', from);
        if (feed < 0)
            return { text.size(), text.size() };
        from = feed + 1;
    }
    qsizetype to = text.indexOf('\n', from);
    to = to < 0 ? text.size() : to;
    return { from, to > from && text[to - 1] == '\r' ? to - 1 : to };
}

// Where a byte of a text stands in the editor, which shows CRLF as one line end.
qsizetype shownIndex(const QByteArray& text, qsizetype byte)
{
    QByteArray before = text.left(byte);
    before.replace("\r\n", "\n");
    return indexOfByte(before, static_cast<std::size_t>(before.size()));
}

} // namespace

QList<TextMark> marksInLines(const QByteArray& text, const std::vector<Finding>& findings)
{
    QList<TextMark> marks;
    const std::size_t shown = std::min(findings.size(), FindingsList::mostShown);
    for (const Finding& finding : std::span(findings).first(shown)) {
        TextMark mark;
        mark.severity = finding.severity;
        if (finding.line > 0) {
            auto [from, to] = lineOf(text, finding.line);
            if (finding.column > 0) {
                from = std::min(from + static_cast<qsizetype>(finding.column) - 1, to);
                if (finding.length > 0)
                    to = std::min(from + static_cast<qsizetype>(finding.length), to);
            }
            // A place behind the last byte is shown at that byte.
            if (from == to && from > 0 && text[from - 1] != '\n')
                --from;
            mark.start = shownIndex(text, from);
            mark.length = shownIndex(text, to) - mark.start;
        }
        marks.append(mark);
    }
    return marks;
}

CheckPane::CheckPane(const Texts& texts, Checker checker, QWidget* parent)
    : QWidget(parent)
    , m_checker(std::move(checker))
{
    auto* layout = new QVBoxLayout(this);
    const int margin = length(this, 4);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(this, 2));
    auto* caption = new QLabel(texts.caption, this);
    m_edit = new MarkedEdit(this);
    m_edit->setObjectName(QStringLiteral("checkedText"));
    m_edit->setPlaceholderText(texts.example);
    QString name = texts.caption;
    m_edit->setAccessibleName(name.remove(QLatin1Char('&')));
    caption->setBuddy(m_edit);
    setFocusProxy(m_edit);
    caption->setWordWrap(true);
    layout->addWidget(caption);
    layout->addWidget(m_edit, 1);
    m_read = new QLabel(this);
    m_read->setObjectName(QStringLiteral("whatWasRead"));
    m_read->setTextFormat(Qt::PlainText);
    m_read->setWordWrap(true);
    m_read->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_read->setAccessibleName(tr("What was read"));
    layout->addWidget(m_read);
    m_findings = new FindingsList(this);
    layout->addWidget(m_findings, 1);
    auto* actions = new QHBoxLayout;
    actions->setSpacing(length(this, 2));
    m_actions = actions;
    m_takeOver = new QPushButton(texts.takeOver, this);
    m_takeOver->setObjectName(QStringLiteral("takeOver"));
    m_takeOver->setAutoDefault(false);
    m_takeOver->setVisible(!texts.takeOver.isEmpty());
    actions->addWidget(m_takeOver);
    actions->addStretch();
    layout->addLayout(actions);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        m_given.clear();
        check();
    });
    connect(m_takeOver, &QPushButton::clicked, this, &CheckPane::takeOverRequested);
    connect(m_findings, &FindingsList::findingChosen, m_edit, &MarkedEdit::goTo);
    check();
}

QByteArray CheckPane::text() const
{
    return m_given.isEmpty() ? m_edit->toPlainText().toUtf8() : m_given;
}

void CheckPane::setText(const QByteArray& utf8)
{
    {
        const QSignalBlocker quiet(m_edit);
        m_edit->setPlainText(QString::fromUtf8(utf8));
    }
    m_given = utf8;
    check();
}

void CheckPane::addAction(QWidget* widget)
{
    static_cast<QHBoxLayout*>(m_actions)->insertWidget(1, widget);
}

void CheckPane::showMessage(const QString& sentence)
{
    m_read->setText(sentence);
    m_read->setVisible(!sentence.isEmpty());
}

void CheckPane::check()
{
    const QByteArray bytes = text();
    m_outcome = {};
    const bool empty = bytes.trimmed().isEmpty();
    const bool tooLong = bytes.size() > mostBytes;
    if (!empty && !tooLong)
        m_outcome = m_checker(bytes);
    m_edit->setMarks(m_outcome.marks);
    showMessage(tooLong ? tr("This text is too long to be checked.") : m_outcome.read);
    m_findings->setVisible(!empty && !tooLong);
    m_findings->setFindings(m_outcome.findings);
    m_takeOver->setEnabled(m_outcome.usable);
}

} // namespace mxlens
