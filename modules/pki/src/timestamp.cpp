#include "pki/timestamp.h"

#include "storetools.h"

#include <openssl/err.h>

#include <algorithm>
#include <array>

namespace tirkeu::pki {

namespace {

struct ReleaseSigners
{
    void operator()(STACK_OF(X509) * signers) const { sk_X509_free(signers); } // holds no references
};

std::chrono::milliseconds millisecondsOf(const TS_ACCURACY* accuracy)
{
    const auto number = [](const ASN1_INTEGER* value) {
        return value ? ASN1_INTEGER_get(value) : 0L;
    };
    return std::chrono::seconds(number(TS_ACCURACY_get_seconds(accuracy))) +
           std::chrono::milliseconds(number(TS_ACCURACY_get_millis(accuracy)));
}

class TokenJudge
{
public:
    TokenJudge(const TimeStampExpectation& expected, const TrustStore& trust, const QList<Certificate>& extra)
        : m_expected(expected)
        , m_trust(trust)
        , m_extra(extra)
    {
    }

    TimeStamp judge(QByteArrayView token)
    {
        const CleanErrors clean;
        m_stamp.token = token.toByteArray();
        m_stamp.reason = reason(token);
        if (m_stamp.detail.isEmpty())
            m_stamp.detail = opensslErrors();
        return m_stamp;
    }

private:
    TimeStampReason reason(QByteArrayView token)
    {
        m_token = fromDer<Pkcs7Handle>(d2i_PKCS7, token);
        if (!m_token || !PKCS7_type_is_signed(m_token.get()))
            return TimeStampReason::Unreadable;
        m_info.reset(PKCS7_to_TS_TST_INFO(m_token.get()));
        if (!m_info || !readInfo())
            return TimeStampReason::Unreadable;
        for (const auto step : {&TokenJudge::imprint, &TokenJudge::answer, &TokenJudge::signer}) {
            if (const TimeStampReason found = (this->*step)(); found != TimeStampReason::Good)
                return found;
        }
        return signature();
    }

    bool readInfo()
    {
        const auto time = timeOf(TS_TST_INFO_get_time(m_info.get()));
        if (!time)
            return false;
        m_stamp.time = *time;
        m_stamp.policy = oidText(TS_TST_INFO_get_policy_id(m_info.get()));
        m_stamp.serialNumber = bytesOf(TS_TST_INFO_get_serial(m_info.get())).toByteArray();
        if (const TS_ACCURACY* accuracy = TS_TST_INFO_get_accuracy(m_info.get()))
            m_stamp.accuracy = millisecondsOf(accuracy);
        const STACK_OF(X509)* carried = m_token->d.sign->cert;
        for (int i = 0; carried && i < std::min(sk_X509_num(carried), 16); ++i) {
            if (const Result<Certificate> one = Certificate::fromX509(sk_X509_value(carried, i)))
                m_stamp.certificates.append(*one);
        }
        return true;
    }

    TimeStampReason imprint()
    {
        TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(m_info.get());
        const bool same = hashOf(TS_MSG_IMPRINT_get_algo(imprint)) == m_expected.hash &&
                          bytesOf(TS_MSG_IMPRINT_get_msg(imprint)) == m_expected.digest;
        return same ? TimeStampReason::Good : TimeStampReason::ImprintWrong;
    }

    TimeStampReason answer()
    {
        if (m_expected.nonce) {
            const ASN1_INTEGER* nonce = TS_TST_INFO_get_nonce(m_info.get());
            if (!nonce || bytesOf(nonce) != *m_expected.nonce)
                return TimeStampReason::NonceWrong;
        }
        if (!m_expected.policies.isEmpty() && !m_expected.policies.contains(m_stamp.policy))
            return TimeStampReason::PolicyWrong;
        return TimeStampReason::Good;
    }

    TimeStampReason signer()
    {
        STACK_OF(PKCS7_SIGNER_INFO)* infos = PKCS7_get_signer_info(m_token.get());
        if (sk_PKCS7_SIGNER_INFO_num(infos) != 1)
            return TimeStampReason::Unreadable;
        X509_ALGOR* digest = nullptr;
        PKCS7_SIGNER_INFO_get0_algs(sk_PKCS7_SIGNER_INFO_value(infos, 0), nullptr, &digest, nullptr);
        const CertificatesHandle others = stackOf(m_extra);
        const std::unique_ptr<STACK_OF(X509), ReleaseSigners> signers(
            PKCS7_get0_signers(m_token.get(), others.get(), 0));
        if (!signers || sk_X509_num(signers.get()) != 1)
            return TimeStampReason::CertificateMissing;
        const Result<Certificate> authority = Certificate::fromX509(sk_X509_value(signers.get(), 0));
        if (!authority)
            return TimeStampReason::CertificateMissing;
        m_stamp.authority = *authority;
        if (!X509_get0_pubkey(authority->x509()))
            return TimeStampReason::KeyNotSupported;
        if (!hashOf(digest))
            return TimeStampReason::AlgorithmRefused;
        if (!authority->isFitFor(CertificateUse::TimeStamping))
            return TimeStampReason::UseRefused;
        m_stamp.chain = m_trust.check(*authority, time(), CertificateUse::TimeStamping, m_stamp.certificates + m_extra);
        return m_stamp.chain.isTrusted() ? TimeStampReason::Good : TimeStampReason::ChainNotTrusted;
    }

    /// The value itself and the ESS attribute that binds it to the certificate; OpenSSL also looks for the critical
    /// use.
    TimeStampReason signature()
    {
        const TsVerifyContextHandle context(TS_VERIFY_CTX_new());
        TS_VERIFY_CTX_set_flags(context.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE);
        TS_VERIFY_CTX_set_store(context.get(), storeFor(m_trust, time()).release());
        TS_VERIFY_CTX_set_certs(context.get(), stackOf(m_trust.intermediates() + m_extra).release());
        if (TS_RESP_verify_token(context.get(), m_token.get()) == 1)
            return TimeStampReason::Good;
        const bool use = ERR_GET_REASON(ERR_peek_last_error()) == TS_R_CERTIFICATE_VERIFY_ERROR;
        return use ? TimeStampReason::UseRefused : TimeStampReason::SignatureWrong;
    }

    core::WallTime time() const { return m_expected.at.value_or(m_stamp.time); }

    const TimeStampExpectation& m_expected;
    const TrustStore& m_trust;
    const QList<Certificate>& m_extra;
    Pkcs7Handle m_token;
    TstInfoHandle m_info;
    TimeStamp m_stamp;
};

} // namespace

QString nameOf(TimeStampReason reason)
{
    static constexpr std::array kNames{"good", "unreadable", "imprint-wrong", "nonce-wrong", "policy-wrong",
        "signature-wrong", "certificate-missing", "use-refused", "algorithm-refused", "key-not-supported",
        "chain-not-trusted"};
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(reason)));
}

TimeStamp judgeTimeStamp(QByteArrayView token, const TimeStampExpectation& expected, const TrustStore& trust,
    const QList<Certificate>& extra)
{
    return TokenJudge(expected, trust, extra).judge(token);
}

} // namespace tirkeu::pki
