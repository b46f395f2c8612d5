#pragma once

#include <enrolment/clientdata.h>
#include <enrolment/onrequest.h>
#include <enrolment/standing.h>

#include <core/language.h>

namespace tirkeu::enrolment {

/// The newest word of a client on one consent.
struct ConsentWord
{
    QString consent;
    casefile::ConsentState::Answer answer = casefile::ConsentState::Answer::Given;
    core::WallTime at{};
    bool stands = false; ///< what may be rested on: given, in a case whose documents are signed
};

/// A case of a client, as a line.
struct CaseWord
{
    casefile::CaseId id;
    QString purpose;
    core::WallTime opened{};
    std::optional<casefile::Ending> ending = {}; ///< none: open, or paused
    bool isSettled = false;
};

/// Where a palm that others are held against was taken, or why none is asked for.
struct PalmWord
{
    casefile::Hand hand = casefile::Hand::None;
    bool isEnrolled = false;
    core::WallTime at{};                      ///< of the case that enrolled it
    std::optional<core::WallTime> until = {}; ///< of an exception that ends
    bool isExcepted = false;
};

/// What went to somebody else, or has to: as the journal says.
struct Passing
{
    QString what; ///< "originals"; of a notice what it is about
    QString to;
    core::WallTime at{};
};

/// All that this workstation keeps of a known client, for whoever serves them.
struct ClientFile
{
    casefile::ClientId id;
    identity::Iin iin;
    ClientData data;
    std::optional<core::WallTime> relationEnded = {};
    bool isHeld = false;
    core::Language language = core::Language::Kazakh; ///< that they chose last
    QList<ConsentWord> consents = {};                 ///< in the order in which they were last said
    QList<PalmWord> palms = {};                       ///< of the hands that something is known of
    QList<ClientDocument> documents = {};
    QList<CaseWord> cases = {};
    QList<Passing> exports = {};
    QList<Passing> notices = {}; ///< owed to the telephone that was registered, and not sent yet
    QList<Passing> told = {};    ///< sent there
};

/// On the vault's thread; the client is one that was recorded.
[[nodiscard]] Result<ClientFile> clientFileOf(vault::Store& store, const casefile::ClientId& client);

/// What a person who asks for a client has in hand.
struct ClientQuery
{
    QString iin;
    QString other; ///< a document's number, or a telephone
};
/// The clients that answer to it, each once.
[[nodiscard]] Result<QList<casefile::ClientId>> findClients(vault::Store& store, const ClientQuery& query);

} // namespace tirkeu::enrolment
