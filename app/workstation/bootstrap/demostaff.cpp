#include "demostaff.h"

#include <core/hashing.h>
#include <core/whendone.h>
#include <pki/softwarekey.h>

#include <QtConcurrentRun>

#include <QRandomGenerator>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kPinWrong{"signin.pin-wrong"};
constexpr ErrorCode kPinLocked{"signin.pin-locked"};
constexpr ErrorCode kTokenAbsent{"signin.token-absent"};
constexpr ErrorCode kOtherPerson{"signin.other-person"};

Result<> answerChallenge(pki::SoftwareKey& key)
{
    QByteArray challenge(32, Qt::Uninitialized);
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32*>(challenge.data()), 8);
    const auto answer = key.sign(core::HashAlgorithm::Sha256, core::sha256(challenge));
    return answer ? Result<>() : failure(answer);
}

template<typename T>
QFuture<Result<T>> ready(Result<T> result)
{
    return QtFuture::makeReadyFuture(std::move(result));
}
} // namespace

DemoStaff::DemoStaff(const demo::DemoBranch& branch, Lookup lookup, KeyUse useKey, pki::StatusChecker* status)
    : m_people(branch.people())
    , m_pki(branch.pki())
    , m_lookup(std::move(lookup))
    , m_useKey(std::move(useKey))
    , m_status(status)
    , m_rules{.trust = branch.trust(),
          .organisationBin = {},
          .authenticationPolicies = token::nationalAuthenticationPolicies(),
          .signaturePolicies = token::nationalSignaturePolicies()}
    , m_triesLeft(m_people.size(), kTries)
    , m_swap([this](const ReaderSwap::Request& request, core::SecureBytes pin, LastTry) {
        return signAsGuest(request, std::move(pin));
    })
{
    m_thread.setObjectName(QStringLiteral("Tirkeu token"));
    m_thread.setMaxThreadCount(1);
    if (branch.criteria())
        m_rules.organisationBin = branch.criteria()->criteria.customer.bin.toString();
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

StaffKeys DemoStaff::keysOf(int index, const token::CredentialRules& rules) const
{
    const simulation::DemoPerson person = m_people.at(index).person;
    return staffKeysOf(
        {{"01", {}, m_pki.authentication(person).certificate()}, {"02", {}, m_pki.signature(person).certificate()}},
        rules, m_clock.wall(), m_status);
}

template<typename T>
QFuture<Result<T>> DemoStaff::withPin(
    core::SecureBytes pin, std::function<Result<T>(int index, pki::SoftwareKey& authentication)> act)
{
    const int index = m_inserted - 1;
    if (index < 0)
        return ready<T>(failure(kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("removed before the PIN")));
    if (m_triesLeft.at(index) == 0)
        return ready<T>(failure(kPinLocked, ErrorKind::OperatorCanFix, QStringLiteral("no tries left")));
    // std::function has to be copyable, a secret must not be: the closure shares the one copy.
    const auto shared = std::make_shared<core::SecureBytes>(std::move(pin));
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    auto work = QtConcurrent::run(&m_thread, [file = m_people.at(index).keyFile, shared, act, index]() -> Result<T> {
        Result<pki::SoftwareKey> key = pki::SoftwareKey::readPkcs12(file, *shared);
        if (!key)
            return failure(kPinWrong, ErrorKind::OperatorCanFix, key.error().detail);
        return act(index, *key);
    });
    core::whenDone(work, this, [this, promise, index](Result<T> result) {
        int& left = m_triesLeft[index];
        const bool wrong = !result && result.error().code == kPinWrong;
        left = wrong ? std::max(0, left - 1) : kTries;
        if (wrong && left == 0)
            result = failure(kPinLocked, ErrorKind::OperatorCanFix, QStringLiteral("the third wrong PIN"));
        else if (wrong)
            result.error().values = {QString::number(left)};
        if (m_inserted != 0)
            m_swap.observe({tokenState()});
        Q_EMIT tokenStateChanged();
        promise->addResult(std::move(result));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<StaffMember>> DemoStaff::signIn(core::SecureBytes pin, LastTry)
{
    struct Proof
    {
        pki::Certificate certificate;
        StaffKeys keys;
        QString serial;
    };
    auto promise = std::make_shared<QPromise<Result<StaffMember>>>();
    promise->start();
    const auto prove = [this](int index, pki::SoftwareKey& key) -> Result<Proof> {
        StaffKeys keys = keysOf(index, m_rules);
        if (!keys.authentication)
            return failure(keys.authentication);
        if (const Result<> answered = answerChallenge(key); !answered)
            return failure(answered);
        if (m_useKey)
            m_useKey(key);
        return Proof{key.holder(), std::move(keys), QString::number(index + 1)};
    };
    core::whenDone(withPin<Proof>(std::move(pin), prove), this, [this, promise](const Result<Proof>& proof) {
        Result<StaffMember> member = proof ? m_lookup(proof->certificate) : failure(proof);
        if (member) {
            member = withKeys(std::move(*member), proof->keys);
            m_swap.setOwner({proof->serial});
        }
        promise->addResult(std::move(member));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<>> DemoStaff::sign(core::SecureBytes pin, LastTry, KeyAct act)
{
    if (m_swap.phase() != SwapPhase::None || m_swap.owner() != QStringList{QString::number(m_inserted)})
        return ready<void>(
            failure(kOtherPerson, ErrorKind::OperatorCanFix, QStringLiteral("nobody's token to sign with")));
    return withPin<void>(std::move(pin), [this, act = std::move(act)](int index, pki::SoftwareKey&) -> Result<> {
        const StaffKeys keys = keysOf(index, m_rules);
        if (!keys.signature)
            return failure(keys.signature);
        pki::SoftwareKey key = m_pki.signature(m_people.at(index).person);
        return act(key);
    });
}

QFuture<Result<GuestSignature>> DemoStaff::signAsGuest(const ReaderSwap::Request& request, core::SecureBytes pin)
{
    token::CredentialRules anyone = m_rules;
    anyone.organisationBin.clear(); // a client belongs to no bank; who may answer is the asker's to say
    const int index = request.serial.toInt() - 1;
    if (index + 1 != m_inserted)
        return ready<GuestSignature>(failure(kTokenAbsent, ErrorKind::OperatorCanFix, QStringLiteral("removed")));
    const GuestPerson guest = ReaderSwap::personOf(m_pki.signature(m_people.at(index).person).holder());
    if (const Result<> admitted = request.admit ? request.admit(guest) : Result<>(); !admitted)
        return ready<GuestSignature>(failure(admitted));
    return withPin<GuestSignature>(std::move(pin),
        [this, act = request.act, anyone, guest](int person, pki::SoftwareKey&) -> Result<GuestSignature> {
            const StaffKeys keys = keysOf(person, anyone);
            if (!keys.signature)
                return failure(keys.signature);
            pki::SoftwareKey key = m_pki.signature(m_people.at(person).person);
            const auto made = std::make_shared<QByteArray>();
            if (const Result<> done = ReaderSwap::onceOnly(act, made)(key); !done)
                return failure(done);
            return GuestSignature{*made, guest};
        });
}

void DemoStaff::insert(int index)
{
    m_inserted = std::clamp(index, 0, static_cast<int>(m_people.size()));
    m_swap.observe(m_inserted == 0 ? QList<TokenState>() : QList<TokenState>{tokenState()});
    Q_EMIT tokenStateChanged();
}

} // namespace tirkeu::workstation
