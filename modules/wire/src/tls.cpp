#include "tls.h"

#include <QHostAddress>

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace tirkeu::wire {

namespace ssl = boost::asio::ssl;

namespace {
constexpr ErrorCode kNotSetUp{"wire.tls-not-set-up"};
constexpr ErrorCode kNoPeer{"wire.peer-without-certificate"};

constexpr char kCiphers12[] = "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                              "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                              "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr char kCiphers13[] = "TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256";
constexpr char kGroups[] = "X25519:P-256:P-384";
constexpr int kDeepestChain = 4;

tl::unexpected<Error> notSetUp(const QString& what)
{
    char text[256] = "";
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    ERR_clear_error();
    return failure(kNotSetUp, ErrorKind::OperatorCanFix, what + QStringLiteral(": ") + QString::fromLatin1(text));
}
} // namespace

Result<std::unique_ptr<ssl::context>> makeTls(TlsSide side, const pki::TlsKey& key, const pki::TrustStore& bank)
{
    ERR_clear_error();
    auto context =
        std::make_unique<ssl::context>(side == TlsSide::Server ? ssl::context::tls_server : ssl::context::tls_client);
    SSL_CTX* tls = context->native_handle();
    SSL_CTX_set_options(tls, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET |
                                 SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_SSLv3 | SSL_OP_NO_TLSv1 |
                                 SSL_OP_NO_TLSv1_1);
    SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS); // an idle workstation costs little
    if (SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION) != 1 || SSL_CTX_set_cipher_list(tls, kCiphers12) != 1 ||
        SSL_CTX_set_ciphersuites(tls, kCiphers13) != 1 || SSL_CTX_set1_groups_list(tls, kGroups) != 1 ||
        SSL_CTX_set_num_tickets(tls, 0) != 1)
        return notSetUp(QStringLiteral("ciphers"));
    if (SSL_CTX_use_certificate(tls, key.holder().x509()) != 1 || SSL_CTX_use_PrivateKey(tls, key.evp()) != 1 ||
        SSL_CTX_check_private_key(tls) != 1)
        return notSetUp(QStringLiteral("key"));
    if (bank.anchors().isEmpty())
        return failure(kNotSetUp, ErrorKind::OperatorCanFix, QStringLiteral("no authority to trust"));
    X509_STORE* store = SSL_CTX_get_cert_store(tls);
    for (const pki::Certificate& anchor : bank.anchors()) {
        if (X509_STORE_add_cert(store, anchor.x509()) != 1 ||
            (side == TlsSide::Server && SSL_CTX_add_client_CA(tls, anchor.x509()) != 1))
            return notSetUp(QStringLiteral("authority"));
    }
    for (const pki::Certificate& between : bank.intermediates()) {
        if (X509_up_ref(between.x509()) != 1)
            return notSetUp(QStringLiteral("intermediate"));
        if (SSL_CTX_add_extra_chain_cert(tls, between.x509()) != 1) {
            X509_free(between.x509());
            return notSetUp(QStringLiteral("intermediate"));
        }
    }
    // An anchor is trusted for itself, a root or not.
    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_X509_STRICT);
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    SSL_CTX_set_verify_depth(tls, kDeepestChain);
    return context;
}

Result<> prepareTls(SSL* line, core::WallTime now, const QString& name)
{
    X509_VERIFY_PARAM* judged = SSL_get0_param(line);
    X509_VERIFY_PARAM_set_time(
        judged, std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
    if (name.isEmpty())
        return {};
    QByteArray host = name.toLatin1();
    if (!QHostAddress(name).isNull()) {
        if (X509_VERIFY_PARAM_set1_ip_asc(judged, host.constData()) != 1)
            return notSetUp(QStringLiteral("address"));
        return {};
    }
    X509_VERIFY_PARAM_set_hostflags(judged, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    if (X509_VERIFY_PARAM_set1_host(judged, host.constData(), static_cast<std::size_t>(host.size())) != 1 ||
        SSL_ctrl(line, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data()) != 1)
        return notSetUp(QStringLiteral("name"));
    return {};
}

Result<pki::Certificate> peerOf(SSL* line)
{
    const std::unique_ptr<X509, decltype(&X509_free)> peer(SSL_get1_peer_certificate(line), X509_free);
    if (!peer)
        return failure(kNoPeer, ErrorKind::SecurityStop);
    return pki::Certificate::fromX509(peer.get());
}

} // namespace tirkeu::wire
