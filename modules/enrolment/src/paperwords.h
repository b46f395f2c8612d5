#pragma once

#include <evidence/parts.h>

namespace tirkeu::enrolment {

/// What the documents of a case say besides names and numbers, in Kazakh, Russian and English whatever language the
/// screens have.
enum class PaperWord {
    Teller,
    Supervisor,
    Optical,
    Veins,
    Volume,
    NothingAnalysed,
    Stroke,
    OneTimeCode,
    EdsToken,
    SignedPaper,
    IdentityCard,
    Passport,
    ResidencePermit,
    StatelessCertificate,
    Accepted,
    AcceptedBySupervisor,
    ConsentRefused,
    NoPalmToScan,
    RefusedBySupervisor,
    Negative,
    Awaited,
    Abandoned,
    Aborted,
    VideoSession,
    TimedOut,
    RightExcepted,
    LeftExcepted,
    KeepingOver,
    KeyDestroyed,
};

[[nodiscard]] Result<evidence::LocalText> wordsFor(PaperWord word);
/// The word that goes by this code in events: a characteristic, a means, a kind of identity document.
[[nodiscard]] Result<evidence::LocalText> wordsForCode(const QString& code);
/// "Rule: palm-good".
[[nodiscard]] Result<evidence::LocalText> withRule(const evidence::LocalText& text, const QString& rule);
/// What a destruction took from one client.
[[nodiscard]] Result<evidence::LocalText> destroyedWords(qint64 objects, qint64 entries);
/// "Reason: …", in whatever language it was given.
[[nodiscard]] Result<evidence::LocalText> withReason(const evidence::LocalText& text, const QString& reason);
[[nodiscard]] Result<evidence::LocalText> joined(const QList<evidence::LocalText>& texts, const QString& between);

} // namespace tirkeu::enrolment
