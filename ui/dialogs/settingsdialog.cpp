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
#include <QVBoxLayout>

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
    layout->addWidget(makeLookGroup(settings, looks));
    layout->addWidget(startGroup());
    layout->addWidget(indexGroup());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    setMinimumWidth(length(this, 120));
    measure();
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
    return group;
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
        emit keepsIndexChanged();
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
    QObject::connect(dialog, &SettingsDialog::keepsIndexChanged, parent, changed);
    dialog->open();
}

} // namespace mxlens
