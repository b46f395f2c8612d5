#include <wire/messages.h>

#include "fields.h"

#include <casefile/results.h>

#include <array>

namespace tirkeu::wire {

namespace {
constexpr qsizetype kMostReceipt = qsizetype(64) << 10;
constexpr int kMostAttemptLines = 8;
constexpr int kMostCount = 1000;
constexpr int kMinutesOfDay = 1440;
constexpr int kContractOfPace = 2;
constexpr int kLongestAddress = 512;
constexpr int kMostPalms = 2;
constexpr int kMostPalm = 8 << 10; ///< in base64
constexpr int kMostPurpose = 64;
constexpr auto s = [](const char* name) {
    return QLatin1StringView(name);
};

struct AnswerName
{
    Answer::Kind kind;
    QLatin1StringView name;
};
constexpr std::array kAnswers{
    AnswerName{Answer::Kind::Receipt, QLatin1StringView("receipt")},
    AnswerName{Answer::Kind::Duplicate, QLatin1StringView("duplicate")},
    AnswerName{Answer::Kind::Decision, QLatin1StringView("decision")},
    AnswerName{Answer::Kind::Revocation, QLatin1StringView("revocation")},
};

struct RelayName
{
    RelayTo to;
    QLatin1StringView name;
};
constexpr std::array kRelays{
    RelayName{RelayTo::TimeStamp, QLatin1StringView("time-stamp")},
    RelayName{RelayTo::Status, QLatin1StringView("status")},
    RelayName{RelayTo::RevocationList, QLatin1StringView("revocation-list")},
};

Pace paceOf(core::JsonFields& fields)
{
    Pace pace;
    fields.nested(s("pace"), [&pace](core::JsonFields& inner) {
        pace.bytesPerSecond = inner.integer(s("bytesPerSecond"), 0, kMostNumber);
        pace.quietFrom = static_cast<int>(inner.integer(s("quietFrom"), 0, kMinutesOfDay));
        pace.quietUntil = static_cast<int>(inner.integer(s("quietUntil"), 0, kMinutesOfDay));
    });
    return pace;
}

Answer answerOf(core::JsonFields& fields)
{
    Answer answer;
    answer.number = static_cast<quint64>(fields.integer(s("number"), 1, kMostNumber));
    const QString kind = fields.string(s("kind"), 32);
    const auto* const known =
        std::find_if(kAnswers.begin(), kAnswers.end(), [&kind](const AnswerName& one) { return kind == one.name; });
    if (known == kAnswers.end())
        fields.refuse(s("kind"), QStringLiteral("unknown"));
    else
        answer.kind = known->kind;
    if (fields.has(s("case")))
        answer.caseId = casefile::CaseId(uuidField(fields, s("case")));
    answer.time = timeField(fields, s("time"));
    answer.fields = fields.object(s("fields"));
    return answer;
}
} // namespace

QString nameOf(Answer::Kind kind)
{
    for (const AnswerName& one : kAnswers) {
        if (one.kind == kind)
            return one.name;
    }
    return {};
}

QString nameOf(RelayTo relay)
{
    for (const RelayName& one : kRelays) {
        if (one.to == relay)
            return one.name;
    }
    return {};
}

std::optional<RelayTo> relayNamed(const QString& name)
{
    for (const RelayName& one : kRelays) {
        if (one.name == name)
            return one.to;
    }
    return {};
}

QByteArray encode(const Hello& hello, int contract)
{
    QJsonObject object{{s("gateway"), hello.gateway}, {s("packageCertificate"), base64Text(hello.packageCertificate)},
        {s("workstation"), hello.workstation}, {s("lowestVersion"), hello.lowestVersion},
        {s("lowestSince"), core::toIsoText(hello.lowestSince)}, {s("criteria"), hello.criteria},
        {s("answers"), static_cast<qint64>(hello.answers)}, {s("time"), core::toIsoText(hello.time)}};
    if (contract >= kContractOfPace) {
        const Pace pace = hello.pace.value_or(Pace());
        object.insert(s("pace"), QJsonObject{{s("bytesPerSecond"), pace.bytesPerSecond},
                                     {s("quietFrom"), pace.quietFrom}, {s("quietUntil"), pace.quietUntil}});
    }
    return core::writeJson(object);
}

Result<Hello> decodeHello(QByteArrayView body, int contract)
{
    return decodeWith<Hello>(body, [contract](core::JsonFields& fields) {
        Hello hello;
        hello.gateway = fields.string(s("gateway"), 128);
        hello.packageCertificate = bytesField(fields, s("packageCertificate"), 64 << 10);
        hello.workstation = fields.string(s("workstation"), 128);
        hello.lowestVersion = fields.string(s("lowestVersion"), 32);
        hello.lowestSince = timeField(fields, s("lowestSince"));
        hello.criteria = static_cast<int>(fields.integer(s("criteria"), 0, 1'000'000));
        hello.answers = static_cast<quint64>(fields.integer(s("answers"), 0, kMostNumber));
        hello.time = timeField(fields, s("time"));
        if (contract >= kContractOfPace)
            hello.pace = paceOf(fields);
        return hello;
    });
}

QByteArray encode(const UploadOffer& offer)
{
    return core::writeJson({{s("fingerprint"), hexText(offer.fingerprint)}, {s("size"), offer.size},
        {s("sha256"), hexText(offer.sha256)}});
}

Result<UploadOffer> decodeOffer(const PackageId& package, QByteArrayView body)
{
    return decodeWith<UploadOffer>(body, [&package](core::JsonFields& fields) {
        UploadOffer offer{package, {}, 0, {}};
        offer.fingerprint = digestField(fields, s("fingerprint"));
        offer.size = fields.integer(s("size"), 1, kLargestSealed);
        offer.sha256 = digestField(fields, s("sha256"));
        return offer;
    });
}

QByteArray encode(const UploadState& state)
{
    QJsonObject object{{s("received"), state.received}, {s("largestChunk"), state.largestChunk}};
    if (!state.receipt.isEmpty())
        object.insert(s("receipt"), base64Text(state.receipt));
    return core::writeJson(object);
}

Result<UploadState> decodeState(QByteArrayView body)
{
    return decodeWith<UploadState>(body, [](core::JsonFields& fields) {
        UploadState state;
        state.received = fields.integer(s("received"), 0, kLargestSealed);
        state.largestChunk = fields.integer(s("largestChunk"), 1, kLargestSealed);
        if (fields.has(s("receipt")))
            state.receipt = bytesField(fields, s("receipt"), 2 * kMostReceipt);
        return state;
    });
}

QByteArray encode(const core::JournalHead& head)
{
    return core::writeJson(headObject(head));
}

Result<core::JournalHead> decodeHead(QByteArrayView body)
{
    return decodeWith<core::JournalHead>(body, [](core::JsonFields& fields) {
        core::JournalHead head;
        head.sequence = static_cast<std::uint64_t>(fields.integer(s("sequence"), 0, kMostNumber));
        head.hash = digestField(fields, s("hash"));
        return head;
    });
}

QByteArray encode(const QList<Answer>& answers)
{
    QJsonArray list;
    for (const Answer& answer : answers) {
        QJsonObject one{{s("number"), static_cast<qint64>(answer.number)}, {s("kind"), nameOf(answer.kind)},
            {s("time"), core::toIsoText(answer.time)}, {s("fields"), answer.fields}};
        if (answer.caseId)
            one.insert(s("case"), answer.caseId->toString());
        list.append(one);
    }
    return core::writeJson({{s("answers"), list}});
}

Result<QList<Answer>> decodeAnswers(QByteArrayView body)
{
    return decodeWith<QList<Answer>>(body, [](core::JsonFields& fields) {
        QList<Answer> answers;
        fields.each(
            s("answers"),
            [&answers](core::JsonFields& one) {
                const Answer answer = answerOf(one);
                if (!answers.isEmpty() && answer.number != answers.constLast().number + 1)
                    one.refuse(s("number"), QStringLiteral("not the next"));
                answers.append(answer);
            },
            kMostAnswersAPage);
        return answers;
    });
}

QByteArray encodeIin(const QString& iin)
{
    return core::writeJson({{s("iin"), iin}});
}

Result<QString> decodeIin(QByteArrayView body)
{
    return decodeWith<QString>(body, [](core::JsonFields& fields) { return fields.string(s("iin"), 12); });
}

QByteArray encode(const QList<AttemptsElsewhere>& attempts)
{
    QJsonArray list;
    for (const AttemptsElsewhere& one : attempts)
        list.append(QJsonObject{
            {s("modality"), one.modality}, {s("hand"), one.hand}, {s("spent"), one.spent}, {s("voided"), one.voided}});
    return core::writeJson({{s("attempts"), list}});
}

Result<QList<AttemptsElsewhere>> decodeAttempts(QByteArrayView body)
{
    return decodeWith<QList<AttemptsElsewhere>>(body, [](core::JsonFields& fields) {
        QList<AttemptsElsewhere> attempts;
        fields.each(
            s("attempts"),
            [&attempts](core::JsonFields& one) {
                AttemptsElsewhere read;
                read.modality = one.string(s("modality"), 16);
                read.hand = one.string(s("hand"), 16);
                if (!casefile::modalityNamed(read.modality))
                    one.refuse(s("modality"), QStringLiteral("unknown"));
                if (!casefile::handNamed(read.hand))
                    one.refuse(s("hand"), QStringLiteral("unknown"));
                read.spent = static_cast<int>(one.integer(s("spent"), 0, kMostCount));
                read.voided = static_cast<int>(one.integer(s("voided"), 0, kMostCount));
                attempts.append(read);
            },
            kMostAttemptLines);
        return attempts;
    });
}

QByteArray encode(const RelayQuestion& question)
{
    return core::writeJson(
        {{s("to"), nameOf(question.to)}, {s("address"), question.address}, {s("question"), base64Text(question.body)}});
}

Result<RelayQuestion> decodeRelay(QByteArrayView body)
{
    return decodeWith<RelayQuestion>(body, [](core::JsonFields& fields) {
        RelayQuestion question;
        const auto to = relayNamed(fields.string(s("to"), 32));
        if (!to)
            fields.refuse(s("to"), QStringLiteral("unknown"));
        question.to = to.value_or(RelayTo::TimeStamp);
        question.address = fields.string(s("address"), kLongestAddress);
        question.body = bytesField(fields, s("question"), static_cast<int>(2 * kLargestRelayed));
        return question;
    });
}

QByteArray encode(const PalmsAsked& asked)
{
    return core::writeJson(
        {{s("iin"), asked.iin}, {s("purpose"), asked.purpose}, {s("case"), asked.caseId.toString()}});
}

Result<PalmsAsked> decodePalmsAsked(QByteArrayView body)
{
    return decodeWith<PalmsAsked>(body, [](core::JsonFields& fields) {
        PalmsAsked asked{fields.string(s("iin"), 12), fields.string(s("purpose"), kMostPurpose), {}};
        asked.caseId = uuidField(fields, s("case"));
        return asked;
    });
}

QByteArray encode(const QList<PalmGiven>& palms)
{
    QJsonArray list;
    for (const PalmGiven& one : palms)
        list.append(
            QJsonObject{{s("template"), one.id.toString()}, {s("hand"), one.hand}, {s("palm"), base64Text(one.palm)}});
    return core::writeJson({{s("palms"), list}});
}

Result<QList<PalmGiven>> decodePalms(QByteArrayView body)
{
    return decodeWith<QList<PalmGiven>>(body, [](core::JsonFields& fields) {
        QList<PalmGiven> palms;
        fields.each(
            s("palms"),
            [&palms](core::JsonFields& one) {
                PalmGiven read{uuidField(one, s("template")), one.string(s("hand"), 16), {}};
                const auto hand = casefile::handNamed(read.hand);
                if (!hand || *hand == casefile::Hand::None)
                    one.refuse(s("hand"), QStringLiteral("unknown"));
                read.palm = bytesField(one, s("palm"), kMostPalm);
                palms.append(read);
            },
            kMostPalms);
        return palms;
    });
}

} // namespace tirkeu::wire
