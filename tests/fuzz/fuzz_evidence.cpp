#include <core/hashing.h>
#include <evidence/levelraiser.h>
#include <evidence/verifier.h>

#include <cstdlib>

using namespace tirkeu;

namespace {
// The demo's root under which corpus/evidence/archived was signed: with it the chain, the time stamps and the status
// are judged too, not the form alone.
constexpr const char* kRoot =
    "MIIB8zCCAZmgAwIBAgIQd7k8R94y3bIJgzb5h5JCuTAKBggqhkjOPQQDAjBYMUkwRwYDVQQDDEDQlNCV0JzQnjog0J3QldCT0IbQ"
    "l9CT0IYg0JrQo9OY0JvQkNCd0JTQq9Cg0KPQqNCrINCe0KDQotCQ0JvQq9KaMQswCQYDVQQGEwJLWjAeFw0yNTExMjAyMTI0MDVa"
    "Fw0zNjExMTcyMTI0MDVaMFgxSTBHBgNVBAMMQNCU0JXQnNCeOiDQndCV0JPQhtCX0JPQhiDQmtCj05jQm9CQ0J3QlNCr0KDQo9Co"
    "0Ksg0J7QoNCi0JDQm9Cr0poxCzAJBgNVBAYTAktaMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwbXWwet7x9DNqqhvkoXKZk0M"
    "0GuYD8sTRGiWnDSq0RQh4tWehqh+xt5btnvO+T69Z2OX5IIWirtR2dARLcsogaNFMEMwEgYDVR0TAQH/BAgwBgEB/wIBATAdBgNV"
    "HQ4EFgQUgRm63jHyLEJ8xdHIGQbtfBd0t8cwDgYDVR0PAQH/BAQDAgEGMAoGCCqGSM49BAMCA0gAMEUCIQCkfvBVbyRhzlZifZbI"
    "P9Lbti/8W+fdJHi45m+Ozpj16gIgQZ901stsgxB7zYEG6B86OSqbq3aqxQaAEnbzMGC3Ix0=";
// What the seed's signature covers, before and behind its place, and the digest of both.
constexpr qsizetype kBefore = 1421;
constexpr qsizetype kBehind = 18967;
constexpr qsizetype kBehindBytes = 371;
constexpr const char* kDigest = "c70dc5d4660fd66a3abad49165fc460875182853a12d3e3eda6516261d01e9c5";

pki::TrustStore trusted()
{
    pki::TrustStore trust;
    const auto root = pki::Certificate::fromDer(QByteArray::fromBase64(kRoot));
    if (!root || !trust.addAnchor(*root))
        std::abort();
    return trust;
}

bool isTheSeeds(const QByteArray& pdf)
{
    return core::sha256(pdf.left(kBefore) + pdf.mid(kBehind, kBehindBytes)).toHex() == kDigest;
}
} // namespace

// Whatever the bytes: an answer, and never a good one but for what was really signed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray pdf(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    static const auto moment = core::fromIsoText(u"2026-12-01T04:00:00Z").value();
    static const pki::TrustStore trust = trusted();
    const auto report = evidence::verify(pdf, {trust, moment});
    if (report.indication == evidence::Indication::TotalPassed && !isTheSeeds(pdf))
        std::abort();
    // Nobody is trusted: nothing passes.
    if (evidence::verify(pdf, {pki::TrustStore(), moment}).indication == evidence::Indication::TotalPassed)
        std::abort();
    (void)report.toJson();
    (void)evidence::levelOf(pdf);
    return 0;
}
