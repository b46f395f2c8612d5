#pragma once

#include <criteria/criteriastore.h>

#include <pki/softwarekey.h>
#include <simulation_pki/demopki.h>

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <memory>
#include <optional>

namespace tirkeu::demo {

/// An invented person of the demo, with a key file that opens by a PIN.
struct DemoPerson
{
    QString shownName;
    QString pin;        ///< shown on the demo's ribbon; a demo key protects nothing
    QByteArray keyFile; ///< PKCS#12
    simulation::DemoPerson person = simulation::DemoPerson::Teller;
};

/// The demo branch's papers: an authority of its own, key files of its staff, criteria that its two officers signed.
/// Made once in a folder, read from then on.
class DemoBranch
{
public:
    /// `machineKey`: the public key in the machine's TPM, where the workstation's own is to be that one.
    [[nodiscard]] static Result<DemoBranch> open(
        const QString& folder, const core::Clock& clock, const QByteArray& machineKey = {});

    [[nodiscard]] const QList<DemoPerson>& people() const { return m_people; }
    /// The criteria in force, or why there are none.
    [[nodiscard]] const Result<criteria::SignedCriteria>& criteria() const { return m_criteria; }
    /// A newer version lies there and does not hold: the last good one is in force instead.
    [[nodiscard]] const std::optional<Error>& criteriaFault() const { return m_criteriaFault; }
    /// All versions that hold here, the one in force last.
    [[nodiscard]] const QList<criteria::Criteria>& heldCriteria() const { return m_held; }
    [[nodiscard]] const criteria::Workstation* workstation() const; ///< none where the criteria do not know it
    [[nodiscard]] const QString& folder() const { return m_folder; }
    [[nodiscard]] QString workstationId() const; ///< as the criteria name it
    [[nodiscard]] QString branchId() const;      ///< as the criteria name the branch of this workstation
    /// The workstation's own key: it signs events, and nothing that a person signs.
    [[nodiscard]] const pki::SoftwareKey& workstationKey() const { return m_workstation; }
    /// That of the key in the TPM; none where the criteria do not name it: they were made without.
    [[nodiscard]] const std::optional<pki::Certificate>& machineCertificate() const { return m_machine; }
    /// Where later keys of the workstation lie, renewed by way of the gateway.
    [[nodiscard]] QString laterKeys() const { return m_folder + QStringLiteral("/pki/workstation-keys"); }
    /// A vault with a slot for each person on the demo's table; its recovery key is the first officer's.
    [[nodiscard]] const QString& vaultFolder() const { return m_vaultFolder; }
    /// The versions accepted here; the demo's gateway gives out the same.
    [[nodiscard]] const QString& criteriaFolder() const { return m_criteriaFolder; }
    /// For a store over that folder, on any thread.
    [[nodiscard]] criteria::CriteriaStore::Settings criteriaSettings() const;
    /// All of the demo's certification centres, for its services.
    [[nodiscard]] const simulation::DemoPki& pki() const { return m_pki; }
    /// Who may issue certificates of staff.
    [[nodiscard]] const pki::TrustStore& trust() const { return m_trust; }

private:
    DemoBranch(Result<criteria::SignedCriteria> criteria, simulation::DemoPki pki)
        : m_criteria(std::move(criteria))
        , m_workstation(pki.workstation())
        , m_pki(std::move(pki))
    {
    }

    QList<DemoPerson> m_people;
    pki::TrustStore m_trust;
    Result<criteria::SignedCriteria> m_criteria;
    std::optional<Error> m_criteriaFault;
    pki::SoftwareKey m_workstation;
    std::optional<pki::Certificate> m_machine;
    QString m_folder;
    simulation::DemoPki m_pki;
    QString m_vaultFolder;
    QString m_criteriaFolder;
    QList<criteria::Criteria> m_held;
};

} // namespace tirkeu::demo
