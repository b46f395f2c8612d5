#include "../command.h"

#include <tpm/tpmanchor.h>
#include <tpm/tpmsigner.h>

namespace tirkeu::ctl {

namespace {
QList<Option> options()
{
    return {{QStringLiteral("tpm"), QStringLiteral("ADDRESS"),
        QStringLiteral("which TPM, as the TPM software stack names it; else this machine's own")}};
}

Outcome info(const Arguments& arguments)
{
    const auto machine = tpm::Tpm::open(arguments.value(QStringLiteral("tpm")));
    if (!machine)
        return machine.error().code == tpm::kAbsent ? negative(machine.error()) : failed(machine.error());
    const auto maker = (*machine)->maker();
    if (!maker)
        return failed(maker.error());
    tpm::TpmAnchor anchor(*machine);
    const auto count = anchor.count();
    const auto head = anchor.lastAnchor();
    if (!count || !head)
        return failed(count ? head.error() : count.error());
    const auto sequence = static_cast<qint64>(head->sequence);
    const QString said = *count == 0 ? QStringLiteral("No journal is anchored in it.")
                                     : QStringLiteral("The journal is anchored up to entry %1.").arg(sequence);
    return good({{QStringLiteral("maker"), *maker}, {QStringLiteral("anchored"), static_cast<qint64>(*count)},
                    {QStringLiteral("sequence"), sequence}},
        QStringLiteral("TPM 2.0 by %1. %2").arg(*maker, said));
}

Outcome key(const Arguments& arguments)
{
    const auto machine = tpm::Tpm::open(arguments.value(QStringLiteral("tpm")));
    if (!machine)
        return machine.error().code == tpm::kAbsent ? negative(machine.error()) : failed(machine.error());
    const auto signer = tpm::TpmSigner::open(*machine);
    if (!signer)
        return failed(signer.error());
    const QString base64 = QString::fromLatin1((*signer)->publicKey().toBase64());
    QString pem = QStringLiteral("-----BEGIN PUBLIC KEY-----\n");
    constexpr qsizetype kLine = 64;
    for (qsizetype at = 0; at < base64.size(); at += kLine)
        pem += base64.mid(at, kLine) + u'\n';
    pem += QStringLiteral("-----END PUBLIC KEY-----");
    return good({{QStringLiteral("publicKey"), pem}}, pem);
}
} // namespace

QList<Command> tpmCommands()
{
    return {{.name = QStringLiteral("tpm info"),
                .operands = {},
                .summary = QStringLiteral("Says whether there is a TPM 2.0 and what is anchored in it"),
                .details = QStringLiteral("0: there is one. 1: there is none. 2: it does not answer."),
                .options = options(),
                .run = info},
        {.name = QStringLiteral("tpm key"),
            .operands = {},
            .summary = QStringLiteral("Shows the workstation's public key in the TPM, to be certified"),
            .options = options(),
            .run = key}};
}

} // namespace tirkeu::ctl
