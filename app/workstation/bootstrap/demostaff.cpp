#include "demostaff.h"

#include <core/hashing.h>
#include <pki/softwarekey.h>

#include <QtConcurrentRun>

#include <QRandomGenerator>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kPinWrong{"signin.pin-wrong"};
constexpr ErrorCode kPinLocked{"signin.pin-locked"};

Result<pki::Certificate> prove(
    const demo::DemoPerson& person, const core::SecureBytes& pin, const DemoStaff::KeyUse& useKey)
{
    Result<pki::SoftwareKey> key = pki::SoftwareKey::readPkcs12(person.keyFile, pin);
    if (!key)
        return failure(kPinWrong, ErrorKind::OperatorCanFix, key.error().detail);
    QByteArray challenge(32, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32*>(challenge.data()), 8);
    if (const auto answer = key->sign(core::HashAlgorithm::Sha256, core::sha256(challenge)); !answer)
        return failure(answer);
    if (useKey)
        useKey(*key);
    return key->holder();
}
} // namespace

DemoStaff::DemoStaff(const demo::DemoBranch& branch, Lookup lookup, KeyUse useKey)
    : m_people(branch.people())
    , m_lookup(std::move(lookup))
    , m_useKey(std::move(useKey))
    , m_triesLeft(m_people.size(), kTries)
{
    m_thread.setObjectName(QStringLiteral("Tirkeu token"));
    m_thread.setMaxThreadCount(1);
}

DemoStaff::~DemoStaff()
{
    m_thread.waitForDone();
}

TokenState DemoStaff::tokenState() const
{
    if (m_inserted == 0)
        return {};
    const int left = m_triesLeft.at(m_inserted - 1);
    return {.isPresent = true,
        .label = m_people.at(m_inserted - 1).shownName,
        .serial = QString::number(m_inserted),
        .triesLeft = left < kTries ? std::optional(left) : std::nullopt,
        .isLocked = left == 0};
}

QFuture<Result<StaffMember>> DemoStaff::signIn(core::SecureBytes pin, LastTry)
{
    const int index = m_inserted - 1;
    if (m_triesLeft.at(index) == 0)
        return QtFuture::makeReadyFuture(
            Result<StaffMember>(failure(kPinLocked, ErrorKind::OperatorCanFix, QStringLiteral("no tries left"))));
    // std::function has to be copyable, a secret must not be: the closure shares the one copy.
    const auto shared = std::make_shared<core::SecureBytes>(std::move(pin));
    const demo::DemoPerson person = m_people.at(index);
    return QtConcurrent::run(&m_thread, [person, shared, useKey = m_useKey] {
        return prove(person, *shared, useKey);
    }).then(this, [this, index](const Result<pki::Certificate>& proof) -> Result<StaffMember> {
        int& left = m_triesLeft[index];
        if (proof)
            left = kTries;
        else if (proof.error().code == kPinWrong)
            left = std::max(0, left - 1);
        Q_EMIT tokenStateChanged();
        if (proof)
            return m_lookup(*proof);
        if (left == 0)
            return failure(kPinLocked, ErrorKind::OperatorCanFix, QStringLiteral("the third wrong PIN"));
        Error error = proof.error();
        error.values = {QString::number(left)};
        return tl::make_unexpected(std::move(error));
    });
}

void DemoStaff::insert(int index)
{
    m_inserted = std::clamp(index, 0, static_cast<int>(m_people.size()));
    Q_EMIT tokenStateChanged();
}

} // namespace tirkeu::workstation
