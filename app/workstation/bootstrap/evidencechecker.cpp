#include "evidencechecker.h"

#include <evidence/verifier.h>

#include <QFile>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>

namespace tirkeu::workstation {

namespace {
constexpr ErrorCode kFileUnreadable{"verifier.file-unreadable"};
constexpr ErrorCode kTooLarge{"evidence.too-large"};

Verdict verdictOf(evidence::Indication indication)
{
    switch (indication) {
    case evidence::Indication::TotalPassed:
        return Verdict::Valid;
    case evidence::Indication::TotalFailed:
        return Verdict::Invalid;
    case evidence::Indication::Indeterminate:
        return Verdict::Undecided;
    }
    Q_UNREACHABLE();
}

CheckLine lineOf(const evidence::Step& step)
{
    const Verdict verdict = step.outcome == evidence::StepOutcome::Passed   ? Verdict::Valid
                            : step.outcome == evidence::StepOutcome::Failed ? Verdict::Invalid
                                                                            : Verdict::Undecided;
    return {verdict, {step.code, ErrorKind::OperatorCanFix, step.detail, step.values}};
}

QList<CheckLine> linesOf(const QList<evidence::Step>& steps)
{
    QList<CheckLine> lines;
    for (const evidence::Step& step : steps)
        lines.append(lineOf(step));
    return lines;
}

// Pictures in the order of the page; what the record does not name stands apart.
void addAttachments(CheckedDocument& document, const QList<evidence::Attachment>& attachments)
{
    QStringList shown{QString::fromUtf16(evidence::kRecordName)};
    for (const evidence::RecordPicture& said :
        document.record ? document.record->pictures : QList<evidence::RecordPicture>()) {
        const auto found = std::find_if(attachments.begin(), attachments.end(),
            [&said](const evidence::Attachment& attachment) { return attachment.name == said.file; });
        document.pictures.append({said, found == attachments.end() ? QByteArray() : found->bytes});
        shown.append(said.file);
    }
    for (const evidence::Attachment& attachment : attachments) {
        if (!shown.contains(attachment.name))
            document.otherFiles.append(attachment.name);
    }
}
} // namespace

Result<CheckedDocument> checkedDocument(const QString& file, const pki::TrustStore& trust, core::WallTime at)
{
    const evidence::VerifyOptions options{trust, at};
    QFile source(file);
    const QString name = QFileInfo(file).fileName();
    if (!source.open(QIODevice::ReadOnly))
        return failure(kFileUnreadable, ErrorKind::OperatorCanFix, source.errorString(), {name});
    if (source.size() > options.maxBytes)
        return failure(kTooLarge, ErrorKind::OperatorCanFix, QString::number(source.size()));
    CheckedDocument document = checkedDocument(source.readAll(), trust, at);
    document.fileName = name;
    return document;
}

CheckedDocument checkedDocument(const QByteArray& pdf, const pki::TrustStore& trust, core::WallTime at)
{
    const evidence::VerificationReport report = evidence::verify(pdf, {trust, at});
    CheckedDocument document;
    document.verdict = verdictOf(report.indication);
    document.indication =
        (evidence::nameOf(report.indication) + u' ' + evidence::nameOf(report.subIndication)).trimmed();
    document.level = report.level ? evidence::nameOf(*report.level) : QString();
    document.at = report.at;
    if (const evidence::Step* reason = report.reason())
        document.reason = lineOf(*reason).sentence;
    document.checks = linesOf(report.steps);
    for (const evidence::SignatureReport& one : report.signatures)
        document.signatures.append({verdictOf(one.indication),
            one.isTimeStamp ? CheckedSignature::Kind::TimeStamp : CheckedSignature::Kind::Signature, one.name,
            one.organisation, one.iin, one.bin, one.provenTime, linesOf(one.steps)});
    for (const evidence::Attachment& attachment : report.attachments) {
        if (attachment.name != QStringView(evidence::kRecordName) || report.record.isEmpty())
            continue;
        if (const auto record = evidence::Record::read(attachment.bytes)) {
            document.record = evidence::viewOf(*record);
            document.clientIin = record->json().value(u"client")[u"iin"].toString();
        }
    }
    addAttachments(document, report.attachments);
    return document;
}

EvidenceChecker::EvidenceChecker(pki::TrustStore trust, const core::Clock& clock)
    : m_trust(std::move(trust))
    , m_clock(clock)
{
    m_thread.setMaxThreadCount(1);
}

EvidenceChecker::~EvidenceChecker()
{
    m_thread.waitForDone();
}

QFuture<Result<CheckedDocument>> EvidenceChecker::check(const QString& file)
{
    return QtConcurrent::run(
        &m_thread, [file, trust = m_trust, at = m_clock.wall()] { return checkedDocument(file, trust, at); });
}

} // namespace tirkeu::workstation
