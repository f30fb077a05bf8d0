// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

#include <functional>

class QAbstractItemView;
class QLabel;
class QPushButton;

namespace mxlens {

/// Says over an empty table why it is empty, and offers the next step. Shown while the view has no
/// rows. GUI thread.
class EmptyNotice final : public QWidget {
    Q_OBJECT
public:
    /// Lies over the viewport of view.
    explicit EmptyNotice(QAbstractItemView* view);

    /// The sentence, and a button when actionText is not empty.
    void setNotice(
        const QString& sentence, const QString& actionText = {}, std::function<void()> action = {});
    QString sentence() const;
    /// An icon over the sentence; null for none.
    void setMark(const QIcon& mark);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void refreshLooks();

    QAbstractItemView* const m_view;
    QIcon m_mark;
    QLabel* m_picture = nullptr;
    QLabel* m_sentence = nullptr;
    QPushButton* m_button = nullptr;
    std::function<void()> m_action;
};

} // namespace mxlens
