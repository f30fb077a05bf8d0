// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help/helppages.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QToolButton;

namespace mxlens {

class HelpView;

/// The help: a list of pages with a search over them, and the page that was chosen. In the language
/// of the program. GUI thread.
class HelpWindow final : public QWidget {
    Q_OBJECT
public:
    explicit HelpWindow(QWidget* parent = nullptr);

    /// Shows a page; the first one where there is no such topic.
    void showTopic(const QString& topic);
    QString topic() const { return m_topic; }

private:
    void build();
    QWidget* listSide();
    QWidget* pageSide();
    void fillList();
    void addHeading(const QString& text);
    void display(const QString& topic);
    void go(int step);
    void updateButtons();

    const Language m_language;
    const QList<HelpPage> m_pages;
    QString m_topic;
    QStringList m_history;
    int m_at = -1; ///< Index in the history.
    QLineEdit* m_search = nullptr;
    QListWidget* m_list = nullptr;
    HelpView* m_view = nullptr;
    QToolButton* m_back = nullptr;
    QToolButton* m_forward = nullptr;
};

/// Shows a page of the help in its window, which is made when it is first asked for. topic as in
/// HelpPage; for a result type: helpTopicOf(). beside: the window that asks. GUI thread.
void showHelp(const QString& topic, QWidget* beside);

} // namespace mxlens
