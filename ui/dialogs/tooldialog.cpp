// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/tooldialog.h"

#include "ui/help/helpwindow.h"
#include "ui/session/domainfacts.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QShowEvent>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace mxlens {

QLabel* toolHeading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QLabel* toolNote(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

ToolDialog::ToolDialog(const QString& title, const QString& helpTopic, QWidget* parent)
    : QDialog(parent, Qt::Window)
{
    setWindowTitle(title);
    setModal(false);
    auto* layout = new QVBoxLayout(this);
    const int margin = length(this, 4);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(this, 3));
    m_sides = new QTabWidget(this);
    m_sides->setObjectName(QStringLiteral("sides"));
    m_sides->setAccessibleName(title);
    layout->addWidget(m_sides, 1);
    m_sides->tabBar()->installEventFilter(this);
    connect(m_sides, &QTabWidget::currentChanged, this, [this] {
        // Who walks along the tabs by their arrow keys stays there.
        if (!m_sides->tabBar()->hasFocus())
            focusSide();
    });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close | QDialogButtonBox::Help, this);
    for (const auto which : { QDialogButtonBox::Close, QDialogButtonBox::Help })
        buttons->button(which)->setAutoDefault(false);
    buttons->button(QDialogButtonBox::Help)->setShortcut(QKeySequence::HelpContents);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::helpRequested, this,
        [this, helpTopic] { showHelp(helpTopic, this); });
    layout->addWidget(buttons);
    const QSize room = (parent ? parent->screen() : screen())->availableSize() * 0.9;
    resize(QSize(length(this, 220), length(this, 210)).boundedTo(room));
}

bool ToolDialog::event(QEvent* event)
{
    if (event->type() == QEvent::WindowActivate)
        followReports();
    return QDialog::event(event);
}

bool ToolDialog::eventFilter(QObject* watched, QEvent* event)
{
    // Alt and a letter: the tabs have yet to see it.
    if (event->type() == QEvent::Shortcut)
        QMetaObject::invokeMethod(this, &ToolDialog::focusSide, Qt::QueuedConnection);
    return QDialog::eventFilter(watched, event);
}

void ToolDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous())
        focusSide();
}

void ToolDialog::focusSide()
{
    const QWidget* side = m_sides->currentWidget();
    if (side && side->focusProxy())
        side->focusProxy()->setFocus(Qt::OtherFocusReason);
}

QVBoxLayout* ToolDialog::addScrolledSide(const QString& title, const char* name)
{
    auto* side = new QWidget;
    auto* layout = new QVBoxLayout(side);
    const int margin = length(this, 4);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(this, 2));
    auto* area = new QScrollArea;
    area->setObjectName(QString::fromLatin1(name));
    area->setWidget(side);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    // What has the focus scrolls into view by itself.
    area->setFocusPolicy(Qt::NoFocus);
    m_sides->addTab(area, title);
    return layout;
}

void ToolDialog::addSide(QWidget* side, const QString& title)
{
    // As the scrolling side has it; Fusion gives a tab a ground of its own.
    side->setAutoFillBackground(true);
    m_sides->addTab(side, title);
}

void ToolDialog::showSide(int index)
{
    m_sides->setCurrentIndex(index);
}

QComboBox* ToolDialog::addDomainField(QVBoxLayout* layout, ToolContext context)
{
    m_context = std::move(context);
    auto* caption
        = new QLabel(tr("&Domain, as it stands behind the @ of its mail addresses"), this);
    caption->setWordWrap(true);
    m_domain = new QComboBox(this);
    m_domain->setObjectName(QStringLiteral("domain"));
    m_domain->setEditable(true);
    m_domain->setInsertPolicy(QComboBox::NoInsert);
    m_domain->setAccessibleName(tr("Domain"));
    m_domain->lineEdit()->setPlaceholderText(QStringLiteral("example.com"));
    m_domain->lineEdit()->setAccessibleName(tr("Domain"));
    m_domain->setMinimumContentsLength(12);
    m_domain->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    caption->setBuddy(m_domain);
    layout->addWidget(caption);
    layout->addWidget(m_domain);
    return m_domain;
}

void ToolDialog::followReports()
{
    const std::shared_ptr<const Snapshot> snapshot
        = m_context.snapshot ? m_context.snapshot() : nullptr;
    if (!snapshot || !m_domain || m_listed.lock() == snapshot)
        return;
    m_listed = snapshot;
    m_listing.start([this, snapshot](const std::stop_token& stop) -> LatestTask::Done {
        const QStringList domains = loadedDomains(*snapshot, stop);
        return [this, domains] {
            const QString typed = m_domain->currentText();
            {
                const QSignalBlocker quiet(m_domain);
                m_domain->clear();
                m_domain->addItems(domains);
                // The first item has become the text: what is set below has to be news.
                m_domain->setEditText({});
            }
            // The first one where nothing was typed yet: most people have one domain.
            m_domain->setEditText(typed.isEmpty() && !domains.isEmpty() ? domains.first() : typed);
            emit reportsFollowed();
        };
    });
}

} // namespace mxlens
