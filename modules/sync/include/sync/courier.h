#pragma once

#include <sync/owedwords.h>
#include <sync/packing.h>
#include <sync/receiving.h>
#include <sync/schedule.h>

#include <QMap>

namespace tirkeu::sync {

/// How things stand with the bank, as a header and a page show it.
struct LinkReport
{
    bool isOnline = false;
    core::WallTime since{};
    QString why = {};                      ///< an error's code while offline
    core::WallTime next{};                 ///< when it is tried again by itself, while offline
    int waiting = 0;                       ///< packages that have not arrived, as far as the spool tells
    std::optional<core::Uuid> inHand = {}; ///< the package on its way now
    qint64 inHandSent = 0;
    qint64 inHandSize = 0;
    int withdrawals = 0;   ///< of consents, that services outside the bank have not heard of
    bool isQuiet = false;  ///< only what is urgent goes
    bool isTooOld = false; ///< for the gateway: what is open is finished, nothing is begun (MFO-25, 30)
    bool operator==(const LinkReport&) const = default;
};

struct CourierRules
{
    PackingRules packing = {};
    BackOff link = {};
    BackOff package{std::chrono::seconds(5), std::chrono::hours(1)};
    std::chrono::milliseconds greetEvery{std::chrono::minutes(1)};
    int poisonedAfter = 5;            ///< failures of one package, each with the gateway at hand
    QuietHours quiet = {};            ///< besides those the gateway asks for
    qint64 bytesPerSecond = 0;        ///< of packages and journal, as the gateway may ask too; 0: as fast as it goes
    qint64 chunk = qint64(256) << 10; ///< sent between two looks at what is more urgent
    qint64 journalPiece = qint64(1) << 20;
};

/// Carries what waits to the bank and brings back what the bank says, one small step at a time, so that a withdrawal
/// overtakes a long upload and a crash between any two steps loses and repeats nothing. Everything it knows it can read
/// again from vault and spool; with the vault closed it goes on with what lies in the spool and keeps the receipts
/// there. One thread, which it may block.
class Courier
{
public:
    /// The criteria it compares with; all of it outlives the courier.
    struct Ground
    {
        wire::Gateway& gateway;
        AtVault atVault;
        Sender sender;
        vault::Spool spool;
        GatewayTrust trust;
        const core::Clock& clock;
        CourierRules rules = {};
        std::function<double()> chance = {}; ///< in [0, 1)
        int criteria = 0;                    ///< the version in force here
        /// New criteria, signed; taken or refused by whoever keeps them. Without it they are left with the gateway.
        std::function<Result<>(const QByteArray&)> offerCriteria = {};
        std::function<void(const LinkReport&)> tell = {};
        std::function<void(const wire::Answer&)> tellAnswer = {};
        /// Something that must not be: the gateway went back, the journal forked. Once for each.
        std::function<void(const Error&)> alarm = {};
        std::function<void()> changed = {}; ///< a row of the outbox has moved
        QString version = {};               ///< of this program, held against the lowest the gateway admits
        /// Asks for the workstation's next certificate where it is time; once in a while, after a greeting.
        std::function<Result<>(wire::Gateway&)> renew = {};
    };
    explicit Courier(Ground ground);

    /// Does what is due, and gives back how long nothing will be.
    [[nodiscard]] std::chrono::milliseconds turn();
    void wake();                           ///< the network is back, or somebody asks: whatever waits is tried now
    void retry(const core::Uuid& package); ///< this one now
    /// A case was settled, or the vault opened.
    void noteVault()
    {
        m_vaultChanged = true;
        m_journalDue = true;
        m_isVaultMet = false;
    }
    [[nodiscard]] const LinkReport& report() const { return m_report; }

private:
    struct Way
    {
        int tries = 0;
        core::MonotonicTime notBefore{};
        qint64 received = 0;
        qint64 largestChunk = 0;
        bool isAnswered = false; ///< it has its receipt, here or beside the package
        bool isOpen = false;     ///< the gateway was asked how far it has come, on this connection
    };
    using Wait = std::chrono::milliseconds;

    void lookIntoVault();
    [[nodiscard]] Result<> tidy(vault::Vault& vault);
    [[nodiscard]] bool greet();
    void compareVersions(const wire::Hello& hello);
    void fetchAnswers(quint64 newest);
    void fetchCriteria(int newest);
    void renewCertificate();
    void tellServices(); ///< one of them, one word
    void stumbleOver(const OwedWord& word, const wire::Problem& problem);
    [[nodiscard]] bool isQuietNow() const;
    [[nodiscard]] qint64 bytesPerSecond() const; ///< 0: no cap
    [[nodiscard]] qint64 pieceOf(qint64 most) const;
    void spend(qint64 bytes);         ///< of what a second holds
    [[nodiscard]] bool sendJournal(); ///< whether there is more
    void sendPackages();
    [[nodiscard]] std::vector<Waiting> waiting();
    void sendChunk(const vault::SpooledPackage& package, Way& way);
    [[nodiscard]] bool openUpload(const vault::SpooledPackage& package, Way& way);
    void takeReceipt(const vault::SpooledPackage& package, const QByteArray& receipt);
    void askForPending();
    void fail(const wire::Problem& problem);
    void failPackage(const core::Uuid& package, const wire::Problem& problem);
    void refuse(const core::Uuid& package, const QString& code);
    void goOffline(const ErrorCode& code, std::optional<std::chrono::seconds> after = {});
    void note(const core::Uuid& package, const QString& reason);
    void raise(const Error& error);
    [[nodiscard]] bool mayBeginToSend(); ///< the open vault was held against what the gateway has of it
    void meetHead(vault::Vault& vault);
    void tellRollBack(core::AnchorVerdict verdict, const QString& against);
    void tell();
    [[nodiscard]] double chance() const;
    [[nodiscard]] Wait untilNext();

    Ground m_ground;
    LinkReport m_report;
    LinkReport m_told;
    QMap<core::Uuid, Way> m_ways;
    std::optional<core::Uuid> m_loaded; ///< whose bytes are in memory
    QByteArray m_bytes;
    qsizetype m_segment = 0; ///< of the journal, counted from the oldest
    core::Uuid m_journal;    ///< its name
    std::optional<core::JournalHead> m_remoteHead;
    QByteArray m_metHead; ///< the hash of the last one that showed a roll-back, told already
    QStringList m_alarms;
    core::MonotonicTime m_linkNext{};
    core::MonotonicTime m_greetNext{};
    core::MonotonicTime m_pendingNext{};
    core::MonotonicTime m_vaultNext{};
    core::MonotonicTime m_sendNext{}; ///< the cap on bandwidth lets nothing go before
    core::MonotonicTime m_renewNext{};
    OwedWords m_words;
    core::MonotonicTime m_wordsNext{};
    bool m_areWordsDue = false;
    wire::Pace m_pace; ///< as the gateway asks
    int m_linkTries = 0;
    int m_stumbles = 0; ///< of the journal, one after the other
    bool m_vaultChanged = true;
    bool m_journalDue = true;
    bool m_isVaultMet = false; ///< in this contact, since it was opened
};

/// The code whose sentence tells a person about a problem.
[[nodiscard]] QString codeOf(const wire::Problem& problem);

} // namespace tirkeu::sync
