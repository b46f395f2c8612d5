#include "tokenstaff.h"

#include <core/whendone.h>

#include <QtConcurrentRun>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kOtherPerson{"signin.other-person"};
constexpr ErrorCode kNoneInReaders{"signin.no-eds-in-readers"};
constexpr ErrorCode kSecondAbsent{"signin.second-token-absent"};
constexpr ErrorCode kPinFactory{"signin.new-pin-factory"};
constexpr std::chrono::milliseconds kLookEvery{400};
constexpr std::chrono::milliseconds kReadDeadline{5'000};
constexpr std::chrono::milliseconds kLookDeadline{2'000};
constexpr std::chrono::milliseconds kWaitForLook{50};
constexpr int kMostUnread = 3;    ///< times that the same tokens are read in vain
constexpr int kWaitsForLook = 50; // a little longer than the deadline of a look
constexpr std::chrono::seconds kAfterTyping{30};
constexpr std::chrono::seconds kSignDeadline{3 * 60}; // a slow token with all documents of a client

using Tokens = QList<token::TokenInfo>;

// A token tells no number but these two.
std::optional<int> triesLeftOf(token::PinCount count)
{
    switch (count) {
    case token::PinCount::FinalTry:
        return 1;
    case token::PinCount::Locked:
        return 0;
    default:
        return std::nullopt;
    }
}

TokenState stateOf(const token::TokenInfo& token)
{
    const token::PinState& pin = token.pin;
    return {.isPresent = true,
        .label = token.label,
        .serial = token.serial,
        .triesLeft = triesLeftOf(pin.count),
        .isLastTry = pin.count == token::PinCount::FinalTry,
        .isCountLow = pin.count == token::PinCount::Low,
        .isLocked = pin.count == token::PinCount::Locked,
        .mustChangePin = pin.mustChange,
        .hasPinPad = pin.onPinPad};
}

bool isSame(const std::optional<token::TokenInfo>& one, const std::optional<token::TokenInfo>& other)
{
    return one.has_value() == other.has_value() && (!one || (one->isSameTokenAs(*other) && one->pin == other->pin));
}

QStringList serialsBeside(const Tokens& tokens, const token::TokenInfo& own)
{
    QStringList serials;
    for (const token::TokenInfo& token : tokens) {
        if (token.serial != own.serial)
            serials.append(token.serial);
    }
    return serials;
}

JudgedToken judgedFrom(const ReaderTokens::Reading& reading, StaffKeys keys)
{
    JudgedToken judged{reading.own.token, reading.own.token, {reading.own.token}, std::move(keys)};
    const auto holds = [&judged](const ReaderTokens::Content& content) {
        return std::any_of(
            content.certificates.begin(), content.certificates.end(), [&judged](const token::StoredCertificate& one) {
                return one.certificate == judged.keys.signature->credential.stored.certificate;
            });
    };
    const bool isElsewhere = judged.keys.signature && !holds(reading.own);
    for (const ReaderTokens::Content& content : reading.besides) {
        judged.all.append(content.token);
        if (isElsewhere && !judged.isOnSecond() && holds(content))
            judged.documents = content.token;
    }
    return judged;
}
} // namespace

TokenStaff::TokenStaff(std::shared_ptr<token::CryptokiModule> module, token::CredentialRules rules, Lookup lookup,
    const core::Clock& clock, KeyUse useKey, TokenHelpers helpers)
    : m_rules(std::move(rules))
    , m_lookup(std::move(lookup))
    , m_helpers(std::move(helpers))
    , m_clock(clock)
    , m_swap([this](const ReaderSwap::Request& request, core::SecureBytes pin,
                 LastTry lastTry) { return signAsGuest(request, std::move(pin), lastTry); },
          [this] { cancel(); })
    , m_thread(module)
{
    const auto tellTyped = [this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_swap.phase() == SwapPhase::Signing)
                    Q_EMIT m_swap.pinTyped();
                else
                    Q_EMIT pinTyped();
            },
            Qt::QueuedConnection);
    };
    m_work = std::make_shared<TokenWork>(TokenWork::Parts{std::move(module), m_thread.turn(),
        ReaderTokens(m_helpers.seals, m_rules), std::move(useKey), m_helpers.forgetKeys, tellTyped});
    m_asking.setObjectName(QStringLiteral("certificate status"));
    m_asking.setMaxThreadCount(1);
    m_timer.setInterval(kLookEvery);
    connect(&m_timer, &QTimer::timeout, this, &TokenStaff::look);
    connect(&m_thread, &token::TokenThread::ownerRemoved, this, [this] {
        if (m_swap.phase() == SwapPhase::None)
            setPresent({});
    });
    connect(&m_swap, &AnnouncedSwap::phaseChanged, this, [this, announced = false]() mutable {
        const bool now = m_swap.phase() != SwapPhase::None;
        if (std::exchange(announced, now) != now)
            now ? m_thread.announceSwap() : m_thread.endSwap();
    });
    m_timer.start();
    look();
}

TokenStaff::~TokenStaff()
{
    cancel();
    m_asking.waitForDone();
}

void TokenStaff::look()
{
    if (m_thread.isBusy())
        return;
    core::whenDone(
        m_thread.perform<Tokens>(kLookDeadline, [work = m_work](token::CryptokiModule&) { return work->look(); }), this,
        [this](const Result<Tokens>& found) {
            if (found)
                setPresent(*found);
            else if (found.error().kind != ErrorKind::Retry)
                setPresent({});
        });
}

// Of who is in, with everything they signed in with.
bool TokenStaff::isWhole(const Tokens& present) const
{
    return m_owner && tokenWithSerial(present, m_owner->serial) &&
           (!m_second || tokenWithSerial(present, m_second->serial));
}

// With several tokens in several readers it is the owner's that counts while somebody is in, else the first of others.
void TokenStaff::setPresent(const Tokens& present)
{
    std::optional<token::TokenInfo> now;
    if (isWhole(present)) {
        now = tokenWithSerial(present, m_owner->serial);
    } else {
        const auto isTheirs = [](const std::optional<token::TokenInfo>& one, const token::TokenInfo& token) {
            return one && one->serial == token.serial;
        };
        const auto other = std::find_if(present.begin(), present.end(),
            [&](const token::TokenInfo& token) { return !isTheirs(m_owner, token) && !isTheirs(m_second, token); });
        now = other == present.end() ? std::nullopt : std::optional(*other);
    }
    const auto second = m_second ? tokenWithSerial(present, m_second->serial) : std::nullopt;
    const bool same = isSame(now, m_present) && isSame(second, m_secondPresent);
    m_present = now;
    m_secondPresent = second;
    QList<TokenState> states;
    for (const token::TokenInfo& token : present)
        states.append(stateOf(token));
    m_swap.observe(states);
    lookBeside(present);
    if (!same)
        Q_EMIT tokenStateChanged();
}

bool TokenStaff::canSign() const
{
    const auto own = pki::Certificate::fromDer(m_signature);
    return own && (!m_helpers.known || m_helpers.known(*own));
}

// What is put in beside the owner's token later is judged as at the sign-in, where nothing is there yet to sign with.
void TokenStaff::lookBeside(const Tokens& present)
{
    if (!isWhole(present) || m_swap.phase() != SwapPhase::None)
        return;
    const QStringList before = std::exchange(m_beside, serialsBeside(present, *m_owner));
    const bool isNew = std::any_of(
        m_beside.begin(), m_beside.end(), [&before](const QString& serial) { return !before.contains(serial); });
    if (!isNew || canSign())
        return;
    judge(m_owner->serial, m_rules, Besides::LookedAt, m_helpers.known,
        [this, serial = m_owner->serial](const Result<JudgedToken>& judged) {
            if (m_owner && m_owner->serial == serial)
                noteBeside(judged);
        });
}

void TokenStaff::noteBeside(const Result<JudgedToken>& judged)
{
    if (!judged) {
        m_unreadTimes = m_unreadBeside == m_beside ? m_unreadTimes + 1 : 1;
        m_unreadBeside = m_beside;
    }
    // The next look asks again, but not for ever: it reads every certificate anew.
    const bool isGivenUp = !judged && m_unreadTimes >= kMostUnread;
    if (!judged || m_swap.phase() != SwapPhase::None) {
        if (!isGivenUp)
            m_beside.clear();
        return;
    }
    m_unreadBeside.clear();
    if (!judged->keys.authentication || canSign())
        return;
    const StaffMember before = m_member;
    const StaffMember now = withKeys(before, judged->keys);
    const auto codeOf = [](const StaffMember& member) {
        return member.cannotSign ? member.cannotSign->code.toString() : QString();
    };
    if (judged->keys.signature)
        takeKeys(now, *judged);
    else
        m_member = now;
    if (now.signature != before.signature || codeOf(now) != codeOf(before))
        Q_EMIT memberChanged(now);
}

TokenState TokenStaff::tokenState() const
{
    return m_present ? stateOf(*m_present) : TokenState();
}

TokenState TokenStaff::documentsToken() const
{
    if (!m_second)
        return tokenState();
    TokenState state = m_secondPresent ? stateOf(*m_secondPresent) : TokenState();
    state.isSecond = true;
    return state;
}

// A look at the reader takes milliseconds; what is asked meanwhile waits for its end instead of being refused.
template<typename T>
void TokenStaff::whenFree(int waits, std::chrono::milliseconds deadline,
    const std::function<Result<T>(token::CryptokiModule&)>& action, const std::function<void(const Result<T>&)>& use)
{
    if (m_thread.isBusy() && waits > 0) {
        QTimer::singleShot(kWaitForLook, this, [=, this, cancels = m_cancels] {
            cancels == m_cancels ? whenFree<T>(waits - 1, deadline, action, use) : use(tokenGivenUp());
        });
        return;
    }
    core::whenDone(m_thread.perform<T>(deadline, action), this, use);
}

void TokenStaff::judge(const QString& serial, const token::CredentialRules& rules, Besides besides,
    const KnownCertificate& known, const std::function<void(const Result<JudgedToken>&)>& then)
{
    using Reading = ReaderTokens::Reading;
    whenFree<Reading>(
        kWaitsForLook, kReadDeadline, [work = m_work, serial](token::CryptokiModule&) { return work->read(serial); },
        [this, rules, besides, known, then, cancels = m_cancels](const Result<Reading>& read) {
            if (!read)
                return then(failure(read));
            auto judged = QtConcurrent::run(&m_asking,
                [read = *read, rules, besides, known, now = m_clock.wall(),
                    status = m_helpers.status]() -> Result<JudgedToken> {
                    QList<token::StoredCertificate> elsewhere;
                    for (const ReaderTokens::Content& other : read.besides) {
                        if (besides == Besides::LookedAt)
                            elsewhere += other.certificates;
                    }
                    return judgedFrom(read, staffKeysOf(read.own.certificates, rules, now, status, known, elsewhere));
                });
            core::whenDone(judged, this, [this, then, cancels](const Result<JudgedToken>& answer) {
                then(cancels == m_cancels ? answer : tokenGivenUp());
            });
        });
}

QFuture<Result<StaffMember>> TokenStaff::signIn(core::SecureBytes pin, LastTry lastTry)
{
    auto promise = std::make_shared<QPromise<Result<StaffMember>>>();
    promise->start();
    const auto complete = [this, promise](const Result<StaffMember>& result) {
        look(); // a wrong PIN has changed the token's flags
        promise->addResult(result);
        promise->finish();
    };
    const auto once = std::make_shared<TokenWork::Try>(std::move(pin), lastTry);
    judge({}, m_rules, Besides::LookedAt, m_helpers.known, [this, once, complete](const Result<JudgedToken>& judged) {
        if (!judged || !judged->keys.authentication)
            return complete(judged ? Result<StaffMember>(failure(judged->keys.authentication)) : failure(judged));
        const bool factory = token::isFactoryPin(once->pin);
        expireUnlessTyped(once, judged->token);
        whenFree<void>(
            kWaitsForLook, timeFor(judged->token),
            [work = m_work, once, judged = *judged](token::CryptokiModule&) { return work->prove(judged, once); },
            [this, judged = *judged, factory, complete](const Result<>& proof) {
                if (!proof)
                    return complete(failure(proof));
                const auto member = m_lookup(judged.keys.authentication->credential.certificate);
                if (!member)
                    return complete(member);
                StaffMember known = withKeys(*member, judged.keys);
                known.hasFactoryPin = factory;
                enter(known, judged);
                complete(known);
            });
    });
    return promise->future();
}

void TokenStaff::enter(const StaffMember& member, const JudgedToken& judged)
{
    m_owner = judged.token;
    m_beside = serialsBeside(judged.all, judged.token);
    takeKeys(member, judged);
}

void TokenStaff::takeKeys(const StaffMember& member, const JudgedToken& judged)
{
    m_member = member;
    m_signature = member.signature;
    m_second = judged.isOnSecond() ? std::optional(judged.documents) : std::nullopt;
    m_secondPresent = m_second;
    QList<token::TokenInfo> theirs{judged.token};
    QStringList serials{judged.token.serial};
    if (m_second) {
        theirs.append(*m_second);
        serials.append(m_second->serial);
    }
    m_thread.setOwner(theirs);
    m_swap.setOwner(serials);
    tellSecond();
}

// Behind whatever goes on: whoever hears of it may be signing in or out just now.
void TokenStaff::tellSecond()
{
    if (m_second)
        QMetaObject::invokeMethod(this, &StaffSource::tokenStateChanged, Qt::QueuedConnection);
}

void TokenStaff::leave()
{
    tellSecond();
    m_thread.setOwner({});
    m_owner.reset();
    m_second.reset();
    m_secondPresent.reset();
    m_signature.clear();
    m_member = {};
    m_beside.clear();
    m_unreadBeside.clear();
    m_swap.setOwner({});
}

QFuture<Result<>> TokenStaff::sign(core::SecureBytes pin, LastTry lastTry, KeyAct act)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    const auto complete = [this, promise](const Result<>& result) {
        look();
        promise->addResult(result);
        promise->finish();
    };
    if (!m_owner || m_swap.phase() != SwapPhase::None) {
        complete(failure(kOtherPerson, ErrorKind::OperatorCanFix, QStringLiteral("nobody's token to sign with")));
        return promise->future();
    }
    const auto once = std::make_shared<TokenWork::Try>(std::move(pin), lastTry);
    // Of several that would do, the one of the sign-in: the criteria have let that one in.
    const KnownCertificate own = [mine = m_signature](const pki::Certificate& one) {
        return one.der() == mine;
    };
    judge(m_owner->serial, m_rules, Besides::LookedAt, own,
        [=, this, mine = m_signature](const Result<JudgedToken>& judged) {
            if (judged && m_second && !tokenWithSerial(judged->all, m_second->serial))
                return complete(failure(kSecondAbsent, ErrorKind::OperatorCanFix,
                    QStringLiteral("the token with the EDS"), {m_second->label}));
            if (!judged || !judged->keys.signature)
                return complete(judged ? Result<>(failure(judged->keys.signature)) : failure(judged));
            if (judged->keys.signature->credential.stored.certificate != mine)
                return complete(failure(
                    kNoneInReaders, ErrorKind::OperatorCanFix, QStringLiteral("another certificate than at sign-in")));
            signWith(once, *judged, act, complete);
        });
    return promise->future();
}

// Whoever is in changes the PIN of their own tokens; before a sign-in it is the one at hand.
QFuture<Result<>> TokenStaff::changePin(core::SecureBytes pin, core::SecureBytes fresh, LastTry lastTry, TokenUse whose)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    const auto once = std::make_shared<TokenWork::Try>(std::move(pin), lastTry);
    if (token::isFactoryPin(fresh)) {
        promise->addResult(failure(kPinFactory, ErrorKind::OperatorCanFix, QStringLiteral("printed in manuals")));
        promise->finish();
        return promise->future();
    }
    const auto next = std::make_shared<core::SecureBytes>(std::move(fresh));
    const bool isOfSecond = whose == TokenUse::Documents && m_second;
    const std::optional<token::TokenInfo>& owned = isOfSecond ? m_second : m_owner;
    const std::optional<token::TokenInfo>& seen = isOfSecond ? m_secondPresent : m_present;
    const QString serial = owned ? owned->serial : seen ? seen->serial : QString();
    if (seen)
        expireUnlessTyped(once, *seen);
    whenFree<void>(
        kWaitsForLook, seen ? timeFor(*seen) : kPinPadTime,
        [work = m_work, once, next, serial](token::CryptokiModule&) { return work->changePin(serial, once, *next); },
        [this, promise](const Result<>& changed) {
            look();
            promise->addResult(changed);
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<GuestSignature>> TokenStaff::signAsGuest(
    const ReaderSwap::Request& request, core::SecureBytes pin, LastTry lastTry)
{
    auto promise = std::make_shared<QPromise<Result<GuestSignature>>>();
    promise->start();
    const auto complete = [this, promise](const Result<GuestSignature>& result) {
        look();
        promise->addResult(result);
        promise->finish();
    };
    const auto once = std::make_shared<TokenWork::Try>(std::move(pin), lastTry);
    token::CredentialRules anyone = m_rules;
    anyone.organisationBin.clear(); // a client belongs to no bank; who may answer is the asker's to say
    judge(request.serial, anyone, Besides::Ignored, m_helpers.known,
        [this, request, once, complete](const Result<JudgedToken>& judged) {
            if (!judged || !judged->keys.signature)
                return complete(judged ? Result<GuestSignature>(failure(judged->keys.signature)) : failure(judged));
            const GuestPerson person = ReaderSwap::personOf(judged->keys.signature->credential.certificate);
            if (const Result<> admitted = request.admit ? request.admit(person) : Result<>(); !admitted)
                return complete(failure(admitted));
            auto made = std::make_shared<QByteArray>();
            signWith(
                once, *judged, ReaderSwap::onceOnly(request.act, made), [made, person, complete](const Result<>& done) {
                    complete(done ? Result<GuestSignature>({*made, person}) : failure(done));
                });
        });
    return promise->future();
}

void TokenStaff::signWith(
    const Once& once, const JudgedToken& judged, const KeyAct& act, const std::function<void(const Result<>&)>& then)
{
    const token::Credential& credential = judged.keys.signature->credential;
    if (credential.needsAdapter())
        return signAbroad(credential.certificate, act, then);
    expireUnlessTyped(once, judged.documents);
    whenFree<void>(
        kWaitsForLook, kSignDeadline,
        [work = m_work, once, slot = judged.documents.slot, stored = credential.stored, act](
            token::CryptokiModule&) { return work->sign(slot, stored, once, act); },
        then);
}

std::chrono::milliseconds TokenStaff::timeFor(const token::TokenInfo& token) const
{
    return token.pin.onPinPad ? m_helpers.padTime + kAfterTyping : kPinPadTime;
}

void TokenStaff::expireUnlessTyped(const Once& once, const token::TokenInfo& token)
{
    if (!token.pin.onPinPad)
        return;
    QTimer::singleShot(m_helpers.padTime, this, [this, waiting = std::weak_ptr(once)] {
        if (const Once still = waiting.lock(); still && !still->isTyped)
            m_thread.expire();
    });
}

// Its own window asks for the PIN; the reader is not ours meanwhile.
void TokenStaff::signAbroad(
    const pki::Certificate& holder, const KeyAct& act, const std::function<void(const Result<>&)>& then)
{
    const auto options = m_helpers.ncaLayer ? m_helpers.ncaLayer() : std::nullopt;
    if (!options)
        return then(token::checkSignsHere({{}, holder, token::CredentialUse::DocumentSignature}));
    m_abroad = std::make_shared<token::NcaLayerSigner>(holder, *options);
    core::whenDone(QtConcurrent::run(&m_asking, [signer = m_abroad, act] { return act(*signer); }), this,
        [this, then](const Result<>& done) {
            m_abroad.reset();
            then(done);
        });
}

void TokenStaff::cancel()
{
    ++m_cancels;
    m_thread.cancel();
    if (m_abroad)
        m_abroad->cancel();
}

void TokenStaff::signOut()
{
    cancel(); // no reader waits for a PIN behind a locked screen
    leave();
}

} // namespace tirkeu::workstation
