#pragma once

#include "unit/sync/settledcase.h"

#include <QDir>

namespace tirkeu::test {

/// A bank of many workstations in a folder, so that each of them and the gateway can be a process of its own.
struct DeliveryWorld
{
    QString folder;
    simulation::DemoPki pki;
    pki::SoftwareKey teller;   ///< opens every vault
    pki::SoftwareKey recovery; ///< lies in the safe
    QList<pki::SoftwareKey> workstations;
    std::shared_ptr<criteria::Criteria> criteria = {};

    /// With an empty vault for each workstation.
    [[nodiscard]] static Result<DeliveryWorld> make(const QString& folder, int workstations, const core::Clock& clock)
    {
        auto pki = simulation::DemoPki::make({.now = clock.wall()});
        if (!pki)
            return failure(pki);
        if (const Result<> saved = pki->save(folder + QStringLiteral("/pki")); !saved)
            return failure(saved);
        DeliveryWorld world{folder, *pki, testKey(QStringLiteral("teller-17")),
            testKey(QStringLiteral("recovery"), pki::NewKey::EcP384), {}};
        world.keepKey(QStringLiteral("teller"), world.teller);
        world.keepKey(QStringLiteral("recovery"), world.recovery);
        for (int i = 0; i < workstations; ++i) {
            const auto key = world.pki.bank().issue({.commonName = idOf(i),
                .keyUses = pki::KeyUse::DigitalSignature | pki::KeyUse::KeyAgreement,
                .extendedUses = {QStringLiteral("1.3.6.1.5.5.7.3.2")},
                .from = clock.wall() - std::chrono::hours(1),
                .until = clock.wall() + std::chrono::hours(99)});
            if (!key)
                return failure(key);
            world.workstations.append(*key);
            world.keepKey(idOf(i), *key);
            QDir().mkpath(world.folderOf(i));
            using vault::SlotRole;
            const auto vault = vault::Vault::create(world.vaultOptions(i, clock),
                {{SlotRole::Teller, QStringLiteral("teller-17"), world.teller.holder()},
                    {SlotRole::Recovery, QStringLiteral("safe"), world.recovery.holder()}},
                world.teller);
            if (!vault)
                return failure(vault);
        }
        return world.withCriteria();
    }
    [[nodiscard]] static Result<DeliveryWorld> load(const QString& folder, int workstations)
    {
        const auto pki = simulation::DemoPki::load(folder + QStringLiteral("/pki"));
        if (!pki)
            return failure(pki);
        DeliveryWorld world{
            folder, *pki, keptKey(folder, QStringLiteral("teller")), keptKey(folder, QStringLiteral("recovery")), {}};
        for (int i = 0; i < workstations; ++i)
            world.workstations.append(keptKey(folder, idOf(i)));
        return world.withCriteria();
    }

    [[nodiscard]] static QString idOf(int workstation)
    {
        return QStringLiteral("ws-almaty-3-%1").arg(workstation + 50);
    }
    [[nodiscard]] static QString branch() { return QStringLiteral("almaty-3"); }
    [[nodiscard]] QString folderOf(int workstation) const { return folder + u'/' + idOf(workstation); }
    [[nodiscard]] vault::VaultOptions vaultOptions(int workstation, const core::Clock& clock)
    {
        return {.folder = folderOf(workstation) + QStringLiteral("/vault"),
            .clock = clock,
            .workstation = &workstations[workstation]};
    }

private:
    void keepKey(const QString& name, const pki::SoftwareKey& key) const
    {
        const auto pkcs8 = key.toPkcs8();
        QDir().mkpath(folder + QStringLiteral("/keys"));
        writeFile(folder + QStringLiteral("/keys/") + name + QStringLiteral(".key"),
            QByteArray(reinterpret_cast<const char*>(pkcs8->u8()), static_cast<qsizetype>(pkcs8->size())));
        writeFile(folder + QStringLiteral("/keys/") + name + QStringLiteral(".crt"), key.holder().der());
    }
    [[nodiscard]] static pki::SoftwareKey keptKey(const QString& folder, const QString& name)
    {
        const QString path = folder + QStringLiteral("/keys/") + name;
        return pki::SoftwareKey::read(readFile(path + QStringLiteral(".key")),
            pki::Certificate::fromDer(readFile(path + QStringLiteral(".crt"))).value())
            .value();
    }
    [[nodiscard]] Result<DeliveryWorld> withCriteria()
    {
        auto asPlayed = criteriaAsPlayed(pki);
        if (!asPlayed)
            return failure(asPlayed);
        for (int i = 0; i < workstations.size(); ++i)
            asPlayed->workstations.append({idOf(i), branch(), QStringLiteral("PC%1").arg(i + 50),
                {workstations.at(i).holder().fingerprint()}, {}});
        criteria = std::make_shared<criteria::Criteria>(*std::move(asPlayed));
        return *this;
    }
};

} // namespace tirkeu::test
