// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rowdrag.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDrag>
#include <QFile>
#include <QMimeData>
#include <QMouseEvent>

#include <utility>

namespace mxlens {

namespace {

constexpr QLatin1String uriList("text/uri-list");

/// Makes its file when somebody asks where it is.
class RowMime final : public QMimeData {
public:
    RowMime(DraggedRows rows, QString path)
        : m_rows(std::move(rows))
        , m_path(std::move(path))
    {
    }
    QStringList formats() const override
    {
        return QMimeData::formats() + QStringList{ QString(uriList) };
    }
    bool hasFormat(const QString& type) const override
    {
        return type == uriList || QMimeData::hasFormat(type);
    }

protected:
    QVariant retrieveData(const QString& type, QMetaType preferred) const override
    {
        if (type != uriList)
            return QMimeData::retrieveData(type, preferred);
        // From outside the type is bytes, from hasUrls() and urls() a list.
        const QList<QUrl> files = m_rows.files.isEmpty() ? made() : m_rows.files;
        if (preferred.id() == QMetaType::QVariantList) {
            QVariantList list;
            for (const QUrl& file : files)
                list.append(file);
            return list;
        }
        QByteArray lines;
        for (const QUrl& file : files)
            lines += file.toEncoded() + "\r\n";
        return lines;
    }

private:
    QList<QUrl> made() const
    {
        QFile file(m_path);
        // At most some thousand rows; the drop waits for them.
        if (!file.open(QIODevice::WriteOnly) || file.write(m_rows.csv) != m_rows.csv.size())
            return {};
        return { QUrl::fromLocalFile(m_path) };
    }

    const DraggedRows m_rows;
    const QString m_path;
};

std::unique_ptr<QMouseEvent> copyOf(const QMouseEvent& event)
{
    return std::unique_ptr<QMouseEvent>(event.clone());
}

} // namespace

std::unique_ptr<QMimeData> mimeOf(const DraggedRows& rows, const QTemporaryDir& folder)
{
    auto mime = std::make_unique<RowMime>(rows, folder.filePath(rows.fileName));
    mime->setData(QStringLiteral("text/csv"), rows.csv);
    mime->setText(QString::fromUtf8(rows.csv));
    return mime;
}

RowDrag::RowDrag(QAbstractItemView* view, std::function<DraggedRows()> rows)
    : QObject(view)
    , m_view(view)
    , m_rows(std::move(rows))
{
    view->viewport()->installEventFilter(this);
}

bool RowDrag::eventFilter(QObject* watched, QEvent* event)
{
    if (m_resending)
        return QObject::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove:
        return move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease:
        release();
        return false;
    case QEvent::MouseButtonDblClick:
        m_pressed.reset();
        return false;
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool RowDrag::press(const QMouseEvent& event)
{
    m_pressed.reset();
    const QModelIndex index = m_view->indexAt(event.position().toPoint());
    if (event.button() != Qt::LeftButton || event.modifiers() != Qt::NoModifier || !index.isValid()
        || !m_view->selectionModel()->isSelected(index))
        return false;
    m_pressed = copyOf(event);
    m_view->setFocus(Qt::MouseFocusReason);
    return true;
}

bool RowDrag::move(const QMouseEvent& event)
{
    if (!m_pressed)
        return false;
    const QPointF way = event.position() - m_pressed->position();
    if (way.manhattanLength() < QApplication::startDragDistance())
        return true;
    m_pressed.reset();
    drag();
    return true;
}

// A click after all: the view gets the press that was held back, before the release that follows.
void RowDrag::release()
{
    if (!m_pressed)
        return;
    const std::unique_ptr<QMouseEvent> pressed = std::exchange(m_pressed, nullptr);
    m_resending = true;
    QApplication::sendEvent(m_view->viewport(), pressed.get());
    m_resending = false;
}

void RowDrag::drag()
{
    const DraggedRows rows = m_rows();
    if (rows.csv.isEmpty() || !m_folder.isValid())
        return;
    auto* drag = new QDrag(m_view);
    drag->setMimeData(mimeOf(rows, m_folder).release());
    drag->exec(Qt::CopyAction);
}

} // namespace mxlens
