#pragma once

#include <vault/clientkeys.h>

#include <casefile/entry.h>
#include <core/ports/anchorcheck.h>
#include <core/ports/signer.h>

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

namespace tirkeu::vault {

struct JournalFilter
{
    std::optional<core::WallTime> from = {};
    std::optional<core::WallTime> until = {};
    QList<casefile::Kind> kinds = {}; ///< empty: all
    QString actor = {};               ///< empty: anybody
    std::optional<casefile::ClientId> client = {};
    std::optional<casefile::CaseId> caseId = {};
    quint64 before = 0; ///< only entries with a lower sequence; 0: from the newest on
    int most = 200;
};

/// An entry with what it says. `fields` is missing where the client's key has been destroyed.
struct JournalLine
{
    casefile::Entry entry;
    std::optional<QJsonObject> fields;
};

/// What a walk along the chain found.
struct ChainReport
{
    quint64 first = 0;
    quint64 last = 0;
    quint64 checked = 0;
    bool isWhole = false;
    bool isStopped = false; ///< before its end: what was read fits, of the rest nothing is known
    quint64 brokenAt = 0;   ///< the first entry that does not fit
    casefile::Linker::Fault fault = casefile::Linker::Fault::None;
    bool signatureWrong = false; ///< the entry that needs the workstation's signature has none that fits
};

/// The one journal of a vault: append-only, linked, each event sealed under its client's key. It writes inside a
/// transaction that its owner has begun. One thread; `check` may run on a connection of its own elsewhere.
class Journal
{
public:
    Journal(storage::Connection& connection, ClientKeys& keys, const core::Uuid& vault);

    /// The key for the kinds that ask for a signature; without it they are refused.
    void setSigner(core::Signer* workstation) { m_signer = workstation; }

    /// Reads where the chain stands; after opening, and after a transaction that did not end well.
    [[nodiscard]] Result<> reload();
    [[nodiscard]] const core::JournalHead& head() const { return m_head; }
    [[nodiscard]] core::WallTime lastTime() const { return m_lastTime; }
    [[nodiscard]] Result<casefile::Entry> append(const casefile::Event& event);
    /// Something was signed or received since the last anchor: from here on it is to be anchored outside.
    [[nodiscard]] bool wantsAnchor() const { return m_wantsAnchor; }
    void noteAnchored() { m_wantsAnchor = false; }

    [[nodiscard]] Result<std::vector<JournalLine>> read(const JournalFilter& filter);
    /// Every event of one case, in order, also those that were moved into volumes.
    [[nodiscard]] Result<std::vector<casefile::Event>> eventsOf(const casefile::CaseId& caseId);
    [[nodiscard]] Result<QJsonObject> open(const casefile::Entry& entry);
    /// The key that opens this one entry, to be shown to somebody.
    [[nodiscard]] Result<core::SecureBytes> keyFor(const casefile::Entry& entry);
    /// Entries from `first` on, in order; the visitor says whether to go on.
    using Visitor = std::function<Result<bool>(const casefile::Entry&)>;
    [[nodiscard]] Result<> visit(quint64 first, const Visitor& visitor);
    /// Where volumes find their files, see retention.h; entries moved there are read from them.
    using VolumeReader = std::function<Result<>(quint64 first, const Visitor&)>;
    void setVolumeReader(VolumeReader reader) { m_volumes = std::move(reader); }

    /// Remembers a head that somebody outside has seen.
    [[nodiscard]] Result<> keepAnchor(const core::JournalHead& head, const QString& source, core::WallTime at);
    [[nodiscard]] Result<core::JournalHead> lastAnchor();
    /// Holds this chain against a head that somebody outside has seen.
    [[nodiscard]] Result<core::AnchorVerdict> compare(const core::JournalHead& outside);

private:
    storage::Connection& m_connection;
    ClientKeys& m_keys;
    core::Uuid m_vault;
    core::Signer* m_signer = nullptr;
    core::JournalHead m_head;
    core::WallTime m_lastTime{};
    casefile::Linker m_linker;
    bool m_wantsAnchor = false;
    VolumeReader m_volumes;
};

/// Walks the whole chain at hand, from the newest volume on, over a connection of any thread. `certificate` is the
/// workstation's (DER); empty: signatures are not tried. Stops early when `cancelled` turns true.
[[nodiscard]] Result<ChainReport> checkChain(storage::Connection& connection, const core::Uuid& vault,
    const QByteArray& certificate = {}, const std::atomic<bool>* cancelled = nullptr);

[[nodiscard]] QString nameOf(core::AnchorVerdict verdict);

} // namespace tirkeu::vault
