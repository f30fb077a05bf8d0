// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <memory>

namespace mxlens {

/// What stands in the window before anything was opened: a drop target, the two buttons that open,
/// recent paths and the sample reports. Takes no drops itself: the window does. GUI thread.
class StartPage final : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    ~StartPage() override;

    /// Paths opened before, latest first. They are shown as they are: nothing is looked up.
    void setRecent(const QStringList& paths);
    /// Which of them are not there any more: they are shown, and lead nowhere.
    void setMissing(const QStringList& paths);
    /// Which of them are folders, and look so; files until it is known.
    void setFolders(const QStringList& paths);
    /// Whether something that can be dropped is over the window.
    void setDropActive(bool active);

signals:
    void openFilesRequested();
    void openFolderRequested();
    void samplesRequested();
    /// One of the paths of setRecent().
    void recentRequested(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
