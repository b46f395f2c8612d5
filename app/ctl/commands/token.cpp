#include "../command.h"

#include <core/json.h>
#include <token/credentials.h>
#include <token/cryptokimodule.h>

namespace tirkeu::ctl {

using namespace Qt::StringLiterals;

namespace {
constexpr ErrorCode kNoToken{"ctl.token-absent"};
constexpr ErrorCode kTwoPins{"ctl.pins-needed"};
constexpr ErrorCode kFinalTry{"token.pin-final-try"};

[[nodiscard]] Result<std::shared_ptr<token::CryptokiModule>> moduleOf(const Arguments& arguments)
{
    return token::CryptokiModule::load(arguments.value(u"module"_s, u"/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so"_s));
}

[[nodiscard]] QString countName(token::PinCount count)
{
    switch (count) {
    case token::PinCount::Unknown:
        return u"good"_s;
    case token::PinCount::Low:
        return u"low"_s;
    case token::PinCount::FinalTry:
        return u"final-try"_s;
    case token::PinCount::Locked:
        return u"locked"_s;
    }
    return {};
}

[[nodiscard]] QString nameOf(pki::CertificateRole role)
{
    static const QStringList names{u"person"_s, u"legal entity"_s, u"head"_s, u"right to sign"_s,
        u"financial documents"_s, u"human resources"_s, u"employee"_s, u"information system"_s,
        u"identified in person"_s, u"identified remotely"_s, u"identified by Digital ID"_s};
    return names.at(static_cast<qsizetype>(role));
}

[[nodiscard]] QString nameOf(pki::KeyStorage storage)
{
    static const QStringList names{u"not stated"_s, u"PKCS#12 file"_s, u"Java key store"_s, u"identity card"_s,
        u"Kaztoken"_s, u"eToken Java"_s, u"eToken 5110"_s, u"JaCarta"_s, u"aKey"_s, u"SIM card"_s, u"cloud"_s,
        u"other"_s};
    return names.at(static_cast<qsizetype>(storage));
}

[[nodiscard]] QJsonObject jsonOf(const token::TokenInfo& info)
{
    return {{u"label"_s, info.label}, {u"manufacturer"_s, info.manufacturer}, {u"model"_s, info.model},
        {u"serial"_s, info.serial},
        {u"pin"_s, QJsonObject{{u"count"_s, countName(info.pin.count)}, {u"set"_s, info.pin.isSet},
                       {u"mustChange"_s, info.pin.mustChange}, {u"pinPad"_s, info.pin.onPinPad}}}};
}

[[nodiscard]] Outcome list(const Arguments& arguments)
{
    const auto module = moduleOf(arguments);
    if (!module)
        return failed(module.error());
    const auto tokens = (*module)->tokens();
    if (!tokens)
        return failed(tokens.error());
    QJsonArray found;
    QStringList lines{(*module)->description()};
    for (const token::TokenInfo& info : *tokens) {
        found.append(jsonOf(info));
        lines.append(u"%1  %2 %3  %4  PIN %5"_s.arg(
            info.label, info.manufacturer, info.model, info.serial, countName(info.pin.count)));
    }
    const QJsonObject result{{u"module"_s, (*module)->description()}, {u"tokens"_s, found}};
    return tokens->isEmpty() ? negative({kNoToken, ErrorKind::OperatorCanFix, {}}, result)
                             : good(result, lines.join(u'\n'));
}

[[nodiscard]] Result<token::TokenInfo> chosen(const token::CryptokiModule& module, const Arguments& arguments)
{
    const auto tokens = module.tokens();
    if (!tokens)
        return failure(tokens);
    for (const token::TokenInfo& info : *tokens) {
        if (!arguments.has(u"label"_s) || info.label == arguments.value(u"label"_s))
            return info;
    }
    return failure(kNoToken, ErrorKind::OperatorCanFix, u"no such token"_s);
}

[[nodiscard]] Outcome info(const Arguments& arguments)
{
    const auto module = moduleOf(arguments);
    if (!module)
        return failed(module.error());
    const auto which = chosen(**module, arguments);
    if (!which)
        return failed(which.error());
    const auto certificates = (*module)->certificates(which->slot);
    if (!certificates)
        return failed(certificates.error());
    QJsonObject result = jsonOf(*which);
    QJsonArray credentials;
    QStringList lines{which->label};
    const core::WallTime now = core::SystemClock().wall();
    for (const token::Credential& credential : token::credentialsOf(*certificates, {})) {
        const token::CredentialView view = token::viewOf(credential);
        const bool signature = credential.use == token::CredentialUse::DocumentSignature;
        QStringList roles;
        for (const pki::CertificateRole role : view.roles)
            roles.append(nameOf(role));
        QJsonObject json{{u"use"_s, signature ? u"signature"_s : u"authentication"_s}, {u"name"_s, view.name},
            {u"roles"_s, QJsonArray::fromStringList(roles)}, {u"keyStorage"_s, nameOf(view.storage)},
            {u"iin"_s, view.iin}, {u"bin"_s, view.bin}, {u"organisation"_s, view.organisation},
            {u"notBefore"_s, core::toIsoText(view.notBefore)}, {u"notAfter"_s, core::toIsoText(view.notAfter)},
            {u"needsAdapter"_s, credential.needsAdapter()}};
        if (const auto days = token::expiryNotice(credential.certificate, now))
            json.insert(u"endsWithinDays"_s, *days);
        credentials.append(json);
        lines.append(u"  %1: %2, IIN %3, BIN %4, %5 to %6"_s.arg(json.value(u"use"_s).toString(), view.name, view.iin,
            view.bin, core::shownDate(view.notBefore), core::shownDate(view.notAfter)));
        lines.append(u"    roles: %1; key storage: %2"_s.arg(roles.join(u", "_s), nameOf(view.storage)));
        if (credential.needsAdapter())
            lines.append(u"    a GOST key: signs through NCALayer only"_s);
    }
    result.insert(u"credentials"_s, credentials);
    return good(result, lines.join(u'\n'));
}

// Two lines on standard input, so that no PIN stands in a list of processes.
[[nodiscard]] Outcome changePin(const Arguments& arguments)
{
    const auto module = moduleOf(arguments);
    if (!module)
        return failed(module.error());
    const auto which = chosen(**module, arguments);
    if (!which)
        return failed(which.error());
    const auto prompt = token::pinPromptFor(*which);
    if (!prompt)
        return failed(prompt.error());
    if (prompt->asksExplicitYes && !arguments.has(u"final-try"_s))
        return negative({kFinalTry, ErrorKind::OperatorCanFix, {}}, jsonOf(*which));
    core::SecureBytes oldPin;
    core::SecureBytes newPin;
    if (!which->pin.onPinPad) {
        const auto line = [&arguments] {
            QByteArray text = arguments.input->readLine(300);
            while (text.endsWith('\n') || text.endsWith('\r'))
                text.chop(1);
            return core::SecureBytes::takeFrom(text);
        };
        oldPin = line();
        newPin = line();
        if (oldPin.isEmpty() || newPin.isEmpty())
            return failed({kTwoPins, ErrorKind::OperatorCanFix, {}});
    }
    const bool factory = token::isFactoryPin(newPin);
    if (const auto changed = (*module)->changePin(which->slot, oldPin, newPin); !changed)
        return negative(changed.error());
    return good({{u"label"_s, which->label}, {u"factoryPin"_s, factory}},
        factory ? u"Changed, but this PIN is printed in manuals"_s : u"Changed"_s);
}
} // namespace

QList<Command> tokenCommands()
{
    const Option module{u"module"_s, u"FILE"_s, u"the PKCS#11 module; OpenSC's where it is not said"_s};
    const Option label{u"label"_s, u"NAME"_s, u"the token; the first where it is not said"_s};
    return {{.name = u"token list"_s,
                .operands = {},
                .summary = u"The tokens in the readers and the state of their PINs"_s,
                .options = {module},
                .run = list},
        {.name = u"token info"_s,
            .operands = {},
            .summary = u"A token's certificates: whose, for what, until when"_s,
            .options = {module, label},
            .run = info},
        {.name = u"token pin"_s,
            .operands = {},
            .summary = u"Change a token's PIN"_s,
            .details =
                u"Two lines on standard input: the PIN and the new one; none with a PIN pad. 1: the token refused, "
                u"or one try is left and --final-try was not said."_s,
            .options = {module, label, {u"final-try"_s, {}, u"yes, use the last try: a wrong PIN locks the token"_s}},
            .run = changePin}};
}

} // namespace tirkeu::ctl
