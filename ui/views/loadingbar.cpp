// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loadingbar.h"

#include "ui/models/cells.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::LoadingBar)
};

/// The part of the files that was read, 0 to 1; a single large archive is most of the time.
double shareRead(const IngestProgress& progress)
{
    const double read = static_cast<double>(progress.filesRead) + progress.partsRead;
    return std::min(1.0, read / static_cast<double>(std::max<std::size_t>(progress.filesFound, 1)));
}

// A progress bar counts in int; a share of this many steps is fine enough for any screen.
constexpr int steps = 1000;

QString counted(const char* text, std::size_t number)
{
    return Words::tr(text, nullptr, pluralNumber(static_cast<qint64>(number)))
        .arg(numberText(static_cast<qint64>(number)));
}

} // namespace

QString progressText(const IngestProgress& progress)
{
    QString text;
    if (progress.looking)
        text = Words::tr("Looking for changes: %1 of %2 file(s)", nullptr,
            pluralNumber(static_cast<qint64>(progress.filesFound)))
                   .arg(numberText(static_cast<qint64>(progress.filesRead)),
                       numberText(static_cast<qint64>(progress.filesFound)));
    else if (progress.allFound && progress.filesFound == 1)
        // None of one until it is all over would say nothing.
        text = Words::tr("Reading one file: %1 %")
                   .arg(numberText(static_cast<qint64>(100 * shareRead(progress))));
    else if (progress.allFound)
        text = Words::tr("Reading: %1 of %2 file(s)", nullptr,
            pluralNumber(static_cast<qint64>(progress.filesFound)))
                   .arg(numberText(static_cast<qint64>(progress.filesRead)),
                       numberText(static_cast<qint64>(progress.filesFound)));
    else
        text = counted(QT_TRANSLATE_N_NOOP("mxlens::LoadingBar", "Looking for files: %1 found"),
            progress.filesFound);
    if (progress.allFound && progress.filesUnchanged > 0)
        text += QStringLiteral(", ")
            + counted(QT_TRANSLATE_N_NOOP("mxlens::LoadingBar", "%1 unchanged since last time"),
                progress.filesUnchanged);
    if (progress.reports > 0)
        text += QStringLiteral(", ")
            + counted(QT_TRANSLATE_N_NOOP("mxlens::LoadingBar", "%1 report(s)"), progress.reports);
    if (progress.unreadable > 0)
        text += QStringLiteral(", ")
            + counted(
                QT_TRANSLATE_N_NOOP("mxlens::LoadingBar", "%1 unreadable"), progress.unreadable);
    return text;
}

QString cancelledText(const IngestProgress& progress)
{
    if (progress.looking && progress.reports > 0)
        return Words::tr(
            "Reading was cancelled before it was known what has changed. What was read "
            "last time is shown.");
    if (!progress.allFound || progress.looking)
        return Words::tr("Reading was cancelled. What was read is shown.");
    if (progress.filesFound == 1 && progress.filesRead == 0)
        return Words::tr(
            "Reading was cancelled before the file was read to its end. What was read is shown.");
    return Words::tr("Reading was cancelled after %1 of %2 file(s). What was read is shown.",
        nullptr, pluralNumber(static_cast<qint64>(progress.filesFound)))
        .arg(numberText(static_cast<qint64>(progress.filesRead)),
            numberText(static_cast<qint64>(progress.filesFound)));
}

LoadingBar::LoadingBar(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("loadingBar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(length(this, 4), length(this, 1), length(this, 4), length(this, 1));
    layout->setSpacing(length(this, 4));
    m_text = new QLabel(this);
    m_text->setFont(tabularFont(font()));
    m_text->setTextFormat(Qt::PlainText);
    // Room for the longest figures, so that the bar beside it stands still.
    m_text->setMinimumWidth(length(this, 130));
    layout->addWidget(m_text);
    m_bar = new QProgressBar(this);
    m_bar->setObjectName(QStringLiteral("loadingProgress"));
    m_bar->setAccessibleName(tr("Progress of reading"));
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(length(this, 3));
    layout->addWidget(m_bar, 1);
    m_cancel = new QPushButton(tr("&Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("cancelLoading"));
    m_cancel->setIcon(icon(QStringLiteral("cancel")));
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &LoadingBar::cancelRequested);
    hide();
}

void LoadingBar::follow(LoadState state)
{
    const bool cancelling = state == LoadState::Cancelling;
    m_cancel->setEnabled(!cancelling);
    if (cancelling)
        m_text->setText(tr("Cancelling\u2026"));
    setVisible(cancelling || state == LoadState::Loading);
}

void LoadingBar::showProgress(const IngestProgress& progress)
{
    if (m_cancel->isEnabled())
        m_text->setText(progressText(progress));
    if (!progress.allFound || progress.filesFound == 0) {
        m_bar->setRange(0, 0);
        return;
    }
    m_bar->setRange(0, steps);
    m_bar->setValue(static_cast<int>(shareRead(progress) * steps));
}

QString LoadingBar::text() const
{
    return m_text->text();
}

} // namespace mxlens
