#include "carewords.h"

#include <QLocale>

namespace tirkeu::workstation {

QString CareWords::looking(DeviceKind kind)
{
    return kind == DeviceKind::PalmScanner
               ? tr("The scanner's empty window is being looked at. Keep hands away for a moment.")
               : tr("The camera's lens is being looked at. Keep out of its sight for a moment.");
}

QString CareWords::found(DeviceKind kind, CareState state)
{
    const bool isWindow = kind == DeviceKind::PalmScanner;
    switch (state) {
    case CareState::Clean:
        return isWindow ? tr("The scanner's window is clean.") : tr("The camera's lens is clean.");
    case CareState::Dirty:
        return isWindow ? tr("The scanner's window is dirty. Wipe it with a dry soft cloth, then look again.")
                        : tr("The camera's lens is dirty. Wipe it with a dry soft cloth, then look again.");
    case CareState::NeverShownClean:
        return isWindow ? tr("Nobody has shown the scanner's clean window yet. Wipe it with a dry soft cloth.")
                        : tr("Nobody has shown the camera's clean lens yet. Wipe it with a dry soft cloth.");
    case CareState::Unclear:
        break;
    }
    return isWindow ? tr("The scanner's window could not be judged. Clear the place above it and look again.")
                    : tr("The camera's lens could not be judged. Let there be light before it and nothing close, then "
                         "look again.");
}

QString CareWords::wipe()
{
    return tr("Wipe where the picture is marked.");
}

QString CareWords::supervisorNeeded()
{
    return tr("It still differs from the clean picture kept of it. Wipe it again. If it is clean, call a supervisor: "
              "signed in here, they look at it and press “It is clean now”.");
}

QString CareWords::cleanNow()
{
    return tr("It is clean now");
}

QString CareWords::lookAgain()
{
    return tr("Look again");
}

QString CareWords::later()
{
    return tr("Later");
}

QString CareWords::part(DeviceKind kind)
{
    return kind == DeviceKind::PalmScanner ? tr("Window") : tr("Lens");
}

QString CareWords::told(DeviceKind kind, const CareTold& care, const QLocale& locale)
{
    const bool isWindow = kind == DeviceKind::PalmScanner;
    const auto state = [&] {
        switch (care.state) {
        case CareState::Clean:
            return isWindow ? tr("Window clean") : tr("Lens clean");
        case CareState::Dirty:
            return isWindow ? tr("Window dirty") : tr("Lens dirty");
        case CareState::NeverShownClean:
            return isWindow ? tr("Clean window never shown") : tr("Clean lens never shown");
        case CareState::Unclear:
            break;
        }
        return isWindow ? tr("Window not judged") : tr("Lens not judged");
    };
    QString told = tr("%1 (looked at: %2).").arg(state(), locale.toString(care.at, QLocale::ShortFormat));
    if (care.daysLeft)
        told += u' ' + tr("Dirt grows; days until it wants wiping: about %1.").arg(*care.daysLeft);
    return told;
}

} // namespace tirkeu::workstation
