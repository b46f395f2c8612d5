#pragma once

#include <criteria/consents.h>
#include <criteria/decisions.h>
#include <criteria/guardpolicy.h>
#include <criteria/parties.h>
#include <criteria/purposes.h>
#include <criteria/rules.h>

#include <core/clock.h>

namespace tirkeu::criteria {

/// The bank's criteria (BIO-4): what it approved, for whom, with what, and when a check succeeded. Read from JSON whose
/// exact bytes two security officers signed; a value, shared by copying.
struct Criteria
{
    // The document itself
    int version;
    bool isDemo;
    core::WallTime issued;
    core::WallTime validFrom;
    core::WallTime validUntil;
    QString actNumber; ///< of the customer's act of approval
    QDate actDate;
    QString edition; ///< of the Rules it was made under
    Texts description;
    CheckSystem checkSystem;
    CheckSystem comparisonSystem;

    // Who and where
    Organisation customer;
    Organisation provider;
    QList<Branch> branches;
    QList<Workstation> workstations;
    QList<StaffMember> staff;
    QList<ScannerVendor> vendors;
    QList<Scanner> scanners;
    QList<Camera> cameras;

    // What is asked and when it is enough
    Attempts attempts;
    Liveness liveness;
    PalmRules palm;
    FaceRules face;
    QList<Purpose> purposes;
    QList<DecisionRule> decisions;
    Consents consents;

    // How the workstation behaves
    Retention retention;
    SessionRules session;
    Calendar calendar;
    PinPolicy pin;
    SigningRules signing;
    ReviewRules review;
    GuardPolicy guard;

    [[nodiscard]] bool isInForce(core::WallTime at) const { return validFrom <= at && at < validUntil; }
    [[nodiscard]] const Branch* branch(const QString& id) const;
    [[nodiscard]] const Workstation* workstation(const QString& id) const;
    [[nodiscard]] const Workstation* workstationByCertificate(const QByteArray& sha256) const;
    /// By either kind of certificate; the caller looks which one it was.
    [[nodiscard]] const StaffMember* staffByCertificate(const QByteArray& sha256) const;
    [[nodiscard]] const StaffMember* staffByIin(const identity::Iin& iin) const;
    [[nodiscard]] const ScannerVendor* vendor(const QString& id) const;
    [[nodiscard]] const Purpose* purpose(const QString& id) const;
    [[nodiscard]] QList<Scanner> scannersOf(const QString& workstation) const;
    [[nodiscard]] QList<Camera> camerasOf(const QString& workstation) const;
};

inline constexpr qsizetype kMostCriteriaBytes = qsizetype(8) << 20;

/// Reads and judges a document: its form, what it refers to, and that nothing in it is weaker than the law.
/// Signatures and versions are another matter: see signedcriteria.h and criteriastore.h.
[[nodiscard]] Result<Criteria> readCriteria(QByteArrayView json);

} // namespace tirkeu::criteria
