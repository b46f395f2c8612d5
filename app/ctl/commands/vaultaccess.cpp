#include "vaultaccess.h"

#include <tpm/tpmanchor.h>
#include <tpm/tpmsigner.h>

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kKeyMissing{"ctl.key-not-named"};
constexpr ErrorCode kTwoKeys{"ctl.two-workstation-keys"};
constexpr ErrorCode kHolderUnclear{"ctl.slot-holder-unclear"};
constexpr ErrorCode kOtherKey{"pki.key-does-not-match"};
} // namespace

Result<pki::Certificate> readCertificate(const Arguments& arguments, const QString& file)
{
    const Result<QByteArray> bytes = arguments.read(file, qint64(1) << 20);
    if (!bytes)
        return failure(bytes);
    return bytes->contains("-----BEGIN") ? pki::Certificate::fromPem(*bytes) : pki::Certificate::fromDer(*bytes);
}

Result<pki::SoftwareKey> readPair(const Arguments& arguments, const QString& key, const QString& certificate)
{
    if (!arguments.has(key) || !arguments.has(certificate))
        return failure(kKeyMissing, ErrorKind::OperatorCanFix, key, {QStringLiteral("--") + key});
    const Result<pki::Certificate> holder = readCertificate(arguments, arguments.value(certificate));
    if (!holder)
        return failure(holder);
    const Result<QByteArray> bytes = arguments.read(arguments.value(key), qint64(1) << 20);
    if (!bytes)
        return failure(bytes);
    return pki::SoftwareKey::read(*bytes, *holder);
}

QList<Option> VaultAccess::options()
{
    return {{QStringLiteral("key"), QStringLiteral("FILE"), QStringLiteral("private key that opens a slot")},
        {QStringLiteral("certificate"), QStringLiteral("FILE"), QStringLiteral("its certificate")},
        {QStringLiteral("workstation-key"), QStringLiteral("FILE"), QStringLiteral("the workstation's signing key")},
        {QStringLiteral("workstation-certificate"), QStringLiteral("FILE"), QStringLiteral("its certificate")},
        {QStringLiteral("workstation-tpm"), QStringLiteral("ADDRESS"),
            QStringLiteral("the TPM that holds that key instead of a file, and the journal's anchor; \"machine\": this "
                           "machine's own")}};
}

VaultAccess::VaultAccess(QString folder, pki::SoftwareKey person)
    : m_folder(std::move(folder))
    , m_person(std::move(person))
{
}

Result<std::unique_ptr<VaultAccess>> VaultAccess::from(const Arguments& arguments, const QString& folder)
{
    Result<pki::SoftwareKey> person = readPair(arguments, QStringLiteral("key"), QStringLiteral("certificate"));
    if (!person)
        return failure(person);
    std::unique_ptr<VaultAccess> access(new VaultAccess(folder, std::move(*person)));
    if (arguments.has(QStringLiteral("workstation-key")) && arguments.has(QStringLiteral("workstation-tpm")))
        return failure(kTwoKeys, ErrorKind::OperatorCanFix, QStringLiteral("--workstation-key and --workstation-tpm"));
    if (arguments.has(QStringLiteral("workstation-key"))) {
        Result<pki::SoftwareKey> workstation =
            readPair(arguments, QStringLiteral("workstation-key"), QStringLiteral("workstation-certificate"));
        if (!workstation)
            return failure(workstation);
        access->m_workstation = std::make_unique<pki::SoftwareKey>(std::move(*workstation));
    } else if (arguments.has(QStringLiteral("workstation-tpm"))) {
        if (const Result<> used = access->useTpm(arguments); !used)
            return failure(used);
    }
    return access;
}

Result<> VaultAccess::useTpm(const Arguments& arguments)
{
    const QString option = QStringLiteral("workstation-certificate");
    if (!arguments.has(option))
        return failure(kKeyMissing, ErrorKind::OperatorCanFix, option, {QStringLiteral("--") + option});
    const auto certificate = readCertificate(arguments, arguments.value(option));
    if (!certificate)
        return failure(certificate);
    const QString address = arguments.value(QStringLiteral("workstation-tpm"));
    const auto machine = tpm::Tpm::open(address == u"machine" ? QString() : address);
    if (!machine)
        return failure(machine);
    auto signer = tpm::TpmSigner::open(*machine);
    if (!signer)
        return failure(signer);
    if ((*signer)->publicKey() != certificate->publicKey())
        return failure(kOtherKey, ErrorKind::OperatorCanFix, certificate->subject().text);
    (*signer)->setCertificate(certificate->der());
    m_workstation = std::move(*signer);
    m_anchor = std::make_unique<tpm::TpmAnchor>(*machine);
    return {};
}

vault::VaultOptions VaultAccess::vaultOptions()
{
    return {.folder = m_folder, .clock = m_clock, .workstation = workstation(), .anchors = m_anchor.get()};
}

Outcome VaultAccess::within(const std::function<Outcome(vault::Vault&)>& action)
{
    const auto vault = vault::Vault::open(vaultOptions(), m_person);
    if (!vault)
        return failed(vault.error());
    Outcome outcome = action(**vault);
    return closed(**vault, std::move(outcome));
}

Outcome VaultAccess::closed(vault::Vault& vault, Outcome outcome)
{
    // A move to a new key that ended without its databases leaves nothing to close.
    const Result<> done = vault.isOpen() ? vault.close(actor()) : Result<>();
    return done ? outcome : withWarning(std::move(outcome), done.error());
}

Outcome withWarning(Outcome outcome, const Error& error)
{
    const QString code = error.code.toString();
    outcome.result.insert(QStringLiteral("warning"), code);
    if (!outcome.text.isEmpty())
        outcome.text += u'\n';
    outcome.text += QStringLiteral("The vault was not left in good order: ") + code;
    return outcome;
}

QString VaultAccess::actor() const
{
    const auto file = vault::Vault::slotsOf(m_folder);
    const vault::Slot* slot = file ? file->find(m_person.holder()) : nullptr;
    return slot ? slot->holder.name : m_person.holder().subject().commonName;
}

Result<vault::SlotHolder> readHolder(const Arguments& arguments, const QString& text)
{
    const QStringList parts = text.split(u':');
    const bool isOld = parts.size() == 4 && parts.at(3) == u"pkcs1";
    if ((parts.size() != 3 && !isOld) || parts.at(1).isEmpty())
        return failure(kHolderUnclear, ErrorKind::OperatorCanFix, text, {text});
    const auto role = vault::slotRoleNamed(parts.at(0));
    if (!role)
        return failure(role);
    const auto certificate = readCertificate(arguments, parts.at(2));
    if (!certificate)
        return failure(certificate);
    const auto wrap = isOld ? pki::RsaWrap::Pkcs1 : pki::RsaWrap::OaepSha256;
    return vault::SlotHolder{*role, parts.at(1), *certificate, wrap};
}

} // namespace tirkeu::ctl
