#include "pagewords.h"

namespace tirkeu::evidence::words {

// clang-format off
Words titleOf(DocumentKind kind)
{
    switch (kind) {
    case DocumentKind::FaceAuthenticity: return said(u"Бет бейнесінің шынайылығын тексеру нәтижесі", u"Результат проверки достоверности изображения лица", u"Result of the face image authenticity check");
    case DocumentKind::FaceComparison: return said(u"Бет бейнелерін салыстырып тексеру нәтижесі", u"Результат сравнения изображений лица", u"Result of the face image comparison");
    case DocumentKind::PalmAuthenticity: return said(u"Алақан ізінің дәйектілігін тексеру нәтижесі", u"Результат проверки достоверности отпечатка ладони", u"Result of the palm print authenticity check");
    case DocumentKind::PalmComparison: return said(u"Алақан іздерін салыстыру нәтижесі", u"Результат сравнения отпечатков ладони", u"Result of the palm print comparison");
    case DocumentKind::Decision: return said(u"Биометриялық аутентификациялау туралы шешім", u"Решение о биометрической аутентификации", u"Decision on biometric authentication");
    case DocumentKind::Consent: return said(u"Дербес деректерге қатысты келісім", u"Согласие в отношении персональных данных", u"Consent concerning personal data");
    case DocumentKind::ConsentWithdrawal: return said(u"Келісімді қайтарып алу", u"Отзыв согласия", u"Withdrawal of consent");
    case DocumentKind::PersonalPresence: return said(u"Жеке қатысу және көзбен сәйкестендіру", u"Личное присутствие и визуальная идентификация", u"Personal presence and visual identification");
    case DocumentKind::Annulment: return said(u"Құжаттың күшін жою", u"Аннулирование документа", u"Annulment of a document");
    case DocumentKind::DestructionAct: return said(u"Деректерді жою туралы акт", u"Акт об уничтожении данных", u"Act of destruction of data");
    case DocumentKind::DeliveryConfirmation: return said(u"Электрондық құжаттардың жіберілгені мен алынғанын растау", u"Подтверждение отправки и получения электронных документов", u"Confirmation of sending and receipt of electronic documents");
    }
    return {};
}

Words legalOf(DocumentKind kind, const QString& modality)
{
    const auto paragraph = [](const QString& numbers, bool several) -> Words {
        return several ? Words{QStringLiteral(u"Қағидалардың %1-тармақтары").arg(numbers), QStringLiteral(u"Пункты %1 Правил").arg(numbers), QStringLiteral(u"Paragraphs %1 of the Rules").arg(numbers)}
                       : Words{QStringLiteral(u"Қағидалардың %1-тармағы").arg(numbers), QStringLiteral(u"Пункт %1 Правил").arg(numbers), QStringLiteral(u"Paragraph %1 of the Rules").arg(numbers)};
    };
    switch (kind) {
    case DocumentKind::FaceAuthenticity: return paragraph(QStringLiteral(u"9"), false);
    case DocumentKind::FaceComparison: return paragraph(QStringLiteral(u"13"), false);
    case DocumentKind::PalmAuthenticity: return paragraph(QStringLiteral(u"23"), false);
    case DocumentKind::PalmComparison: return paragraph(QStringLiteral(u"26"), false);
    case DocumentKind::Decision: return paragraph(modality == u"face" ? QStringLiteral(u"16") : QStringLiteral(u"29"), false);
    case DocumentKind::Consent: return paragraph(QStringLiteral(u"19, 32, 40"), true);
    case DocumentKind::ConsentWithdrawal: return paragraph(QStringLiteral(u"41"), false);
    case DocumentKind::PersonalPresence: return paragraph(QStringLiteral(u"19"), false);
    case DocumentKind::Annulment: return paragraph(QStringLiteral(u"3"), false);
    case DocumentKind::DestructionAct: return paragraph(QStringLiteral(u"3"), false);
    case DocumentKind::DeliveryConfirmation: return paragraph(QStringLiteral(u"17, 30"), true);
    }
    return {};
}

Words resultOf(DocumentKind kind, const QString& outcome)
{
    const bool passed = outcome == u"passed";
    const bool isResult = kind != DocumentKind::Consent && kind != DocumentKind::ConsentWithdrawal && kind != DocumentKind::Annulment && kind != DocumentKind::DestructionAct && kind != DocumentKind::DeliveryConfirmation;
    if (isResult && outcome == u"awaited")
        return said(u"Деректер алынды, нәтиже күтілуде", u"Данные получены, результат ожидается", u"Data taken, result awaited");
    if (isResult && outcome == u"undetermined")
        return kind == DocumentKind::Decision ? said(u"Аутентификациялау аяқталмады", u"Аутентификация не завершена", u"Authentication was not completed")
                                              : said(u"Нәтиже анықталмады", u"Результат не установлен", u"Result not determined");
    switch (kind) {
    case DocumentKind::FaceComparison:
    case DocumentKind::PalmComparison:
        return passed ? said(u"Сәйкес келеді", u"Совпадает", u"Match") : said(u"Сәйкес келмейді", u"Не совпадает", u"No match");
    case DocumentKind::FaceAuthenticity:
    case DocumentKind::PalmAuthenticity:
    case DocumentKind::PersonalPresence:
        return passed ? said(u"Сәтті өтті", u"Пройдено успешно", u"Passed") : said(u"Өтпеді", u"Не пройдено", u"Not passed");
    case DocumentKind::Decision:
        return passed ? said(u"Аутентификациялау сәтті өтті", u"Аутентификация пройдена успешно", u"Authentication succeeded")
                      : said(u"Аутентификациялау өтпеді", u"Аутентификация не пройдена", u"Authentication failed");
    case DocumentKind::Consent: return said(u"Клиенттің еркі тіркелді", u"Воля клиента зафиксирована", u"The client's will is recorded");
    case DocumentKind::ConsentWithdrawal: return said(u"Келісім қайтарып алынды", u"Согласие отозвано", u"Consent withdrawn");
    case DocumentKind::Annulment: return said(u"Құжаттың күші жойылды", u"Документ аннулирован", u"The document is annulled");
    case DocumentKind::DestructionAct: return said(u"Деректер жойылды", u"Данные уничтожены", u"The data are destroyed");
    case DocumentKind::DeliveryConfirmation:
        return passed ? said(u"Құжаттар алынды", u"Документы получены", u"The documents were received")
                      : said(u"Құжаттар жіберілді, алынғаны әлі расталған жоқ", u"Документы отправлены, получение ещё не подтверждено", u"The documents were sent, receipt is not confirmed yet");
    }
    return {};
}
// clang-format on

Words nameOfLanguage(const QString& code)
{
    if (code == u"kk")
        return said(u"қазақ тілі", u"казахский", u"Kazakh");
    if (code == u"ru")
        return said(u"орыс тілі", u"русский", u"Russian");
    if (code == u"en")
        return said(u"ағылшын тілі", u"английский", u"English");
    return {code, code, code};
}

ResultShape shapeOf(const QString& outcome)
{
    return outcome == u"passed"   ? ResultShape::Passed
           : outcome == u"failed" ? ResultShape::Failed
                                  : ResultShape::Neutral;
}

} // namespace tirkeu::evidence::words
