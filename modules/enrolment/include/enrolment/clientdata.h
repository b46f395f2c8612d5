#pragma once

#include <identity/identitydocument.h>
#include <identity/iin.h>
#include <identity/personname.h>
#include <identity/phonenumber.h>
#include <identity/representation.h>

#include <QJsonObject>

#include <optional>

namespace tirkeu::enrolment {

/// What is written down of a client at the counter, from the document they show.
struct ClientData
{
    identity::PersonName name;
    identity::IdentityDocument document;
    std::optional<identity::PhoneNumber> phone = {};
    std::optional<identity::Representation> actsFor = {};
    QDate birth = {};        ///< as the document shows it; null: not written down
    QString bankNumber = {}; ///< the bank's number of the client, where its own system gave one

    /// The fields of the event `client.recorded`.
    [[nodiscard]] QJsonObject toFields() const;
    /// What an event, or a record of the vault, says.
    [[nodiscard]] static Result<ClientData> fromFields(const QJsonObject& fields, const identity::Iin& iin);
};

/// What a teller is told about data that are taken as they are: a reason to look twice, never a refusal.
enum class ClientNote {
    BirthDiffers, ///< from what the IIN says; lawful since 2013
    DocumentEndsSoon,
    DocumentExpired,
    UnusualDocumentNumber,
};
[[nodiscard]] QList<ClientNote> notesOn(const ClientData& data, const identity::Iin& iin, const QDate& today);

/// Against whose register a telephone number was held.
enum class PhoneState { Confirmed, NotConfirmed, NotChecked };
[[nodiscard]] QString nameOf(PhoneState state);

} // namespace tirkeu::enrolment
