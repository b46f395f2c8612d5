#include "readers.h"

#include <QSet>

namespace tirkeu::criteria {

namespace {

constexpr ErrorCode kUnknownReference{"criteria.reference-unknown"};
constexpr ErrorCode kDuplicate{"criteria.duplicate"};
constexpr ErrorCode kCertificateMissing{"criteria.certificate-missing"};
constexpr ErrorCode kCertificateShared{"criteria.certificate-shared"};
constexpr ErrorCode kConsentTextMissing{"criteria.consent-text-missing"};

tl::unexpected<Error> wrong(ErrorCode code, const QString& what)
{
    return failure(code, ErrorKind::OperatorCanFix, {}, {what});
}

/// The ids of a list, each once.
template<typename T, typename IdOf>
Result<QSet<QString>> idsOf(const QList<T>& list, IdOf idOf)
{
    QSet<QString> ids;
    for (const T& element : list) {
        const QString id = idOf(element);
        if (ids.contains(id))
            return wrong(kDuplicate, id);
        ids.insert(id);
    }
    return ids;
}

/// A certificate belongs to one holder; what stands for two would let one act as the other.
class Holders
{
public:
    [[nodiscard]] Result<> add(const QList<QByteArray>& certificates, const QString& holder, const QString& shown)
    {
        for (const QByteArray& certificate : certificates) {
            const auto known = m_holders.constFind(certificate);
            if (known != m_holders.constEnd() && *known != holder)
                return wrong(kCertificateShared, shown);
            m_holders.insert(certificate, holder);
        }
        return {};
    }

private:
    QHash<QByteArray, QString> m_holders;
};

Result<> checkStaff(const Criteria& criteria, const QSet<QString>& branches, Holders& holders)
{
    const auto iins = idsOf(criteria.staff, [](const StaffMember& member) { return member.iin.toString(); });
    if (!iins)
        return failure(iins);
    for (const StaffMember& member : criteria.staff) {
        for (const QString& branch : member.branches) {
            if (!branches.contains(branch))
                return wrong(kUnknownReference, branch);
        }
        // Everybody signs in; who signs documents or criteria needs a certificate for that.
        const bool signs = member.role != identity::StaffRole::BranchIt;
        if (member.authentication.isEmpty() || (signs && member.signing.isEmpty()))
            return wrong(kCertificateMissing, member.name.full());
        // Two people may bear one name; nobody shares an IIN.
        if (Result<> added = holders.add(member.authentication + member.signing,
                QStringLiteral("staff ") + member.iin.toString(), member.name.full());
            !added)
            return added;
    }
    return {};
}

Result<> checkDevices(const Criteria& criteria, const QSet<QString>& workstations)
{
    const auto vendors = idsOf(criteria.vendors, [](const ScannerVendor& vendor) { return vendor.id; });
    if (!vendors)
        return failure(vendors);
    const auto scanners = idsOf(criteria.scanners, [](const Scanner& scanner) { return scanner.id; });
    if (!scanners)
        return failure(scanners);
    const auto serials =
        idsOf(criteria.scanners, [](const Scanner& scanner) { return scanner.vendor + u' ' + scanner.serial; });
    if (!serials)
        return failure(serials);
    for (const Scanner& scanner : criteria.scanners) {
        if (!workstations.contains(scanner.workstation))
            return wrong(kUnknownReference, scanner.workstation);
        if (!vendors->contains(scanner.vendor))
            return wrong(kUnknownReference, scanner.vendor);
    }
    const auto cameras = idsOf(criteria.cameras, [](const Camera& camera) { return camera.id; });
    if (!cameras)
        return failure(cameras);
    for (const Camera& camera : criteria.cameras) {
        if (!workstations.contains(camera.workstation))
            return wrong(kUnknownReference, camera.workstation);
    }
    return {};
}

Result<> checkTexts(const Criteria& criteria)
{
    const auto versions = idsOf(criteria.consents.texts,
        [](const ConsentText& text) { return QStringLiteral("%1 %2").arg(code(text.kind)).arg(text.version); });
    if (!versions)
        return failure(versions);
    const auto purposes = idsOf(criteria.purposes, [](const Purpose& purpose) { return purpose.id; });
    if (!purposes)
        return failure(purposes);
    for (const Purpose& purpose : criteria.purposes) {
        for (const ConsentKind kind : purpose.consents) {
            if (criteria.consents.find(kind) == nullptr)
                return wrong(kConsentTextMissing, code(kind));
        }
    }
    const auto rules = idsOf(criteria.decisions, [](const DecisionRule& rule) { return rule.id; });
    return rules ? Result<>() : failure(rules);
}

} // namespace

Result<> checkReferences(const Criteria& criteria)
{
    const auto branches = idsOf(criteria.branches, [](const Branch& branch) { return branch.id; });
    if (!branches)
        return failure(branches);
    const auto workstations = idsOf(criteria.workstations, [](const Workstation& station) { return station.id; });
    if (!workstations)
        return failure(workstations);
    Holders holders;
    for (const Workstation& workstation : criteria.workstations) {
        if (!branches->contains(workstation.branch))
            return wrong(kUnknownReference, workstation.branch);
        if (workstation.certificates.isEmpty())
            return wrong(kCertificateMissing, workstation.id);
        if (Result<> added =
                holders.add(workstation.certificates, QStringLiteral("workstation ") + workstation.id, workstation.id);
            !added)
            return added;
    }
    if (criteria.signing.by == SigningRules::By::OrganisationSeal && criteria.signing.seals.isEmpty())
        return wrong(kCertificateMissing, QStringLiteral("signing.seals"));
    return checkStaff(criteria, *branches, holders)
        .and_then([&] { return checkDevices(criteria, *workstations); })
        .and_then([&] { return checkTexts(criteria); });
}

} // namespace tirkeu::criteria
