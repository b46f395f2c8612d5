#pragma once

#include "selftest.h"

#include <QObject>
#include <QString>

namespace tirkeu::workstation {

/// What protects the program from its surroundings, as the window sees it.
class GuardWatch : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual QList<SelfTest> rows() const = 0; ///< always the same kinds in the same order
    virtual void lookAgain() = 0;                           ///< `changed` tells when it has
    virtual void beginSupport(const QString& by) = 0;       ///< who lets the helper in; empty: nobody has signed in
    virtual void endSupport() = 0;

Q_SIGNALS:
    void changed();
};

} // namespace tirkeu::workstation
