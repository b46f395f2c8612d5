#pragma once

#include <core/ports/signer.h>
#include <pki/certificate.h>

#include <QUrl>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>

namespace tirkeu::token {

class WebSocket;

struct NcaLayerOptions
{
    QUrl url = QUrl(QStringLiteral("wss://127.0.0.1:13579/")); ///< of this machine; anything else is refused
    QList<pki::Certificate> authorities = {};                  ///< who vouches for the program at the other end
    QStringList storages = {};                                 ///< its names of key stores; empty: any
    QString locale = QStringLiteral("kk");                     ///< of its window
    std::chrono::milliseconds connectDeadline{5'000};
    std::chrono::milliseconds signDeadline{180'000}; ///< a person chooses a key and types a PIN meanwhile
};
/// Refuses options that no program could answer to: without an authority nothing is spoken to.
[[nodiscard]] Result<> checkCanAsk(const NcaLayerOptions& options);

/// Signs with a key that only a program like NCALayer can use: it gets the digest over a WebSocket of this machine,
/// shows its own window and gives back a CMS. What comes back must be this holder's and over this digest; a GOST
/// signature's value itself cannot be tried here. Blocks; calls come one after another, `cancel` from any thread.
class NcaLayerSigner final : public core::CmsSigner
{
public:
    NcaLayerSigner(pki::Certificate holder, NcaLayerOptions options);
    ~NcaLayerSigner() override;

    [[nodiscard]] QByteArray certificate() const override { return m_holder.der(); }
    [[nodiscard]] Result<QByteArray> signToCms(core::HashAlgorithm algorithm, QByteArrayView digest) override;
    [[nodiscard]] Result<> beginKeeping() override;
    void
    cancel(); ///< gives up the signature under way; its caller gets `token.cancelled`, and what it made is unwanted

private:
    [[nodiscard]] QByteArray question(QByteArrayView digest) const;
    [[nodiscard]] Result<QByteArray> cmsIn(const QByteArray& answer, QByteArrayView digest) const;

    pki::Certificate m_holder;
    NcaLayerOptions m_options;
    std::mutex m_mutex;
    std::shared_ptr<WebSocket> m_current;
    std::atomic<bool> m_isCancelled = false;
};

} // namespace tirkeu::token
