// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariant>

#include <optional>

class QDBusVariant;

namespace mxlens {

/// Follows the desktop's choice between light and dark, as its portal tells it
/// (org.freedesktop.appearance color-scheme). Asks without waiting: a desktop that does not answer
/// costs nothing. GUI thread.
class DesktopScheme final : public QObject {
    Q_OBJECT
public:
    explicit DesktopScheme(QObject* parent = nullptr);

    /// Whether the desktop prefers dark; nothing while it has not said so.
    std::optional<bool> dark() const { return m_dark; }

    /// What a value of the portal's setting means: 1 dark, 2 light, others no preference. The older
    /// method of the portal wraps the value in one more variant.
    static std::optional<bool> meaningOf(const QVariant& value);

signals:
    void changed();

private slots:
    void settingChanged(const QString& nameSpace, const QString& key, const QDBusVariant& value);

private:
    void ask();
    void take(const QVariant& value);

    std::optional<bool> m_dark;
};

} // namespace mxlens
