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
constexpr ErrorCode kTokenAbsent{"signin.token-absent"};

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
    , m_pki(branch.pki())
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
    const auto proven = [useKey = m_useKey](const demo::DemoPerson& person, const core::SecureBytes& typed) {
        return prove(person, typed, useKey);
    };
    return open(std::move(pin), proven).then(this, [this](const Result<pki::Certificate>& proof) {
        return proof ? m_lookup(*proof) : Result<StaffMember>(failure(proof));
    });
}

QFuture<Result<QByteArray>> DemoStaff::signingCertificate()
{
    if (m_inserted == 0)
        return QtFuture::makeReadyFuture(Result<QByteArray>(failure(kTokenAbsent, ErrorKind::OperatorCanFix)));
    return QtFuture::makeReadyFuture(
        Result<QByteArray>(m_pki.signature(m_people.at(m_inserted - 1).person).certificate()));
}

QFuture<Result<>> DemoStaff::useSigningKey(core::SecureBytes pin, LastTry, Use use)
{
    if (m_inserted == 0)
        return QtFuture::makeReadyFuture(Result<>(failure(kTokenAbsent, ErrorKind::OperatorCanFix)));
    const auto done = std::make_shared<Result<>>();
    const auto proven = [key = m_pki.signature(m_people.at(m_inserted - 1).person), use = std::move(use), done](
                            const demo::DemoPerson& person, const core::SecureBytes& typed) {
        auto proof = prove(person, typed, {});
        if (proof) {
            pki::SoftwareKey signing = key;
            *done = use(signing);
        }
        return proof;
    };
    return open(std::move(pin), proven).then(this, [done](const Result<pki::Certificate>& proof) {
        return proof ? *done : Result<>(failure(proof));
    });
}

QFuture<Result<pki::Certificate>> DemoStaff::open(core::SecureBytes pin, Proven proven)
{
    using Proof = Result<pki::Certificate>;
    const int index = m_inserted - 1;
    if (m_triesLeft.at(index) == 0)
        return QtFuture::makeReadyFuture(
            Proof(failure(kPinLocked, ErrorKind::OperatorCanFix, QStringLiteral("no tries left"))));
    // std::function has to be copyable, a secret must not be: the closure shares the one copy.
    const auto shared = std::make_shared<core::SecureBytes>(std::move(pin));
    const demo::DemoPerson person = m_people.at(index);
    return QtConcurrent::run(&m_thread, [person, shared, proven = std::move(proven)] {
        return proven(person, *shared);
    }).then(this, [this, index](const Proof& proof) -> Proof {
        int& left = m_triesLeft[index];
        if (proof)
            left = kTries;
        else if (proof.error().code == kPinWrong)
            left = std::max(0, left - 1);
        Q_EMIT tokenStateChanged();
        if (proof)
            return proof;
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
