#include "selftests.h"

#include "theme/theme.h"

#include <pki/openssllevel.h>
#include <storage/connection.h>

#include <algorithm>

#ifdef Q_OS_UNIX
#    include <unistd.h>
#endif

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kFontsIncomplete{"start.fonts-incomplete"};
constexpr ErrorCode kCriteriaEnded{"start.criteria-ended"};
constexpr ErrorCode kNoDevices{"start.no-devices"};
constexpr ErrorCode kDevicesNotConnected{"start.devices-not-connected"};
constexpr ErrorCode kAsAdministrator{"start.as-administrator"};

SelfTest cryptoLibrary(const pki::OpensslLevel& level)
{
    const Result<> checked = pki::checkOpensslLevel(level);
    return {SelfTestKind::CryptoLibrary, checked ? SelfTestState::Good : SelfTestState::Bad, level.text,
        checked ? std::nullopt : std::optional(checked.error())};
}

SelfTest store(const std::optional<Error>& damage)
{
    const Result<QString> version = storage::cipherVersion();
    if (!version)
        return {SelfTestKind::Store, SelfTestState::Bad, QString(), version.error()};
    return {SelfTestKind::Store, damage ? SelfTestState::Bad : SelfTestState::Good,
        QStringLiteral("SQLCipher ") + *version, damage};
}

SelfTest fonts(bool areComplete)
{
    if (!areComplete)
        return {SelfTestKind::Fonts, SelfTestState::Bad, QString(),
            Error{kFontsIncomplete, ErrorKind::OperatorCanFix, QStringLiteral("a font or a letter is missing")}};
    return {SelfTestKind::Fonts, SelfTestState::Good, QStringLiteral("Noto Sans"), {}};
}

SelfTest criteriaInForce(
    const Result<criteria::SignedCriteria>& criteria, core::WallTime now, const std::optional<Error>& fault)
{
    if (!criteria)
        return {SelfTestKind::Criteria, SelfTestState::Bad, QString(), criteria.error()};
    const QString version = QStringLiteral("№ %1").arg(criteria->criteria.version);
    if (const Result<> stands = inForceAt(criteria->criteria, now); !stands)
        return {SelfTestKind::Criteria, SelfTestState::Bad, version, stands.error()};
    return {SelfTestKind::Criteria, fault ? SelfTestState::Warning : SelfTestState::Good, version, fault};
}

SelfTest devices(const Result<criteria::SignedCriteria>& criteria, const std::optional<DeviceFinding>& found)
{
    const qsizetype registered = criteria ? criteria->criteria.scanners.size() + criteria->criteria.cameras.size() : 0;
    const QString count = QString::number(registered);
    if (registered == 0)
        return {SelfTestKind::Devices, SelfTestState::Warning, count,
            Error{kNoDevices, ErrorKind::OperatorCanFix, QStringLiteral("none registered")}};
    // While it is still being looked for there is nothing to say against it.
    if (found) {
        const bool scannerStands = !found->scanner || found->scanner->kind == ErrorKind::Retry;
        const std::optional<Error> why = scannerStands ? found->camera : found->scanner;
        return {SelfTestKind::Devices, why ? SelfTestState::Warning : SelfTestState::Good, count, why};
    }
    return {SelfTestKind::Devices, SelfTestState::Warning, count,
        Error{kDevicesNotConnected, ErrorKind::OperatorCanFix, QStringLiteral("the program drives none here")}};
}

SelfTest newsOfSleep(const std::optional<Error>& fault)
{
    return {SelfTestKind::Sleep, fault ? SelfTestState::Warning : SelfTestState::Good, {}, fault};
}

// NEWS-admin: the program needs no administrator's rights, and having them is worth a warning.
SelfTest rights(const std::optional<unsigned>& user)
{
    if (user == 0U)
        return {SelfTestKind::Rights, SelfTestState::Warning, QStringLiteral("root"),
            Error{kAsAdministrator, ErrorKind::OperatorCanFix, QStringLiteral("effective user 0")}};
    return {SelfTestKind::Rights, SelfTestState::Good, QString(), {}};
}
} // namespace

Result<> inForceAt(const criteria::Criteria& criteria, core::WallTime now)
{
    if (criteria.isInForce(now))
        return {};
    return failure(kCriteriaEnded, ErrorKind::OperatorCanFix, QStringLiteral("outside their time"),
        {core::shownDate(criteria.validFrom), core::shownDate(criteria.validUntil)});
}

Ground groundHere()
{
    Ground ground{pki::runningOpenssl(), Theme::fontsAreComplete(), {}};
#ifdef Q_OS_UNIX
    ground.user = geteuid();
#endif
    return ground;
}

QList<SelfTest> runSelfTests(const Result<criteria::SignedCriteria>& criteria, core::WallTime now,
    const std::optional<DeviceFinding>& found, const std::optional<Error>& damage,
    const std::optional<Error>& criteriaFault, const std::optional<Error>& sleepFault, const Ground& ground)
{
    return {cryptoLibrary(ground.openssl), store(damage), fonts(ground.fontsAreComplete),
        criteriaInForce(criteria, now, criteriaFault), rights(ground.user), devices(criteria, found),
        newsOfSleep(sleepFault)};
}

QList<SelfTest> withTokens(QList<SelfTest> tests, const std::optional<Error>& fault)
{
    if (fault)
        tests.append({SelfTestKind::Tokens, SelfTestState::Bad, {}, fault});
    return tests;
}

QList<SelfTest> withGuard(QList<SelfTest> tests, const QList<SelfTest>& guard)
{
    tests.removeIf([&guard](const SelfTest& test) {
        return std::any_of(
            guard.cbegin(), guard.cend(), [&test](const SelfTest& other) { return other.kind == test.kind; });
    });
    return tests + guard;
}

} // namespace tirkeu::workstation
