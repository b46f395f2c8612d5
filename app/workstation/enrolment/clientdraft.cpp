#include "clientdraft.h"

namespace tirkeu::workstation {

using identity::Iin;
using identity::Representation;

namespace {
constexpr ErrorCode kDateWrong{"counter.date-wrong"};
constexpr ErrorCode kDocumentExpired{"counter.document-expired"};
constexpr ErrorCode kDocumentEndsSoon{"counter.document-ends-soon"};
constexpr ErrorCode kNumberUnusual{"counter.document-number-unusual"};
constexpr ErrorCode kBirthDiffers{"counter.birth-differs"};
constexpr ErrorCode kPhoneNotMobile{"counter.phone-not-mobile"};
constexpr ErrorCode kNotAttested{"counter.not-attested"};
constexpr ErrorCode kPrincipalNameMissing{"counter.principal-name-missing"};

/// Takes what is right, and keeps what is not.
class Check
{
public:
    Check(const ClientDraft& draft, const QDate& today)
        : m_draft(draft)
        , m_today(today)
    {
    }

    CheckedDraft run()
    {
        const auto iin = take(ClientField::Iin, Iin::parse(m_draft.iin));
        const auto document = this->document();
        const auto name =
            take(ClientField::Surname, identity::PersonName::parse(m_draft.surname, m_draft.given, m_draft.patronymic));
        const auto phone = this->phone();
        const auto actsFor = iin ? representation(*iin) : std::nullopt;
        if (iin)
            compareBirth(*iin);
        if (!m_draft.seen)
            m_checked.wrong.insert(ClientField::Seen, {kNotAttested, ErrorKind::OperatorCanFix, {}});
        if (m_checked.wrong.isEmpty())
            m_checked.client = NewClient{{m_draft.purpose, *iin, m_draft.language}, {*name, *document, phone, actsFor}};
        return m_checked;
    }

private:
    template<typename T>
    std::optional<T> take(ClientField field, Result<T> result)
    {
        if (result)
            return *std::move(result);
        m_checked.wrong.insert(field, result.error());
        return {};
    }
    void doubt(ClientField field, ErrorCode code)
    {
        m_checked.doubtful.insert(field, {code, ErrorKind::OperatorCanFix, {}});
    }

    std::optional<identity::IdentityDocument> document()
    {
        const auto until = take(ClientField::ValidUntil, dateFrom(m_draft.validUntil));
        // The number is judged even where the date is not a date yet.
        auto made = take(ClientField::DocumentNumber,
            identity::IdentityDocument::make(m_draft.document, m_draft.documentNumber, until.value_or(m_today)));
        if (!made || !until)
            return {};
        const auto validity = made->validity(m_today);
        if (validity == identity::IdentityDocument::Validity::Expired)
            m_checked.wrong.insert(ClientField::ValidUntil, {kDocumentExpired, ErrorKind::OperatorCanFix, {}});
        else if (validity == identity::IdentityDocument::Validity::EndsSoon)
            doubt(ClientField::ValidUntil, kDocumentEndsSoon);
        if (!made->hasUsualNumber())
            doubt(ClientField::DocumentNumber, kNumberUnusual);
        return made;
    }

    std::optional<identity::PhoneNumber> phone()
    {
        if (m_draft.phone.trimmed().isEmpty())
            return {};
        auto number = take(ClientField::Phone, identity::PhoneNumber::parse(m_draft.phone));
        if (number && !number->looksMobile())
            doubt(ClientField::Phone, kPhoneNotMobile);
        return number;
    }

    // Since 2013 a number need not agree with the documents: a mismatch warns and never refuses.
    void compareBirth(const Iin& iin)
    {
        if (m_draft.birth.isEmpty())
            return;
        const auto birth = take(ClientField::Birth, dateFrom(m_draft.birth));
        const auto hint = iin.hint();
        if (birth && hint && hint->birth != *birth)
            doubt(ClientField::Birth, kBirthDiffers);
    }

    std::optional<Representation> representation(const Iin& agent)
    {
        if (m_draft.actsFor == ActsFor::Themselves)
            return {};
        const auto issued = take(ClientField::PaperIssued, dateFrom(m_draft.paperIssued));
        const auto until = m_draft.paperUntil.isEmpty() ? std::optional(QDate())
                                                        : take(ClientField::PaperUntil, dateFrom(m_draft.paperUntil));
        const auto principal = this->principal();
        if (!issued || !until || !principal)
            return {};
        return take(
            ClientField::PaperNumber, Representation::make(agent, *principal,
                                          {m_draft.paper, m_draft.paperNumber.trimmed(), *issued, *until}, m_today));
    }

    std::optional<Representation::Principal> principal()
    {
        const QString name = m_draft.principalName.simplified();
        if (m_draft.actsFor == ActsFor::Organisation) {
            const auto bin = take(ClientField::PrincipalNumber, identity::Bin::parse(m_draft.principalNumber));
            if (name.isEmpty())
                m_checked.wrong.insert(
                    ClientField::PrincipalName, {kPrincipalNameMissing, ErrorKind::OperatorCanFix, {}});
            return bin && !name.isEmpty()
                       ? std::optional<Representation::Principal>(Representation::Organisation{*bin, name})
                       : std::nullopt;
        }
        const auto iin = take(ClientField::PrincipalNumber, Iin::parse(m_draft.principalNumber));
        const auto person = take(ClientField::PrincipalName,
            identity::PersonName::parse(name.section(u' ', 0, 0), name.section(u' ', 1, 1), name.section(u' ', 2)));
        return iin && person ? std::optional<Representation::Principal>(Representation::Person{*iin, *person})
                             : std::nullopt;
    }

    const ClientDraft& m_draft;
    QDate m_today;
    CheckedDraft m_checked;
};
} // namespace

CheckedDraft check(const ClientDraft& draft, const QDate& today)
{
    return Check(draft, today).run();
}

Result<QDate> dateFrom(const QString& digits)
{
    const QDate date = digits.size() == 8 ? QDate::fromString(digits, QStringLiteral("ddMMyyyy")) : QDate();
    if (!date.isValid())
        return failure(kDateWrong, ErrorKind::OperatorCanFix, QString::number(digits.size()));
    return date;
}

QString digitsOf(const QDate& date)
{
    return date.toString(QStringLiteral("ddMMyyyy"));
}

ClientDraft draftOf(const enrolment::ClientData& data)
{
    ClientDraft draft;
    draft.document = data.document.kind();
    draft.documentNumber = data.document.number();
    draft.validUntil = digitsOf(data.document.validUntil());
    draft.surname = data.name.surname();
    draft.given = data.name.given();
    draft.patronymic = data.name.patronymic();
    draft.phone = data.phone ? data.phone->shown() : QString();
    if (!data.actsFor)
        return draft;
    const identity::Authority& paper = data.actsFor->authority();
    draft.paper = paper.kind;
    draft.paperNumber = paper.number;
    draft.paperIssued = digitsOf(paper.issued);
    draft.paperUntil = digitsOf(paper.validUntil);
    if (const auto* organisation = std::get_if<Representation::Organisation>(&data.actsFor->principal())) {
        draft.actsFor = ActsFor::Organisation;
        draft.principalNumber = organisation->bin.toString();
        draft.principalName = organisation->name;
    } else if (const auto* person = std::get_if<Representation::Person>(&data.actsFor->principal())) {
        draft.actsFor = ActsFor::Person;
        draft.principalNumber = person->iin.toString();
        draft.principalName = person->name.full();
    }
    return draft;
}

ClientDraft draftOf(const enrolment::BankClient& client)
{
    ClientDraft draft;
    draft.iin = client.iin.toString();
    if (client.document) {
        draft.document = client.document->kind();
        draft.documentNumber = client.document->number();
        draft.validUntil = digitsOf(client.document->validUntil());
    }
    if (client.name) {
        draft.surname = client.name->surname();
        draft.given = client.name->given();
        draft.patronymic = client.name->patronymic();
    }
    draft.birth = client.birth.isValid() ? digitsOf(client.birth) : QString();
    draft.phone = client.phone ? client.phone->shown() : QString();
    return draft;
}

} // namespace tirkeu::workstation
