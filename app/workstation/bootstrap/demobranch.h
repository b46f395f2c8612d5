#pragma once

#include "shell/place.h"

#include <core/clock.h>
#include <core/result.h>
#include <identity/staffrole.h>

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace tirkeu::workstation {

/// An invented person of the demo, with a key file that opens by a PIN.
struct DemoPerson
{
    QString shownName;
    identity::StaffRole role;
    QString pin;        ///< shown on the demo's ribbon; a demo key protects nothing
    QByteArray keyFile; ///< PKCS#12
    core::WallTime employedSince;
};

/// The demo branch's papers: an authority of its own, key files of its staff. Made once in a folder, read from then on.
class DemoBranch
{
public:
    [[nodiscard]] static Result<DemoBranch> open(const QString& folder, const core::Clock& clock);
    [[nodiscard]] const QList<DemoPerson>& people() const { return m_people; }
    [[nodiscard]] QStringList tokenNames() const; ///< for the ribbon: the empty reader, then each person with the PIN
    [[nodiscard]] Place place() const;

private:
    QList<DemoPerson> m_people;
};

} // namespace tirkeu::workstation
