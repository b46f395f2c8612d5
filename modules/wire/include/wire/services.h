#pragma once

#include <wire/problem.h>

#include <core/clock.h>
#include <core/uuid.h>

#include <QByteArray>
#include <QString>

#include <chrono>
#include <variant>

namespace tirkeu::wire {

// What the gateway asks of services outside the bank for a workstation. Each question names its answer and the service;
// a new one is written here, described in services.cpp and in openapi.json, and is served.

struct PhoneSaid
{
    bool isTheirs = false;
    QString source = {}; ///< which register
    core::WallTime at{};
    bool operator==(const PhoneSaid&) const = default;
};
/// Whether a telephone is a client's, as the register of mobile numbers says it.
struct PhoneAsked
{
    using Said = PhoneSaid;
    static constexpr char kService[] = "phone-owner";
    QString iin = {};
    QString phone = {}; ///< E.164
    bool operator==(const PhoneAsked&) const = default;
};

struct CodeSent
{
    QString challenge = {}; ///< the service's name of the exchange
    int digits = 6;
    core::WallTime validUntil{};
    QString source = {};
    bool operator==(const CodeSent&) const = default;
};
/// A one-time code for a client's telephone. It confirms one statement, of which the service learns the digest alone.
struct CodeWanted
{
    using Said = CodeSent;
    static constexpr char kService[] = "one-time-code";
    QString iin = {};
    QString phone = {};        ///< E.164
    QString language = {};     ///< of the message
    QByteArray statement = {}; ///< SHA-256
    bool operator==(const CodeWanted&) const = default;
};

struct CodeJudged
{
    bool isRight = false;
    int triesLeft = 0; ///< none: another code has to be sent
    QString source = {};
    core::WallTime at{};
    bool operator==(const CodeJudged&) const = default;
};
/// The code that a client typed.
struct CodeTyped
{
    using Said = CodeJudged;
    static constexpr char kService[] = "typed-code";
    QString challenge = {};
    QString code = {};
    bool operator==(const CodeTyped&) const = default;
};

struct ConsentNoted
{
    QString entry = {}; ///< under which the register keeps it
    QString source = {};
    core::WallTime at{};
    bool operator==(const ConsentNoted&) const = default;
};
/// A consent that was given or taken back, for the register of consents (BIO-40, BIO-41).
struct ConsentWord
{
    using Said = ConsentNoted;
    static constexpr char kService[] = "consent";
    QString iin = {};
    QString consent = {}; ///< casefile's names
    bool isGiven = false;
    QString means = {};   ///< as the criteria spell it
    QByteArray text = {}; ///< SHA-256 of the words that were before the client; empty where it was taken back
    core::Uuid caseId = {};
    core::WallTime since{};
    bool operator==(const ConsentWord&) const = default;
};

/// IDEC's verdict with its document, which is kept as it came (MFO-34).
struct FaceSaid
{
    enum class Verdict { Match, NoMatch, Undecided };
    Verdict verdict = Verdict::Undecided;
    int authenticity = 0; ///< hundredths of a percent; kept apart from the likeness (BIO-38)
    int likeness = 0;     ///< the same; to the reference image (BIO-35)
    QByteArray document = {};
    QString source = {};
    core::WallTime at{};
    bool operator==(const FaceSaid&) const = default;
};
/// A picture of the client, to be compared with the reference image (BIO-11).
struct FaceAsked
{
    using Said = FaceSaid;
    static constexpr char kService[] = "face-comparison";
    QString iin = {};
    core::Uuid caseId = {};
    QByteArray picture = {}; ///< JPEG or PNG
    bool operator==(const FaceAsked&) const = default;
};
[[nodiscard]] QString nameOf(FaceSaid::Verdict verdict);

struct SuspicionSaid
{
    bool isSuspected = false;
    QString reason = {}; ///< a short code of the service's; empty: none
    QString source = {};
    core::WallTime at{};
    bool operator==(const SuspicionSaid&) const = default;
};
/// The system against unauthorised payments (BIO-37): asked before a decision, told of what staff found suspicious.
struct SuspicionAsked
{
    using Said = SuspicionSaid;
    static constexpr char kService[] = "suspicion";
    enum class About { Decision, Finding };
    QString iin = {};
    core::Uuid caseId = {};
    About about = About::Decision;
    QString purpose = {}; ///< the case's
    QString finding = {}; ///< in the words of whoever found it; of a Finding alone
    bool operator==(const SuspicionAsked&) const = default;
};

using ServiceAsked = std::variant<PhoneAsked, CodeWanted, CodeTyped, ConsentWord, FaceAsked, SuspicionAsked>;
using ServiceSaid = std::variant<PhoneSaid, CodeSent, CodeJudged, ConsentNoted, FaceSaid, SuspicionSaid>;

/// One question with its number. The same number is the same question and the same act, however often it comes.
struct ServiceCall
{
    core::Uuid id = {};
    ServiceAsked asked = {};
    std::chrono::milliseconds patience{}; ///< the asker's own, not sent; 0: as for any question
};

[[nodiscard]] QByteArray serviceOf(const ServiceAsked& asked); ///< its name, as in the path

inline constexpr qsizetype kLargestPicture = qsizetype(512) << 10;
inline constexpr qsizetype kLargestComparisonDocument = qsizetype(512) << 10;

/// The answer to a question of this type out of whatever came.
template<typename Asked>
[[nodiscard]] Reply<typename Asked::Said> saidTo(const Reply<ServiceSaid>& reply)
{
    if (!reply)
        return tl::make_unexpected(reply.error());
    if (const auto* said = std::get_if<typename Asked::Said>(&*reply))
        return *said;
    return problem(Problem::Kind::Fault, ErrorCode("wire.answer-unreadable"), QString::fromLatin1(Asked::kService));
}

} // namespace tirkeu::wire
