#include <enrolment/slip.h>

#include <enrolment/plan.h>

#include <array>

namespace tirkeu::enrolment {

using casefile::Ending;
using casefile::Hand;
using criteria::ConsentKind;
using criteria::Texts;

namespace {
Texts texts(const char16_t* kk, const char16_t* ru, const char16_t* en)
{
    return {QString::fromUtf16(kk), QString::fromUtf16(ru), QString::fromUtf16(en)};
}

// The slip goes home with the client: its words are theirs, not the screen's.
Texts titleOf(Ending ending)
{
    switch (ending) {
    case Ending::Accepted:
        return texts(u"Рәсім сәтті аяқталды", u"Процедура успешно завершена", u"The procedure was completed");
    case Ending::Awaited:
        return texts(u"Деректер алынды, нәтиже күтілуде", u"Данные получены, результат ожидается",
            u"Data taken, result awaited");
    case Ending::Withdrawn:
        return texts(u"Келісіміңіз қайтарып алынды", u"Ваше согласие отозвано", u"Your consent is withdrawn");
    case Ending::Refused:
    case Ending::Negative:
    case Ending::Abandoned:
    case Ending::Aborted:
    case Ending::TimedOut:
        break;
    }
    return texts(u"Бүгін аяқтау мүмкін болмады", u"Сегодня завершить не удалось", u"It could not be finished today");
}

// A palm that was enrolled before has been replaced: said to whoever holds the telephone, and to whoever is here.
bool isReplaced(const casefile::CaseState& state)
{
    return state.kind == u"enrol" && state.ending == Ending::Accepted &&
           (!state.comparisons.isEmpty() || state.questionsAbout.values().contains(QStringLiteral("replacement")));
}

Texts nextOf(Ending ending, const casefile::CaseState& state)
{
    switch (ending) {
    case Ending::Accepted:
        if (state.kind == u"verify")
            return texts(
                u"Сіз алақаныңыз арқылы танылдыңыз.", u"Вас узнали по ладони.", u"You were recognised by your palm.");
        if (isReplaced(state))
            return texts(
                u"Бұрын тіркелген алақан ауыстырылды. Бұл туралы бұрын тіркелген телефоныңызға хабарлама жіберіледі.",
                u"Зарегистрированная ранее ладонь заменена. Сообщение об этом придёт на ранее указанный телефон.",
                u"The palm enrolled before is replaced. A notice of it goes to the telephone registered before.");
        return texts(u"Енді сізді алақаныңыз арқылы тани аламыз. Ештеңе істеудің қажеті жоқ.",
            u"Теперь мы можем узнать вас по ладони. Делать ничего не нужно.",
            u"We can recognise you by your palm from now on. There is nothing else to do.");
    case Ending::Awaited:
        return texts(u"Банк жауап алғанда сізге хабарлайды. Қайта келудің қажеті болса, қызметкер айтады.",
            u"Банк сообщит вам, когда получит ответ. Если нужно будет прийти ещё раз, вам скажут.",
            u"The bank will tell you when the answer is there, and whether you need to come again.");
    case Ending::Withdrawn:
        return texts(u"Бұдан былай сізге жеке куәлік бойынша қызмет көрсетіледі.",
            u"Теперь вас обслуживают по удостоверению личности.",
            u"You are served with your identity document from now on.");
    case Ending::Refused:
    case Ending::Negative:
    case Ending::Abandoned:
    case Ending::Aborted:
    case Ending::TimedOut:
        break;
    }
    return texts(u"Сізге жеке куәлік бойынша қызмет көрсетіледі. Рәсімді басқа күні қайталауға болады.",
        u"Вас обслужат по удостоверению личности. Процедуру можно повторить в другой день.",
        u"You are served with your identity document. The procedure can be repeated on another day.");
}

Texts nameOf(ConsentKind kind)
{
    switch (kind) {
    case ConsentKind::PersonalData:
        return texts(u"дербес деректер", u"персональные данные", u"personal data");
    case ConsentKind::IdecAuthentication:
        return texts(u"СДАО арқылы аутентификациялау", u"аутентификация через ЦОИД", u"authentication with IDEC");
    case ConsentKind::EdsKeys:
        return texts(u"ЭЦҚ кілттері мен сертификаты", u"ключи и сертификат ЭЦП", u"EDS keys and certificate");
    case ConsentKind::ThirdParties:
        return texts(u"үшінші тұлғаларға беру", u"передача третьим лицам", u"transfer to third parties");
    case ConsentKind::PalmScanning:
        return texts(u"алақанды сканерлеу", u"сканирование ладони", u"palm scanning");
    }
    Q_UNREACHABLE();
}

Texts answerName(casefile::ConsentState::Answer answer)
{
    switch (answer) {
    case casefile::ConsentState::Answer::Given:
        return texts(u"келісім берілді", u"согласие дано", u"consent given");
    case casefile::ConsentState::Answer::Refused:
        return texts(u"келісім берілмеді", u"согласие не дано", u"consent not given");
    case casefile::ConsentState::Answer::Withdrawn:
        return texts(u"келісім қайтарып алынды", u"согласие отозвано", u"consent withdrawn");
    }
    Q_UNREACHABLE();
}

QString pair(const QString& label, const QString& value)
{
    return label + QStringLiteral(": ") + value;
}

void sayConsents(Slip& slip, const casefile::CaseState& state, core::Language language)
{
    for (auto it = state.consents.cbegin(); it != state.consents.cend(); ++it) {
        const auto kind = wire::consentNamed(it.key());
        if (!kind || it->means == u"standing")
            continue;
        slip.lines.append(pair(nameOf(*kind).in(language), answerName(it->answer).in(language)));
    }
}

void sayHands(Slip& slip, const casefile::CaseState& state, core::Language language)
{
    for (const auto& [hand, label] : {std::pair{Hand::Right, texts(u"Оң алақан", u"Правая ладонь", u"Right palm")},
             {Hand::Left, texts(u"Сол алақан", u"Левая ладонь", u"Left palm")}}) {
        if (state.exceptedHands.contains(hand))
            slip.lines.append(
                pair(label.in(language), texts(u"сканерленбейді", u"не сканируется", u"not scanned").in(language)));
        else if (state.isAuthentic(casefile::Modality::Palm, hand))
            slip.lines.append(pair(label.in(language), texts(u"алынды", u"получена", u"taken").in(language)));
    }
}
} // namespace

Slip slipOf(const casefile::CaseState& state, const criteria::Criteria& criteria, core::Language language)
{
    const Ending ending = state.ending.value_or(Ending::Aborted);
    Slip slip{titleOf(ending).in(language), {}};
    slip.lines.append(pair(texts(u"Банк", u"Банк", u"Bank").in(language), criteria.customer.name.in(language)));
    slip.lines.append(pair(
        texts(u"Күні мен уақыты", u"Дата и время", u"Date and time").in(language), core::shownDateTime(state.lastAt)));
    if (const std::optional<criteria::Purpose> purpose = purposeNamed(state.purpose, criteria))
        slip.lines.append(pair(texts(u"Рәсім", u"Процедура", u"Procedure").in(language), purpose->name.in(language)));
    slip.lines.append(pair(texts(u"Іс нөмірі", u"Номер дела", u"Case number").in(language), state.id->toString()));
    sayConsents(slip, state, language);
    sayHands(slip, state, language);
    if (ending == Ending::Withdrawn) {
        for (auto it = state.consents.cbegin(); it != state.consents.cend(); ++it) {
            const auto kind = wire::consentNamed(it.key());
            if (!kind || it->answer != casefile::ConsentState::Answer::Withdrawn)
                continue;
            const WithdrawalOutlook outlook = outlookOf(*kind, criteria, {});
            slip.lines.append({outlook.stops.in(language), outlook.kept.in(language), outlook.passedTo.in(language)});
        }
    }
    slip.lines.append(nextOf(ending, state).in(language));
    if (!criteria.customer.contact.isEmpty())
        slip.lines.append(
            pair(texts(u"Сұрақтар бойынша", u"По вопросам", u"Questions").in(language), criteria.customer.contact));
    slip.lines.removeDuplicates();
    return slip;
}

WithdrawalOutlook outlookOf(
    ConsentKind kind, const criteria::Criteria& criteria, std::optional<core::WallTime> relationEnded)
{
    WithdrawalOutlook outlook{kind, {}, {}, {}, {}, criteria.retention.clientYears, {}};
    if (const criteria::ConsentText* text = criteria.consents.find(kind)) {
        outlook.sentence = text->sentence;
        outlook.passedTo = text->thirdParties;
    }
    switch (kind) {
    case ConsentKind::PersonalData:
        outlook.stops = texts(u"Биометриялық деректеріңіз енді пайдаланылмайды.",
            u"Ваши биометрические данные больше не используются.", u"Your biometric data are no longer used.");
        break;
    case ConsentKind::PalmScanning:
        outlook.stops = texts(u"Алақаныңыз енді сканерленбейді және салыстырылмайды.",
            u"Ваша ладонь больше не сканируется и не сравнивается.", u"Your palm is no longer scanned or compared.");
        break;
    case ConsentKind::IdecAuthentication:
        outlook.stops = texts(u"СДАО арқылы аутентификациялау тоқтатылады.", u"Аутентификация через ЦОИД прекращается.",
            u"Authentication with IDEC stops.");
        break;
    case ConsentKind::EdsKeys:
        outlook.stops = texts(u"Жаңа ЭЦҚ кілттері мен сертификаттары жасалмайды.",
            u"Новые ключи и сертификаты ЭЦП не создаются.", u"No new EDS keys or certificates are made.");
        break;
    case ConsentKind::ThirdParties:
        outlook.stops = texts(u"Деректеріңіз үшінші тұлғаларға енді берілмейді.",
            u"Ваши данные больше не передаются третьим лицам.", u"Your data are no longer handed to third parties.");
        break;
    }
    const QString years = QString::number(outlook.keptYears);
    outlook.kept = {
        QStringLiteral("Жасалған құжаттар мен нәтижелер іскерлік қатынас аяқталғаннан кейін %1 жыл сақталады: заң "
                       "осыны талап етеді.")
            .arg(years),
        QStringLiteral("Оформленные документы и результаты хранятся %1 лет после окончания деловых отношений: этого "
                       "требует закон.")
            .arg(years),
        QStringLiteral("Documents and results that were made are kept for %1 years after the business relation ends: "
                       "the law asks for it.")
            .arg(years)};
    if (relationEnded)
        outlook.until = core::fromQDateTime(core::toQDateTime(*relationEnded).addYears(outlook.keptYears));
    return outlook;
}

} // namespace tirkeu::enrolment
