// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/startpage.h"

#include "ui/models/cells.h"
#include "ui/panels/displaytext.h"
#include "ui/panels/dropframe.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mxlens {
namespace {

/// Most recent paths on the page.
constexpr qsizetype mostRecent = 6;
/// Width of the column in quarters of an em.
constexpr int columnWidth = 42 * 4;

QLabel* plainLabel(QWidget* parent, const QString& text)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

class StartPage::Private {
public:
    explicit Private(StartPage* owner);
    void refreshLooks();
    void refreshRecent();

    StartPage* q;
    QWidget* column;
    DropFrame* frame;
    QLabel* image;
    QLabel* headline;
    QLabel* reads;
    QPushButton* files;
    QPushButton* folder;
    QPushButton* samples;
    QLabel* privacy;
    QWidget* recentBox;
    QLabel* recentTitle;
    QVector<QPushButton*> recentButtons;
    QStringList recent;

private:
    QWidget* makeButtons();
    void layOut();
};

StartPage::Private::Private(StartPage* owner)
    : q(owner)
    , column(new QWidget(owner))
    , frame(new DropFrame(column))
    , image(new QLabel(frame))
    , headline(plainLabel(frame, StartPage::tr("Drop TLS reports here")))
    , reads(plainLabel(frame,
          StartPage::tr("Files, folders or mail: .json, .gz, .eml, mbox, Maildir, zip, tar")))
    , files(new QPushButton(StartPage::tr("&Open files…"), frame))
    , folder(new QPushButton(StartPage::tr("Open fol&der…"), frame))
    , samples(new QPushButton(StartPage::tr("Try with &sample reports"), frame))
    , privacy(plainLabel(
          column, StartPage::tr("Everything is read on this machine. Nothing leaves it.")))
    , recentBox(new QWidget(column))
    , recentTitle(plainLabel(recentBox, StartPage::tr("Opened recently")))
{
    image->setAlignment(Qt::AlignCenter);
    files->setObjectName(QStringLiteral("openFilesButton"));
    folder->setObjectName(QStringLiteral("openFolderButton"));
    samples->setObjectName(QStringLiteral("samplesButton"));
    recentTitle->setAlignment(Qt::AlignLeft);
    for (QPushButton* button : { files, folder, samples })
        button->setAutoDefault(true);
    connect(files, &QPushButton::clicked, owner, &StartPage::openFilesRequested);
    connect(folder, &QPushButton::clicked, owner, &StartPage::openFolderRequested);
    connect(samples, &QPushButton::clicked, owner, &StartPage::samplesRequested);
    layOut();
}

QWidget* StartPage::Private::makeButtons()
{
    auto* row = new QWidget(frame);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch();
    layout->addWidget(files);
    layout->addWidget(folder);
    layout->addWidget(samples);
    layout->addStretch();
    return row;
}

void StartPage::Private::layOut()
{
    auto* inside = new QVBoxLayout(frame);
    inside->addWidget(image);
    inside->addWidget(headline);
    inside->addWidget(reads);
    inside->addWidget(makeButtons());

    auto* list = new QVBoxLayout(recentBox);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    list->addWidget(recentTitle);

    auto* vertical = new QVBoxLayout(column);
    vertical->setContentsMargins(0, 0, 0, 0);
    vertical->addWidget(frame);
    vertical->addWidget(privacy);
    vertical->addWidget(recentBox);

    auto* outer = new QVBoxLayout(q);
    outer->addStretch(2);
    outer->addWidget(column, 0, Qt::AlignHCenter);
    outer->addStretch(3);
}

void StartPage::Private::refreshRecent()
{
    qDeleteAll(recentButtons);
    recentButtons.clear();
    for (const QString& path : recent.first(std::min(recent.size(), mostRecent))) {
        auto* button = new QPushButton(recentBox);
        const QString name = displayText(path, displayTextLength);
        button->setObjectName(QStringLiteral("recentButton"));
        button->setFlat(true);
        button->setIcon(icon(QStringLiteral("source")));
        button->setAccessibleName(StartPage::tr("Open %1").arg(name));
        setPlainToolTip(*button, name);
        // Queued: opening a path makes all of these anew, and the button still handles its key.
        connect(
            button, &QPushButton::clicked, q, [this, path] { emit q->recentRequested(path); },
            Qt::QueuedConnection);
        recentBox->layout()->addWidget(button);
        recentButtons.append(button);
    }
    recentBox->setVisible(!recentButtons.isEmpty());
}

void StartPage::Private::refreshLooks()
{
    const int gap = length(q, 4);
    frame->layout()->setContentsMargins(2 * gap, 2 * gap, 2 * gap, 2 * gap);
    frame->layout()->setSpacing(gap);
    column->layout()->setSpacing(gap);
    headline->setFont(headlineFont(q->font()));
    // Some languages need more room than the usual width.
    const int words = reads->fontMetrics().horizontalAdvance(reads->text()) + 5 * gap;
    column->setFixedWidth(
        std::max({ length(q, columnWidth), words, frame->minimumSizeHint().width() }));
    const QString shape = QStringLiteral("drop");
    const QIcon drop = frame->isActive() ? icon(shape, Colour::Accent) : icon(shape);
    image->setPixmap(drop.pixmap(QSize(3 * gap, 3 * gap), q->devicePixelRatioF()));

    QPalette muted = q->palette();
    for (const auto role : { QPalette::WindowText, QPalette::Text })
        muted.setColor(role, textColour(Colour::MutedText, q->palette()));
    for (QLabel* label : { reads, privacy, recentTitle })
        label->setPalette(muted);
    for (QPushButton* button : recentButtons) {
        const int room = column->width() - length(q, 12);
        const QString path
            = displayText(recent.at(recentButtons.indexOf(button)), displayTextLength);
        button->setText(q->fontMetrics()
                            .elidedText(path, Qt::ElideMiddle, room)
                            .replace(QLatin1Char('&'), QStringLiteral("&&")));
        // Flat buttons centre their text; a list of paths reads from the left.
        button->setStyleSheet(QStringLiteral("text-align: left; padding: %1px %2px;")
                                  .arg(length(q, 1))
                                  .arg(length(q, 2)));
    }
}

StartPage::StartPage(QWidget* parent)
    : QWidget(parent)
    , m_private(std::make_unique<Private>(this))
{
    setObjectName(QStringLiteral("startPage"));
    m_private->refreshRecent();
    m_private->refreshLooks();
}

StartPage::~StartPage() = default;

void StartPage::setRecent(const QStringList& paths)
{
    m_private->recent = paths;
    m_private->refreshRecent();
    m_private->refreshLooks();
}

void StartPage::setMissing(const QStringList& paths)
{
    for (qsizetype i = 0; i < m_private->recentButtons.size(); ++i) {
        const bool missing = paths.contains(m_private->recent.at(i));
        QPushButton* button = m_private->recentButtons[i];
        button->setEnabled(!missing);
        const QString name = displayText(m_private->recent.at(i), displayTextLength);
        setPlainToolTip(*button, missing ? tr("%1 is not there now").arg(name) : name);
    }
}

void StartPage::setFolders(const QStringList& paths)
{
    for (qsizetype i = 0; i < m_private->recentButtons.size(); ++i) {
        if (paths.contains(m_private->recent.at(i)))
            m_private->recentButtons[i]->setIcon(icon(QStringLiteral("folder")));
    }
}

void StartPage::setDropActive(bool active)
{
    m_private->frame->setActive(active);
    m_private->headline->setText(active ? tr("Release to read them") : tr("Drop TLS reports here"));
    m_private->refreshLooks();
}

void StartPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        m_private->refreshLooks();
}

} // namespace mxlens
