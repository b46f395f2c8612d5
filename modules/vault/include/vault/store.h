#pragma once

#include <vault/journal.h>

#include <casefile/casestate.h>
#include <core/ports/auditsink.h>
#include <core/ports/chunksink.h>

#include <functional>
#include <memory>

namespace tirkeu::vault {

using ObjectId = core::Id<struct ObjectTag>;

enum class ObjectKind {
    Original = 1, ///< a document as made, received or signed, byte for byte (MFO-34)
    Template = 2,
    Clip = 3,
    Picture = 4,
    Package = 5, ///< sealed for the gateway
};

struct ObjectInfo
{
    ObjectId id;
    casefile::ClientId client;
    std::optional<casefile::CaseId> caseId;
    ObjectKind kind;
    core::WallTime created;
    qint64 size = 0;
    bool isComplete = false;
};

enum class SearchField { Iin = 1, Document = 2, Phone = 3 };

struct ClientRecord
{
    casefile::ClientId id;
    QJsonObject data; ///< iin, and what the newest client.recorded said
    core::WallTime created;
    std::optional<core::WallTime> relationEnded;
    bool isHeld = false;
};

/// A line of a list of cases; `state` in full is asked for by id.
struct CaseLine
{
    casefile::CaseId id;
    casefile::ClientId client;
    casefile::Phase phase;
    bool isSettled = false;
    bool hasOpenQuestion = false;
    QString actor;
    core::WallTime opened;
    core::WallTime changed;
};

enum class CaseList { Unsettled, WithQuestion, All };

/// A package on its way to the bank. The row stands there from the transaction that settled its case.
struct OutboxRow
{
    core::Uuid id;
    casefile::ClientId client;
    std::optional<casefile::CaseId> caseId;
    std::optional<ObjectId> object;
    casefile::Delivery state = casefile::Delivery::Queued;
    int priority = 5; ///< smaller goes first
    qint64 size = 0;
    core::WallTime created;
    core::WallTime next;
    int tries = 0;
    QByteArray fingerprint; ///< empty: owed, and not packed yet
    QString reason;         ///< an error's code: why it was refused, or why it still waits
};

/// One check that was not passed, or did not end.
struct SpentAttempt
{
    casefile::Modality modality;
    casefile::Hand hand;
    core::WallTime started;
};

class ObjectReader;
class ObjectWriter;
class Store;

/// What may be written while a transaction is open. Given by Store::write, valid until it returns.
class Writer
{
public:
    /// Appends to the journal and brings everything that follows from it up to date. An event that its case does not
    /// allow is refused.
    [[nodiscard]] Result<casefile::Entry> append(const casefile::Event& event);
    /// Keeps bytes as they are. Large ones are streamed, see Store::writeObject.
    [[nodiscard]] Result<ObjectInfo> keep(ObjectKind kind, const casefile::ClientId& client,
        const std::optional<casefile::CaseId>& caseId, QByteArrayView bytes);
    [[nodiscard]] Result<> queue(const OutboxRow& row); ///< adds, or replaces the row of the same id
    /// A package kept to be sent, and nothing else, goes; after its receipt, or when another has taken its place.
    [[nodiscard]] Result<> discardPackage(const ObjectId& object);
    [[nodiscard]] Result<> setMeta(const QString& name, QByteArrayView value);
    /// This client's pseudonym by IIN, made on the first meeting, and anew after a destruction.
    [[nodiscard]] Result<casefile::ClientId> clientFor(const QString& iin);

private:
    friend class Store;
    explicit Writer(Store& store)
        : m_store(store)
    {
    }
    Store& m_store;
};

struct StoreFiles
{
    QString vault;
    QString keys;
    QByteArray vfs = {};
};

/// The opened databases of a vault: journal, records and the clients' keys. Everything that is kept together with an
/// event is written in one transaction with it. One thread.
class Store
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Store>> create(
        const StoreFiles& files, const core::SecureBytes& dataKey, const core::Uuid& vault, const core::Clock& clock);
    /// Asked for each file that an older program wrote, before it is changed; all of it is in the file then.
    using BeforeChange = std::function<Result<>(const QString& file, int fromVersion)>;
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const StoreFiles& files, const core::SecureBytes& dataKey,
        const core::Clock& clock, const BeforeChange& beforeMigration = {});
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Runs `body` in one transaction. After success all of it is on disk; after an error nothing of it is.
    [[nodiscard]] Result<> write(const std::function<Result<>(Writer&)>& body);
    [[nodiscard]] Result<casefile::Entry> append(const casefile::Event& event); ///< a transaction for one event

    [[nodiscard]] Journal& journal() { return *m_journal; }
    [[nodiscard]] const core::Uuid& vault() const { return m_vault; }
    [[nodiscard]] const core::Clock& clock() const { return m_clock; }
    [[nodiscard]] ClientKeys& clientKeys() { return *m_keys; }
    [[nodiscard]] storage::Connection& connection() { return m_connection; }

    [[nodiscard]] Result<casefile::CaseState> caseState(const casefile::CaseId& id);
    [[nodiscard]] Result<std::vector<CaseLine>> cases(CaseList which, const QString& actor = {});
    /// In the order of the journal, whatever the clock said.
    [[nodiscard]] Result<std::vector<CaseLine>> casesOf(const casefile::ClientId& client);
    [[nodiscard]] Result<std::vector<casefile::ClientId>> find(SearchField field, const QString& value);
    [[nodiscard]] Result<ClientRecord> client(const casefile::ClientId& id);
    /// Unsuccessful and voided attempts of an IIN since a time in all cases but one: what a new case's opening event
    /// carries.
    [[nodiscard]] Result<QList<casefile::EarlierAttempts>> attemptsSince(
        const QString& iin, core::WallTime since, const std::optional<casefile::CaseId>& except = {});
    /// The unsuccessful ones of them, the oldest first: when the interval lets them go.
    [[nodiscard]] Result<std::vector<SpentAttempt>> spentSince(const QString& iin, core::WallTime since);
    [[nodiscard]] Result<std::vector<OutboxRow>> outbox(std::optional<casefile::Delivery> state = {});
    [[nodiscard]] Result<std::optional<OutboxRow>> outboxRow(const core::Uuid& package);
    /// Cases that an older program settled, which kept no outbox.
    [[nodiscard]] Result<> oweWhatIsSettled();
    [[nodiscard]] Result<QByteArray> meta(const QString& name); ///< empty where there is none

    [[nodiscard]] Result<ObjectInfo> object(const ObjectId& id);
    [[nodiscard]] Result<std::vector<ObjectInfo>> objectsOf(const casefile::ClientId& client);
    [[nodiscard]] Result<QByteArray> readObject(const ObjectId& id);
    [[nodiscard]] Result<> readObject(const ObjectId& id, core::ChunkSink& sink);
    /// For a person to look at: the journal says who saw it and why before it is given out (MFO-32). What the program
    /// reads for itself comes by `readObject`.
    [[nodiscard]] Result<QByteArray> viewObject(const ObjectId& id, const QString& why, const QString& actor);
    /// A stream into the store; each piece is durable by itself, the object counts only once it is finished. What a
    /// crash leaves unfinished is discarded, and said so, at the next opening.
    [[nodiscard]] Result<std::unique_ptr<ObjectWriter>> writeObject(
        ObjectKind kind, const casefile::ClientId& client, const std::optional<casefile::CaseId>& caseId);
    [[nodiscard]] Result<int> discardUnfinished(const QString& actor);

    /// Makes everything that follows from the journal anew. An identical result is what the journal promises.
    [[nodiscard]] Result<> rebuild();
    /// Does so where a newer program found what an older one had written. Once the journal finds its volumes.
    [[nodiscard]] Result<> settle();
    /// What would be rebuilt, in clear and in order, to be compared.
    [[nodiscard]] Result<QJsonObject> projection();
    /// Whether what stands here is what the journal would give; changes nothing.
    [[nodiscard]] Result<bool> projectionFits();
    [[nodiscard]] Result<> checkpoint();

private:
    friend class Writer;
    friend class ObjectWriter;
    friend class Retention;
    Store(storage::Connection connection, storage::Connection keys, const core::Uuid& vault,
        core::SecureBytes searchKey, const core::Clock& clock);
    [[nodiscard]] static Result<std::unique_ptr<Store>> adopt(
        storage::Connection connection, storage::Connection keys, const core::Clock& clock);
    [[nodiscard]] Result<> removeCopies(); ///< of before a migration
    [[nodiscard]] Result<> rebuildInside();
    [[nodiscard]] Result<> project(const casefile::Event& event);
    [[nodiscard]] Result<> projectCase(const casefile::Event& event);
    [[nodiscard]] Result<> projectAttempt(const casefile::Event& event, const casefile::CaseState& state);
    [[nodiscard]] Result<> projectClient(const casefile::Event& event, const QString& iin);
    [[nodiscard]] Result<> renewRelation(const casefile::ClientId& client);
    [[nodiscard]] Result<> projectOutbox(
        const casefile::Event& event, const casefile::CaseState& before, const casefile::CaseState& after);
    [[nodiscard]] Result<> oweToBank(const casefile::CaseState& state, core::WallTime at);
    [[nodiscard]] Result<> removeObject(const ObjectId& id);
    [[nodiscard]] Result<> insertChunk(qint64 row, qint64 number, QByteArrayView clear, const core::SecureBytes& key);
    [[nodiscard]] Result<> readChunks(const ObjectId& id, const std::function<Result<>(QByteArrayView)>& take);
    [[nodiscard]] Result<> index(SearchField field, const QString& value, const casefile::ClientId& client);
    [[nodiscard]] QByteArray searchHash(SearchField field, const QString& value) const;
    [[nodiscard]] QByteArray keyedHash(const QByteArray& label, const QString& value) const;
    [[nodiscard]] Result<std::vector<CaseLine>> readCases(storage::Statement& select);

    QString m_folder; ///< of its files, where it was opened from some
    storage::Connection m_connection;
    std::unique_ptr<ClientKeys> m_keys;
    core::Uuid m_vault;
    core::SecureBytes m_searchKey;
    const core::Clock& m_clock;
    std::unique_ptr<Journal> m_journal;
    bool m_isStale = false; ///< the journal's head in memory has to be read from the disk again
    std::map<casefile::CaseId, casefile::CaseState> m_states; ///< of cases in hand; emptied when a write fails
};

/// Takes a clip in pieces. Not while a transaction of the store is open.
class ObjectWriter final : public core::ChunkSink
{
public:
    ~ObjectWriter() override;
    [[nodiscard]] const ObjectInfo& info() const { return m_info; }
    [[nodiscard]] Result<> write(QByteArrayView chunk) override;
    [[nodiscard]] Result<> finish() override;
    void abandon() override;

private:
    friend class Store;
    ObjectWriter(Store& store, ObjectInfo info, qint64 row, core::SecureBytes key);
    [[nodiscard]] Result<> flush();

    Store& m_store;
    ObjectInfo m_info;
    qint64 m_row;
    qint64 m_chunks = 0;
    core::SecureBytes m_key;
    QByteArray m_buffer;
    bool m_isOver = false;
};

/// The journal as a port, for rooms below it: workstation events by the name of their kind.
class JournalSink final : public core::AuditSink
{
public:
    JournalSink(Store& store, QString actor)
        : m_store(store)
        , m_actor(std::move(actor))
    {
    }
    [[nodiscard]] Result<> record(std::string_view kind, const QJsonObject& fields) override;

private:
    Store& m_store;
    QString m_actor;
};

} // namespace tirkeu::vault
