#include "support/evidence/samples.h"
#include "support/evidence/signing.h"
#include "support/softtoken.h"

#include <evidence/page.h>
#include <token/tokenkey.h>

#include <QGuiApplication>

#include <benchmark/benchmark.h>

using namespace tirkeu;
using evidence::SignatureLevel;

namespace {

struct Bench
{
    test::SigningWorld world;
    evidence::Record record =
        test::sampleRecord(evidence::DocumentKind::FaceAuthenticity, world.clock, world.teller().holder());
    QByteArray page = evidence::makeDocument(record).value();
    QByteArray archived = world.raised(world.signedBy(world.teller(), page), SignatureLevel::BLTA);
    evidence::VerifyOptions today = world.today();
};

Bench& bench()
{
    static Bench one;
    return one;
}

void renderPage(benchmark::State& state)
{
    const auto& record = bench().record;
    for (auto _ : state)
        benchmark::DoNotOptimize(evidence::makeDocument(record));
    state.counters["bytes"] = double(bench().page.size());
}

void signBB(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(bench().world.signedBy(bench().world.teller(), bench().page));
}

// The same with an RSA-2048 key on a software token, login not counted.
void signBBToken(benchmark::State& state)
{
    static const test::SoftToken softToken;
    auto& pki = bench().world.pki;
    const QString folder = softToken.folder();
    auto profile = pki.signatureProfile(simulation::DemoPerson::Teller);
    profile.key = pki::NewKey::Rsa2048;
    const auto key = pki.national().issue(profile).value();
    const auto pkcs8 = key.toPkcs8().value();
    if (!softToken.put(QStringLiteral("01"), QStringLiteral("sign"),
            QByteArray(reinterpret_cast<const char*>(pkcs8.data()), qsizetype(pkcs8.size())), key.certificate(),
            test::SoftToken::Use::Sign))
        return state.SkipWithError("no token");
    const auto module = token::CryptokiModule::load(test::SoftToken::softHsm()).value();
    QByteArray pin = test::SoftToken::pin();
    const auto slot = module->tokens().value().first().slot;
    const auto session =
        token::TokenSession::login(module, slot, core::SecureBytes::takeFrom(pin), token::FinalTry::Refuse).value();
    token::TokenSigner signer(session, module->certificates(slot).value().first());
    const evidence::DocumentSigner documents(bench().world.clock, pki.nationalTrust());
    for (auto _ : state) {
        if (const auto done = documents.sign(bench().page, signer); !done)
            return state.SkipWithError(qPrintable(done.error().code.toString() + u' ' + done.error().detail));
    }
}

void wholeBLTA(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(
            bench().world.raised(bench().world.signedBy(bench().world.teller(), bench().page), SignatureLevel::BLTA));
    state.counters["bytes"] = double(bench().archived.size());
}

void verifyBLTA(benchmark::State& state)
{
    for (auto _ : state) {
        if (evidence::verify(bench().archived, bench().today).indication != evidence::Indication::TotalPassed)
            return state.SkipWithError("not valid");
    }
}

BENCHMARK(renderPage)->Unit(benchmark::kMillisecond);
BENCHMARK(signBB)->Unit(benchmark::kMillisecond);
BENCHMARK(signBBToken)->Unit(benchmark::kMillisecond);
BENCHMARK(wholeBLTA)->Unit(benchmark::kMillisecond);
BENCHMARK(verifyBLTA)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
