#pragma once

#include <core/result.h>
#include <pki/certificate.h>

#include <QByteArray>
#include <QUrl>

#include <chrono>
#include <memory>

namespace tirkeu::token {

/// A WebSocket over TLS to a program of this machine, one blocking step after another, each within its deadline.
class WebSocket
{
public:
    WebSocket();
    ~WebSocket();
    WebSocket(const WebSocket&) = delete;
    WebSocket& operator=(const WebSocket&) = delete;

    /// Refuses any host but this machine, and a certificate that none of `authorities` vouches for.
    [[nodiscard]] Result<> open(
        const QUrl& url, const QList<pki::Certificate>& authorities, std::chrono::milliseconds deadline);
    [[nodiscard]] Result<> write(const QByteArray& text, std::chrono::milliseconds deadline);
    [[nodiscard]] Result<QByteArray> read(std::chrono::milliseconds deadline);
    void cancel(); ///< from any thread: the step under way and all later ones end at once

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::token
