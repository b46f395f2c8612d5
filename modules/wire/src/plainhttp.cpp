#include <wire/plainhttp.h>

#include <QDeadlineTimer>
#include <QNetworkProxy>
#include <QTcpSocket>

namespace tirkeu::wire {

namespace {
constexpr ErrorCode kNotHttp{"wire.service-not-http"};
constexpr ErrorCode kSilent{"wire.service-silent"};
constexpr ErrorCode kUnreadable{"wire.service-unreadable"};
constexpr int kHttpPort = 80;
constexpr qsizetype kLongestHeader = qsizetype(16) << 10;
constexpr qsizetype kPiece = qsizetype(64) << 10;
const QByteArray kEndOfHeader = "\r\n\r\n";

tl::unexpected<Error> fault(const ErrorCode& code, const QUrl& url, const QString& why)
{
    return failure(code, ErrorKind::ServiceFault, why, {url.host()});
}

/// HTTP/1.0: the answer comes in one piece and ends with the connection, at the latest.
QByteArray questionOf(const core::HttpRequest& request)
{
    QUrl target = request.url;
    target.setScheme({});
    target.setAuthority({});
    const QByteArray path = target.toEncoded(QUrl::RemoveFragment);
    QByteArray question = request.method + ' ' + (path.isEmpty() ? QByteArray("/") : path) +
                          " HTTP/1.0\r\nHost: " + request.url.host(QUrl::FullyEncoded).toLatin1() +
                          "\r\nConnection: close\r\n";
    if (!request.contentType.isEmpty())
        question += "Content-Type: " + request.contentType + "\r\n";
    if (!request.body.isEmpty())
        question += "Content-Length: " + QByteArray::number(request.body.size()) + "\r\n";
    return question + "\r\n" + request.body;
}

struct Header
{
    int status = 0;
    QByteArray contentType = {};
    std::optional<qsizetype> length = {};
};

std::optional<Header> headerIn(const QByteArray& text)
{
    const QByteArrayList lines = text.split('\n');
    const QByteArray first = lines.constFirst().trimmed();
    Header header{.status = first.mid(9, 3).toInt()};
    if (!first.startsWith("HTTP/1.") || header.status < 100 || header.status > 599)
        return {};
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).trimmed().toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name == "transfer-encoding")
            return {}; // no answer to HTTP/1.0
        if (name == "content-type")
            header.contentType = value;
        if (name != "content-length")
            continue;
        bool isNumber = false;
        const qlonglong length = value.toLongLong(&isNumber);
        if (!isNumber || length < 0 || header.length.value_or(length) != length)
            return {};
        header.length = length;
    }
    return header;
}

/// One conversation; its steps fail with what is to be told.
class Exchange
{
public:
    explicit Exchange(const core::HttpRequest& request)
        : m_request(request)
        , m_end(request.deadline)
    {
        m_socket.setProxy(QNetworkProxy::NoProxy);
    }

    [[nodiscard]] Result<core::HttpAnswer> run()
    {
        m_socket.connectToHost(m_request.url.host(), static_cast<quint16>(m_request.url.port(kHttpPort)));
        if (!m_socket.waitForConnected(left()))
            return silent();
        m_socket.write(questionOf(m_request));
        while (m_socket.bytesToWrite() > 0) {
            if (!m_socket.waitForBytesWritten(left()))
                break; // refused before all was taken: what it says is read
        }
        qsizetype end = -1;
        while ((end = m_bytes.indexOf(kEndOfHeader)) < 0) {
            if (m_bytes.size() > kLongestHeader)
                return fault(kUnreadable, m_request.url, QStringLiteral("header too long"));
            if (!readMore())
                return silent();
        }
        const auto header = headerIn(m_bytes.left(end));
        if (!header)
            return fault(kUnreadable, m_request.url, QStringLiteral("header"));
        m_bytes.remove(0, end + kEndOfHeader.size());
        if (const Result<> whole = readBody(header->length); !whole)
            return failure(whole);
        return core::HttpAnswer{header->status, header->contentType, m_bytes};
    }

private:
    [[nodiscard]] int left() const { return static_cast<int>(m_end.remainingTime()); }
    [[nodiscard]] tl::unexpected<Error> silent() const
    {
        return fault(kSilent, m_request.url, m_end.hasExpired() ? QStringLiteral("deadline") : m_socket.errorString());
    }

    /// False where nothing comes any more.
    [[nodiscard]] bool readMore()
    {
        if (m_socket.bytesAvailable() == 0 && (m_end.hasExpired() || !m_socket.waitForReadyRead(left())) &&
            m_socket.bytesAvailable() == 0)
            return false;
        m_bytes += m_socket.read(kPiece);
        return true;
    }

    [[nodiscard]] Result<> readBody(std::optional<qsizetype> length)
    {
        const auto tooLong = [this] {
            return fault(kUnreadable, m_request.url, QStringLiteral("too long"));
        };
        if (length.value_or(0) > m_request.maxAnswerBytes)
            return tooLong();
        while (!length || m_bytes.size() < *length) {
            if (m_bytes.size() > m_request.maxAnswerBytes)
                return tooLong();
            if (readMore())
                continue;
            const bool isEnded =
                !length && !m_end.hasExpired() && m_socket.error() == QAbstractSocket::RemoteHostClosedError;
            if (isEnded)
                break;
            return silent();
        }
        if (m_bytes.size() > m_request.maxAnswerBytes || (length && m_bytes.size() > *length))
            return tooLong();
        return {};
    }

    const core::HttpRequest& m_request;
    QDeadlineTimer m_end;
    QTcpSocket m_socket;
    QByteArray m_bytes;
};
} // namespace

Result<core::HttpAnswer> PlainHttp::exchange(const core::HttpRequest& request)
{
    if (request.url.scheme() != u"http" || request.url.host().isEmpty() || !request.url.userInfo().isEmpty())
        return fault(kNotHttp, request.url, request.url.toString(QUrl::RemoveUserInfo));
    return Exchange(request).run();
}

} // namespace tirkeu::wire
