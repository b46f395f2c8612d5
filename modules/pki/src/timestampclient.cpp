#include "pki/timestamp.h"

#include "openssltools.h"

#include <openssl/rand.h>

namespace tirkeu::pki {

namespace {

constexpr ErrorCode kNoAuthority{"pki.time-stamp-not-configured"};
constexpr ErrorCode kUnreachable{"pki.time-stamp-unreachable"};
constexpr ErrorCode kRefused{"pki.time-stamp-refused"};
constexpr ErrorCode kUnusable{"pki.time-stamp-unusable"};
constexpr qsizetype kMaxAnswerBytes = 128 * 1024;

struct Question
{
    QByteArray der;
    QByteArray nonce; ///< as it stands in an INTEGER
};

/// Nothing where OpenSSL refuses a part of it, such as a policy that is no object identifier.
std::optional<Question> ask(core::HashAlgorithm hash, QByteArrayView digest, const QString& policy)
{
    Question question;
    unsigned char random[16];
    if (RAND_bytes(random, sizeof random) != 1)
        return std::nullopt;
    random[0] = static_cast<unsigned char>((random[0] & 0x7fU) | 0x40U); // positive, and always as long
    const BignumHandle number(BN_bin2bn(random, sizeof random, nullptr));
    const Asn1IntegerHandle nonce(BN_to_ASN1_INTEGER(number.get(), nullptr));
    const Handle<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free> imprint(TS_MSG_IMPRINT_new());
    const Handle<X509_ALGOR, X509_ALGOR_free> algorithm(X509_ALGOR_new());
    const TsRequestHandle request(TS_REQ_new());
    X509_ALGOR_set_md(algorithm.get(), digestOf(hash));
    QByteArray copy = digest.toByteArray();
    if (TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) != 1 ||
        TS_MSG_IMPRINT_set_msg(
            imprint.get(), reinterpret_cast<unsigned char*>(copy.data()), static_cast<int>(copy.size())) != 1 ||
        TS_REQ_set_version(request.get(), 1) != 1 || TS_REQ_set_msg_imprint(request.get(), imprint.get()) != 1 ||
        TS_REQ_set_nonce(request.get(), nonce.get()) != 1 || TS_REQ_set_cert_req(request.get(), 1) != 1)
        return std::nullopt;
    if (!policy.isEmpty()) {
        const Asn1ObjectHandle oid = oidObject(policy);
        if (!oid || TS_REQ_set_policy_id(request.get(), oid.get()) != 1)
            return std::nullopt;
    }
    question.nonce = bytesOf(nonce.get()).toByteArray();
    question.der = toDer<TS_REQ>(request.get(), i2d_TS_REQ);
    return question;
}

QString refusalIn(const TS_STATUS_INFO* status)
{
    QStringList words{QStringLiteral("status %1").arg(ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status)))};
    const ASN1_BIT_STRING* failure = TS_STATUS_INFO_get0_failure_info(status);
    for (const auto& [bit, word] : {std::pair(TS_INFO_BAD_ALG, "algorithm"), std::pair(TS_INFO_BAD_REQUEST, "request"),
             std::pair(TS_INFO_TIME_NOT_AVAILABLE, "time not available"),
             std::pair(TS_INFO_UNACCEPTED_POLICY, "policy"), std::pair(TS_INFO_SYSTEM_FAILURE, "system failure")}) {
        if (failure && ASN1_BIT_STRING_get_bit(failure, bit) == 1)
            words.append(QString::fromLatin1(word));
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

TimeStampClient::TimeStampClient(core::HttpExchange& http, TrustStore trust, TimeStampOptions options)
    : m_http(http)
    , m_trust(std::move(trust))
    , m_options(std::move(options))
{
}

Result<TimeStamp> TimeStampClient::stamp(QByteArrayView digest)
{
    if (m_options.authorities.isEmpty() || digest.size() != core::digestSize(m_options.hash))
        return failure(kNoAuthority, ErrorKind::OperatorCanFix, QStringLiteral("%1 bytes").arg(digest.size()));
    QStringList details;
    for (const TimeStampAuthority& authority : m_options.authorities) {
        Result<TimeStamp> stamped = ask(authority, digest);
        if (stamped)
            return stamped;
        details.append(authority.url.host() + QStringLiteral(": ") + stamped.error().detail);
        if (&authority == &m_options.authorities.last()) {
            stamped.error().detail = details.join(QStringLiteral("; "));
            return stamped;
        }
    }
    return failure(kNoAuthority, ErrorKind::OperatorCanFix);
}

Result<TimeStamp> TimeStampClient::ask(const TimeStampAuthority& authority, QByteArrayView digest)
{
    const CleanErrors clean;
    const std::optional<Question> question = pki::ask(m_options.hash, digest, authority.policy);
    if (!question)
        return failure(kNoAuthority, ErrorKind::OperatorCanFix, opensslErrors());
    core::HttpRequest request;
    request.url = authority.url;
    request.method = "POST";
    request.contentType = "application/timestamp-query";
    request.body = question->der;
    request.deadline = m_options.deadline;
    request.maxAnswerBytes = kMaxAnswerBytes;
    const Result<core::HttpAnswer> answer = m_http.exchange(request);
    if (!answer)
        return failure(kUnreachable, ErrorKind::ServiceFault, answer.error().detail);
    if (answer->status != 200)
        return failure(kUnreachable, ErrorKind::ServiceFault, QStringLiteral("HTTP %1").arg(answer->status));

    const auto response = fromDer<TsResponseHandle>(d2i_TS_RESP, answer->body);
    if (!response)
        return failure(kUnusable, ErrorKind::ServiceFault, opensslErrors());
    const TS_STATUS_INFO* status = TS_RESP_get_status_info(response.get());
    const long granted = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status));
    PKCS7* token = TS_RESP_get_token(response.get());
    if ((granted != TS_STATUS_GRANTED && granted != TS_STATUS_GRANTED_WITH_MODS) || !token)
        return failure(kRefused, ErrorKind::ServiceFault, refusalIn(status));

    TimeStampExpectation expected;
    expected.hash = m_options.hash;
    expected.digest = digest.toByteArray();
    expected.nonce = question->nonce;
    if (!authority.policy.isEmpty())
        expected.policies = QStringList{authority.policy};
    TimeStamp stamp = judgeTimeStamp(toDer<PKCS7>(token, i2d_PKCS7), expected, m_trust, m_trust.intermediates());
    if (!stamp.isGood()) {
        return failure(kUnusable, ErrorKind::ServiceFault,
            nameOf(stamp.reason) + QStringLiteral(" / ") + nameOf(stamp.chain.reason) + QStringLiteral(" / ") +
                stamp.detail);
    }
    return stamp;
}

} // namespace tirkeu::pki
