#pragma once

#include <core/result.h>

#include <QDate>
#include <QString>

#include <array>

namespace tirkeu::identity {

/// The kinds that the exchange centre accepts, in Kazakhstan's form.
enum class DocumentKind { IdentityCard, Passport, ResidencePermit, StatelessCertificate };
inline constexpr std::array kDocumentKinds{DocumentKind::IdentityCard, DocumentKind::Passport,
    DocumentKind::ResidencePermit, DocumentKind::StatelessCertificate};

/// "identity-card", "passport", "residence-permit", "stateless-certificate"
[[nodiscard]] QString documentKindCode(DocumentKind kind);
[[nodiscard]] Result<DocumentKind> documentKindFromCode(QStringView code);

/// The document a client shows: its kind, number and validity (MFO-6a).
class IdentityDocument
{
public:
    enum class Validity { Valid, EndsSoon, Expired };
    static constexpr int kSoonDays = 30;

    /// The number is kept in capitals without spaces. `issued` may be a null date: the front of a card does not show
    /// it.
    [[nodiscard]] static Result<IdentityDocument> make(
        DocumentKind kind, QStringView number, const QDate& validUntil, const QDate& issued = {});

    [[nodiscard]] DocumentKind kind() const { return m_kind; }
    [[nodiscard]] const QString& number() const { return m_number; }
    [[nodiscard]] const QDate& validUntil() const { return m_validUntil; }
    [[nodiscard]] const QDate& issued() const { return m_issued; }
    [[nodiscard]] Validity validity(const QDate& today) const; ///< the last day is a valid one
    /// Cards have nine digits and passports a letter and eight; another shape is a reason to look twice, no refusal.
    [[nodiscard]] bool hasUsualNumber() const;
    bool operator==(const IdentityDocument&) const = default;

private:
    IdentityDocument() = default;

    DocumentKind m_kind = DocumentKind::IdentityCard;
    QString m_number;
    QDate m_validUntil;
    QDate m_issued;
};

[[nodiscard]] QString logMasked(const IdentityDocument& document);

} // namespace tirkeu::identity
