// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/settingsdialog.h"

#include "core/cache/cachefolder.h"
#include "ui/session/keptsession.h"
#include "ui/session/settings.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace mxlens {

namespace {

QLabel* label(const char* name, const QString& text)
{
    auto* result = new QLabel(text);
    result->setObjectName(QString::fromLatin1(name));
    result->setTextFormat(Qt::PlainText);
    result->setWordWrap(true);
    return result;
}

QScrollArea* page(std::initializer_list<QWidget*> groups)
{
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    const int margin = length(content, 4);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(content, 4));
    for (QWidget* group : groups)
        layout->addWidget(group);
    layout->addStretch(1);
    auto* result = new QScrollArea;
    result->setWidget(content);
    result->setWidgetResizable(true);
    result->setFrameShape(QFrame::NoFrame);
    // What has the focus scrolls into view by itself.
    result->setFocusPolicy(Qt::NoFocus);
    // The ground is that of the tab.
    result->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return result;
}

/// Pixels that a page needs to be seen whole in a dialog of so many pixels.
int wholeHeight(const QScrollArea& page, int width)
{
    const QLayout* const layout = page.widget()->layout();
    return layout->hasHeightForWidth() ? layout->totalHeightForWidth(width)
                                       : layout->sizeHint().height();
}

CacheFolder folderOf(const Settings& settings)
{
    return CacheFolder(QFile::encodeName(settings.cacheFolder()).toStdString());
}

} // namespace

SettingsDialog::SettingsDialog(Settings& settings, QWidget* parent, const LookActions& looks)
    : QDialog(parent)
    , m_settings(settings)
{
    setObjectName(QStringLiteral("settingsDialog"));
    setWindowTitle(tr("Settings"));
    auto* layout = new QVBoxLayout(this);
    const int margin = length(this, 6);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(this, 4));
    auto* pages = new QTabWidget;
    pages->setObjectName(QStringLiteral("settingsPages"));
    for (QWidget* const named :
        { static_cast<QWidget*>(pages), static_cast<QWidget*>(pages->tabBar()) })
        named->setAccessibleName(tr("Pages of the settings"));
    pages->addTab(page({ makeLookGroup(settings, looks), startGroup() }), tr("Gen&eral"));
    pages->addTab(page({ readinessGroup(), noticeGroup() }), tr("D&iagnosis"));
    pages->addTab(page({ limitsGroup(), indexGroup() }), tr("&Reading"));
    layout->addWidget(pages);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    giveRoom(parent ? *parent->screen() : *screen());
    measure();
}

void SettingsDialog::giveRoom(const QScreen& where)
{
    const int width = length(this, 150);
    setMinimumWidth(width);
    const auto pages = findChildren<QScrollArea*>();
    // A stack of pages does not ask how high wrapped texts get in its width.
    int highest = 0;
    for (QScrollArea* shown : pages) {
        highest = std::max(highest, wholeHeight(*shown, width - 3 * length(this, 6)));
        shown->setMinimumWidth(shown->widget()->minimumSizeHint().width());
    }
    const auto give = [&](int height) {
        for (QScrollArea* shown : pages)
            shown->setMinimumHeight(height);
        // It hears nothing of pages that are not seen.
        findChild<QTabWidget*>()->updateGeometry();
    };
    give(highest);
    // On a low screen they scroll: buttons below its edge are out of reach.
    constexpr double most = 0.9; // The window has a title of its own.
    const int over = sizeHint().height() - static_cast<int>(where.availableSize().height() * most);
    if (over <= 0)
        return;
    give(std::max(length(this, 30), highest - over));
    for (QScrollArea* shown : pages)
        shown->setMinimumWidth(
            shown->minimumWidth() + shown->verticalScrollBar()->sizeHint().width());
}

QWidget* SettingsDialog::startGroup()
{
    auto* group = new QGroupBox(tr("Start"));
    auto* layout = new QVBoxLayout(group);
    auto* restore = new QCheckBox(tr("&Open what was open last"));
    restore->setObjectName(QStringLiteral("restoreSession"));
    restore->setToolTip(tr("With its filter, domain and days; not where files are given"));
    restore->setChecked(restoresSession(m_settings));
    connect(restore, &QCheckBox::toggled, this,
        [this](bool on) { setRestoresSession(m_settings, on); });
    layout->addWidget(restore);
    auto* watch = new QCheckBox(tr("&Watch what is opened for new reports"));
    watch->setObjectName(QStringLiteral("watchOpened"));
    watch->setToolTip(tr("As with Watch for new reports in the menu File, without being asked"));
    watch->setChecked(watchesWhatIsOpened(m_settings));
    connect(watch, &QCheckBox::toggled, this,
        [this](bool on) { setWatchesWhatIsOpened(m_settings, on); });
    layout->addWidget(watch);
    return group;
}

QWidget* SettingsDialog::numbers(
    const QString& title, const QString& note, const QList<NumberQuestion>& questions)
{
    auto* group = new NumbersGroup(title, note, m_settings, questions);
    connect(group, &NumbersGroup::changed, this, &SettingsDialog::settingsChanged);
    return group;
}

QWidget* SettingsDialog::readinessGroup()
{
    return numbers(tr("Ready to enforce"),
        tr("What a domain in testing needs, with nothing against it, to be called ready to "
           "enforce."),
        {
            { Number::ReadyDays, tr("Days with re&ports:"), {},
                tr("Days with reports since the policy is as it is, of the last four weeks") },
            { Number::ReadySessions, tr("&Sessions:"), {},
                tr("Sessions on these days, of all reporters") },
            { Number::ReadyReporters, tr("&Organizations:"), {},
                tr("Organizations that report: one alone may see its own path only") },
        });
}

QWidget* SettingsDialog::noticeGroup()
{
    return numbers(tr("Silence and noise"), tr("What is worth a line among the problems."),
        {
            { Number::SilentDays, tr("Silent &from day:"), {},
                tr("Days without a report, while others report, from which a regular reporter is "
                   "called silent; one with longer gaps gets more") },
            { Number::NoiseSessions, tr("Failed sessions that may be &noise:"), {},
                tr("Up to so many failed sessions may be noise; 0: nothing is taken for noise") },
        });
}

QWidget* SettingsDialog::limitsGroup()
{
    return numbers(tr("Limits"),
        tr("Reports come from strangers. What is larger is listed among the sources as not "
           "readable, and everything else is read. Changes hold for what is read next."),
        {
            { Number::DocumentMebibytes, tr("Largest &document:"), tr("MiB"),
                tr("One report, unpacked") },
            { Number::MailMebibytes, tr("Largest &mail:"), tr("MiB"),
                tr("One mail with its attachments, as it is kept") },
            { Number::ArchiveEntries, tr("Members of an &archive:"), {},
                tr("In all, those of archives in it too") },
            { Number::ContainerDepth, tr("Containers in eac&h other:"), {},
                tr("Mails, archives and compressed files around a report") },
        });
}

QWidget* SettingsDialog::indexGroup()
{
    auto* group = new QGroupBox(tr("Cache"));
    auto* layout = new QVBoxLayout(group);
    layout->setSpacing(length(this, 3));
    m_keep = new QCheckBox(tr("&Keep an index for quick reopening"));
    m_keep->setObjectName(QStringLiteral("keepIndex"));
    m_keep->setChecked(m_settings.keepsIndex());
    connect(m_keep, &QCheckBox::toggled, this, [this](bool keep) {
        m_settings.setKeepsIndex(keep);
        emit settingsChanged();
    });
    layout->addWidget(m_keep);
    layout->addWidget(label("indexMeaning",
        tr("A folder that was open before shows at once, and only what changed is read. The index "
           "holds what the reports say; nobody else on this computer may read it. Switching it off "
           "keeps the files that are there until they are cleared.")));
    const QString folder = m_settings.cacheFolder();
    auto* place = label("indexFolder",
        folder.isEmpty() ? tr("There is no folder for it on this system.")
                         : tr("Kept in %1").arg(QDir::toNativeSeparators(folder)));
    place->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    place->setAccessibleName(tr("Folder of the index"));
    layout->addWidget(place);
    auto* row = new QHBoxLayout;
    m_size = label("indexSize", tr("Size: \u2026"));
    row->addWidget(m_size, 1);
    m_clear = new QPushButton(tr("C&lear"));
    m_clear->setObjectName(QStringLiteral("clearIndex"));
    m_clear->setEnabled(false);
    connect(m_clear, &QPushButton::clicked, this, &SettingsDialog::clear);
    row->addWidget(m_clear);
    layout->addLayout(row);
    m_keep->setEnabled(!folder.isEmpty());
    return group;
}

void SettingsDialog::measure()
{
    m_task.start([this, folder = folderOf(m_settings)](const std::stop_token&) {
        const quint64 bytes = folder.size();
        return [this, bytes] { showSize(bytes); };
    });
}

void SettingsDialog::clear()
{
    m_clear->setEnabled(false);
    m_task.start([this, folder = folderOf(m_settings)](const std::stop_token&) -> LatestTask::Done {
        const std::optional<Error> failure = folder.clear();
        const quint64 bytes = folder.size();
        const QString cause = failure ? QString::fromStdString(failure->detail) : QString();
        return [this, bytes, cause] {
            showSize(bytes);
            if (!cause.isEmpty())
                m_size->setText(tr("It could not be cleared: %1").arg(cause));
        };
    });
}

void SettingsDialog::showSize(quint64 bytes)
{
    m_size->setText(bytes == 0
            ? tr("It is empty.")
            : tr("Size: %1").arg(QLocale().formattedDataSize(static_cast<qint64>(bytes))));
    m_clear->setEnabled(bytes > 0);
}

void showSettings(QWidget* parent, Settings& settings, const LookActions& looks,
    const std::function<void()>& changed)
{
    auto* dialog = new SettingsDialog(settings, parent, looks);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &SettingsDialog::settingsChanged, parent, changed);
    dialog->open();
}

} // namespace mxlens
