#pragma once

#include "palmadvice.h"

#include <criteria/consents.h>

#include <QDate>
#include <QList>
#include <QPointF>
#include <QPolygonF>
#include <QSizeF>
#include <QString>

#include <chrono>
#include <variant>

namespace tirkeu::workstation {

// What the client's screen can show: values, in no language; the screen says them in the client's. Nothing of the
// teller's is among them, no score, no suspicion.

struct IdleScene
{
    bool operator==(const IdleScene&) const = default;
};

/// Each language in itself; the first thing a client sees.
struct LanguageScene
{
    bool operator==(const LanguageScene&) const = default;
};

/// One consent by itself: the sentence, the full text behind it, an equal Yes and No, nothing preset.
struct ConsentScene
{
    criteria::ConsentText text;
    QString operatorName; ///< contents 1 and 2 of what a consent has to say
    QString operatorBin;
    QString clientName;
    int number = 1; ///< "2 of 5"
    int of = 1;
    bool offersVideo = false;
};

/// What was answered, above the field to sign in.
struct SignedAnswer
{
    criteria::ConsentKind kind;
    bool given = false;
    bool isWithdrawal = false;
    bool operator==(const SignedAnswer&) const = default;
};

/// The client's strokes, with time and pressure, from their own touch device and from nothing else.
struct StrokeScene
{
    QString clientName;
    QList<SignedAnswer> answers;
};

/// A one-time code that the client got; `digits` of it are typed on the screen itself.
struct CodeScene
{
    QString maskedPhone; ///< "+7 7•• ••• 12 34"
    int digits = 6;
    std::optional<int> triesLeft = {}; ///< none: the first try
};

/// The client's own token is in the reader; the PIN is typed here, never on the teller's keyboard.
struct PinScene
{
    QString certificateName;
    int least = 4;
    int most = 12;
    std::optional<int> triesLeft = {};
    bool isLastTry = false;     ///< a wrong PIN now locks the token: none goes off before the client has said yes
    bool isCountLow = false;    ///< a wrong PIN was typed lately
    bool mustChangePin = false; ///< it is the issuer's, and signs nothing
};

/// A hand above the scanner. `attempt` of `attempts` is the one that runs: dots.
struct PalmScene
{
    casefile::Hand hand = casefile::Hand::Right;
    int attempt = 1;
    int attempts = 3;
    PalmAdvice advice = PalmAdvice::Place;
};

/// Where the hand is, many times a second. Places run from 0 to 1 over what the scanner sees, as the client sees their
/// own hand from above. Never the picture itself.
struct HandGuide
{
    QPolygonF outline;                  ///< of the hand in the infra-red; empty: no hand, or its outline is not known
    std::optional<double> height = {};  ///< −1 much too near, 0 right, 1 much too far
    std::optional<QPointF> offset = {}; ///< of the palm from where it should be, −1 to 1; none: near enough
    std::optional<double> tilt = {};    ///< 0 level, 1 much too steep
    std::optional<double> spread = {};  ///< 0 closed, 1 as it should be
    int taken = 0;                      ///< samples
    int wanted = 0;
    PalmAdvice advice = PalmAdvice::Place;
};

struct WaitScene
{
    enum class For {
        Work,
        Employee,
        Answer, ///< taken; the bank answers when the client has long gone
    } whatFor = For::Work;
    bool operator==(const WaitScene&) const = default;
};

struct ThanksScene
{
    enum class What {
        PalmWorks,   ///< enrolled, and verified afterwards: the proof
        PalmKnown,   ///< a known client was recognised
        ResultLater, ///< taken, the bank's answer is awaited
        Withdrawn,
        Recorded, ///< the answers are kept; service goes on without biometrics
    } what = What::PalmWorks;
    QString givenName;
};

/// Neutral words, whatever the reason was.
struct UnfinishedScene
{
    bool operator==(const UnfinishedScene&) const = default;
};

/// Before a consent is taken back: three columns for each.
struct Withdrawable
{
    criteria::ConsentKind kind = criteria::ConsentKind::PersonalData;
    criteria::Texts sentence = {}; ///< of the consent
    criteria::Texts stops = {};    ///< what stops now
    criteria::Texts kept = {};     ///< what is kept, and why
    QDate keptUntil = {};          ///< null: the term has not begun to run
    int keptYears = 5;             ///< from the end of the relation
    criteria::Texts passedTo = {}; ///< to whom it was passed; empty: nobody
};
struct WithdrawalScene
{
    QString clientName;
    QList<Withdrawable> consents;
};

using ClientScene = std::variant<IdleScene, LanguageScene, ConsentScene, StrokeScene, CodeScene, PinScene, PalmScene,
    WaitScene, ThanksScene, UnfinishedScene, WithdrawalScene>;

// What comes back.

struct ConsentReply
{
    criteria::ConsentKind kind = criteria::ConsentKind::PersonalData;
    bool given = false;
    core::Language language = core::Language::Kazakh;
    std::chrono::milliseconds reading{0}; ///< from the sentence's appearing to the answer
    bool fullTextOpened = false;
};

struct StrokePoint
{
    QPointF at;                         ///< millimetres from the field's top left corner
    std::chrono::milliseconds after{0}; ///< since the first touch
    double pressure = 0;                ///< 0 to 1
};
struct StrokeSignature
{
    QList<QList<StrokePoint>> strokes;
    QSizeF field; ///< millimetres
    QString device;
    bool hasPressure = false; ///< false: the device reports none, and the values say nothing
    core::Language language = core::Language::Kazakh;

    /// The evidence as it is kept: what was signed, in which words, and every point.
    [[nodiscard]] QByteArray evidence(const QList<SignedAnswer>& answers) const;
};

} // namespace tirkeu::workstation
