#include "paperwords.h"

#include <algorithm>

namespace tirkeu::enrolment {

using evidence::LocalText;

namespace {
constexpr ErrorCode kIncomplete{"enrolment.paper-incomplete"};

struct Words
{
    PaperWord word;
    const char* code;
    const char16_t* kk;
    const char16_t* ru;
    const char16_t* en;
};
constexpr std::array kWords{
    Words{PaperWord::Teller, "teller", u"теллер", u"теллер", u"teller"},
    Words{PaperWord::Supervisor, "supervisor", u"супервайзер", u"супервайзер", u"supervisor"},
    Words{PaperWord::Optical, "optical", u"оптикалық сипаттамалар", u"оптические характеристики",
        u"optical characteristics"},
    Words{PaperWord::Veins, "veins", u"тамырлар суреті", u"рисунок вен", u"vein pattern"},
    Words{PaperWord::Volume, "volume", u"көлем", u"объём", u"volume"},
    Words{PaperWord::NothingAnalysed, "nothing", u"ештеңе талданған жоқ", u"ничего не анализировалось",
        u"nothing was analysed"},
    Words{PaperWord::Stroke, "stroke", u"экрандағы қолтаңба", u"подпись на экране", u"signature on the screen"},
    Words{PaperWord::OneTimeCode, "one-time-code", u"бір реттік код", u"одноразовый код", u"one-time code"},
    Words{PaperWord::EdsToken, "eds-token", u"клиенттің ЭЦҚ-сы", u"ЭЦП клиента", u"the client's EDS"},
    Words{PaperWord::SignedPaper, "signed-paper", u"қағаздағы қолтаңба", u"подпись на бумаге", u"signature on paper"},
    Words{PaperWord::IdentityCard, "identity-card", u"жеке куәлік", u"удостоверение личности", u"identity card"},
    Words{PaperWord::Passport, "passport", u"паспорт", u"паспорт", u"passport"},
    Words{
        PaperWord::ResidencePermit, "residence-permit", u"тұруға ықтиярхат", u"вид на жительство", u"residence permit"},
    Words{PaperWord::StatelessCertificate, "stateless-certificate", u"азаматтығы жоқ адамның куәлігі",
        u"удостоверение лица без гражданства", u"stateless person's certificate"},
    Words{PaperWord::Accepted, "accepted", u"Барлық тексерулер оң нәтижемен өтті.", u"Все проверки пройдены.",
        u"All checks were passed."},
    Words{PaperWord::AcceptedBySupervisor, "accepted-by-supervisor", u"Супервайзер қабылдады.",
        u"Принято супервайзером.", u"A supervisor accepted."},
    Words{PaperWord::ConsentRefused, "consent-refused", u"Клиент келісім бермеді.", u"Клиент не дал согласия.",
        u"The client did not consent."},
    Words{PaperWord::NoPalmToScan, "no-palm-to-scan", u"Сканерлеуге болатын алақан жоқ.",
        u"Нет ладони, которую можно сканировать.", u"There is no palm that can be scanned."},
    Words{PaperWord::RefusedBySupervisor, "refused", u"Супервайзер қабылдамады.", u"Отказано супервайзером.",
        u"A supervisor refused."},
    Words{PaperWord::Negative, "negative", u"Тексеру теріс нәтиже берді.", u"Проверка дала отрицательный результат.",
        u"A check had a negative result."},
    Words{PaperWord::Awaited, "awaited", u"Деректер алынды, нәтиже күтілуде.", u"Данные получены, результат ожидается.",
        u"Data taken, result awaited."},
    Words{PaperWord::Abandoned, "abandoned", u"Клиент рәсімді аяқтамай кетті.", u"Клиент ушёл, не завершив процедуру.",
        u"The client left before the end."},
    Words{PaperWord::Aborted, "aborted", u"Қызметкер рәсімді тоқтатты.", u"Сотрудник прервал процедуру.",
        u"The teller broke off."},
    Words{PaperWord::VideoSession, "video-session", u"Клиент бейнебайланыс арқылы өтуді таңдады.",
        u"Клиент решил пройти проверку по видеосвязи.", u"The client chose a video session."},
    Words{PaperWord::TimedOut, "timed-out", u"Рәсімнің мерзімі өтті.", u"Срок процедуры истёк.",
        u"The time for the case ran out."},
    Words{PaperWord::RightExcepted, "right-excepted", u"Оң алақан сканерленбейді, оны екінші қызметкер растады.",
        u"Правая ладонь не сканируется, это подтвердил второй сотрудник.",
        u"The right palm cannot be scanned, as a second member of staff attested."},
    Words{PaperWord::LeftExcepted, "left-excepted", u"Сол алақан сканерленбейді, оны екінші қызметкер растады.",
        u"Левая ладонь не сканируется, это подтвердил второй сотрудник.",
        u"The left palm cannot be scanned, as a second member of staff attested."},
    Words{PaperWord::KeepingOver, "keeping-over", u"Сақтау мерзімі аяқталды.", u"Срок хранения истёк.",
        u"The time of keeping is over."},
    Words{PaperWord::KeyDestroyed, "key-destroyed",
        u"Клиенттің деректер кілті жойылды; сол кілтпен шифрланған деректерді енді ешкім оқи алмайды.",
        u"Ключ данных клиента уничтожен; зашифрованное им больше никто не прочтёт.",
        u"The key of the client's data was destroyed; nobody can read what was encrypted under it any more."},
};

Result<LocalText> textOf(const Words& words)
{
    return LocalText::of(QString::fromUtf16(words.kk), QString::fromUtf16(words.ru), QString::fromUtf16(words.en));
}

Result<LocalText> followed(const LocalText& text, const QString& kk, const QString& ru, const QString& en)
{
    return LocalText::of(text.kk() + u' ' + kk, text.ru() + u' ' + ru, text.en() + u' ' + en);
}
} // namespace

Result<LocalText> wordsFor(PaperWord word)
{
    return textOf(*std::ranges::find(kWords, word, &Words::word));
}

Result<LocalText> wordsForCode(const QString& code)
{
    const auto* const found =
        std::ranges::find_if(kWords, [&code](const Words& one) { return code == QLatin1StringView(one.code); });
    return found == kWords.end() ? failure(kIncomplete, ErrorKind::Bug, code) : textOf(*found);
}

Result<LocalText> withRule(const LocalText& text, const QString& rule)
{
    return followed(
        text, QStringLiteral("Ереже: ") + rule, QStringLiteral("Правило: ") + rule, QStringLiteral("Rule: ") + rule);
}

Result<LocalText> destroyedWords(qint64 objects, qint64 entries)
{
    return LocalText::of(QStringLiteral("Клиенттің деректері. Сақталған объектілер: %1. Журнал жазбалары: %2.")
                             .arg(objects)
                             .arg(entries),
        QStringLiteral("Данные клиента. Хранимых объектов: %1. Записей журнала: %2.").arg(objects).arg(entries),
        QStringLiteral("A client's data. Objects kept: %1. Entries of the journal: %2.").arg(objects).arg(entries));
}

Result<LocalText> withReason(const LocalText& text, const QString& reason)
{
    return followed(text, QStringLiteral("Негіздеме: ") + reason, QStringLiteral("Основание: ") + reason,
        QStringLiteral("Reason: ") + reason);
}

Result<LocalText> joined(const QList<LocalText>& texts, const QString& between)
{
    QStringList kk;
    QStringList ru;
    QStringList en;
    for (const LocalText& text : texts) {
        kk.append(text.kk());
        ru.append(text.ru());
        en.append(text.en());
    }
    // Where one has no English, half an English sentence would be worse than none.
    return LocalText::of(kk.join(between), ru.join(between), en.contains(QString()) ? QString() : en.join(between));
}

} // namespace tirkeu::enrolment
