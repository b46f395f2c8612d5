#include "evidencesigning.h"

#include "signerstatus.h"
#include "vaultaccess.h"

#include <evidence/documentsigner.h>
#include <evidence/levelraiser.h>
#include <token/credentials.h>
#include <token/tokenkey.h>

#ifdef TIRKEU_HAS_DEMO_SERVICES
#    include <simulation_pki/demoservices.h>
#    include <simulation_pki/loopbackhttp.h>
#endif

namespace tirkeu::ctl {

using namespace Qt::StringLiterals;
using evidence::SignatureLevel;

namespace {
constexpr ErrorCode kLevelUnknown{"ctl.level-unknown"};
constexpr ErrorCode kNoServices{"ctl.services-absent"};
constexpr ErrorCode kNoToken{"ctl.token-absent"};
constexpr ErrorCode kNoPin{"ctl.pin-needed"};

[[nodiscard]] Result<SignatureLevel> levelFrom(const QString& name)
{
    for (const SignatureLevel level :
        {SignatureLevel::BB, SignatureLevel::BT, SignatureLevel::BLT, SignatureLevel::BLTA}) {
        if (evidence::nameOf(level) == name)
            return level;
    }
    return failure(kLevelUnknown, ErrorKind::OperatorCanFix, name, {name});
}

[[nodiscard]] Result<pki::TrustStore> trustFrom(const Arguments& arguments)
{
    return arguments.has(u"trust"_s) ? pki::TrustStore::fromFolder(arguments.value(u"trust"_s)) : pki::TrustStore();
}

[[nodiscard]] Result<token::SlotId> slotOf(const token::CryptokiModule& module, const Arguments& arguments)
{
    const auto tokens = module.tokens();
    if (!tokens)
        return failure(tokens);
    for (const token::TokenInfo& info : *tokens) {
        if (!arguments.has(u"label"_s) || info.label == arguments.value(u"label"_s))
            return info.slot;
    }
    return failure(kNoToken, ErrorKind::OperatorCanFix, u"no such token"_s);
}

// Another accredited centre marks its certificates in its own way.
[[nodiscard]] QStringList policiesFrom(const Arguments& arguments)
{
    const QStringList named = arguments.options.value(u"policy"_s);
    if (named.isEmpty())
        return token::nationalSignaturePolicies();
    return named == QStringList{u"any"_s} ? QStringList() : named;
}

struct OnToken
{
    std::shared_ptr<token::CryptokiModule> module;
    token::SlotId slot;
    token::Credential credential;
};

// The EDS certificate of a token; no PIN yet.
[[nodiscard]] Result<OnToken> chosenOnToken(
    const Arguments& arguments, const pki::TrustStore& trust, core::WallTime now)
{
    const auto module = token::CryptokiModule::load(arguments.value(u"module"_s));
    if (!module)
        return failure(module);
    const auto slot = slotOf(**module, arguments);
    const auto certificates =
        slot ? (*module)->certificates(*slot) : Result<QList<token::StoredCertificate>>(failure(slot));
    if (!certificates)
        return failure(certificates);
    token::CredentialRules rules{trust, arguments.value(u"bin"_s)};
    rules.signaturePolicies = policiesFrom(arguments);
    const auto credential = token::chooseCredential(
        token::credentialsOf(*certificates, rules), token::CredentialUse::DocumentSignature, rules, now);
    if (!credential)
        return failure(credential);
    if (const auto usable = token::checkSignsHere(*credential); !usable)
        return failure(usable);
    return OnToken{*module, *slot, *credential};
}

// After one login. Revocation is asked before the PIN: a revoked certificate costs no login.
[[nodiscard]] Result<std::unique_ptr<core::Signer>> tokenSigner(const Arguments& arguments,
    const pki::TrustStore& trust, core::WallTime now, SignerStatus& status, pki::CertificateStatus& revocation)
{
    const auto chosen = chosenOnToken(arguments, trust, now);
    const auto judged = chosen ? status.judge(chosen->credential.certificate) : failure(chosen);
    if (!judged)
        return failure(judged);
    revocation = *judged;
    const auto info = chosen->module->token(chosen->slot);
    if (!info)
        return failure(info);
    core::SecureBytes pin;
    if (!info->pin.onPinPad) {
        QByteArray line = arguments.input->readLine(300);
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            return failure(kNoPin, ErrorKind::OperatorCanFix, u"nothing on standard input"_s);
        pin = core::SecureBytes::takeFrom(line);
    }
    auto session = token::TokenSession::login(chosen->module, chosen->slot, std::move(pin),
        arguments.has(u"final-try"_s) ? token::FinalTry::Accept : token::FinalTry::Refuse);
    if (!session)
        return failure(session);
    return std::make_unique<token::TokenSigner>(*session, chosen->credential.stored);
}

#ifdef TIRKEU_HAS_DEMO_SERVICES
[[nodiscard]] Result<SignedDocument> raised(core::HttpExchange& http, const QList<pki::TimeStampAuthority>& authorities,
    const pki::TrustStore& trust, const QByteArray& pdf, SignatureLevel wanted)
{
    const core::SystemClock clock;
    pki::TimeStampClient stamps(http, trust, {.authorities = authorities});
    pki::StatusChecker status(http, clock, trust);
    auto done = evidence::LevelRaiser(clock, trust, stamps, status).raise(pdf, wanted);
    if (!done)
        return failure(done);
    return SignedDocument{done->pdf, done->level, pki::CertificateStatus::Unavailable, done->stopped};
}

[[nodiscard]] Result<SignedDocument> demoSigned(
    const Arguments& arguments, const QByteArray& pdf, SignatureLevel wanted)
{
    const core::SystemClock clock;
    const auto demo = simulation::DemoPki::open(arguments.value(u"demo"_s), {.now = clock.wall()});
    if (!demo)
        return failure(demo);
    auto key = demo->signature(simulation::DemoPerson::Teller);
    simulation::DemoResponders responders(*demo, clock);
    // Where the demo runs already, its services answer at the same place.
    const QUrl place = demo->options().services;
    const auto services = simulation::DemoServices::start(responders, static_cast<quint16>(place.port()));
    const auto judged = SignerStatus(arguments, demo->nationalTrust(), clock).judge(key.holder());
    if (!judged)
        return failure(judged);
    const auto made = evidence::DocumentSigner(clock, demo->nationalTrust()).sign(pdf, key);
    if (!made)
        return failure(made);
    QUrl stamping = place;
    stamping.setPath(u"/tsa"_s);
    simulation::LoopbackHttp http;
    auto done = raised(http, {{stamping}}, demo->nationalTrust(), *made, wanted);
    if (done)
        done->revocation = *judged;
    return done;
}
#endif
} // namespace

QList<Option> signingOptions()
{
#ifdef TIRKEU_HAS_DEMO_SERVICES
    const QString levels = u"sign it: B-B, B-T, B-LT or B-LTA; above B-B with --tsa or --demo, else 2"_s;
#else
    const QString levels = u"sign it: B-B; B-T, B-LT, B-LTA end at B-B with 2, for no service is reached from here"_s;
#endif
    QList<Option> options{{u"level"_s, u"LEVEL"_s, levels}, {u"key"_s, u"FILE"_s, u"sign with this key …"_s},
        {u"certificate"_s, u"FILE"_s, u"… and its certificate"_s},
        {u"module"_s, u"FILE"_s, u"sign with the token of this PKCS#11 module; its PIN is a line of input"_s},
        {u"label"_s, u"NAME"_s, u"the token; the first where it is not said"_s},
        {u"bin"_s, u"BIN"_s, u"whose certificate it has to be"_s},
        {u"policy"_s, u"OID"_s,
            u"the policy that marks its EDS; the national centre's where it is not said, any for key usage alone"_s},
        {u"final-try"_s, {}, u"use the last try of the PIN"_s}, {u"trust"_s, u"DIR"_s, u"the authorities to trust"_s}};
#ifdef TIRKEU_HAS_DEMO_SERVICES
    options.append({u"tsa"_s, u"URL"_s, u"a time-stamping service of this machine; several are asked in turn"_s});
    options.append({u"demo"_s, u"DIR"_s, u"sign as the demo's teller, with the demo's services"_s});
#endif
    return options;
}

Result<QByteArray> signerCertificate(const Arguments& arguments)
{
    if (arguments.has(u"module"_s)) {
        const auto trust = trustFrom(arguments);
        const auto chosen =
            trust ? chosenOnToken(arguments, *trust, core::SystemClock().wall()) : Result<OnToken>(failure(trust));
        return chosen ? Result<QByteArray>(chosen->credential.stored.certificate) : failure(chosen);
    }
    const auto key = readPair(arguments, u"key"_s, u"certificate"_s);
    return key ? Result<QByteArray>(key->holder().der()) : failure(key);
}

bool isSigningWanted(const Arguments& arguments)
{
    return arguments.has(u"level"_s) || arguments.has(u"key"_s) || arguments.has(u"module"_s) ||
           arguments.has(u"demo"_s);
}

Result<SignedDocument> signedByOptions(const Arguments& arguments, const QByteArray& pdf)
{
    const core::SystemClock clock;
    const auto wanted = levelFrom(arguments.value(u"level"_s, u"B-B"_s));
    if (!wanted)
        return failure(wanted);
#ifdef TIRKEU_HAS_DEMO_SERVICES
    if (arguments.has(u"demo"_s))
        return demoSigned(arguments, pdf, *wanted);
#endif
    const auto trust = trustFrom(arguments);
    if (!trust)
        return failure(trust);
    const evidence::DocumentSigner signer(clock, *trust);
    SignerStatus status(arguments, *trust, clock);
    auto revocation = pki::CertificateStatus::Unavailable;
    Result<QByteArray> made = QByteArray();
    if (arguments.has(u"module"_s)) {
        const auto key = tokenSigner(arguments, *trust, clock.wall(), status, revocation);
        if (!key)
            return failure(key);
        made = signer.sign(pdf, **key);
    } else {
        auto key = readPair(arguments, u"key"_s, u"certificate"_s);
        if (!key)
            return failure(key);
        const auto judged = status.judge(key->holder());
        if (!judged)
            return failure(judged);
        revocation = *judged;
        made = signer.sign(pdf, *key);
    }
    if (!made)
        return failure(made);
    if (*wanted == SignatureLevel::BB)
        return SignedDocument{*made, SignatureLevel::BB, revocation};
#ifdef TIRKEU_HAS_DEMO_SERVICES
    QList<pki::TimeStampAuthority> authorities;
    for (const QString& url : arguments.options.value(u"tsa"_s))
        authorities.append({QUrl(url)});
    if (!authorities.isEmpty()) {
        simulation::LoopbackHttp http;
        auto done = raised(http, authorities, *trust, *made, *wanted);
        if (done)
            done->revocation = revocation;
        return done;
    }
#endif
    return SignedDocument{*made, SignatureLevel::BB, revocation,
        Error{kNoServices, ErrorKind::ServiceFault, u"no time-stamping service named"_s}};
}

} // namespace tirkeu::ctl
