#pragma once

#include <core/language.h>
#include <core/result.h>
#include <criteria/purposes.h>
#include <identity/iin.h>

#include <QByteArray>
#include <QList>

namespace tirkeu::enrolment {

/// What one act of the client confirms.
struct ConfirmedAnswer
{
    criteria::ConsentKind kind;
    QString answer;     ///< "given", "refused", "withdrawn"
    QString textDigest; ///< of the words that were before the client, hexadecimal; empty: not said
    bool operator==(const ConfirmedAnswer&) const = default;
};

/// The words a client signs with their own token, or confirms by a code: whose, what and in which words. The token
/// signs exactly these bytes.
struct ConsentStatement
{
    static constexpr qsizetype kMostBytes = qsizetype(64) << 10;
    identity::Iin iin;
    QString caseId;
    QList<ConfirmedAnswer> answers;

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Result<ConsentStatement> fromBytes(QByteArrayView bytes);
    bool operator==(const ConsentStatement&) const = default;
};

/// A code that was sent and typed back. What the service says, word for word, is kept beside it.
struct CodeProof
{
    ConsentStatement statement;
    QString service;
    QString challenge; ///< the service's name of the exchange
    QString phone;     ///< E.164
    QString confirmedAt;

    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Result<CodeProof> fromBytes(QByteArrayView bytes);
};

/// The largest paper that is taken in, a scan of a few pages.
inline constexpr qsizetype kMostPaperBytes = qsizetype(16) << 20;
/// Whether bytes are a paper: a PDF with its end, or a picture. Nothing in it is read further.
[[nodiscard]] Result<> checkPaper(QByteArrayView bytes);

/// BIO-32: where IDEC has to be used (paragraphs 39, 44, 45) a stroke alone does not confirm.
[[nodiscard]] bool isStrokeEnough(const criteria::Purpose& purpose);

/// Whether the evidence is what the means asks for and confirms this answer of this client. Who may have issued the
/// certificate of a token is for the caller to say, who has the trust store.
[[nodiscard]] Result<> checkProof(
    criteria::ConsentMeans means, QByteArrayView evidence, const identity::Iin& client, const ConfirmedAnswer& answer);

} // namespace tirkeu::enrolment
