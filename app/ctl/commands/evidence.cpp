#include "evidencesigning.h"

#include <core/encoding.h>
#include <core/hashing.h>
#include <core/json.h>
#include <evidence/levelraiser.h>
#include <evidence/page.h>
#include <evidence/verifier.h>
#include <messages/catalogue.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace tirkeu::ctl {

using namespace Qt::StringLiterals;

namespace {
constexpr ErrorCode kNotWritten{"ctl.file-not-written"};
constexpr ErrorCode kRefused{"ctl.document-refused"};
constexpr ErrorCode kTimeUnclear{"ctl.time-unclear"};

[[nodiscard]] Result<> write(const QString& file, const QByteArray& bytes)
{
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit())
        return failure(kNotWritten, ErrorKind::OperatorCanFix, target.errorString(), {file});
    return {};
}

// The document is kept at whatever level it reached; 2 says that it may still rise.
[[nodiscard]] Outcome makeSigned(const Arguments& arguments, const evidence::Record& record, const QByteArray& page)
{
    const auto done = signedByOptions(arguments, page);
    if (!done)
        return failed(done.error());
    const QString out = arguments.value(u"out"_s);
    if (const auto written = write(out, done->pdf); !written)
        return failed(written.error());
    const QString level = evidence::nameOf(done->level);
    const QString revocation = pki::nameOf(done->revocation);
    Outcome outcome = good({{u"document"_s, record.documentId()}, {u"bytes"_s, done->pdf.size()}, {u"level"_s, level},
                               {u"signerStatus"_s, revocation}},
        u"%1: %2 bytes, signed, level %3; status of the signer's certificate: %4"_s.arg(out)
            .arg(done->pdf.size())
            .arg(level, revocation));
    if (done->stopped) {
        outcome.code = ExitCode::CannotDecide;
        outcome.error = done->stopped;
    }
    return outcome;
}

[[nodiscard]] Outcome make(const Arguments& arguments)
{
    const QString recordFile = arguments.value(u"record"_s);
    const auto kind = evidence::kindFromCode(arguments.positional.at(0));
    if (!kind)
        return failed(kind.error());
    const auto bytes = arguments.read(recordFile);
    if (!bytes)
        return failed(bytes.error());
    const auto record = evidence::Record::read(*bytes);
    if (!record)
        return negative(record.error());
    if (record->kind() != *kind)
        return negative({kRefused, ErrorKind::OperatorCanFix, u"the record is of another kind"_s, {recordFile}});
    QList<evidence::Picture> pictures;
    for (const auto& [name, digest] : record->pictureDigests()) {
        const auto picture =
            arguments.read(QFileInfo(recordFile).dir().filePath(name))
                .and_then([&name = name](const QByteArray& image) { return evidence::Picture::of(name, image); });
        if (!picture)
            return failed(picture.error());
        pictures.append(*picture);
    }
    QList<evidence::Attachment> received;
    for (const evidence::NamedFile& named : record->receivedFiles()) {
        const auto whole = arguments.read(QFileInfo(recordFile).dir().filePath(named.file));
        if (!whole)
            return failed(whole.error());
        received.append({named.file, named.mediaType, evidence::AttachmentRelation::Source, *whole});
    }
    const auto document = evidence::makeDocument(*record, pictures, received);
    if (!document)
        return failed(document.error());
    if (isSigningWanted(arguments))
        return makeSigned(arguments, *record, *document);
    if (const auto written = write(arguments.value(u"out"_s), *document); !written)
        return failed(written.error());
    return good({{u"document"_s, record->documentId()}, {u"bytes"_s, document->size()}},
        u"%1: %2 bytes, not signed yet"_s.arg(arguments.value(u"out"_s)).arg(document->size()));
}

[[nodiscard]] QString sentenceOf(
    const messages::Catalogue& catalogue, const evidence::Step& step, core::Language language)
{
    return catalogue.sentence({step.code, ErrorKind::OperatorCanFix, {}, step.values}, language);
}

// Each step of a report in its three languages.
void addSentences(QJsonObject& json, const QList<evidence::Step>& steps, const messages::Catalogue& catalogue)
{
    QJsonArray list = json.value(u"steps"_s).toArray();
    for (qsizetype i = 0; i < steps.size(); ++i) {
        QJsonObject step = list.at(i).toObject();
        QJsonObject sentences;
        for (const core::Language language : core::kLanguages)
            sentences.insert(core::languageCode(language), sentenceOf(catalogue, steps.at(i), language));
        step.insert(u"sentence"_s, sentences);
        list.replace(i, step);
    }
    json.insert(u"steps"_s, list);
}

[[nodiscard]] QJsonObject jsonOf(const evidence::VerificationReport& report, const messages::Catalogue& catalogue)
{
    QJsonObject json = report.toJson();
    addSentences(json, report.steps, catalogue);
    QJsonArray signatureList = json.value(u"signatures"_s).toArray();
    for (qsizetype i = 0; i < report.signatures.size(); ++i) {
        QJsonObject one = signatureList.at(i).toObject();
        addSentences(one, report.signatures.at(i).steps, catalogue);
        signatureList.replace(i, one);
    }
    json.insert(u"signatures"_s, signatureList);
    return json;
}

// Of a file that could not be read.
[[nodiscard]] QJsonObject jsonOf(const Error& error, const messages::Catalogue& catalogue)
{
    QJsonObject sentences;
    for (const core::Language language : core::kLanguages)
        sentences.insert(core::languageCode(language), catalogue.sentence(error, language));
    return {{u"error"_s, QJsonObject{{u"code"_s, error.code.toString()}, {u"sentence"_s, sentences}}}};
}

[[nodiscard]] QString textOf(
    const QString& file, const evidence::VerificationReport& report, const messages::Catalogue& catalogue)
{
    QStringList lines{u"%1: %2 %3 %4"_s
                          .arg(file, evidence::nameOf(report.indication), evidence::nameOf(report.subIndication),
                              report.level ? evidence::nameOf(*report.level) : QString())
                          .simplified()};
    const auto add = [&](const QList<evidence::Step>& steps) {
        for (const evidence::Step& step : steps)
            lines.append((step.outcome == evidence::StepOutcome::Passed ? u"  + "_s : u"  - "_s) +
                         sentenceOf(catalogue, step, core::Language::English));
    };
    add(report.steps);
    for (const evidence::SignatureReport& signature : report.signatures)
        add(signature.steps);
    return lines.join(u'\n');
}

[[nodiscard]] Outcome verifyFiles(const Arguments& arguments)
{
    evidence::VerifyOptions options{{}, core::SystemClock().wall()};
    if (arguments.has(u"trust"_s)) {
        auto trust = pki::TrustStore::fromFolder(arguments.value(u"trust"_s));
        if (!trust)
            return failed(trust.error());
        options.trust = std::move(*trust);
        QDir lists(arguments.value(u"trust"_s) + u"/crls"_s);
        for (const QString& name : lists.entryList({u"*.crl"_s}, QDir::Files)) {
            const auto crl = arguments.read(lists.filePath(name));
            if (crl)
                options.crls.append(*crl);
        }
    }
    if (arguments.has(u"at"_s)) {
        const auto at = core::fromIsoText(arguments.value(u"at"_s));
        if (!at)
            return failed({kTimeUnclear, ErrorKind::OperatorCanFix, at.error().detail, {arguments.value(u"at"_s)}});
        options.at = *at;
    }
    const auto catalogue = messages::Catalogue::embedded();
    QJsonObject files;
    QStringList text;
    auto worst = evidence::Indication::TotalPassed;
    std::optional<Error> unread;
    for (const QString& file : arguments.positional) {
        const auto pdf = arguments.read(file, options.maxBytes);
        if (!pdf) { // the others are judged all the same
            unread = unread.value_or(pdf.error());
            files.insert(file, jsonOf(pdf.error(), catalogue));
            text.append(u"%1: - %2"_s.arg(file, catalogue.sentence(pdf.error(), core::Language::English)));
            continue;
        }
        const auto report = evidence::verify(*pdf, options);
        files.insert(file, jsonOf(report, catalogue));
        text.append(textOf(file, report, catalogue));
        if (report.indication == evidence::Indication::TotalFailed ||
            (report.indication == evidence::Indication::Indeterminate && worst == evidence::Indication::TotalPassed))
            worst = report.indication;
    }
    const QJsonObject result{{u"files"_s, files}};
    if (worst == evidence::Indication::TotalFailed)
        return {ExitCode::Negative, result, text.join(u'\n')};
    if (unread || worst == evidence::Indication::Indeterminate)
        return {ExitCode::CannotDecide, result, text.join(u'\n'), unread};
    return good(result, text.join(u'\n'));
}

[[nodiscard]] Outcome show(const Arguments& arguments)
{
    const auto pdf = arguments.read(arguments.positional.at(0), qint64(64) << 20);
    if (!pdf)
        return failed(pdf.error());
    const auto attachments = evidence::attachmentsOf(*pdf);
    if (!attachments)
        return failed(attachments.error());
    QJsonArray files;
    QStringList lines;
    QJsonObject record;
    for (const evidence::Attachment& attachment : *attachments) {
        const QString digest = QString::fromLatin1(core::toHex(core::sha256(attachment.bytes)));
        files.append(QJsonObject{{u"name"_s, attachment.name}, {u"mediaType"_s, attachment.mediaType},
            {u"bytes"_s, attachment.bytes.size()}, {u"sha256"_s, digest}});
        lines.append(u"%1  %2  %3 bytes  SHA-256 %4"_s.arg(attachment.name, attachment.mediaType)
                         .arg(attachment.bytes.size())
                         .arg(digest));
        if (attachment.name == QStringView(evidence::kRecordName))
            record = core::readJson(attachment.bytes).value_or(QJsonObject());
    }
    const auto level = evidence::levelOf(*pdf);
    const QJsonObject result{{u"record"_s, record}, {u"attachments"_s, files},
        {u"level"_s, level ? QJsonValue(evidence::nameOf(*level)) : QJsonValue()}};
    if (record.isEmpty())
        return negative({kRefused, ErrorKind::OperatorCanFix, u"no record inside"_s, arguments.positional}, result);
    return good(result, QString::fromUtf8(core::writeJsonForPeople(record)) + lines.join(u'\n'));
}
} // namespace

QList<Command> evidenceCommands()
{
    return {{.name = u"evidence make"_s,
                .operands = u"KIND"_s,
                .least = 1,
                .most = 1,
                .summary = u"Draw the page of a record, attach it, and sign it where a key is named"_s,
                .details = u"Pictures and received documents named by the record lie beside it and are attached byte "
                           u"for byte. 1: the record is incomplete or wrong. "
                           u"2: signed, but below the wanted level; the document is kept. A signer who is known to be "
                           u"revoked, by DIR/crls/*.crl or by a service at hand, is refused."_s,
                .options = QList<Option>{{u"record"_s, u"FILE"_s, u"the record, JSON"_s},
                               {u"out"_s, u"FILE"_s, u"the document"_s}} +
                           signingOptions(),
                .run = make},
        {.name = u"evidence show"_s,
            .operands = u"FILE"_s,
            .least = 1,
            .most = 1,
            .summary = u"The record and the attached files of a document, nothing judged"_s,
            .run = show},
        {.name = u"verify"_s,
            .operands = u"FILE…"_s,
            .least = 1,
            .most = 1000,
            .summary = u"Judge signed documents"_s,
            .details = u"0: all valid. 1: one is invalid. 2: one cannot be decided or read; the "
                       u"others are judged all the same. DIR holds anchors/, intermediates/ "
                       u"and, for documents without their own status, crls/*.crl."_s,
            .options = {{u"trust"_s, u"DIR"_s, u"the authorities to trust"_s},
                {u"at"_s, u"TIME"_s, u"the moment the verdict is for, as 2026-07-12T04:00:00Z"_s}},
            .run = verifyFiles}};
}

} // namespace tirkeu::ctl
