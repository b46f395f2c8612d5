#pragma once

#include <token/cryptokimodule.h>

#include <p11-kit/pkcs11.h>

#include <atomic>

namespace tirkeu::token {

/// The opened file and its function list.
struct CryptokiModule::Library
{
    QString file;
    QString description;
    void* handle = nullptr;
    CK_FUNCTION_LIST* functions = nullptr;
    bool initialisedByUs = false;
    std::atomic<CK_SESSION_HANDLE> atPinPad = CK_INVALID_HANDLE; ///< in which somebody types on the reader's own keys
    ~Library();
};

/// An answer other than CKR_OK, as the error that a person can do something about.
[[nodiscard]] Error errorOf(CK_RV answer, const char* call);
[[nodiscard]] inline tl::unexpected<Error> refused(CK_RV answer, const char* call)
{
    return tl::make_unexpected(errorOf(answer, call));
}

/// C_Login; without a PIN it waits for somebody at the reader, where `cancelPinPad` reaches it.
[[nodiscard]] CK_RV loginWith(
    CryptokiModule::Library& library, CK_SESSION_HANDLE session, CK_USER_TYPE user, core::SecureBytes& pin);

/// A read-only session that closes itself.
class SessionHandle
{
public:
    [[nodiscard]] static Result<SessionHandle> open(CK_FUNCTION_LIST* functions, SlotId slot, CK_FLAGS extra = 0);
    SessionHandle(SessionHandle&& other) noexcept;
    SessionHandle& operator=(SessionHandle&&) = delete;
    ~SessionHandle();
    [[nodiscard]] CK_SESSION_HANDLE get() const { return m_handle; }
    [[nodiscard]] CK_SESSION_HANDLE release();

private:
    SessionHandle(CK_FUNCTION_LIST* functions, CK_SESSION_HANDLE handle);
    CK_FUNCTION_LIST* m_functions;
    CK_SESSION_HANDLE m_handle;
};

[[nodiscard]] Result<QList<CK_OBJECT_HANDLE>> findObjects(
    CK_FUNCTION_LIST* functions, CK_SESSION_HANDLE session, QList<CK_ATTRIBUTE> templ);
/// One attribute of variable length; empty where the object does not have it.
[[nodiscard]] Result<QByteArray> readAttribute(
    CK_FUNCTION_LIST* functions, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type);

} // namespace tirkeu::token
