#pragma once

#include "devicesource.h"

#include <QCoreApplication>

namespace tirkeu::workstation {

/// What is said of a scanner's window and of a camera's lens, in the language of the screen.
class CareWords
{
    Q_DECLARE_TR_FUNCTIONS(CareWords)
public:
    [[nodiscard]] static QString looking(DeviceKind kind);
    [[nodiscard]] static QString found(DeviceKind kind, CareState state);
    [[nodiscard]] static QString wipe();
    /// What a teller does where the device was wiped and still differs from its clean picture.
    [[nodiscard]] static QString supervisorNeeded();
    [[nodiscard]] static QString cleanNow();
    [[nodiscard]] static QString lookAgain();
    [[nodiscard]] static QString later();
    [[nodiscard]] static QString part(DeviceKind kind); ///< "Window", "Lens"
    [[nodiscard]] static QString told(DeviceKind kind, const CareTold& care, const QLocale& locale);
};

} // namespace tirkeu::workstation
