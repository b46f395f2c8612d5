#pragma once

#include <casefile/results.h>
#include <core/clock.h>
#include <core/uuid.h>
#include <wire/gateway.h>

#include <QByteArray>

#include <optional>

namespace tirkeu::reference {

/// What a case does to the enrolled hands of its client.
struct HandChange
{
    enum class Kind {
        Enrolled,  ///< one hand, in the place of an older one
        Withdrawn, ///< the client took the consent back: none of theirs that is older stands any more
    };
    Kind kind = Kind::Enrolled;
    core::Uuid id;      ///< of the template; of the case where something was withdrawn
    QByteArray subject; ///< the pseudonym under which templates stand
    casefile::Hand hand = casefile::Hand::None;
    core::WallTime at{};
    QByteArray ticket = {}; ///< sealed: whom the duplicate search answers
    bool operator==(const HandChange&) const = default;
};

/// An enrolled hand that stands.
struct HandRow
{
    core::Uuid id;
    QByteArray subject;
    casefile::Hand hand = casefile::Hand::None;
    QByteArray sealed; ///< its template
    QByteArray ticket;
    bool operator==(const HandRow&) const = default;
};

/// One line of the change feed: a hand came to stand, or stands no more.
struct HandNews
{
    quint64 number = 0;
    core::Uuid id;
    casefile::Hand hand = casefile::Hand::None;
    bool isStanding = true;
    QByteArray sealed = {}; ///< its template, where it stands
    bool operator==(const HandNews&) const = default;
};

struct HandCounts
{
    quint64 last = 0; ///< the number of the newest change
    qint64 standing = 0;
    qint64 waiting = 0; ///< for the duplicate search
    bool operator==(const HandCounts&) const = default;
};

/// A standing palm that was given to a workstation, for a comparison one to one.
struct PalmReading
{
    QByteArray person; ///< pseudonym
    QString workstation;
    QString purpose;
    core::Uuid caseId;
    core::WallTime at{};
    int hands = 0; ///< given
    bool operator==(const PalmReading&) const = default;
};

struct AnswerDraft
{
    QString workstation;
    wire::Answer::Kind kind = wire::Answer::Kind::Receipt;
    std::optional<casefile::CaseId> caseId = {};
    core::WallTime time{};
    QJsonObject fields = {};
};

/// Every enrolled hand, and what the gallery asks of the store. Calls as Engine's.
class PalmStore
{
public:
    virtual ~PalmStore() = default;

    /// What changed after a number, in order; of a hand that came and went since, nothing. Numbers rise without end and
    /// become visible in their order.
    [[nodiscard]] virtual Result<QList<HandNews>> handsAfter(quint64 number, int most) = 0;
    [[nodiscard]] virtual Result<QList<HandRow>> handsOf(const QByteArray& subject) = 0;
    /// The standing hands of whoever has this one, itself among them; none where it stands no more.
    [[nodiscard]] virtual Result<QList<HandRow>> handsBeside(const core::Uuid& hand) = 0;
    /// Standing, and not searched for duplicates yet; the oldest first.
    [[nodiscard]] virtual Result<QList<HandRow>> handsToSearch(int most) = 0;
    /// A hand was searched; false where somebody else was first, and then nothing is answered.
    [[nodiscard]] virtual Result<bool> noteSearched(
        const core::Uuid& hand, const std::optional<AnswerDraft>& answer) = 0;
    [[nodiscard]] virtual Result<HandCounts> handCounts() = 0;

    /// Before the palms are given out: what is not on record is not given.
    [[nodiscard]] virtual Result<> notePalmReading(const PalmReading& reading) = 0;
    [[nodiscard]] virtual Result<QList<PalmReading>> palmReadings(const QByteArray& person) = 0;
};

} // namespace tirkeu::reference
