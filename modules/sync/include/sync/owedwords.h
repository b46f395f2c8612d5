#pragma once

#include <core/clock.h>
#include <vault/store.h>
#include <wire/services.h>

#include <map>
#include <set>

namespace tirkeu::sync {

/// Something that a service outside the bank has to hear of and has not.
struct OwedWord
{
    wire::ServiceCall
        call; ///< its number is the journal's, so that it is the same after a crash and in a restored vault
    casefile::ClientId client;
    casefile::CaseId from;
};

/// What the journal says that services outside the bank have to hear: consents given, once their case is signed, and
/// taken back, at once (BIO-40, BIO-41); what staff found suspicious (BIO-37). Each exactly once: what was told is an
/// event, and what was told without one is told again under the same number. On the vault's thread.
class OwedWords
{
public:
    explicit OwedWords(int page = 500)
        : m_page(page)
    {
    }
    /// Takes in what the journal has more, so many lines at most: the vault's thread has others to serve.
    [[nodiscard]] Result<> look(vault::Store& store);
    [[nodiscard]] bool isBehind() const { return m_pass.has_value(); } ///< there is more, and until then no `next`
    [[nodiscard]] bool isEmpty() const { return m_said.empty(); }
    /// Withdrawals first, then the rest, each as it was said; what is put off at `now` is left out. A word that cannot
    /// be read keeps none of the others: it is an error where there is no other.
    [[nodiscard]] Result<std::optional<OwedWord>> next(vault::Store& store, core::MonotonicTime now);
    [[nodiscard]] Result<> noteTold(vault::Store& store, const OwedWord& word, const wire::ServiceSaid& said);
    /// Until then, or until they say something new.
    void putOff(const casefile::ClientId& client, core::MonotonicTime until) { m_clientsOff[client.uuid()] = until; }
    void putOff(const QByteArray& service, core::MonotonicTime until);
    void noteAbsent(const QByteArray& service, core::MonotonicTime until); ///< the bank has none: asked again then
    /// Withdrawals that are not told yet, where there is somebody to tell.
    [[nodiscard]] int withdrawals() const;
    void again(); ///< nothing is put off any more

private:
    struct Said ///< in the journal
    {
        core::Uuid call;
        casefile::Kind kind;
        casefile::ClientId client;
        casefile::CaseId from;
        QJsonObject fields;
        core::WallTime at{};
        [[nodiscard]] bool isWithdrawal() const { return kind == casefile::Kind::ConsentWithdrawn; }
    };
    /// One way through what the journal has more, from the newest back, over any number of looks: what was told is
    /// met before what was said, so that only what is owed is ever held.
    struct Pass
    {
        quint64 head = 0;
        quint64 before = 0; ///< 0: nothing was read yet
        std::set<QString> told;
    };
    void take(Pass& pass, const vault::JournalLine& line);
    void takeBack(const Said& withdrawal, quint64 place);
    [[nodiscard]] bool isTakenBack(const Said& said, quint64 place) const;
    void forget(const QString& call);
    /// Nothing: its time has not come.
    [[nodiscard]] static Result<std::optional<OwedWord>> wordOf(vault::Store& store, const Said& said);

    int m_page;
    quint64 m_seen = 0;
    std::optional<Pass> m_pass;
    /// Consents whose withdrawal was told, with its place in the journal: what was given before it is owed no more.
    std::map<std::pair<core::Uuid, QString>, quint64> m_takenBack;
    std::map<quint64, Said> m_said; ///< by their place in the journal
    std::map<core::Uuid, core::MonotonicTime> m_clientsOff;
    std::map<QByteArray, core::MonotonicTime> m_servicesOff;
    std::set<QByteArray> m_absent;
};

} // namespace tirkeu::sync
