#include "papercommon.h"

#include "paperwords.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/language.h>
#include <pki/certificate.h>

#include <QCoreApplication>

#include <algorithm>

namespace tirkeu::enrolment {

using evidence::LocalText;
using evidence::Text;

namespace {
core::Uuid idFrom(const QByteArray& name)
{
    const QByteArray digest = core::sha256(name);
    std::array<std::uint8_t, 16> bytes{};
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x80U); // version 8, RFC 9562
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);
    return core::Uuid::fromBytes(bytes);
}

core::Uuid idOf(const casefile::CaseId& caseId, QByteArrayView kind, const QString& subject)
{
    return idFrom("tirkeu paper|" + caseId.toString().toLatin1() + '|' + kind.toByteArray() + '|' + subject.toLatin1());
}

Result<std::optional<ClientData>> clientOf(const PaperGround& ground, const identity::Iin& iin)
{
    const auto newest = std::ranges::find(
        ground.events.rbegin(), ground.events.rend(), casefile::Kind::ClientRecorded, &casefile::Event::kind);
    if (newest == ground.events.rend())
        return std::optional<ClientData>();
    return ClientData::fromFields(newest->fields, iin).map([](const ClientData& data) { return std::optional(data); });
}

QString named(const criteria::CheckSystem& system)
{
    return system.name + u' ' + system.version;
}
} // namespace

Result<evidence::Party> partyOf(const criteria::Organisation& organisation)
{
    const auto name = localText(organisation.name);
    const auto address = localText(organisation.address);
    if (const auto error = firstError(name, address))
        return tl::make_unexpected(*error);
    return evidence::Party{*name, organisation.bin, *address};
}

Result<evidence::SignerPanel> signerOf(const criteria::Criteria& criteria, const QByteArray& signer, core::WallTime at)
{
    const auto certificate = pki::Certificate::fromDer(signer);
    if (!certificate)
        return failure(certificate);
    const criteria::StaffMember* staff = criteria.staffByCertificate(certificate->fingerprint());
    const auto name = Text::of(staff ? staff->name.full() : certificate->subject().commonName);
    const bool isSupervisor = staff && staff->role == identity::StaffRole::Supervisor;
    const auto role = wordsFor(isSupervisor ? PaperWord::Supervisor : PaperWord::Teller);
    const auto organisation = localText(criteria.provider.name);
    const auto serial = Text::of(QString::fromLatin1(core::toHex(certificate->serialNumber())));
    const auto issuer = Text::of(certificate->issuer().commonName);
    if (const auto error = firstError(name, role, organisation, serial, issuer))
        return tl::make_unexpected(*error);
    return evidence::SignerPanel{*name, *role, *organisation, criteria.provider.bin, *serial, *issuer, at};
}

Result<LocalText> localText(const criteria::Texts& texts)
{
    return LocalText::of(texts.kazakh, texts.russian, texts.english);
}

QString fieldOf(const casefile::Event& event, const char* name)
{
    return event.fields.value(QLatin1StringView(name)).toString();
}

core::Uuid consentPaperId(const casefile::CaseId& caseId, const QString& consent)
{
    return idOf(caseId, "consent", consent);
}

core::Uuid Common::paperId(QByteArrayView kind, const QString& subject) const
{
    return idOf(*ground.state.id, kind, subject);
}

Result<Common> Common::of(const PaperGround& ground)
{
    const criteria::Criteria& criteria = ground.criteria;
    const auto iin = identity::Iin::parse(ground.state.iin);
    if (!iin)
        return failure(iin);
    const auto client = clientOf(ground, *iin);
    const auto provider = partyOf(criteria.provider);
    const auto customer = partyOf(criteria.customer);
    const auto edition = Text::of(criteria.edition);
    const auto version = Text::of(QString::number(criteria.version));
    const auto program = Text::of(QStringLiteral("Tirkeu ") + QCoreApplication::applicationVersion());
    const auto checks = Text::of(named(criteria.checkSystem));
    const auto compares = Text::of(named(criteria.comparisonSystem));
    const auto signer = signerOf(criteria, ground.signer, ground.at);
    if (const auto error = firstError(client, provider, customer, edition, version, program, checks, compares, signer))
        return tl::make_unexpected(*error);
    evidence::Client person{*iin};
    if (const std::optional<ClientData>& data = *client) {
        person.name = data->name.full();
        // MFO-6b: who acts for a legal entity is documented as acting for it.
        if (data->actsFor) {
            const auto* entity = std::get_if<identity::Representation::Organisation>(&data->actsFor->principal());
            if (entity)
                person.actsFor = entity->bin;
        }
    }
    return Common{
        ground, *client, *provider, *customer, person, *edition, *version, *program, *checks, *compares, *signer};
}

evidence::Heading Common::heading(const core::Uuid& id, core::WallTime at, const Text& system) const
{
    return {id, provider, customer, person, at, edition, system, criteria, ground.head, signer,
        // A client who was served in English gets a page that can be read in it, beside the two of the law.
        ground.state.language == core::languageCode(core::Language::English)
            ? evidence::PageLanguages::KazakhRussianEnglish
            : evidence::PageLanguages::KazakhRussian};
}

} // namespace tirkeu::enrolment
