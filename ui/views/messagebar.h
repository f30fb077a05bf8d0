// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QToolButton;

namespace mxlens {

/// A line of text over the results that says what happened, with at most one thing to do about it.
/// The latest message stands alone. Texts are plain and can be selected. GUI thread.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Info, Success, Warning, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    /// Shows text; with actionText a button that runs action and closes the bar.
    void showMessage(Kind kind, const QString& text, const QString& actionText = {},
        std::function<void()> action = {});
    /// Other words for the message that stands there, if it is still the one that began with start.
    void changeText(const QString& start, const QString& text);
    /// Says that a file was not written because somebody changed their mind, which is no error.
    void showCancelled(const QString& path);
    /// Hides it.
    void dismiss();
    QString text() const;
    Kind kind() const { return m_kind; }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();

    Kind m_kind = Kind::Info;
    QLabel* m_icon = nullptr;
    QLabel* m_text = nullptr;
    QToolButton* m_action = nullptr;
    std::function<void()> m_run;
};

} // namespace mxlens
