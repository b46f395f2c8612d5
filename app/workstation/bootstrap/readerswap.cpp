#include "readerswap.h"

#include <core/whendone.h>
#include <token/tokenkey.h>

#include <QPromise>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kNobodyIn{"signin.swap-nobody-in"};
constexpr ErrorCode kSwapUnderWay{"signin.swap-under-way"};
constexpr ErrorCode kNoGuest{"signin.swap-no-guest"};
} // namespace

ReaderSwap::ReaderSwap(UseKey useKey, std::function<void()> giveUp)
    : m_useKey(std::move(useKey))
    , m_giveUp(std::move(giveUp))
{
}

void ReaderSwap::setOwner(const QStringList& serials)
{
    m_owner = serials;
    enter(SwapPhase::None);
}

bool ReaderSwap::isPresent(const QString& serial) const
{
    return std::any_of(
        m_present.begin(), m_present.end(), [&serial](const TokenState& token) { return token.serial == serial; });
}

void ReaderSwap::observe(const QList<TokenState>& present)
{
    m_present = present;
    m_strangers.removeIf([this](const QString& serial) { return !isPresent(serial); });
    switch (m_phase) {
    case SwapPhase::None:
    case SwapPhase::Signing: // what came of it is told when it ends
        break;
    case SwapPhase::AwaitGuest:
        lookForGuest();
        break;
    case SwapPhase::GuestIn:
        lookForGuest();
        if (!isPresent(m_guest.serial))
            enter(SwapPhase::AwaitGuest);
        break;
    case SwapPhase::AwaitOwner:
        if (std::all_of(m_owner.begin(), m_owner.end(), [this](const QString& one) { return isPresent(one); }))
            enter(SwapPhase::None);
        break;
    }
}

// The flags of a token change with every wrong PIN, so a guest who is in is looked at again.
void ReaderSwap::lookForGuest()
{
    for (const TokenState& token : std::as_const(m_present)) {
        if (m_owner.contains(token.serial) || m_strangers.contains(token.serial))
            continue;
        if (m_phase == SwapPhase::GuestIn && token.serial != m_guest.serial)
            continue;
        if (m_phase == SwapPhase::GuestIn && token == m_guest)
            return; // nothing to say: whoever types a PIN is not to be disturbed
        m_guest = token;
        enter(SwapPhase::GuestIn);
        return;
    }
}

Result<> ReaderSwap::announce(Admit admit)
{
    if (m_owner.isEmpty())
        return failure(kNobodyIn, ErrorKind::OperatorCanFix, QStringLiteral("nobody is signed in"));
    if (m_phase != SwapPhase::None)
        return failure(kSwapUnderWay, ErrorKind::OperatorCanFix, QStringLiteral("announced already"));
    m_admit = std::move(admit);
    m_strangers.clear();
    for (const TokenState& token : std::as_const(m_present))
        m_strangers.append(token.serial);
    enter(SwapPhase::AwaitGuest);
    return {};
}

QFuture<Result<GuestSignature>> ReaderSwap::sign(core::SecureBytes pin, LastTry lastTry, GuestAct act)
{
    if (m_phase != SwapPhase::GuestIn)
        return QtFuture::makeReadyFuture(Result<GuestSignature>(
            failure(kNoGuest, ErrorKind::OperatorCanFix, QStringLiteral("no guest's token in the reader"))));
    enter(SwapPhase::Signing);
    auto promise = std::make_shared<QPromise<Result<GuestSignature>>>();
    promise->start();
    core::whenDone(m_useKey({m_guest.serial, m_admit, std::move(act)}, std::move(pin), lastTry), this,
        [this, promise](const Result<GuestSignature>& made) {
            // Signing out, or a lock, may have ended the swap meanwhile.
            if (m_phase == SwapPhase::Signing) {
                enter(made ? SwapPhase::AwaitOwner : SwapPhase::GuestIn);
                observe(m_present);
            }
            promise->addResult(made);
            promise->finish();
        });
    return promise->future();
}

GuestPerson ReaderSwap::personOf(const pki::Certificate& certificate)
{
    const pki::DistinguishedName& subject = certificate.subject();
    return {subject.commonName, subject.iin, subject.bin, certificate.der()};
}

KeyAct ReaderSwap::onceOnly(GuestAct act, std::shared_ptr<QByteArray> made)
{
    return [act = std::move(act), made = std::move(made)](const evidence::SigningKey& key) -> Result<> {
        const auto* signer = std::get_if<std::reference_wrapper<core::Signer>>(&key);
        std::optional<token::OneDocumentSigner> once;
        if (signer)
            once.emplace(signer->get());
        auto all = act(once ? evidence::SigningKey(*once) : key); // a program in a window of its own asks each time
        if (!all)
            return failure(all);
        *made = std::move(*all);
        return {};
    };
}

void ReaderSwap::cancel()
{
    if (m_phase == SwapPhase::Signing && m_giveUp)
        m_giveUp();
}

void ReaderSwap::end()
{
    if (m_phase == SwapPhase::None)
        return;
    enter(SwapPhase::AwaitOwner);
    observe(m_present);
}

void ReaderSwap::enter(SwapPhase phase)
{
    if (phase != SwapPhase::GuestIn && phase != SwapPhase::Signing)
        m_guest = {};
    if (phase == SwapPhase::None)
        m_admit = {};
    if (std::exchange(m_phase, phase) != phase || phase == SwapPhase::GuestIn)
        Q_EMIT phaseChanged();
}

} // namespace tirkeu::workstation
