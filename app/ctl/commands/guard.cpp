#include "../command.h"

#include <criteria/criteria.h>
#include <criteria/signedcriteria.h>
#include <guard/guard.h>
#include <guard/manifest.h>
#include <guard/systemsurroundings.h>
#include <pki/softwarekey.h>
#include <publisher/publisher.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QSaveFile>

namespace tirkeu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr ErrorCode kKeyNeeded{"ctl.guard-key-needed"};
constexpr ErrorCode kNotWritten{"ctl.guard-not-written"};

Result<QByteArray> certificateFile(const Arguments& arguments, const QString& option)
{
    return arguments.read(arguments.value(option), 1 << 16);
}

Outcome manifest(const Arguments& arguments)
{
    if (!arguments.has(u"key"_s) || !arguments.has(u"certificate"_s) || !arguments.has(u"out"_s))
        return misused({kKeyNeeded, ErrorKind::OperatorCanFix, {}});
    const auto certificate = certificateFile(arguments, u"certificate"_s).and_then([](const QByteArray& pem) {
        return pki::Certificate::fromPem(pem);
    });
    if (!certificate)
        return failed(certificate.error());
    Result<QByteArray> keyFile = arguments.read(arguments.value(u"key"_s), 1 << 16);
    if (!keyFile)
        return failed(keyFile.error());
    Result<pki::SoftwareKey> key = pki::SoftwareKey::read(*keyFile, *certificate);
    core::wipe(keyFile->data(), static_cast<std::size_t>(keyFile->size()));
    if (!key)
        return failed(key.error());
    const QString out = QDir::current().absoluteFilePath(arguments.value(u"out"_s));
    const guard::SystemSurroundings machine;
    const auto made = guard::manifestOf(machine, QFileInfo(out).path(), arguments.positional,
        arguments.value(u"version"_s, QStringLiteral(TIRKEU_VERSION)));
    if (!made)
        return failed(made.error());
    const auto bytes = guard::signManifest(*made, *key, core::SystemClock().wall());
    if (!bytes)
        return failed(bytes.error());
    QSaveFile file(out);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return failed({kNotWritten, ErrorKind::OperatorCanFix, file.errorString(), {out}});
    return good({{u"file"_s, out}, {u"files"_s, made->files.size()}},
        u"%1: %2 files taken down and signed."_s.arg(out).arg(made->files.size()));
}

// Without criteria the law alone speaks: a changed program is refused, all else is worth a warning.
Result<criteria::GuardPolicy> policyOf(const Arguments& arguments)
{
    criteria::GuardPolicy policy;
    if (!arguments.has(u"criteria"_s)) {
        for (const criteria::GuardFinding kind : criteria::kGuardFindings)
            policy.reactions.insert(kind, kind == criteria::GuardFinding::Integrity ? criteria::GuardReaction::Block
                                                                                    : criteria::GuardReaction::Warn);
        return policy;
    }
    Result<QByteArray> bytes = arguments.read(arguments.value(u"criteria"_s));
    if (bytes && !bytes->trimmed().startsWith('{'))
        bytes = criteria::criteriaContent(*bytes);
    const auto read = bytes.and_then([](const QByteArray& json) { return criteria::readCriteria(json); });
    return read ? Result<criteria::GuardPolicy>(read->guard) : failure(read);
}

Outcome check(const Arguments& arguments)
{
    const Result<criteria::GuardPolicy> policy = policyOf(arguments);
    if (!policy)
        return failed(policy.error());
    const QString program = QCoreApplication::applicationFilePath();
    guard::GuardSetup setup{.program = program,
        .manifest = QDir::current().absoluteFilePath(
            arguments.value(u"manifest"_s, QFileInfo(program).path() + u"/tirkeu.manifest"_s)),
        .publisher = publisher()};
    if (arguments.has(u"publisher"_s)) {
        const auto given = certificateFile(arguments, u"publisher"_s).and_then([](const QByteArray& pem) {
            return pki::Certificate::fromPem(pem);
        });
        if (!given)
            return failed(given.error());
        setup.publisher = *given;
    }
    const guard::SystemSurroundings machine;
    const core::SystemClock clock;
    guard::Guard guard(machine, clock, setup, *policy);
    const guard::Report report = guard.check(guard::Depth::Full);
    const guard::Report quick = guard.check(guard::Depth::Quick);
    QJsonArray findings;
    QString text;
    std::optional<Error> refusal;
    for (const guard::JudgedFinding& judged : report.findings) {
        const QString kind = criteria::code(judged.finding.kind);
        findings.append(QJsonObject{{u"finding"_s, kind}, {u"name"_s, judged.finding.name},
            {u"action"_s, nameOf(judged.action)}, {u"evidence"_s, judged.finding.evidence}});
        text += u"%1  %2: %3 (%4)\n"_s.arg(nameOf(judged.action), kind, judged.finding.name, judged.finding.evidence);
        if (judged.action == guard::Action::Block && !refusal)
            refusal = report.told(judged.finding.kind);
    }
    const auto milliseconds = [](const guard::Report& one) {
        return static_cast<double>(one.took.count()) / 1000;
    };
    const QJsonObject result{{u"findings"_s, findings}, {u"files"_s, report.files},
        {u"milliseconds"_s, milliseconds(report)}, {u"quickMilliseconds"_s, milliseconds(quick)}};
    text += u"%1 files held against manifest and packages in %2 ms; the check before a capture takes %3 ms."_s
                .arg(report.files)
                .arg(milliseconds(report), 0, 'f', 0)
                .arg(milliseconds(quick), 0, 'f', 1);
    if (refusal)
        return {ExitCode::Negative, result, text, refusal};
    return good(result, text);
}

} // namespace

QList<Command> guardCommands()
{
    return {{.name = u"guard check"_s,
                .operands = {},
                .summary = u"Looks at this program, its libraries and this machine as the workstation does"_s,
                .details = u"0: nothing blocks. 1: something does. 2: a file could not be read.\nWithout --criteria a "
                           "changed program blocks and all else is worth a warning."_s,
                .options = {{u"criteria"_s, u"FILE"_s, u"the bank's criteria, draft or signed"_s},
                    {u"manifest"_s, u"FILE"_s, u"tirkeu.manifest, if not beside this program"_s},
                    {u"publisher"_s, u"FILE"_s, u"its signer's certificate, if not the one compiled in"_s}},
                .run = check},
        {.name = u"guard manifest"_s,
            .operands = u"FILE…"_s,
            .least = 1,
            .most = 10'000,
            .summary = u"Takes down files and signs the list; a step of packaging"_s,
            .details = u"0: written. 2: a file could not be read or written, or lies outside."_s,
            .options = {{u"key"_s, u"FILE"_s, u"the publisher's private key, PEM or DER"_s},
                {u"certificate"_s, u"FILE"_s, u"its certificate, PEM"_s},
                {u"out"_s, u"FILE"_s, u"the list; paths are told from its folder"_s},
                {u"version"_s, u"TEXT"_s, u"of what is taken down; this program's without it"_s}},
            .run = manifest}};
}

} // namespace tirkeu::ctl
