#include "httpsline.h"

#include "routes.h"
#include "tls.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <atomic>

namespace tirkeu::wire {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {
constexpr ErrorCode kNoConnection{"wire.gateway-not-reached"};
constexpr ErrorCode kNotTrusted{"wire.gateway-not-trusted"};
constexpr ErrorCode kBroken{"wire.connection-broken"};
constexpr ErrorCode kSlow{"wire.gateway-slow"};
constexpr ErrorCode kCancelled{"wire.cancelled"};
constexpr ErrorCode kUnreadable{"wire.answer-unreadable"};
constexpr std::uint32_t kHeaderLimit = 16U << 10;
constexpr std::size_t kBuffer = std::size_t(64) << 10;

using Tcp = beast::basic_stream<asio::ip::tcp, asio::ip::tcp::socket::executor_type>;
using Stream = asio::ssl::stream<Tcp>;

Problem problemOf(Problem::Kind kind, const ErrorCode& code, const QString& detail)
{
    return {.kind = kind, .code = code.toString(), .detail = detail};
}

bool isAboutTrust(const beast::error_code& error)
{
    return error.category() == asio::error::get_ssl_category();
}
} // namespace

struct HttpsLine::Parts
{
    enum class Age { New, Kept };

    Parts(const GatewayClient::Settings& given, const core::Clock& clockGiven)
        : settings(given)
        , clock(clockGiven)
    {
        buffer.reserve(kBuffer);
    }

    GatewayClient::Settings settings;
    const core::Clock& clock;
    std::unique_ptr<asio::ssl::context> tls;
    asio::io_context context{1};
    asio::ip::tcp::resolver resolver{context};
    std::optional<Stream> stream;
    beast::flat_buffer buffer;
    std::atomic<bool> cancelled = false;

    /// Runs one asynchronous step to its end, the deadline or `cancel`, and leaves no handler behind.
    template<typename Start>
    [[nodiscard]] Reply<> step(
        std::chrono::steady_clock::time_point end, Problem::Kind kind, const ErrorCode& code, Start start)
    {
        std::optional<beast::error_code> outcome;
        context.restart();
        start([&outcome](beast::error_code error, auto&&...) { outcome = error; });
        while (!outcome && !cancelled && context.run_one_until(end) > 0) {
        }
        if (!outcome) {
            resolver.cancel();
            drop();
            context.restart();
            while (!outcome && context.run_one() > 0) {
            }
            return tl::make_unexpected(cancelled
                                           ? problemOf(Problem::Kind::NotReached, kCancelled, {})
                                           : problemOf(Problem::Kind::NotReached, kSlow, QStringLiteral("deadline")));
        }
        if (*outcome)
            return tl::make_unexpected(
                isAboutTrust(*outcome)
                    ? problemOf(Problem::Kind::NotTrusted, kNotTrusted, QString::fromStdString(outcome->message()))
                    : problemOf(kind, code, QString::fromStdString(outcome->message())));
        return {};
    }

    void drop()
    {
        if (stream) {
            beast::error_code ignored;
            beast::get_lowest_layer(*stream).socket().close(ignored);
        }
    }

    [[nodiscard]] Reply<> open();
    [[nodiscard]] Reply<LineAnswer> exchange(const LineQuestion& question, Age age, bool& sentTooLate);
};

Reply<> HttpsLine::Parts::open()
{
    stream.reset();
    buffer.clear();
    const auto end = std::chrono::steady_clock::now() + settings.connectDeadline;
    const std::string host = settings.address.host().toStdString();
    asio::ip::tcp::resolver::results_type found;
    if (const auto resolved = step(end, Problem::Kind::NotReached, kNoConnection,
            [&](auto handler) {
                resolver.async_resolve(host, std::to_string(settings.address.port(443)),
                    [&found, handler](beast::error_code error, const auto& results) mutable {
                        found = results;
                        handler(error);
                    });
            });
        !resolved)
        return resolved;
    stream.emplace(context, *tls);
    if (const auto connected = step(end, Problem::Kind::NotReached, kNoConnection,
            [&](auto handler) { beast::get_lowest_layer(*stream).async_connect(found, handler); });
        !connected)
        return connected;
    beast::error_code ignored;
    beast::get_lowest_layer(*stream).socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    if (const auto prepared = prepareTls(stream->native_handle(), clock.wall(), settings.address.host()); !prepared)
        return tl::make_unexpected(problemOf(Problem::Kind::Fault, prepared.error().code, prepared.error().detail));
    if (const auto shaken = step(end, Problem::Kind::NotReached, kBroken,
            [&](auto handler) { stream->async_handshake(asio::ssl::stream_base::client, handler); });
        !shaken)
        return shaken;
    // OpenSSL has built the chain; what the house asks of a server's certificate it does not know.
    const auto peer = peerOf(stream->native_handle());
    if (!peer || !settings.bank.check(*peer, clock.wall(), pki::CertificateUse::TlsServer).isTrusted()) {
        drop();
        return tl::make_unexpected(
            problemOf(Problem::Kind::NotTrusted, kNotTrusted, QStringLiteral("certificate is not for this")));
    }
    return {};
}

Reply<LineAnswer> HttpsLine::Parts::exchange(const LineQuestion& question, Age age, bool& sentTooLate)
{
    http::request<http::span_body<const char>> request{question.method, question.target.toStdString(), 11};
    request.set(http::field::host, settings.address.host().toStdString());
    request.set(kVersionField, settings.version.toStdString());
    if (!question.contentType.isEmpty())
        request.set(http::field::content_type, question.contentType.toStdString());
    request.body() = {question.body.data(), static_cast<std::size_t>(question.body.size())};
    request.prepare_payload();

    const auto end = std::chrono::steady_clock::now() + question.deadline;
    const auto written = step(
        end, Problem::Kind::NotReached, kBroken, [&](auto handler) { http::async_write(*stream, request, handler); });
    // A refusal may come before the whole question was taken: it is read all the same.
    if (!written &&
        (written.error().kind != Problem::Kind::NotReached || cancelled || written.error().code == kSlow.toString())) {
        return tl::make_unexpected(written.error());
    }
    http::response_parser<http::string_body> parser;
    parser.header_limit(kHeaderLimit);
    parser.body_limit(static_cast<std::uint64_t>(question.largestAnswer));
    const auto read = step(end, Problem::Kind::NotReached, kBroken,
        [&](auto handler) { http::async_read(*stream, buffer, parser, handler); });
    if (!read) {
        sentTooLate = age == Age::Kept && !parser.got_some() && !cancelled && read.error().code == kBroken.toString();
        drop();
        return tl::make_unexpected(read.error());
    }
    const auto& answer = parser.get();
    if (!written || !answer.keep_alive())
        drop();
    if (static_cast<qint64>(answer.body().size()) > question.largestAnswer) {
        drop();
        return tl::make_unexpected(problemOf(Problem::Kind::Fault, kUnreadable, QStringLiteral("too long")));
    }
    const beast::string_view type = answer[http::field::content_type];
    return LineAnswer{static_cast<int>(answer.result_int()),
        QByteArray(type.data(), static_cast<qsizetype>(type.size())), QByteArray::fromStdString(answer.body())};
}

HttpsLine::HttpsLine(const GatewayClient::Settings& settings, const core::Clock& clock)
    : m_parts(std::make_unique<Parts>(settings, clock))
{
}

HttpsLine::~HttpsLine() = default;

Result<> HttpsLine::setUp()
{
    auto tls = makeTls(TlsSide::Client, m_parts->settings.workstation, m_parts->settings.bank);
    if (!tls)
        return failure(tls);
    m_parts->tls = std::move(*tls);
    return {};
}

Reply<LineAnswer> HttpsLine::ask(const LineQuestion& question)
{
    // Every question may be repeated; a kept connection that the gateway closed meanwhile gets one new one.
    for (int round = 0;; ++round) {
        if (m_parts->cancelled)
            return tl::make_unexpected(problemOf(Problem::Kind::NotReached, kCancelled, {}));
        const bool isKept = m_parts->stream && beast::get_lowest_layer(*m_parts->stream).socket().is_open();
        if (!isKept) {
            if (const auto opened = m_parts->open(); !opened) {
                m_parts->drop();
                return tl::make_unexpected(opened.error());
            }
        }
        bool sentTooLate = false;
        auto answer = m_parts->exchange(question, isKept ? Parts::Age::Kept : Parts::Age::New, sentTooLate);
        if (!answer)
            m_parts->drop();
        if (answer || !sentTooLate || round > 0)
            return answer;
    }
}

void HttpsLine::cancel()
{
    m_parts->cancelled = true;
    asio::post(m_parts->context, [] {}); // wakes whoever waits
}

} // namespace tirkeu::wire
