// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/emptynotice.h"

#include "ui/theme/theme.h"

#include <QAbstractItemModel>
#include <QAbstractItemView>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace mxlens {

EmptyNotice::EmptyNotice(QAbstractItemView* view)
    : QWidget(view->viewport())
    , m_view(view)
{
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(length(this, 3));
    layout->addStretch();
    m_picture = new QLabel(this);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->hide();
    layout->addWidget(m_picture);
    m_sentence = new QLabel(this);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    layout->addWidget(m_sentence);
    m_button = new QPushButton(this);
    m_button->setObjectName(QStringLiteral("emptyAction"));
    m_button->hide();
    layout->addWidget(m_button, 0, Qt::AlignCenter);
    layout->addStretch();
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_action)
            m_action();
    });
    view->viewport()->installEventFilter(this);
    const QAbstractItemModel* model = view->model();
    connect(model, &QAbstractItemModel::modelReset, this, &EmptyNotice::follow);
    connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyNotice::follow);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyNotice::follow);
    refreshLooks();
    follow();
}

void EmptyNotice::setNotice(
    const QString& sentence, const QString& actionText, std::function<void()> action)
{
    m_sentence->setText(sentence);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    m_action = std::move(action);
}

QString EmptyNotice::sentence() const
{
    return m_sentence->text();
}

void EmptyNotice::setMark(const QIcon& mark)
{
    m_mark = mark;
    refreshLooks();
}

void EmptyNotice::follow()
{
    setGeometry(m_view->viewport()->rect());
    setVisible(m_view->model()->rowCount() == 0);
}

bool EmptyNotice::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        follow();
    return QWidget::eventFilter(watched, event);
}

void EmptyNotice::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_sentence)
        refreshLooks();
}

void EmptyNotice::refreshLooks()
{
    QPalette muted;
    muted.setColor(QPalette::WindowText, textColour(Colour::MutedText, palette()));
    m_sentence->setPalette(muted);
    const int size = length(this, 10);
    m_picture->setVisible(!m_mark.isNull());
    m_picture->setPixmap(
        m_mark.isNull() ? QPixmap() : m_mark.pixmap(QSize(size, size), devicePixelRatioF()));
}

} // namespace mxlens
