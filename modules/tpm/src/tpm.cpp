#include "tpm/tpm.h"

#include "tpmstate.h"

#include <tss2/tss2_tctildr.h>

#include <QFile>

namespace tirkeu::tpm {

namespace {
constexpr ErrorCode kRefused{"tpm.refused"};
const QString kDevice = QStringLiteral("/dev/tpmrm0");
} // namespace

tl::unexpected<Error> refused(TSS2_RC code, const char* doing)
{
    return failure(kRefused, ErrorKind::DeviceFault,
        QStringLiteral("%1: 0x%2").arg(QLatin1StringView(doing), QString::number(code, 16)));
}

TpmState::~TpmState()
{
    if (esys)
        Esys_Finalize(&esys);
    if (transport)
        Tss2_TctiLdr_Finalize(&transport);
}

Tpm::Tpm(std::unique_ptr<TpmState> state)
    : m_state(std::move(state))
{
}

Tpm::~Tpm() = default;

Result<std::shared_ptr<Tpm>> Tpm::open(const QString& address)
{
    // Without an address the stack would try one transport after the other, simulators on the network among them.
    if (address.isEmpty() && !QFile::exists(kDevice))
        return failure(kAbsent, ErrorKind::OperatorCanFix, kDevice);
    const QByteArray name = (address.isEmpty() ? QStringLiteral("device:") + kDevice : address).toUtf8();
    auto state = std::make_unique<TpmState>();
    // The stack writes its complaints to standard error unless told not to.
    if (!qEnvironmentVariableIsSet("TSS2_LOG"))
        qputenv("TSS2_LOG", "all+none");
    if (const TSS2_RC code = Tss2_TctiLdr_Initialize(name.constData(), &state->transport); code != TSS2_RC_SUCCESS)
        return failure(kAbsent, ErrorKind::OperatorCanFix, QString::fromUtf8(name));
    if (const TSS2_RC code = Esys_Initialize(&state->esys, state->transport, nullptr); code != TSS2_RC_SUCCESS)
        return refused(code, "initialising");
    return std::shared_ptr<Tpm>(new Tpm(std::move(state)));
}

Result<QString> Tpm::maker()
{
    const std::lock_guard lock(m_state->mutex);
    TPMS_CAPABILITY_DATA* raw = nullptr;
    TPMI_YES_NO more = 0;
    const TSS2_RC code = Esys_GetCapability(m_state->esys, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
        TPM2_CAP_TPM_PROPERTIES, TPM2_PT_MANUFACTURER, 1, &more, &raw);
    const EsysHandle<TPMS_CAPABILITY_DATA> data(raw);
    if (code != TSS2_RC_SUCCESS)
        return refused(code, "asking who made it");
    const UINT32 value = data->data.tpmProperties.tpmProperty[0].value;
    QString letters;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        const auto letter = static_cast<char>((value >> shift) & 0xFFU);
        if (letter > ' ')
            letters += QLatin1Char(letter);
    }
    return letters;
}

} // namespace tirkeu::tpm
