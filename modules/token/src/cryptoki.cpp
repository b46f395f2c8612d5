#include "cryptoki.h"

#include <utility>

namespace tirkeu::token {

namespace {
constexpr ErrorCode kPinWrong{"token.pin-wrong"};
constexpr ErrorCode kPinLocked{"token.pin-locked"};
constexpr ErrorCode kPinExpired{"token.pin-must-change"};
constexpr ErrorCode kPinLength{"token.pin-length"};
constexpr ErrorCode kPinNotSet{"token.pin-not-set"};
constexpr ErrorCode kPinTooWeak{"token.pin-too-weak"};
constexpr ErrorCode kRemoved{"token.removed"};
constexpr ErrorCode kCancelled{"token.cancelled"};
constexpr ErrorCode kCannot{"token.cannot"};
constexpr ErrorCode kFailed{"token.failed"};
} // namespace

Error errorOf(CK_RV answer, const char* call)
{
    const QString detail = QStringLiteral("%1: 0x%2").arg(QLatin1StringView(call)).arg(answer, 0, 16);
    switch (answer) {
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
        return {kPinWrong, ErrorKind::OperatorCanFix, detail};
    case CKR_PIN_LOCKED:
        return {kPinLocked, ErrorKind::OperatorCanFix, detail};
    case CKR_PIN_EXPIRED:
        return {kPinExpired, ErrorKind::OperatorCanFix, detail};
    case CKR_PIN_LEN_RANGE:
        return {kPinLength, ErrorKind::OperatorCanFix, detail};
    case CKR_PIN_TOO_WEAK:
        return {kPinTooWeak, ErrorKind::OperatorCanFix, detail};
    case CKR_USER_PIN_NOT_INITIALIZED:
        return {kPinNotSet, ErrorKind::OperatorCanFix, detail};
    case CKR_DEVICE_REMOVED:
    case CKR_TOKEN_NOT_PRESENT:
    case CKR_SLOT_ID_INVALID:
    case CKR_SESSION_HANDLE_INVALID:
    case CKR_SESSION_CLOSED:
    case CKR_OBJECT_HANDLE_INVALID: // what SoftHSM says when the token is gone
    case CKR_TOKEN_NOT_RECOGNIZED:
        return {kRemoved, ErrorKind::OperatorCanFix, detail};
    case CKR_CANCEL:
    case CKR_FUNCTION_CANCELED:
        return {kCancelled, ErrorKind::Retry, detail};
    case CKR_MECHANISM_INVALID:
    case CKR_MECHANISM_PARAM_INVALID:
    case CKR_KEY_FUNCTION_NOT_PERMITTED:
    case CKR_KEY_TYPE_INCONSISTENT:
    case CKR_FUNCTION_NOT_SUPPORTED:
        return {kCannot, ErrorKind::OperatorCanFix, detail};
    default:
        return {kFailed, ErrorKind::DeviceFault, detail};
    }
}

CK_RV loginWith(CryptokiModule::Library& library, CK_SESSION_HANDLE session, CK_USER_TYPE user, core::SecureBytes& pin)
{
    if (!pin.isEmpty())
        return library.functions->C_Login(session, user, pin.u8(), CK_ULONG(pin.size()));
    library.atPinPad = session;
    const CK_RV answer = library.functions->C_Login(session, user, nullptr, 0);
    library.atPinPad = CK_INVALID_HANDLE;
    return answer;
}

SessionHandle::SessionHandle(CK_FUNCTION_LIST* functions, CK_SESSION_HANDLE handle)
    : m_functions(functions)
    , m_handle(handle)
{
}

SessionHandle::SessionHandle(SessionHandle&& other) noexcept
    : m_functions(other.m_functions)
    , m_handle(std::exchange(other.m_handle, CK_INVALID_HANDLE))
{
}

SessionHandle::~SessionHandle()
{
    if (m_handle != CK_INVALID_HANDLE)
        m_functions->C_CloseSession(m_handle);
}

CK_SESSION_HANDLE SessionHandle::release()
{
    return std::exchange(m_handle, CK_INVALID_HANDLE);
}

Result<SessionHandle> SessionHandle::open(CK_FUNCTION_LIST* functions, SlotId slot, CK_FLAGS extra)
{
    CK_SESSION_HANDLE handle = CK_INVALID_HANDLE;
    if (const CK_RV answer =
            functions->C_OpenSession(slot.value, CKF_SERIAL_SESSION | extra, nullptr, nullptr, &handle);
        answer != CKR_OK)
        return refused(answer, "C_OpenSession");
    return SessionHandle(functions, handle);
}

Result<QList<CK_OBJECT_HANDLE>> findObjects(
    CK_FUNCTION_LIST* functions, CK_SESSION_HANDLE session, QList<CK_ATTRIBUTE> templ)
{
    if (const CK_RV answer = functions->C_FindObjectsInit(session, templ.data(), CK_ULONG(templ.size()));
        answer != CKR_OK)
        return refused(answer, "C_FindObjectsInit");
    QList<CK_OBJECT_HANDLE> found;
    CK_RV answer = CKR_OK;
    constexpr qsizetype kMost = 256; // no real token holds more of one kind
    while (found.size() < kMost) {
        CK_OBJECT_HANDLE handles[16];
        CK_ULONG count = 0;
        answer = functions->C_FindObjects(session, handles, 16, &count);
        if (answer != CKR_OK || count == 0)
            break;
        for (CK_ULONG i = 0; i < count && i < 16; ++i)
            found.append(handles[i]);
    }
    functions->C_FindObjectsFinal(session);
    if (answer != CKR_OK)
        return refused(answer, "C_FindObjects");
    return found;
}

Result<QByteArray> readAttribute(
    CK_FUNCTION_LIST* functions, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type)
{
    CK_ATTRIBUTE attribute{type, nullptr, 0};
    CK_RV answer = functions->C_GetAttributeValue(session, object, &attribute, 1);
    if (answer == CKR_ATTRIBUTE_TYPE_INVALID || answer == CKR_ATTRIBUTE_SENSITIVE)
        return QByteArray();
    if (answer != CKR_OK)
        return refused(answer, "C_GetAttributeValue");
    constexpr CK_ULONG kMost = 64 * 1024;
    if (attribute.ulValueLen == CK_UNAVAILABLE_INFORMATION || attribute.ulValueLen > kMost)
        return QByteArray();
    QByteArray value(qsizetype(attribute.ulValueLen), '\0');
    attribute.pValue = value.data();
    answer = functions->C_GetAttributeValue(session, object, &attribute, 1);
    if (answer != CKR_OK)
        return refused(answer, "C_GetAttributeValue");
    value.truncate(qsizetype(attribute.ulValueLen));
    return value;
}

} // namespace tirkeu::token
