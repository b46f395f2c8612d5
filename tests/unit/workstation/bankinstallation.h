#pragma once

#include "playedcameras.h"

#include "support/fakeclock.h"
#include "support/testfiles.h"
#include "unit/criteria/democriteria.h"

#include "bootstrap/bankworkplace.h"

#include <criteria/criteriastore.h>

#include <QTemporaryDir>

namespace tirkeu::test {

/// The demo's criteria as a bank's: a scanner behind a device service, a camera on a port.
inline QJsonObject bankCriteria()
{
    QJsonObject document = changed(demoCriteria(), QStringLiteral("demo"), false);
    document = changed(document, QStringLiteral("scanners[0].busPath"), QStringLiteral("sbi"));
    document = changed(document, QStringLiteral("cameras[0].busPath"), QStringLiteral("1-4"));
    document = changed(document, QStringLiteral("cameras[0].usb"), QStringLiteral("046d:082d"));
    document = changed(document, QStringLiteral("cameras[0].model"), QStringLiteral("HD Camera"));
    return changed(document, QStringLiteral("cameras[0].serial"), QStringLiteral("CAM-1"));
}

/// What a branch's IT puts on the machine.
struct Installation
{
    [[nodiscard]] QDir data() const { return QDir(folder.path()); }
    void put(const QString& name, const QByteArray& bytes) const
    {
        const QString path = data().filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        writeFile(path, bytes);
    }
    [[nodiscard]] bool install(const QJsonObject& criteria) const
    {
        const simulation::DemoPki& pki = demoPki();
        const pki::TrustStore trust = pki.nationalTrust();
        int number = 0;
        for (const pki::Certificate& anchor : trust.anchors())
            put(QStringLiteral("trust/anchors/%1.pem").arg(++number), anchor.toPem());
        for (const pki::Certificate& one : trust.intermediates())
            put(QStringLiteral("trust/intermediates/%1.pem").arg(++number), one.toPem());
        put(QStringLiteral("officers/one.pem"), pki.signature(simulation::DemoPerson::OfficerOne).holder().toPem());
        put(QStringLiteral("officers/two.pem"), pki.signature(simulation::DemoPerson::OfficerTwo).holder().toPem());
        put(QStringLiteral("workstation.pem"), pki.workstation().holder().toPem());
        criteria::CriteriaStore store({.folder = data().filePath(QStringLiteral("criteria")),
                                          .trust = pki.nationalTrust(),
                                          .firstOfficers = demoOfficers()},
            clock);
        return store.offer(signedByBoth(criteria, clock.wall())).has_value();
    }
    [[nodiscard]] workstation::BankWorkplace::Machine machine(const QList<quint16>& ports) const
    {
        return {.cameras = cameras.bus(), .sysfs = folder.filePath(QStringLiteral("sys")), .servicePorts = ports};
    }

    void installKey() const { put(QStringLiteral("workstation.key"), bytesOf(demoPki().workstation())); }
    /// As `tirkeuctl vault init` makes it: a slot for the teller's certificate, one for recovery.
    [[nodiscard]] bool makeVault() const
    {
        pki::SoftwareKey workstation = demoPki().workstation();
        pki::SoftwareKey recovery = demoPki().authentication(simulation::DemoPerson::OfficerOne);
        const auto teller = demoPki().authentication(simulation::DemoPerson::Teller).holder();
        return vault::Vault::create(
            {.folder = data().filePath(QStringLiteral("vault")), .clock = clock, .workstation = &workstation},
            {{vault::SlotRole::Teller, QString::fromLatin1(teller.fingerprint().toHex()), teller},
                {vault::SlotRole::Recovery, QStringLiteral("safe"), recovery.holder()}},
            recovery)
            .has_value();
    }
    [[nodiscard]] static QByteArray bytesOf(const pki::SoftwareKey& key)
    {
        const core::SecureBytes der = key.toPkcs8().value();
        return {reinterpret_cast<const char*>(der.data()), static_cast<qsizetype>(der.size())};
    }

    QTemporaryDir folder;
    FakeClock clock;
    PlayedCameras cameras;
};

} // namespace tirkeu::test
