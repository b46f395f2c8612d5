#include <identity/identitydocument.h>

#include <algorithm>

namespace tirkeu::identity {

namespace {
constexpr ErrorCode kKind{"identity.document-kind"};
constexpr ErrorCode kNumber{"identity.document-number"};
constexpr ErrorCode kDates{"identity.document-dates"};
constexpr qsizetype kShortest = 5;
constexpr qsizetype kLongest = 20;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isCapital(QChar c)
{
    return c >= u'A' && c <= u'Z';
}
} // namespace

QString documentKindCode(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::IdentityCard:
        return QStringLiteral("identity-card");
    case DocumentKind::Passport:
        return QStringLiteral("passport");
    case DocumentKind::ResidencePermit:
        return QStringLiteral("residence-permit");
    case DocumentKind::StatelessCertificate:
        break;
    }
    return QStringLiteral("stateless-certificate");
}

Result<DocumentKind> documentKindFromCode(QStringView code)
{
    for (const DocumentKind kind : kDocumentKinds) {
        if (code == documentKindCode(kind))
            return kind;
    }
    return failure(kKind, ErrorKind::OperatorCanFix, {}, {code.left(40).toString()});
}

Result<IdentityDocument> IdentityDocument::make(
    DocumentKind kind, QStringView number, const QDate& validUntil, const QDate& issued)
{
    IdentityDocument document;
    document.m_kind = kind;
    document.m_number = number.toString().toUpper().remove(u' ');
    const bool plain = std::all_of(
        document.m_number.cbegin(), document.m_number.cend(), [](QChar c) { return isDigit(c) || isCapital(c); });
    if (!plain || document.m_number.size() < kShortest || document.m_number.size() > kLongest)
        return failure(kNumber, ErrorKind::OperatorCanFix, {}, {QString::number(kShortest), QString::number(kLongest)});
    if (!validUntil.isValid() || (!issued.isNull() && (!issued.isValid() || issued >= validUntil)))
        return failure(kDates, ErrorKind::OperatorCanFix);
    document.m_validUntil = validUntil;
    document.m_issued = issued;
    return document;
}

IdentityDocument::Validity IdentityDocument::validity(const QDate& today) const
{
    if (m_validUntil < today)
        return Validity::Expired;
    return m_validUntil < today.addDays(kSoonDays) ? Validity::EndsSoon : Validity::Valid;
}

bool IdentityDocument::hasUsualNumber() const
{
    const auto digits = [](QStringView text) {
        return std::all_of(text.cbegin(), text.cend(), isDigit);
    };
    if (m_kind == DocumentKind::Passport)
        return m_number.size() == 9 && isCapital(m_number[0]) && digits(QStringView(m_number).mid(1));
    return m_number.size() == 9 && digits(m_number);
}

QString logMasked(const IdentityDocument& document)
{
    return documentKindCode(document.kind()) + QStringLiteral(" ***") + document.number().last(2);
}

} // namespace tirkeu::identity
