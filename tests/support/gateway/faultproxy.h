#pragma once

#include <QtGlobal>

#include <chrono>
#include <functional>
#include <memory>

namespace tirkeu::test {

/// What happens to one connection on its way.
struct Fault
{
    enum class Kind {
        None,
        Delay,      ///< every piece, both ways, by `delay`
        CutUp,      ///< after `bytes` from the client, both ends closed
        CutDown,    ///< after `bytes` from the server
        LoseReply,  ///< all from the client goes through; after `bytes` from the server nothing more comes, then an end
        HalfOpen,   ///< after `bytes` from the client nothing goes on any more, and nobody is told
        Reset,      ///< after `bytes` from the client, by RST
        SlowUp,     ///< the client's bytes pass one by one
        RepeatDown, ///< the server's piece after `bytes` is passed twice
        Garble,     ///< one bit of the client's byte `bytes` is turned
    };
    Kind kind = Kind::None;
    qint64 bytes = 0;
    std::chrono::milliseconds delay{0};
};

/// Stands between client and server and does to each connection what it is told. In a thread of its own.
class FaultProxy
{
public:
    using Chooser = std::function<Fault(int connection)>; ///< called in the proxy's thread
    FaultProxy(quint16 server, Chooser chooser);
    ~FaultProxy();
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;

    [[nodiscard]] quint16 port() const;
    void setServer(quint16 port);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace tirkeu::test
