#pragma once

#include <vault/journalexport.h>
#include <vault/store.h>

#include <QHash>

namespace tirkeu::vault {

struct RetentionRules
{
    std::chrono::days atHand{92};                 ///< NEWS-logs: at least three months
    std::chrono::days afterRelation{5 * 365 + 2}; ///< BIO-43: at least five years from the relation's end
};

struct SealedVolume
{
    qint64 number = 0;
    quint64 first = 0;
    quint64 last = 0;
    QString file;
};

/// A client whose relation has ended, or on whom a hold lies.
struct KeptClient
{
    ClientRecord record;
    std::optional<core::WallTime> until = {}; ///< kept at least so long; nothing: the relation goes on
    QString holdReason = {};                  ///< where one lies
    bool isErasable = false;
};

struct DestructionAct
{
    core::Uuid id;
    QList<casefile::ClientId> clients;
    QString reason;
    QString proposer;
    core::WallTime proposed;
    QString approver = {}; ///< empty: nobody yet
    std::optional<core::WallTime> approved = {};
    std::optional<core::WallTime> done = {};
    bool isDocumented = false; ///< its signed document is kept
};

/// What an act took from one client, as the journal says it. It names nobody.
struct DestroyedClient
{
    QByteArray reference; ///< `Retention::referenceOf` the IIN
    QByteArray digest;    ///< SHA-256 over the hashes of the entries that no longer open, in their order
    qint64 objects = 0;
    qint64 entries = 0;
    core::WallTime at{};
};

/// Finds entries that were moved into volumes; a volume that was changed is an error.
[[nodiscard]] Journal::VolumeReader volumeReader(storage::Connection& connection, const QString& folder);

/// What a look into every volume found.
struct VolumesReport
{
    int volumes = 0;
    quint64 entries = 0;
    qint64 brokenVolume = 0; ///< 0: none
    QString fault = {};      ///< missing, digest, signature, chain or range
    bool isStopped = false;  ///< the visitor wanted no more
};
/// Opens each volume: its digest, its signature, its chain, and that it is the stretch the journal says it is.
[[nodiscard]] Result<VolumesReport> checkVolumes(
    storage::Connection& connection, const QString& folder, const Journal::Visitor& visitor = {});

/// What is kept how long, and who may end it. One thread, the store's.
class Retention
{
public:
    Retention(Store& store, QString volumeFolder, const RetentionRules& rules = {});

    /// Moves what is older than the time at hand into a signed volume; nothing where nothing is old enough. The volume
    /// is on disk and read back before its entries leave the journal. Volumes are kept until somebody above decides.
    [[nodiscard]] Result<std::optional<SealedVolume>> sealOld(core::Signer& workstation, const QString& actor);

    /// The bank's word that a relation has ended starts the clock; it is not ours to start.
    [[nodiscard]] Result<> relationEnded(
        const casefile::ClientId& client, core::WallTime at, const QString& source, const QString& actor);
    [[nodiscard]] Result<> setHold(const casefile::ClientId& client, const QString& reason, const QString& actor);
    [[nodiscard]] Result<> liftHold(const casefile::ClientId& client, const QString& reason, const QString& actor);
    /// Who is due, or held: the longest due first.
    [[nodiscard]] Result<std::vector<KeptClient>> kept();
    [[nodiscard]] Result<std::vector<DestructionAct>> acts(); ///< the newest first
    [[nodiscard]] Result<bool> isErasable(
        const casefile::ClientId& client); ///< time is over, nothing holds or awaits it

    /// A destruction act: proposed by one, approved by another, then carried out. The client's key goes, and with it
    /// everything sealed under it, in the journal, too; the chain stands.
    [[nodiscard]] Result<core::Uuid> propose(
        const QList<casefile::ClientId>& clients, const QString& reason, const QString& actor);
    [[nodiscard]] Result<> approve(const core::Uuid& act, const QString& actor);
    [[nodiscard]] Result<int> carryOut(const core::Uuid& act, const QString& actor);
    [[nodiscard]] Result<std::vector<DestroyedClient>> destroyedBy(const core::Uuid& act);
    /// What an act calls a client by. Keyed: of use only to whoever has this vault and an IIN to hold against an act.
    [[nodiscard]] QByteArray referenceOf(const QString& iin) const;
    /// The signed document of an act that was carried out, and each revision that says what the one before said.
    /// `signer`: SHA-256 of the certificate.
    [[nodiscard]] Result<> keepDocument(const core::Uuid& act, const QByteArray& pdf, const QByteArray& signer,
        const QString& level, const QString& actor);
    [[nodiscard]] Result<QByteArray> document(const core::Uuid& act); ///< empty: none yet
    /// For handing out: the journal says so first.
    [[nodiscard]] Result<QByteArray> exportDocument(const core::Uuid& act, const QString& actor);
    /// Ends what a crash interrupted between the record and the key; whenever the vault starts, and before each act.
    [[nodiscard]] Result<> finishInterrupted();

private:
    [[nodiscard]] Result<bool> isBusyWith(const casefile::ClientId& client);
    [[nodiscard]] Result<QString> holdReason(const casefile::ClientId& client);
    using Traces = QHash<QByteArray, QJsonObject>;
    [[nodiscard]] Result<Traces> tracesOf(const QList<casefile::ClientId>& clients);
    [[nodiscard]] Result<> erase(
        const casefile::ClientId& client, const core::Uuid& act, const Traces& traces, const QString& actor);
    [[nodiscard]] Result<> say(casefile::Kind kind, const std::optional<casefile::ClientId>& client,
        const QJsonObject& fields, const QString& actor);

    Store& m_store;
    QString m_folder;
    RetentionRules m_rules;
};

} // namespace tirkeu::vault
