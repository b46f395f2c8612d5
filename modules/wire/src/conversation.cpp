#include "routes.h"
#include "serverparts.h"
#include "tls.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

namespace tirkeu::wire {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {
constexpr ErrorCode kTooMany{"wire.too-many-questions"};
constexpr ErrorCode kBusy{"wire.gateway-busy"};
constexpr ErrorCode kStopping{"wire.gateway-stopping"};
constexpr ErrorCode kTooLarge{"wire.question-too-large"};
constexpr ErrorCode kMalformed{"wire.question-malformed"};
constexpr ErrorCode kNotForThis{"wire.certificate-not-for-this"};
constexpr ErrorCode kInside{"wire.gateway-fault"};
constexpr std::size_t kFirstBytes = 1024;
constexpr std::size_t kBodyBuffer = std::size_t(64) << 10;
constexpr int kUnauthorised = 401;
constexpr int kTooLargeStatus = 413;
constexpr int kMalformedStatus = 400;
constexpr int kTooManyStatus = 429;
constexpr unsigned kHttp11 = 11;

QByteArray bytesOf(beast::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

HttpReply refusal(const ErrorCode& code, int status, std::optional<std::chrono::seconds> retryAfter = {})
{
    return replyOf(
        {.kind = Problem::Kind::Refused, .code = code.toString(), .status = status, .retryAfter = retryAfter});
}

using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

template<typename Stream>
class Conversation final : public std::enable_shared_from_this<Conversation<Stream>>, public LiveLine
{
public:
    template<typename... Context>
    Conversation(ServerShared& shared, asio::ip::tcp::socket socket, Context&... context)
        : m_shared(shared)
        , m_stream(std::move(socket), context...)
    {
        beast::error_code error;
        const auto peer = tcp().socket().remote_endpoint(error);
        m_caller.address = QString::fromStdString(peer.address().to_string(error));
        tcp().socket().set_option(asio::ip::tcp::no_delay(true), error);
    }
    ~Conversation() override
    {
        giveBack();
        if (m_counted)
            m_shared.peers.disconnected(m_peer);
        m_shared.remove(this);
    }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    void start(std::shared_ptr<asio::ssl::context> tls, std::shared_ptr<pki::TrustStore> bank)
    {
        m_tls = std::move(tls);
        m_bank = std::move(bank);
        m_shared.add(this);
        asio::post(m_stream.get_executor(), [self = this->shared_from_this()] { self->shakeHands(); });
    }
    void endWhenIdle() override
    {
        asio::post(m_stream.get_executor(), [weak = this->weak_from_this()] {
            if (const auto self = weak.lock(); self && self->m_idle)
                self->close();
        });
    }
    void endNow() override
    {
        asio::post(m_stream.get_executor(), [weak = this->weak_from_this()] {
            if (const auto self = weak.lock())
                self->close();
        });
    }

private:
    [[nodiscard]] beast::tcp_stream& tcp() { return beast::get_lowest_layer(m_stream); }
    [[nodiscard]] const ServerLimits& limits() const { return m_shared.settings.limits; }

    void close()
    {
        beast::error_code ignored;
        tcp().socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
        tcp().close();
    }

    void shakeHands()
    {
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            tcp().expires_after(limits().handshake);
            if (const auto prepared = prepareTls(m_stream.native_handle(), m_shared.clock.wall()); !prepared)
                return;
            m_stream.async_handshake(
                asio::ssl::stream_base::server, [self = this->shared_from_this()](beast::error_code error) {
                    if (error)
                        self->logRefusal(error);
                    else
                        self->welcome();
                });
        } else {
            awaitQuestion();
        }
    }

    void logRefusal(const beast::error_code& error)
    {
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            const long verdict = SSL_get_verify_result(m_stream.native_handle());
            m_shared.log({.caller = m_caller,
                .code = QStringLiteral("handshake"),
                .detail = verdict == X509_V_OK ? QString::fromStdString(error.message())
                                               : QString::fromLatin1(X509_verify_cert_error_string(verdict))});
        }
    }

    void welcome()
    {
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            const auto peer = peerOf(m_stream.native_handle());
            if (!peer)
                return;
            m_caller.certificate = *peer;
            m_peer = peer->fingerprint();
            m_isFit = m_bank->check(*peer, m_shared.clock.wall(), pki::CertificateUse::Authentication).isTrusted();
            m_counted = m_shared.peers.mayConnect(m_peer);
        }
        awaitQuestion();
    }

    void awaitQuestion()
    {
        if (m_shared.stopping)
            return close();
        m_parser.emplace();
        m_parser->header_limit(limits().headerBytes);
        m_parser->body_limit(static_cast<std::uint64_t>(limits().bodyBytes));
        if (m_buffer.size() > 0)
            return readHeader();
        m_buffer = beast::flat_buffer(); // an idle line holds no room for a question
        m_idle = true;
        tcp().expires_after(limits().idle);
        m_stream.async_read_some(
            m_buffer.prepare(kFirstBytes), [self = this->shared_from_this()](beast::error_code error, std::size_t n) {
                self->m_idle = false;
                if (error)
                    return self->close();
                self->m_buffer.commit(n);
                self->readHeader();
            });
    }

    void readHeader()
    {
        m_began = std::chrono::steady_clock::now();
        tcp().expires_after(limits().header);
        http::async_read_header(m_stream, m_buffer, *m_parser,
            [self = this->shared_from_this()](beast::error_code error, std::size_t) { self->judgeHeader(error); });
    }

    void judgeHeader(const beast::error_code& error)
    {
        if (error == http::error::header_limit || error == http::error::body_limit)
            return refuse(refusal(kTooLarge, kTooLargeStatus));
        if (error && error.category() == http::make_error_code(http::error::bad_target).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message)
            return refuse(refusal(kMalformed, kMalformedStatus));
        if (error)
            return close();
        const auto& request = m_parser->get();
        m_caller.version = QString::fromLatin1(bytesOf(request[kVersionField]).left(32));
        // A length that can be read in two ways is how one question is smuggled behind another.
        if (request.version() != kHttp11 || request.find(http::field::transfer_encoding) != request.end() ||
            request.count(http::field::content_length) > 1)
            return refuse(refusal(kMalformed, kMalformedStatus));
        if (m_caller.certificate && !m_isFit)
            return refuse(refusal(kNotForThis, kUnauthorised));
        if (m_caller.certificate && (!m_counted || !m_shared.peers.mayAsk(m_peer, m_shared.clock.monotonic())))
            return refuse(refusal(kTooMany, kTooManyStatus, std::chrono::seconds(2)));
        const auto length = static_cast<qint64>(m_parser->content_length().value_or(0));
        m_held = length;
        if (m_shared.bytesInFlight.fetch_add(length) + length > limits().bytesInFlight)
            return refuse(refusal(kBusy, 503, std::chrono::seconds(5)));
        if (beast::iequals(request[http::field::expect], "100-continue"))
            return sayContinue();
        readBody();
    }

    void sayContinue()
    {
        m_continue = {http::status::continue_, kHttp11};
        http::async_write(
            m_stream, m_continue, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
                if (error)
                    self->close();
                else
                    self->readBody();
            });
    }

    void readBody()
    {
        if (m_parser->is_done())
            return handle();
        m_buffer.reserve(std::max(m_buffer.size(), kBodyBuffer));
        tcp().expires_after(limits().body + std::chrono::seconds(m_held / limits().slowestBytesPerSecond));
        http::async_read(
            m_stream, m_buffer, *m_parser, [self = this->shared_from_this()](beast::error_code error, std::size_t) {
                if (error == http::error::body_limit)
                    self->refuse(refusal(kTooLarge, kTooLargeStatus));
                else if (error)
                    self->close();
                else
                    self->handle();
            });
    }

    void handle()
    {
        tcp().expires_never();
        // Where nobody listens any more the line's threads would end before the answer is there.
        asio::post(m_shared.workers,
            [self = this->shared_from_this(), awaited = asio::make_work_guard(m_stream.get_executor())] {
                HttpReply reply = self->answer();
                asio::post(self->m_stream.get_executor(),
                    [self, reply = std::move(reply)]() mutable { self->write(std::move(reply), Then::GoOn); });
            });
    }

    [[nodiscard]] HttpReply answer()
    {
        if (m_shared.stopping)
            return refusal(kStopping, 503, std::chrono::seconds(5));
        const auto& request = m_parser->get();
        try {
            return m_shared.handler(
                m_caller, {bytesOf(request.method_string()), bytesOf(request.target()),
                              bytesOf(request[http::field::content_type]),
                              QByteArrayView(request.body().data(), static_cast<qsizetype>(request.body().size()))});
        } catch (const std::exception& thrown) { // of a library below; the line and the others live on
            m_fault = QString::fromUtf8(thrown.what());
            return refusal(kInside, 500);
        }
    }

    enum class Then { GoOn, Close };
    void refuse(HttpReply reply)
    {
        m_parser->body_limit(boost::none);
        write(std::move(reply), Then::Close);
    }

    void write(HttpReply reply, Then then)
    {
        const auto& request = m_parser->get();
        m_line = {.caller = m_caller,
            .method = bytesOf(request.method_string()),
            .path = bytesOf(request.target()).left(256),
            .route = reply.route,
            .status = reply.status,
            .code = reply.code,
            .detail = std::exchange(m_fault, {}),
            .bytesIn = static_cast<qint64>(request.body().size()),
            .bytesOut = reply.body.size()};
        const bool stays = then == Then::GoOn && !m_shared.stopping && request.keep_alive();
        m_reply = std::move(reply);
        m_answer = {static_cast<http::status>(m_reply.status), kHttp11};
        if (!m_reply.contentType.isEmpty())
            m_answer.set(http::field::content_type, m_reply.contentType.toStdString());
        if (m_reply.retryAfter)
            m_answer.set(http::field::retry_after, std::to_string(m_reply.retryAfter->count()));
        m_answer.set(http::field::cache_control, "no-store");
        m_answer.body() = {m_reply.body.constData(), static_cast<std::size_t>(m_reply.body.size())};
        m_answer.keep_alive(stays);
        m_answer.prepare_payload();
        tcp().expires_after(limits().body + std::chrono::seconds(m_reply.body.size() / limits().slowestBytesPerSecond));
        http::async_write(
            m_stream, m_answer, [self = this->shared_from_this(), stays](beast::error_code error, std::size_t) {
                self->written(error, stays);
            });
    }

    void written(const beast::error_code& error, bool stays)
    {
        giveBack();
        m_line.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_began);
        m_shared.log(m_line);
        m_reply = {};
        if (error)
            return close();
        if (stays && !m_shared.stopping)
            return awaitQuestion();
        farewell();
    }

    /// Ends our half first, so that the answer is not torn away by a reset, and waits a little for the other's.
    void farewell()
    {
        tcp().expires_after(std::chrono::seconds(2));
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            m_stream.async_shutdown([self = this->shared_from_this()](beast::error_code) { self->close(); });
        } else {
            beast::error_code ignored;
            tcp().socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
            close();
        }
    }

    void giveBack() { m_shared.bytesInFlight -= std::exchange(m_held, 0); }

    ServerShared& m_shared;
    std::shared_ptr<asio::ssl::context> m_tls;
    std::shared_ptr<pki::TrustStore> m_bank;
    Stream m_stream;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    http::response<http::span_body<const char>> m_answer;
    http::response<http::empty_body> m_continue;
    HttpReply m_reply;
    Caller m_caller;
    QByteArray m_peer;
    QString m_fault;
    AccessLine m_line;
    std::chrono::steady_clock::time_point m_began{};
    qint64 m_held = 0;
    bool m_idle = false;
    bool m_isFit = false;
    bool m_counted = false;
};
} // namespace

void converse(ServerShared& shared, asio::ip::tcp::socket socket)
{
    std::shared_ptr<asio::ssl::context> tls;
    std::shared_ptr<pki::TrustStore> bank;
    {
        const std::lock_guard lock(shared.mutex);
        tls = shared.tls;
        bank = shared.bank;
    }
    if (tls)
        std::make_shared<Conversation<TlsStream>>(shared, std::move(socket), *tls)->start(tls, bank);
    else
        std::make_shared<Conversation<PlainStream>>(shared, std::move(socket))->start(tls, bank);
}

} // namespace tirkeu::wire
