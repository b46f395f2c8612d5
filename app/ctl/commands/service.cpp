#include "gatewayaccess.h"

#include <core/encoding.h>
#include <core/json.h>
#include <sync/courier.h>
#include <wire/messages.h>

#include <QSaveFile>

namespace tirkeu::ctl {

namespace {
constexpr ErrorCode kField{"ctl.service-field"};
constexpr ErrorCode kNoAnswer{"ctl.service-silent"};
constexpr ErrorCode kUnwritten{"ctl.file-not-written"};
const QString kDocument = QStringLiteral("document");

/// "NAME=VALUE"; of "NAME=@FILE" the file's bytes, in base64.
Result<QJsonObject> questionFrom(const Arguments& arguments, const QStringList& fields)
{
    QJsonObject question;
    for (const QString& field : fields) {
        const qsizetype equals = field.indexOf(u'=');
        if (equals < 1)
            return failure(kField, ErrorKind::OperatorCanFix, field, {field});
        const QString value = field.mid(equals + 1);
        if (!value.startsWith(u'@')) {
            question.insert(field.left(equals), value);
            continue;
        }
        const Result<QByteArray> bytes = arguments.read(value.mid(1), wire::kLargestPicture);
        if (!bytes)
            return failure(bytes);
        question.insert(field.left(equals), QString::fromLatin1(core::toBase64(*bytes)));
    }
    return question;
}

/// The number that was given, so that a question can be repeated as the same act; else one of its own.
Result<core::Uuid> callFrom(const Arguments& arguments, const core::Clock& clock)
{
    const QString given = arguments.value(QStringLiteral("call"));
    return given.isEmpty() ? Result<core::Uuid>(core::Uuid::make(clock)) : core::Uuid::parse(given);
}

/// A document that came with the answer goes to a file as it is, byte for byte, and not onto the screen.
Result<> takeDocument(const Arguments& arguments, QJsonObject& answer)
{
    const QString path = arguments.value(kDocument);
    if (path.isEmpty() || !answer.contains(kDocument))
        return {};
    const auto bytes = core::fromBase64(answer.take(kDocument).toString().toLatin1());
    if (!bytes)
        return failure(bytes);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return failure(kUnwritten, ErrorKind::OperatorCanFix, file.errorString(), {path});
    return {};
}

Outcome ask(const Arguments& arguments)
{
    const core::SystemClock clock;
    const auto question = questionFrom(arguments, arguments.positional.mid(1));
    const auto asked = question ? wire::decodeAsked(arguments.positional.first().toLatin1(), core::writeJson(*question))
                                : failure(question);
    if (!asked)
        return failed(asked.error());
    const auto call = callFrom(arguments, clock);
    const auto gateway = call ? gatewayFrom(arguments, clock) : failure(call);
    if (!gateway)
        return failed(gateway.error());
    const auto said = (*gateway)->callService({*call, *asked});
    if (!said) {
        const QString code = sync::codeOf(said.error());
        return failed({kNoAnswer, ErrorKind::ServiceFault, code, {code}});
    }
    auto answer = core::readJson(wire::encode(*said));
    if (!answer)
        return failed(answer.error());
    if (const Result<> taken = takeDocument(arguments, *answer); !taken)
        return failed(taken.error());
    const QString text = QString::fromUtf8(core::writeJsonForPeople(*answer)).trimmed();
    answer->insert(QStringLiteral("call"), call->toString());
    return good(*answer, text);
}
} // namespace

QList<Command> serviceCommands()
{
    constexpr int kMostFields = 12;
    return {{.name = QStringLiteral("service ask"),
        .operands = QStringLiteral("NAME FIELD=VALUE…"),
        .least = 2,
        .most = 1 + kMostFields,
        .summary = QStringLiteral("Asks a service outside the bank, by way of its gateway, as a workstation does"),
        .details =
            QStringLiteral("NAME and fields as in the contract: phone-owner, one-time-code, typed-code, consent, "
                           "face-comparison, suspicion. FIELD=@FILE sends a file: picture=@face.jpg."),
        .options = {{QStringLiteral("gateway"), QStringLiteral("URL"), QStringLiteral("https://gateway.bank.kz:8443")},
            {QStringLiteral("trust"), QStringLiteral("DIR"), QStringLiteral("the bank's authority")},
            {QStringLiteral("key"), QStringLiteral("FILE"), QStringLiteral("the workstation's")},
            {QStringLiteral("certificate"), QStringLiteral("FILE"), QStringLiteral("the workstation's")},
            {QStringLiteral("call"), QStringLiteral("UUID"),
                QStringLiteral("the number of a question that is repeated: the same act")},
            {kDocument, QStringLiteral("FILE"), QStringLiteral("where the document of an answer goes, as it came")}},
        .run = ask}};
}

} // namespace tirkeu::ctl
