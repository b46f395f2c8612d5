#pragma once

#include "widgets/messagebar.h"

#include <core/error.h>

#include <QList>
#include <QObject>

namespace tirkeu::workstation {

enum class NoticeAction {
    None,     ///< it goes by itself
    TryAgain, ///< the work behind it can be asked for again
    Seen,     ///< whoever read it takes it away
};

/// What the person has to know whatever page is open.
struct Notice
{
    QString id;
    MessageKind kind = MessageKind::Warning;
    Error error; ///< its sentence is shown
    NoticeAction action = NoticeAction::None;
};

class NoticeSource : public QObject
{
    Q_OBJECT
public:
    [[nodiscard]] virtual QList<Notice> notices() const = 0; ///< the gravest first
    virtual void act(const QString& id) = 0;                 ///< its action was chosen

Q_SIGNALS:
    void changed();
};

} // namespace tirkeu::workstation
