// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/lookgroup.h"
#include "ui/dialogs/numbersgroup.h"
#include "ui/session/latesttask.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QLabel;
class QPushButton;
class QScreen;

namespace mxlens {

class Settings;

/// The settings, on three pages: looks and what is opened; from where on the diagnosis says
/// something; limits on what is read and the index for opening the same again. What is changed
/// holds at once, the language at the next start and limits for what is read next. Looks at files
/// off the GUI thread. GUI thread.
class SettingsDialog final : public QDialog {
    Q_OBJECT
public:
    /// settings must outlive the dialog.
    SettingsDialog(Settings& settings, QWidget* parent, const LookActions& looks = {});

signals:
    /// Something that a window has to follow was changed: index, thresholds or limits.
    void settingsChanged();

private:
    QWidget* startGroup();
    QWidget* readinessGroup();
    QWidget* noticeGroup();
    QWidget* limitsGroup();
    QWidget* indexGroup();
    QWidget* numbers(
        const QString& title, const QString& note, const QList<NumberQuestion>& questions);
    /// Shows every page whole, as far as the screen is high enough.
    void giveRoom(const QScreen& where);
    void measure();
    void clear();
    void showSize(quint64 bytes);

    Settings& m_settings;
    QCheckBox* m_keep = nullptr;
    QLabel* m_size = nullptr;
    QPushButton* m_clear = nullptr;
    LatestTask m_task;
};

/// Opens the settings. The dialog deletes itself; changed is called when anything was changed that
/// a window has to follow.
void showSettings(QWidget* parent, Settings& settings, const LookActions& looks,
    const std::function<void()>& changed);

} // namespace mxlens
