#pragma once

#include <vault/closedjournal.h>
#include <vault/slotfile.h>

#include <core/ports/anchorcheck.h>

#include <QLockFile>

namespace tirkeu::vault {

struct VaultOptions
{
    QString folder;
    const core::Clock& clock;
    core::Signer* workstation = nullptr;  ///< signs what needs it
    core::AnchorCheck* anchors = nullptr; ///< an anchor on this machine, a TPM's; none: says so
    QString actor = QStringLiteral("workstation");
    QByteArray vfs = {}; ///< for tests: another disk for the databases
};

/// What opening found besides the data.
struct OpeningReport
{
    core::AnchorVerdict anchor = core::AnchorVerdict::NoAnchorYet; ///< against AnchorCheck
    bool hasAnchorCheck = false;
    int absorbed = 0; ///< events from the time the vault was closed
    bool sealedFileLost = false;
    bool clockWentBack = false;    ///< now is before the newest event
    core::WallTime newestBefore{}; ///< the time of that event
    bool finishedRekey = false;    ///< a rekey that had been cut short was completed
    int discarded = 0;             ///< unfinished clips
};

/// A slot opened by its holder's key: all that opening the vault takes, so that a token is needed for a moment only.
struct OpenedSlot
{
    pki::Certificate certificate;
    core::SecureBytes dataKey;
};

/// A folder with the key slots, the databases, the file for closed times and the volumes. Opens only with a person's
/// key; one process at a time. One thread.
class Vault
{
public:
    /// A new vault in an empty folder. `people` are the first slots and have to include one for recovery; `owner` opens
    /// one of them.
    [[nodiscard]] static Result<std::unique_ptr<Vault>> create(
        const VaultOptions& options, const QList<SlotHolder>& people, core::KeyUnwrapper& owner);
    [[nodiscard]] static Result<std::unique_ptr<Vault>> open(const VaultOptions& options, core::KeyUnwrapper& person);
    /// The same in two steps: with the key on the thread that has the token, then where the vault is to live.
    [[nodiscard]] static Result<OpenedSlot> unlock(const QString& folder, core::KeyUnwrapper& person);
    [[nodiscard]] static Result<std::unique_ptr<Vault>> open(const VaultOptions& options, OpenedSlot slot);
    /// What stands in clear, without opening: who has a slot.
    [[nodiscard]] static Result<SlotFile> slotsOf(const QString& folder);
    /// Whether a vault or what is left of one lies there, opened or not, damaged or not.
    [[nodiscard]] static bool liesIn(const QString& folder);
    /// A damaged vault is put into a folder of its own inside `folder`, whole and unchanged, so that a backup can be
    /// restored in its place. Gives back where it lies now.
    [[nodiscard]] static Result<QString> setAside(const QString& folder, const core::Clock& clock);
    /// The file for events while the vault is closed.
    [[nodiscard]] static Result<ClosedJournal> closedJournal(const QString& folder, core::Signer* workstation);
    ~Vault();

    /// Not after `close`, nor where a move to a new key ended without its databases: only a new opening helps then.
    [[nodiscard]] bool isOpen() const { return m_store != nullptr; }
    [[nodiscard]] Store& store() { return *m_store; } ///< only while open
    [[nodiscard]] const SlotFile& slotFile() const { return m_slots; }
    [[nodiscard]] const OpeningReport& opening() const { return m_report; }
    [[nodiscard]] const QString& folder() const { return m_options.folder; }
    [[nodiscard]] QString volumeFolder() const;
    /// A second connection for reading along, for a walk in the background on another thread.
    [[nodiscard]] Result<storage::Connection> reader() const;
    [[nodiscard]] Result<storage::Connection> keysReader() const; ///< the same of the clients' keys

    [[nodiscard]] Result<> addSlot(const SlotHolder& holder, const QString& actor);
    /// Takes a slot away and moves everything to a new key, so that a copy of the old key opens nothing new.
    [[nodiscard]] Result<> removeSlot(const core::Uuid& slot, const QString& actor);
    [[nodiscard]] Result<> removeSlots(const QList<core::Uuid>& leaving, const QString& actor);
    [[nodiscard]] Result<> rekey(const QString& actor);
    /// Writes that it closes, and closes. Lock is not this: it leaves the vault open for the outbox.
    [[nodiscard]] Result<> close(const QString& actor);

    /// Holds the chain against a head somebody outside knows, keeps it as an anchor or names the roll-back.
    [[nodiscard]] Result<core::AnchorVerdict> meetAnchor(const core::JournalHead& outside, const QString& source);

    /// Sets the anchor on this machine where something was signed, or a receipt came, since it was set last.
    [[nodiscard]] Result<> anchorWhatIsSigned();

    /// For tests: stops a rekey after so many of its steps, as a power cut would.
    void stopRekeyAfter(int steps) { m_rekeySteps = steps; }

private:
    explicit Vault(const VaultOptions& options);
    [[nodiscard]] Result<> lock();
    [[nodiscard]] Result<> start(core::SecureBytes dataKey, const Slot& slot);
    [[nodiscard]] Result<> absorb();
    [[nodiscard]] Result<> noteWorkstation();
    [[nodiscard]] Result<> moveToNewKey(const QString& actor);
    [[nodiscard]] Result<> rekeyStep();
    [[nodiscard]] static QString generationFolder(const QString& folder, qint64 generation);
    [[nodiscard]] StoreFiles files() const;
    [[nodiscard]] Result<> openStore();
    [[nodiscard]] Result<> checkOpen() const;

    VaultOptions m_options;
    std::unique_ptr<QLockFile> m_lock;
    SlotFile m_slots;
    core::SecureBytes m_dataKey;
    std::unique_ptr<Store> m_store;
    OpeningReport m_report;
    int m_rekeySteps = -1;
};

/// The generation's folder that holds now.
[[nodiscard]] Result<QString> currentGeneration(const QString& folder);

} // namespace tirkeu::vault
