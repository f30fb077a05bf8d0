// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/filechooser.h"
#include "ui/views/mainwindow.h"

#include <QTemporaryDir>

#include <memory>

namespace mxlens::test {

/// Answers every dialog at once with what a test set.
class FakeChooser final : public FileChooser {
public:
    /// What it answers and what it was asked; outlives the window.
    struct Answers {
        QStringList files;
        QString folder;
        QString saveTo;
        QString suggestion;
        QString shownFolder;
    };

    explicit FakeChooser(std::shared_ptr<Answers> answers)
        : m_answers(std::move(answers))
    {
    }

    void openFiles(QWidget*, std::function<void(QStringList)> chosen) override
    {
        if (!m_answers->files.isEmpty())
            chosen(m_answers->files);
    }
    void openFolder(QWidget*, std::function<void(QString)> chosen) override
    {
        if (!m_answers->folder.isEmpty())
            chosen(m_answers->folder);
    }
    void saveFile(QWidget*, const QString& suggestion, std::function<void(QString)> chosen) override
    {
        m_answers->suggestion = suggestion;
        if (!m_answers->saveTo.isEmpty())
            chosen(m_answers->saveTo);
    }
    void saveChart(
        QWidget*, const QString& suggestion, std::function<void(QString)> chosen) override
    {
        m_answers->suggestion = suggestion;
        if (!m_answers->saveTo.isEmpty())
            chosen(m_answers->saveTo);
    }
    void showFolder(const QString& path) override { m_answers->shownFolder = path; }

private:
    std::shared_ptr<Answers> m_answers;
};

/// A real main window with settings of its own and dialogs that answer by themselves.
struct WindowFixture {
    QTemporaryDir folder;
    std::shared_ptr<FakeChooser::Answers> answers = std::make_shared<FakeChooser::Answers>();
    std::unique_ptr<MainWindow> window;

    WindowFixture() { open(); }

    /// A new window on the same settings.
    void open()
    {
        window.reset();
        WindowSetup setup;
        setup.settings = std::make_unique<Settings>(folder.filePath(QStringLiteral("s.ini")));
        setup.chooser = std::make_unique<FakeChooser>(answers);
        setup.samples = folder.path();
        window = std::make_unique<MainWindow>(std::move(setup));
        window->resize(1100, 760);
        window->show();
    }

    QString path(const QString& name) const { return folder.filePath(name); }

    template <typename Widget> Widget* find(const char* name) const
    {
        return window->findChild<Widget*>(QString::fromLatin1(name));
    }
    QAction* action(const char* name) const { return find<QAction>(name); }
};

} // namespace mxlens::test
