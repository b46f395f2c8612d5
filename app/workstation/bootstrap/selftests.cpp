#include "selftests.h"

#include "theme/theme.h"

#include <pki/openssllevel.h>
#include <storage/connection.h>

#ifdef Q_OS_UNIX
#    include <unistd.h>
#endif

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kFontsIncomplete{"start.fonts-incomplete"};
constexpr ErrorCode kCriteriaAbsent{"start.criteria-absent"};
constexpr ErrorCode kAsAdministrator{"start.as-administrator"};

SelfTest cryptoLibrary()
{
    const pki::OpensslLevel level = pki::runningOpenssl();
    const Result<> checked = pki::checkOpensslLevel(level);
    return {SelfTestKind::CryptoLibrary, checked ? SelfTestState::Good : SelfTestState::Bad, level.text,
        checked ? std::nullopt : std::optional(checked.error())};
}

SelfTest store()
{
    const Result<QString> version = storage::cipherVersion();
    if (!version)
        return {SelfTestKind::Store, SelfTestState::Bad, QString(), version.error()};
    return {SelfTestKind::Store, SelfTestState::Good, QStringLiteral("SQLCipher ") + *version, {}};
}

SelfTest fonts()
{
    if (!Theme::fontsAreComplete())
        return {SelfTestKind::Fonts, SelfTestState::Bad, QString(),
            Error{kFontsIncomplete, ErrorKind::OperatorCanFix, QStringLiteral("a font or a letter is missing")}};
    return {SelfTestKind::Fonts, SelfTestState::Good, QStringLiteral("Noto Sans"), {}};
}

SelfTest criteria(bool provisioned)
{
    if (!provisioned)
        return {SelfTestKind::Criteria, SelfTestState::Bad, QString(),
            Error{kCriteriaAbsent, ErrorKind::OperatorCanFix, QStringLiteral("nothing is installed")}};
    return {SelfTestKind::Criteria, SelfTestState::Good, QString(), {}};
}

// NEWS-admin: the program needs no administrator's rights, and having them is worth a warning.
SelfTest rights()
{
#ifdef Q_OS_UNIX
    if (geteuid() == 0)
        return {SelfTestKind::Rights, SelfTestState::Warning, QStringLiteral("root"),
            Error{kAsAdministrator, ErrorKind::OperatorCanFix, QStringLiteral("effective user 0")}};
#endif
    return {SelfTestKind::Rights, SelfTestState::Good, QString(), {}};
}
} // namespace

QList<SelfTest> runSelfTests(bool provisioned)
{
    return {cryptoLibrary(), store(), fonts(), criteria(provisioned), rights()};
}

} // namespace tirkeu::workstation
