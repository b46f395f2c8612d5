#include <criteria/criteria.h>

#include "readers.h"

#include <algorithm>

namespace tirkeu::criteria {

using core::JsonFields;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr ErrorCode kFormatUnknown{"criteria.format-unknown"};
constexpr ErrorCode kValidity{"criteria.validity-wrong"};
constexpr auto kFormat = "tirkeu-criteria/1"_L1;

template<typename T, typename Matches>
const T* firstOf(const QList<T>& list, Matches matches)
{
    const auto found = std::find_if(list.cbegin(), list.cend(), matches);
    return found == list.cend() ? nullptr : &*found;
}
} // namespace

Result<Criteria> readCriteria(QByteArrayView json)
{
    const Result<QJsonObject> object =
        core::readJson(json, {.maxBytes = kMostCriteriaBytes, .maxDepth = 12, .maxValues = 500'000});
    if (!object)
        return failure(object);
    JsonFields fields(*object);
    // Before anything else: another format may have other fields altogether.
    if (const QString format = fields.string("format"_L1, 60); fields.isGood() && format != kFormat)
        return failure(kFormatUnknown, ErrorKind::OperatorCanFix, {}, {format});

    const auto customer = readOrganisation(fields, "customer"_L1);
    const auto provider = readOrganisation(fields, "provider"_L1);
    if (!customer || !provider)
        return failure(fields.finish());
    QString actNumber;
    QDate actDate;
    fields.nested("act"_L1, [&](JsonFields& act) {
        actNumber = readLine(act, "number"_L1);
        actDate = readDate(act, "date"_L1);
    });
    Criteria criteria{.version = readInt(fields, "version"_L1, 1, 1'000'000'000),
        .isDemo = fields.booleanOr("demo"_L1, false),
        .issued = readTime(fields, "issued"_L1),
        .validFrom = readTime(fields, "validFrom"_L1),
        .validUntil = readTime(fields, "validUntil"_L1),
        .actNumber = actNumber,
        .actDate = actDate,
        .edition = readLine(fields, "edition"_L1),
        .description = readTexts(fields, "description"_L1),
        .checkSystem = readSystem(fields, "checkSystem"_L1),
        .comparisonSystem = readSystem(fields, "comparisonSystem"_L1),
        .customer = *customer,
        .provider = *provider,
        .branches = readBranches(fields),
        .workstations = readWorkstations(fields),
        .staff = readStaff(fields),
        .vendors = readVendors(fields),
        .scanners = readScanners(fields),
        .cameras = readCameras(fields),
        .attempts = readAttempts(fields),
        .liveness = readLiveness(fields),
        .palm = readPalm(fields),
        .face = readFace(fields),
        .purposes = readPurposes(fields),
        .decisions = readDecisions(fields),
        .consents = readConsents(fields),
        .retention = readRetention(fields),
        .session = readSession(fields),
        .calendar = readCalendar(fields),
        .pin = readPin(fields),
        .signing = readSigning(fields),
        .review = readReview(fields),
        .guard = readGuard(fields)};
    if (const Result<> done = fields.finish(); !done)
        return failure(done);
    if (criteria.validFrom >= criteria.validUntil || criteria.issued >= criteria.validUntil)
        return failure(kValidity, ErrorKind::OperatorCanFix);
    return checkReferences(criteria).and_then([&criteria] { return checkLaw(criteria); }).map([&criteria] {
        return std::move(criteria);
    });
}

const Branch* Criteria::branch(const QString& id) const
{
    return firstOf(branches, [&id](const Branch& branch) { return branch.id == id; });
}

const Workstation* Criteria::workstation(const QString& id) const
{
    return firstOf(workstations, [&id](const Workstation& workstation) { return workstation.id == id; });
}

const Workstation* Criteria::workstationByCertificate(const QByteArray& sha256) const
{
    return firstOf(
        workstations, [&](const Workstation& workstation) { return workstation.certificates.contains(sha256); });
}

const StaffMember* Criteria::staffByCertificate(const QByteArray& sha256) const
{
    return firstOf(staff, [&](const StaffMember& member) {
        return member.authentication.contains(sha256) || member.signing.contains(sha256);
    });
}

const StaffMember* Criteria::staffByIin(const identity::Iin& iin) const
{
    return firstOf(staff, [&](const StaffMember& member) { return member.iin == iin; });
}

const ScannerVendor* Criteria::vendor(const QString& id) const
{
    return firstOf(vendors, [&id](const ScannerVendor& vendor) { return vendor.id == id; });
}

const Purpose* Criteria::purpose(const QString& id) const
{
    return firstOf(purposes, [&id](const Purpose& purpose) { return purpose.id == id; });
}

QList<Scanner> Criteria::scannersOf(const QString& workstation) const
{
    QList<Scanner> found;
    std::copy_if(scanners.cbegin(), scanners.cend(), std::back_inserter(found),
        [&](const Scanner& scanner) { return scanner.workstation == workstation; });
    return found;
}

QList<Camera> Criteria::camerasOf(const QString& workstation) const
{
    QList<Camera> found;
    std::copy_if(cameras.cbegin(), cameras.cend(), std::back_inserter(found),
        [&](const Camera& camera) { return camera.workstation == workstation; });
    return found;
}

const ConsentText* Consents::find(ConsentKind kind, std::optional<int> version) const
{
    const ConsentText* newest = nullptr;
    for (const ConsentText& text : texts) {
        if (text.kind == kind && (version ? text.version == *version : !newest || text.version > newest->version))
            newest = &text;
    }
    return newest;
}

bool GuardPolicy::allows(GuardFinding finding, const QString& name, const QByteArray& digest) const
{
    return std::any_of(exceptions.cbegin(), exceptions.cend(), [&](const GuardException& exception) {
        return exception.finding == finding && exception.name == name &&
               (exception.digest.isEmpty() || exception.digest == digest);
    });
}

Decision decide(const QList<DecisionRule>& rules, const Facts& facts)
{
    for (const DecisionRule& rule : rules) {
        bool fits = true;
        for (auto condition = rule.when.constBegin(); condition != rule.when.constEnd() && fits; ++condition)
            fits = condition->contains(facts.value(condition.key(), FactState::Absent));
        if (fits)
            return {rule.then, rule.id};
    }
    return {Verdict::Supervisor, {}};
}

} // namespace tirkeu::criteria
