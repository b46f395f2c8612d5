#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QUrl>

#include <chrono>

namespace tirkeu::core {

struct HttpRequest
{
    QUrl url;
    QByteArray method = "GET";
    QByteArray contentType = {};
    QByteArray body = {};
    std::chrono::milliseconds deadline{10'000};
    qsizetype maxAnswerBytes = qsizetype(1) << 20;
};

struct HttpAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
};

/// One question, one answer, within the deadline. An answer of any status is a value; no answer is an error.
/// Blocks its caller; never called on the window's thread.
class HttpExchange
{
public:
    virtual ~HttpExchange() = default;
    [[nodiscard]] virtual Result<HttpAnswer> exchange(const HttpRequest& request) = 0;
};

} // namespace tirkeu::core
