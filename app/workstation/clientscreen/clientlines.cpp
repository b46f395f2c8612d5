#include "clientlines.h"

#include <QtGlobal>

#include <array>

namespace tirkeu::workstation {

const char* consentLine(criteria::ConsentKind kind)
{
    static constexpr std::array kLines{
        QT_TRANSLATE_NOOP("ClientWords", "Personal data"),
        QT_TRANSLATE_NOOP("ClientWords", "Authentication with IDEC"),
        QT_TRANSLATE_NOOP("ClientWords", "EDS keys and certificate"),
        QT_TRANSLATE_NOOP("ClientWords", "Transfer to third parties"),
        QT_TRANSLATE_NOOP("ClientWords", "Scanning of the palm"),
    };
    static_assert(kLines.size() == criteria::kConsentKinds.size());
    return kLines.at(static_cast<std::size_t>(kind));
}

} // namespace tirkeu::workstation
