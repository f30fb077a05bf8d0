// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helpwindow.h"

#include "ui/help/helpview.h"
#include "ui/session/programlanguage.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QShortcut>
#include <QSignalBlocker>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace mxlens {

namespace {

constexpr int topicRole = Qt::UserRole;
constexpr int rowHeight = 6; // quarters of an em

QToolButton* toolButton(QWidget* parent, const QString& name, const char* iconName)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(QString::fromLatin1(iconName)));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

HelpWindow::HelpWindow(QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_language(programLanguage())
    , m_pages(helpPages(m_language))
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Help"));
    build();
    fillList();
    showTopic(m_pages.first().topic);
}

void HelpWindow::build()
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(listSide());
    splitter->addWidget(pageSide());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({ length(this, 88), length(this, 200) });
    layout->addWidget(splitter);
    const QSize room = screen()->availableSize() * 0.9;
    resize(QSize(length(this, 290), length(this, 210)).boundedTo(room));
    const auto shortcut = [this](const QKeySequence& keys, auto run) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, run);
    };
    shortcut(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { go(-1); });
    shortcut(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { go(1); });
    shortcut(QKeySequence::Find, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    shortcut(QKeySequence(Qt::Key_Escape), [this] {
        // The search first, then the window.
        if (m_search->text().isEmpty())
            close();
        else
            m_search->clear();
    });
}

QWidget* HelpWindow::listSide()
{
    auto* side = new QWidget(this);
    auto* layout = new QVBoxLayout(side);
    const int margin = length(this, 2);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(margin);
    m_search = new QLineEdit(side);
    m_search->setObjectName(QStringLiteral("helpSearch"));
    m_search->setAccessibleName(tr("Search the help"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_list = new QListWidget(side);
    m_list->setObjectName(QStringLiteral("helpPages"));
    m_list->setAccessibleName(tr("Pages"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        fillList();
        m_view->highlight(text);
    });
    // Return shows the first page that was found.
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        for (int row = 0; row < m_list->count(); ++row) {
            const QString topic = m_list->item(row)->data(topicRole).toString();
            if (!topic.isEmpty())
                return showTopic(topic);
        }
    });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item && !item->data(topicRole).toString().isEmpty())
            showTopic(item->data(topicRole).toString());
    });
    return side;
}

QWidget* HelpWindow::pageSide()
{
    auto* side = new QWidget(this);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_back = toolButton(side, tr("Back (Alt+Left)"), "back");
    m_back->setObjectName(QStringLiteral("helpBack"));
    m_forward = toolButton(side, tr("Forward (Alt+Right)"), "forward");
    m_forward->setObjectName(QStringLiteral("helpForward"));
    connect(m_back, &QToolButton::clicked, this, [this] { go(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { go(1); });
    auto* bar = new QHBoxLayout;
    const int margin = length(this, 2);
    bar->setContentsMargins(margin, margin, margin, margin);
    bar->addWidget(m_back);
    bar->addWidget(m_forward);
    bar->addStretch();
    layout->addLayout(bar);
    m_view = new HelpView(side);
    m_view->setMinimumWidth(length(this, 96));
    layout->addWidget(m_view, 1);
    connect(m_view, &HelpView::topicRequested, this, &HelpWindow::showTopic);
    return side;
}

void HelpWindow::addHeading(const QString& text)
{
    auto* item = new QListWidgetItem(text, m_list);
    QFont bold = m_list->font();
    bold.setBold(true);
    item->setFont(bold);
    item->setFlags(Qt::NoItemFlags);
    item->setSizeHint(QSize(0, length(this, 10)));
}

void HelpWindow::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    QList<int> found = findPages(m_pages, m_search->text());
    if (found.isEmpty())
        return addHeading(tr("No page has these words."));
    // What is about a result type comes last, under a heading of its own.
    std::stable_partition(
        found.begin(), found.end(), [this](int i) { return !m_pages[i].isResult; });
    bool headed = false;
    for (const int index : found) {
        const HelpPage& page = m_pages[index];
        if (page.isResult && !headed)
            addHeading(tr("Result types and causes"));
        headed = headed || page.isResult;
        auto* item = new QListWidgetItem(page.title, m_list);
        item->setData(topicRole, page.topic);
        item->setToolTip(page.title);
        item->setSizeHint(QSize(0, length(this, rowHeight)));
        if (page.topic == m_topic)
            m_list->setCurrentItem(item);
    }
}

void HelpWindow::showTopic(const QString& topic)
{
    if (topic == m_topic)
        return;
    display(topic);
    m_history = m_history.mid(0, m_at + 1);
    m_history.append(m_topic);
    m_at = static_cast<int>(m_history.size()) - 1;
    updateButtons();
}

void HelpWindow::display(const QString& topic)
{
    const auto found = std::find_if(m_pages.begin(), m_pages.end(),
        [&topic](const HelpPage& page) { return page.topic == topic; });
    const HelpPage& page = found == m_pages.end() ? m_pages.first() : *found;
    m_topic = page.topic;
    m_view->showPage(page, m_language);
    const QSignalBlocker quiet(m_list);
    m_list->setCurrentItem(nullptr);
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(topicRole).toString() == m_topic)
            m_list->setCurrentRow(row);
    }
}

void HelpWindow::go(int step)
{
    const int target = m_at + step;
    if (target < 0 || target >= m_history.size())
        return;
    m_at = target;
    display(m_history[m_at]);
    updateButtons();
}

void HelpWindow::updateButtons()
{
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < m_history.size());
}

void showHelp(const QString& topic, QWidget* beside)
{
    HelpWindow* window = nullptr;
    const QWidgetList all = QApplication::topLevelWidgets();
    for (QWidget* each : all) {
        if (auto* help = qobject_cast<HelpWindow*>(each))
            window = help;
    }
    if (!window) {
        // Owned by the main window: it goes when that goes, and outlives a dialog that asked.
        QWidget* owner = beside ? beside->window() : nullptr;
        while (owner && owner->parentWidget())
            owner = owner->parentWidget()->window();
        window = new HelpWindow(owner);
        window->setAttribute(Qt::WA_DeleteOnClose);
    }
    window->showTopic(topic);
    window->show();
    window->raise();
    window->activateWindow();
}

} // namespace mxlens
