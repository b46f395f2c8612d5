#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace tirkeu::simulation {

struct ServedRequest
{
    QByteArray method;
    QByteArray target; ///< path and query, as sent
    QByteArray contentType;
    QByteArray body;
};

struct ServedAnswer
{
    int status = 200;
    QByteArray contentType = {};
    QByteArray body = {};
    std::chrono::milliseconds delay{0};
    enum class Line { Answered, HungUp } line = Line::Answered; ///< HungUp: the connection ends without a word
};

/// A small HTTP server on 127.0.0.1, answering on a thread of its own until it is destroyed.
class LoopbackServer
{
public:
    using Handler = std::function<ServedAnswer(const ServedRequest&)>; ///< called on the server's thread

    /// Port 0 takes any free one.
    [[nodiscard]] static Result<std::unique_ptr<LoopbackServer>> start(Handler handler, quint16 port = 0);
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    [[nodiscard]] QUrl url() const; ///< "http://127.0.0.1:port"

private:
    struct Parts;
    explicit LoopbackServer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::simulation
