#pragma once

#include "counter.h"

#include <QMap>

namespace tirkeu::workstation {

/// The fields of the first step, in the order of the form.
enum class ClientField {
    Iin,
    DocumentNumber,
    ValidUntil,
    Birth,
    Surname,
    Given,
    Patronymic,
    Phone,
    ActsFor,
    PrincipalNumber,
    PrincipalName,
    PaperNumber,
    PaperIssued,
    PaperUntil,
    Seen,
};

enum class ActsFor { Themselves, Organisation, Person };

/// What was typed, as it was typed.
struct ClientDraft
{
    QString iin;
    QString purpose;
    core::Language language = core::Language::Kazakh;
    identity::DocumentKind document = identity::DocumentKind::IdentityCard;
    QString documentNumber;
    QString validUntil; ///< eight digits: day, month, year
    QString birth;      ///< likewise, as the document has it; may be left out
    QString surname;
    QString given;
    QString patronymic;
    QString phone;
    ActsFor actsFor = ActsFor::Themselves;
    identity::Authority::Kind paper = identity::Authority::Kind::AppointmentOrder;
    QString principalNumber; ///< BIN or IIN
    QString principalName;   ///< of the organisation; of a person surname and given name
    QString paperNumber;
    QString paperIssued;
    QString paperUntil;
    bool seen = false; ///< here in person, and like the photograph (BIO-19, MFO-9b)
};

struct CheckedDraft
{
    QMap<ClientField, Error> wrong;
    QMap<ClientField, Error> doubtful; ///< worth a second look, no refusal
    std::optional<NewClient> client;   ///< where nothing is wrong
};

/// `today` decides what is valid.
[[nodiscard]] CheckedDraft check(const ClientDraft& draft, const QDate& today);
[[nodiscard]] Result<QDate> dateFrom(const QString& digits);
[[nodiscard]] QString digitsOf(const QDate& date);
/// The fields of somebody who was written down before.
[[nodiscard]] ClientDraft draftOf(const enrolment::ClientData& data);
/// Of somebody the bank's own system knows; what it does not know stays empty.
[[nodiscard]] ClientDraft draftOf(const enrolment::BankClient& client);

} // namespace tirkeu::workstation
