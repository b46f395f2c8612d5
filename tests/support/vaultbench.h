#pragma once

#include "support/casescript.h"
#include "support/testkeys.h"

#include <vault/vault.h>

#include <QDir>
#include <QTemporaryDir>

namespace tirkeu::test {

/// An anchor that lives elsewhere, as a TPM's or a receipt does.
class OutsideAnchor final : public core::AnchorCheck
{
public:
    core::JournalHead head;
    int anchored = 0;
    bool isBroken = false;
    [[nodiscard]] Result<core::JournalHead> lastAnchor() override { return head; }
    [[nodiscard]] Result<> anchor(const core::JournalHead& seen) override
    {
        if (isBroken)
            return failure(ErrorCode("tpm.absent"), ErrorKind::DeviceFault, QStringLiteral("pulled"));
        head = seen;
        ++anchored;
        return {};
    }
};

/// What lies on a disk when a program dies, put elsewhere.
[[nodiscard]] inline bool copyFolder(const QString& from, const QString& to)
{
    bool good = QDir().mkpath(to);
    for (const QFileInfo& entry : QDir(from).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden)) {
        const QString target = QDir(to).filePath(entry.fileName());
        good = good && (entry.isDir() ? copyFolder(entry.filePath(), target) : QFile::copy(entry.filePath(), target));
    }
    return good;
}

/// One for all benches of a program: an RSA key takes a fifth of a second to find.
[[nodiscard]] inline const pki::SoftwareKey& theSupervisor()
{
    static const pki::SoftwareKey key = testKey(QStringLiteral("supervisor-3"), pki::NewKey::Rsa2048);
    return key;
}

/// A vault with a teller, a supervisor and a recovery key, in a folder of its own.
struct VaultBench
{
    QTemporaryDir dir;
    FakeClock clock;
    pki::SoftwareKey workstation = testKey(QStringLiteral("workstation"));
    pki::SoftwareKey teller = testKey(QStringLiteral("teller-17"));
    pki::SoftwareKey supervisor = theSupervisor();
    pki::SoftwareKey recovery = testKey(QStringLiteral("recovery"), pki::NewKey::EcP384);
    std::unique_ptr<vault::Vault> vault;
    core::AnchorCheck* anchors = nullptr;
    QByteArray vfs = {}; ///< another disk for the databases

    [[nodiscard]] QString folder() const { return dir.filePath(QStringLiteral("vault")); }
    [[nodiscard]] vault::VaultOptions options()
    {
        return {.folder = folder(), .clock = clock, .workstation = &workstation, .anchors = anchors, .vfs = vfs};
    }
    [[nodiscard]] Result<> create()
    {
        using vault::SlotRole;
        auto made = vault::Vault::create(options(),
            {{SlotRole::Teller, QStringLiteral("teller-17"), teller.holder()},
                {SlotRole::Supervisor, QStringLiteral("supervisor-3"), supervisor.holder()},
                {SlotRole::Recovery, QStringLiteral("safe"), recovery.holder()}},
            teller);
        if (!made)
            return failure(made);
        vault = std::move(*made);
        return {};
    }
    [[nodiscard]] Result<> open(core::KeyUnwrapper& key)
    {
        vault.reset();
        auto opened = vault::Vault::open(options(), key);
        if (!opened)
            return failure(opened);
        vault = std::move(*opened);
        return {};
    }
    [[nodiscard]] Result<> play(const std::vector<casefile::Event>& events)
    {
        for (const casefile::Event& event : events) {
            if (const auto entry = vault->store().append(event); !entry)
                return failure(entry);
        }
        return {};
    }
};

/// The case comes to an end and the bank has everything, so that nothing of the client is awaited any more.
[[nodiscard]] inline Result<> finishCase(vault::Store& store, CaseScript& script)
{
    const auto state = store.caseState(script.id);
    if (!state)
        return failure(state);
    if (state->phase != casefile::Phase::Ended) {
        if (const auto entry = store.append(script.ended(casefile::Ending::Abandoned)); !entry)
            return failure(entry);
    }
    auto rows = store.outbox();
    if (!rows)
        return failure(rows);
    return store.write([&](vault::Writer& writer) -> Result<> {
        for (vault::OutboxRow& row : *rows) {
            row.state = casefile::Delivery::Accepted;
            if (const Result<> queued = writer.queue(row); !queued)
                return queued;
        }
        return {};
    });
}

} // namespace tirkeu::test

/// Says what went wrong instead of "returned FALSE".
#define VERIFY_RESULT(expression)                                                                                      \
    do {                                                                                                               \
        const auto& seen_ = (expression);                                                                              \
        QVERIFY2(seen_, qPrintable(seen_ ? QString() : seen_.error().code.toString() + u' ' + seen_.error().detail));  \
    } while (false)
