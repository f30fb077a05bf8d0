// SPDX-License-Identifier: GPL-3.0-or-later
// Another program, for the tests of the desktop: what is pressed in its window is dragged out of
// it.
//
//     dragsource X Y FILE...      drags the files from a window at X, Y
//     dragsource X Y --text FILE  drags the bytes of a file as text, as a mail program may
#include <QApplication>
#include <QDrag>
#include <QFile>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>
#include <QWidget>

#include <cstdio>
#include <memory>

namespace {

class Source final : public QWidget {
public:
    explicit Source(const QStringList& arguments)
        : m_arguments(arguments)
    {
        setWindowTitle(QStringLiteral("dragsource"));
        setFixedSize(120, 60);
    }

protected:
    void mousePressEvent(QMouseEvent*) override
    {
        auto* drag = new QDrag(this);
        drag->setMimeData(mime().release());
        const Qt::DropAction action = drag->exec(Qt::CopyAction | Qt::MoveAction, Qt::CopyAction);
        std::printf("%s\n", action == Qt::CopyAction ? "copied" : "not taken");
        std::fflush(stdout);
    }

private:
    std::unique_ptr<QMimeData> mime() const
    {
        auto dragged = std::make_unique<QMimeData>();
        if (m_arguments.value(0) == QLatin1String("--text")) {
            QFile file(m_arguments.value(1));
            if (file.open(QIODevice::ReadOnly))
                dragged->setText(QString::fromUtf8(file.readAll()));
            return dragged;
        }
        QList<QUrl> urls;
        for (const QString& path : m_arguments)
            urls.append(QUrl::fromLocalFile(path));
        dragged->setUrls(urls);
        return dragged;
    }

    const QStringList m_arguments;
};

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    Source source(arguments.mid(3));
    source.move(arguments.value(1).toInt(), arguments.value(2).toInt());
    source.show();
    return QApplication::exec();
}
