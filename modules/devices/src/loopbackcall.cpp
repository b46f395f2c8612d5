#include "loopbackcall.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <atomic>
#include <limits>
#include <thread>

namespace tirkeu::devices {

namespace {
constexpr ErrorCode kSilent{"devices.sbi-silent"};
constexpr std::uint32_t kMostHead = 16 * 1024;

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
} // namespace

class LoopbackCall::Exchange
{
public:
    Exchange(const Question& question, Piece piece, Done done)
        : m_most(question.most)
        , m_piece(std::move(piece))
        , m_done(std::move(done))
    {
        m_request.version(11);
        m_request.method_string(question.method.toStdString());
        m_request.target(question.target.toStdString());
        m_request.set(http::field::host, "127.0.0.1:" + std::to_string(question.port));
        m_request.set(http::field::content_type, "application/json");
        m_request.set(http::field::cache_control, "no-store");
        m_request.body() = question.body.toStdString();
        m_request.keep_alive(false);
        m_request.prepare_payload();
        m_parser.header_limit(kMostHead);
        m_parser.body_limit(std::numeric_limits<std::uint64_t>::max()); // counted here, piece by piece
        m_stream.expires_after(question.deadline);
        // By number, never by a name that somebody else may answer for.
        m_stream.async_connect(asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), question.port),
            [this](beast::error_code error) { write(error); });
        m_thread = std::thread([this] {
            m_context.run();
            if (!m_left)
                m_done(m_error ? failure(kSilent, ErrorKind::DeviceFault, QString::fromStdString(m_error.message()))
                               : Result<QByteArray>(m_body));
        });
    }
    ~Exchange()
    {
        m_left = true;
        asio::post(m_context, [this] { m_stream.close(); });
        m_thread.join();
    }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

private:
    void write(beast::error_code error)
    {
        if (!stopped(error))
            http::async_write(m_stream, m_request, [this](beast::error_code failed, std::size_t) { readHead(failed); });
    }
    void readHead(beast::error_code error)
    {
        if (!stopped(error))
            http::async_read_header(m_stream, m_buffer, m_parser, [this](beast::error_code failed, std::size_t) {
                if (!failed && m_parser.get().result() != http::status::ok)
                    failed = http::make_error_code(http::error::bad_status);
                if (!stopped(failed))
                    readBody();
            });
    }
    void readBody()
    {
        if (m_parser.is_done())
            return;
        m_parser.get().body().data = m_space.data();
        m_parser.get().body().size = m_space.size();
        http::async_read(m_stream, m_buffer, m_parser, [this](beast::error_code error, std::size_t) {
            const auto got = static_cast<qsizetype>(m_space.size() - m_parser.get().body().size);
            if (error == http::error::need_buffer)
                error = {};
            if (!stopped(error) && take({m_space.data(), got}))
                readBody();
        });
    }
    bool take(QByteArrayView bytes)
    {
        if (m_piece && m_piece(bytes))
            return true;
        if (m_piece || m_body.size() + bytes.size() > m_most) {
            m_error = http::make_error_code(http::error::body_limit);
            return false;
        }
        m_body.append(bytes);
        return true;
    }
    bool stopped(beast::error_code error)
    {
        m_error = error;
        return error || m_left;
    }

    qsizetype m_most;
    Piece m_piece;
    Done m_done;
    std::atomic<bool> m_left = false;
    asio::io_context m_context{1};
    beast::tcp_stream m_stream{m_context};
    http::request<http::string_body> m_request;
    http::response_parser<http::buffer_body> m_parser;
    beast::flat_buffer m_buffer{kMostHead + 65536};
    std::array<char, 65536> m_space{};
    beast::error_code m_error;
    QByteArray m_body;
    std::thread m_thread;
};

LoopbackCall::LoopbackCall(const Question& question, Piece piece, Done done)
    : m_exchange(std::make_unique<Exchange>(question, std::move(piece), std::move(done)))
{
}

LoopbackCall::~LoopbackCall() = default;

} // namespace tirkeu::devices
