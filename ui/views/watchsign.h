// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QAction;

namespace mxlens {

/// Says that what is open is watched for new reports, for as long as it is, and ends it when it is
/// pressed. GUI thread.
class WatchSign final : public QToolButton {
    Q_OBJECT
public:
    /// watch: the action that is checked while watching goes on.
    explicit WatchSign(QAction* watch, QWidget* parent = nullptr);
};

} // namespace mxlens
