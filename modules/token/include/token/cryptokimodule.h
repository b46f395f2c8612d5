#pragma once

#include <token/tokeninfo.h>

#include <memory>
#include <optional>

namespace tirkeu::token {

/// A PKCS#11 module file, loaded and initialised: OpenSC, SoftHSM, a vendor's, or the scripted one of the tests.
/// One object per file and process. May be called from any thread; calls may block while a reader is slow.
class CryptokiModule
{
public:
    [[nodiscard]] static Result<std::shared_ptr<CryptokiModule>> load(const QString& file);
    ~CryptokiModule();
    CryptokiModule(const CryptokiModule&) = delete;
    CryptokiModule& operator=(const CryptokiModule&) = delete;

    [[nodiscard]] QString file() const;
    [[nodiscard]] QString description() const; ///< the library's own words and version

    [[nodiscard]] Result<QList<TokenInfo>> tokens() const; ///< initialised tokens that are present now
    [[nodiscard]] Result<TokenInfo> token(SlotId slot) const;
    [[nodiscard]] Result<QList<StoredCertificate>> certificates(SlotId slot) const;
    /// Drains what the module has to say about slots without waiting; false where it cannot tell.
    [[nodiscard]] bool hadSlotEvent() const;

    /// Both PINs empty where the reader has its own pad.
    [[nodiscard]] Result<> changePin(
        SlotId slot, const core::SecureBytes& oldPin, const core::SecureBytes& newPin) const;

    /// Ends a wait for a PIN on the reader's own keys; from any thread, never blocks. False where nobody waits or the
    /// module cannot be interrupted: then the reader's own cancel key ends it, or its timer.
    [[nodiscard]] bool cancelPinPad() const;

    struct Library; ///< the function list; for the room's own sources
    [[nodiscard]] Library& library() const { return *m_library; }

private:
    explicit CryptokiModule(std::unique_ptr<Library> library);

    std::unique_ptr<Library> m_library;
};

} // namespace tirkeu::token
