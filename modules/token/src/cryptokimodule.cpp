#include "cryptoki.h"

#include <QFileInfo>

#include <dlfcn.h>

namespace tirkeu::token {

namespace {
constexpr ErrorCode kModuleMissing{"token.module-missing"};
constexpr ErrorCode kModuleUnusable{"token.module-unusable"};
constexpr ErrorCode kPinPadOnly{"token.pin-pad-only"};

template<std::size_t N>
[[nodiscard]] QString padded(const CK_UTF8CHAR (&text)[N])
{
    const QByteArray bytes(reinterpret_cast<const char*>(text), qsizetype(N));
    const qsizetype zero = bytes.indexOf('\0');
    return QString::fromUtf8(zero < 0 ? bytes : bytes.left(zero)).trimmed();
}

[[nodiscard]] PinState pinStateOf(const CK_TOKEN_INFO& info)
{
    PinState pin;
    const auto has = [&info](CK_FLAGS flag) {
        return (info.flags & flag) != 0;
    };
    if (has(CKF_USER_PIN_LOCKED))
        pin.count = PinCount::Locked;
    else if (has(CKF_USER_PIN_FINAL_TRY))
        pin.count = PinCount::FinalTry;
    else if (has(CKF_USER_PIN_COUNT_LOW))
        pin.count = PinCount::Low;
    pin.isSet = has(CKF_USER_PIN_INITIALIZED);
    pin.mustChange = has(CKF_USER_PIN_TO_BE_CHANGED);
    pin.onPinPad = has(CKF_PROTECTED_AUTHENTICATION_PATH);
    constexpr CK_ULONG kLongest = 256;
    pin.minLength = int(std::min(info.ulMinPinLen, kLongest));
    pin.maxLength = int(std::min(info.ulMaxPinLen, kLongest));
    return pin;
}
} // namespace

CryptokiModule::Library::~Library()
{
    if (functions != nullptr && initialisedByUs)
        functions->C_Finalize(nullptr);
    if (handle != nullptr)
        ::dlclose(handle);
}

CryptokiModule::CryptokiModule(std::unique_ptr<Library> library)
    : m_library(std::move(library))
{
}

CryptokiModule::~CryptokiModule() = default;

Result<std::shared_ptr<CryptokiModule>> CryptokiModule::load(const QString& file)
{
    if (!QFileInfo(file).isFile())
        return failure(kModuleMissing, ErrorKind::OperatorCanFix, QStringLiteral("no such file"), {file});
    auto library = std::make_unique<Library>();
    library->file = file;
    library->handle = ::dlopen(file.toLocal8Bit().constData(), RTLD_NOW | RTLD_LOCAL);
    if (library->handle == nullptr)
        return failure(kModuleUnusable, ErrorKind::OperatorCanFix, QString::fromLocal8Bit(::dlerror()), {file});
    const auto list = reinterpret_cast<CK_C_GetFunctionList>(::dlsym(library->handle, "C_GetFunctionList"));
    if (list == nullptr || list(&library->functions) != CKR_OK || library->functions == nullptr)
        return failure(kModuleUnusable, ErrorKind::OperatorCanFix, QStringLiteral("not a PKCS#11 module"), {file});

    CK_C_INITIALIZE_ARGS arguments{};
    arguments.flags = CKF_OS_LOCKING_OK;
    const CK_RV answer = library->functions->C_Initialize(&arguments);
    if (answer != CKR_OK && answer != CKR_CRYPTOKI_ALREADY_INITIALIZED)
        return failure(kModuleUnusable, ErrorKind::DeviceFault, errorOf(answer, "C_Initialize").detail, {file});
    library->initialisedByUs = answer == CKR_OK;

    CK_INFO info{};
    if (library->functions->C_GetInfo(&info) == CKR_OK)
        library->description = QStringLiteral("%1 %2.%3")
                                   .arg(padded(info.libraryDescription))
                                   .arg(int(info.libraryVersion.major))
                                   .arg(int(info.libraryVersion.minor));
    return std::shared_ptr<CryptokiModule>(new CryptokiModule(std::move(library)));
}

QString CryptokiModule::file() const
{
    return m_library->file;
}

QString CryptokiModule::description() const
{
    return m_library->description;
}

Result<QList<TokenInfo>> CryptokiModule::tokens() const
{
    CK_FUNCTION_LIST* p11 = m_library->functions;
    // Asking for the number first is what makes a module look at its readers again.
    CK_ULONG count = 0;
    if (const CK_RV answer = p11->C_GetSlotList(CK_TRUE, nullptr, &count); answer != CKR_OK)
        return refused(answer, "C_GetSlotList");
    count += 8; // a reader may appear between the two calls
    QList<CK_SLOT_ID> slotIds(qsizetype(std::min<CK_ULONG>(count, 64)));
    count = CK_ULONG(slotIds.size());
    if (const CK_RV answer = p11->C_GetSlotList(CK_TRUE, slotIds.data(), &count); answer != CKR_OK)
        return refused(answer, "C_GetSlotList");
    slotIds.resize(qsizetype(count));

    QList<TokenInfo> found;
    for (const CK_SLOT_ID slot : slotIds) {
        CK_TOKEN_INFO info{};
        // A token that is pulled while it is being read is simply not there.
        if (p11->C_GetTokenInfo(slot, &info) == CKR_OK && (info.flags & CKF_TOKEN_INITIALIZED) != 0)
            found.append({SlotId{slot}, padded(info.label), padded(info.manufacturerID), padded(info.model),
                padded(info.serialNumber), pinStateOf(info)});
    }
    return found;
}

Result<TokenInfo> CryptokiModule::token(SlotId slot) const
{
    CK_TOKEN_INFO info{};
    if (const CK_RV answer = m_library->functions->C_GetTokenInfo(slot.value, &info); answer != CKR_OK)
        return refused(answer, "C_GetTokenInfo");
    return TokenInfo{slot, padded(info.label), padded(info.manufacturerID), padded(info.model),
        padded(info.serialNumber), pinStateOf(info)};
}

Result<QList<StoredCertificate>> CryptokiModule::certificates(SlotId slot) const
{
    CK_FUNCTION_LIST* p11 = m_library->functions;
    const auto session = SessionHandle::open(p11, slot);
    if (!session)
        return failure(session);
    CK_OBJECT_CLASS objectClass = CKO_CERTIFICATE;
    CK_CERTIFICATE_TYPE type = CKC_X_509;
    const auto handles = findObjects(p11, session->get(),
        {{CKA_CLASS, &objectClass, sizeof objectClass}, {CKA_CERTIFICATE_TYPE, &type, sizeof type}});
    if (!handles)
        return failure(handles);
    QList<StoredCertificate> found;
    for (const CK_OBJECT_HANDLE handle : *handles) {
        const auto id = readAttribute(p11, session->get(), handle, CKA_ID);
        const auto label = readAttribute(p11, session->get(), handle, CKA_LABEL);
        const auto value = readAttribute(p11, session->get(), handle, CKA_VALUE);
        if (!id || !label || !value)
            return failure(!id ? id : !label ? label : value);
        if (!value->isEmpty())
            found.append({*id, QString::fromUtf8(*label), *value});
    }
    return found;
}

bool CryptokiModule::hadSlotEvent() const
{
    CK_SLOT_ID slot = 0;
    return m_library->functions->C_WaitForSlotEvent(CKF_DONT_BLOCK, &slot, nullptr) == CKR_OK;
}

bool CryptokiModule::cancelPinPad() const
{
    const CK_SESSION_HANDLE session = m_library->atPinPad;
    return session != CK_INVALID_HANDLE && m_library->functions->C_CancelFunction(session) == CKR_OK;
}

Result<> CryptokiModule::changePin(SlotId slot, const core::SecureBytes& oldPin, const core::SecureBytes& newPin) const
{
    const auto info = token(slot);
    if (!info)
        return failure(info);
    if (info->pin.onPinPad != (oldPin.isEmpty() && newPin.isEmpty()))
        return failure(kPinPadOnly, ErrorKind::OperatorCanFix, QStringLiteral("PIN given for a PIN pad, or none"));
    for (const core::SecureBytes* pin : {&oldPin, &newPin}) {
        if (const Result<> good = checkPinLength(*info, *pin); !good)
            return good;
    }
    CK_FUNCTION_LIST* p11 = m_library->functions;
    const auto session = SessionHandle::open(p11, slot, CKF_RW_SESSION);
    if (!session)
        return failure(session);
    const auto raw = [](const core::SecureBytes& pin) {
        return pin.isEmpty() ? nullptr : const_cast<CK_UTF8CHAR*>(pin.u8());
    };
    if (info->pin.onPinPad)
        m_library->atPinPad = session->get();
    const CK_RV answer =
        p11->C_SetPIN(session->get(), raw(oldPin), CK_ULONG(oldPin.size()), raw(newPin), CK_ULONG(newPin.size()));
    m_library->atPinPad = CK_INVALID_HANDLE;
    return answer == CKR_OK ? Result<>() : refused(answer, "C_SetPIN");
}

} // namespace tirkeu::token
