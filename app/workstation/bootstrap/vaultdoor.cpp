#include "vaultdoor.h"

#include <core/log.h>
#include <core/whendone.h>
#include <vault/errors.h>

#include <QMutexLocker>
#include <QPromise>

namespace tirkeu::workstation {

namespace {
Q_LOGGING_CATEGORY(logVault, "tirkeu.vault")
constexpr ErrorCode kKeyNotUsed{"signin.key-not-used"};
} // namespace

VaultDoor::VaultDoor(vault::VaultThread& thread, vault::VaultSink& sink, Entitled entitled)
    : m_thread(thread)
    , m_sink(sink)
    , m_entitled(std::move(entitled))
{
}

bool VaultDoor::useKey(core::KeyUnwrapper& key)
{
    const std::shared_ptr<Finds> finds = m_finds; // behind the next line the door may be gone
    auto found = std::make_shared<Found>(Found{vault::Vault::unlock(m_thread.folder(), key), key.certificate(), {}});
    const bool opens = found->slot.has_value();
    if (!opens && found->slot.error().code == vault::kNoSlot) {
        // How a key that does not answer now would open a slot nobody knows; the next time it may say.
        if (const Result<pki::RsaWrap> wrap = vault::wrapOf(key))
            found->slotless.append({found->certificate, *wrap});
        else
            core::logWarning(logVault()) << "the key was not tried" << wrap.error();
    }
    const QMutexLocker lock(&finds->mutex);
    if (const auto& last = finds->last; last && !last->slot && last->slot.error().code == vault::kNoSlot) {
        found->slotless = last->slotless + found->slotless;
        if (!opens)
            found->slot = failure(last->slot); // the first one's reason stands
    }
    finds->last = std::move(found);
    return opens;
}

// Whoever opens the vault next gives these a slot, if the criteria let their holder in.
void VaultDoor::leave(const QList<Slotless>& all) const
{
    for (const auto& [der, wrap] : all) {
        const auto certificate = pki::Certificate::fromDer(der);
        const Result<> left =
            certificate ? vault::leaveCertificate(m_thread.folder(), *certificate, wrap) : failure(certificate);
        if (!left)
            core::logWarning(logVault()) << "the certificate was not left" << left.error();
    }
}

void VaultDoor::forget()
{
    forgetting()();
}

std::function<void()> VaultDoor::forgetting() const
{
    return [finds = m_finds] {
        const QMutexLocker lock(&finds->mutex);
        finds->last.reset();
    };
}

QFuture<Result<>> VaultDoor::open(const StaffMember& member)
{
    std::shared_ptr<Found> found;
    {
        const QMutexLocker lock(&m_finds->mutex);
        found = std::exchange(m_finds->last, nullptr);
    }
    // Behind the lock it is open already; whether this is the right person is the shell's to say.
    if (!m_owner.isEmpty())
        return QtFuture::makeReadyFuture(Result<>());
    if (!found)
        return QtFuture::makeReadyFuture(
            Result<>(failure(kKeyNotUsed, ErrorKind::Retry, QStringLiteral("the key opened nothing"))));
    leave(found->slotless);
    if (!found->slot) {
        tellDamage(found->slot.error());
        return QtFuture::makeReadyFuture(Result<>(failure(found->slot)));
    }
    m_owner = member.id;
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    core::whenDone(m_thread.open(std::move(*found->slot)), this,
        [this, promise, id = member.id](const Result<vault::OpeningReport>& report) {
            if (report)
                taken(id, *report);
            else
                m_owner.clear();
            promise->addResult(report ? Result<>() : failure(report));
            promise->finish();
            if (!report)
                tellDamage(report.error());
        });
    return promise->future();
}

void VaultDoor::taken(const QString& id, const vault::OpeningReport& report)
{
    m_report = report;
    m_sink.setActor(id);
    tidySlots(id);
    Q_EMIT openChanged(true);
}

void VaultDoor::tellDamage(const Error& error)
{
    if (vault::isDamage(error))
        Q_EMIT foundDamaged(error);
}

void VaultDoor::tidySlots(const QString& actor)
{
    auto kept = m_thread.perform<vault::SlotChanges>(
        [entitled = m_entitled(), actor](vault::Vault& opened) { return vault::keepSlots(opened, entitled, actor); });
    core::whenDone(kept, this, [this](const Result<vault::SlotChanges>& changes) {
        if (!changes)
            core::logWarning(logVault()) << "the slots were not brought up to date" << changes.error();
        else if (changes->setAside > 0)
            Q_EMIT setCertificatesAside(changes->setAside);
    });
}

void VaultDoor::setHeld(bool held)
{
    m_held = held;
    closeUnlessHeld();
}

void VaultDoor::closeUnlessHeld()
{
    forget();
    if (m_held || m_owner.isEmpty())
        return;
    const QString owner = std::exchange(m_owner, QString());
    Q_EMIT openChanged(false);
    core::whenDone(m_thread.close(owner), this, [](const Result<>& closed) {
        if (!closed)
            core::logWarning(logVault()) << "not closed in good order" << closed.error();
    });
    m_sink.setActor({});
}

VaultedStaff::VaultedStaff(std::unique_ptr<StaffSource> source, VaultDoor& door)
    : m_source(std::move(source))
    , m_door(door)
{
    connect(m_source.get(), &StaffSource::tokenStateChanged, this, &StaffSource::tokenStateChanged);
    connect(m_source.get(), &StaffSource::pinTyped, this, &StaffSource::pinTyped);
    connect(m_source.get(), &StaffSource::memberChanged, this, &StaffSource::memberChanged);
}

QFuture<Result<StaffMember>> VaultedStaff::signIn(core::SecureBytes pin, LastTry lastTry)
{
    auto promise = std::make_shared<QPromise<Result<StaffMember>>>();
    promise->start();
    const auto complete = [promise](Result<StaffMember> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    core::whenDone(
        m_source->signIn(std::move(pin), lastTry), this, [this, complete](const Result<StaffMember>& member) {
            if (!member) {
                m_door.forget();
                return complete(member);
            }
            core::whenDone(m_door.open(*member), this, [this, complete, member = *member](const Result<>& opened) {
                if (!opened)
                    m_source->signOut();
                complete(opened ? Result<StaffMember>(member) : failure(opened));
            });
        });
    return promise->future();
}

void VaultedStaff::signOut()
{
    m_source->signOut();
    m_door.closeUnlessHeld();
}

} // namespace tirkeu::workstation
