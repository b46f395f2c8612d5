#pragma once

#include "pagecontent.h"

/// The fixed words of pages: Kazakh, Russian, English.
namespace tirkeu::evidence::words {

[[nodiscard]] Words titleOf(DocumentKind kind);
[[nodiscard]] Words legalOf(DocumentKind kind, const QString& modality);
[[nodiscard]] Words resultOf(DocumentKind kind, const QString& outcome);
/// "kk", "ru" or "en" in words; anything else as it is.
[[nodiscard]] Words nameOfLanguage(const QString& code);
[[nodiscard]] ResultShape shapeOf(const QString& outcome);

[[nodiscard]] inline Words said(const char16_t* kk, const char16_t* ru, const char16_t* en)
{
    return {QString::fromUtf16(kk), QString::fromUtf16(ru), QString::fromUtf16(en)};
}

// clang-format off
inline const Words kEdition = said(u"Қағидалардың редакциясы: ", u"Редакция Правил: ", u"Edition of the Rules: ");
inline const Words kIin = said(u"ЖСН", u"ИИН", u"IIN");
inline const Words kClient = said(u"Аутентификациялау жүргізілетін адам", u"Аутентифицируемое лицо", u"Person being authenticated");
inline const Words kActsFor = said(u"Мына БСН атынан әрекет етеді", u"Действует от имени БИН", u"Acts for BIN");
inline const Words kPerformed = said(u"Жүргізілген күні мен уақыты", u"Дата и время проведения", u"Date and time");
inline const Words kProvider = said(u"Биометриялық аутентификациялау провайдері", u"Провайдер биометрической аутентификации", u"Biometric authentication provider");
inline const Words kCustomer = said(u"Тапсырыс беруші", u"Заказчик", u"Customer");
inline const Words kSystem = said(u"Тексеру жүйесі", u"Система проверки", u"Check system");
inline const Words kCriteria = said(u"Өлшемшарттар нұсқасы", u"Версия критериев", u"Version of the criteria");
inline const Words kJournal = said(u"Журналдағы жазба", u"Запись журнала", u"Journal entry");
inline const Words kFrames = said(u"Кадрлар саны", u"Число кадров", u"Number of frames");
inline const Words kDevice = said(u"Пайдаланылған құрылғы", u"Использованное устройство", u"Device used");
inline const Words kAttempt = said(u"Әрекет", u"Попытка", u"Attempt");
inline const Words kHand = said(u"Қол", u"Рука", u"Hand");
inline const Words kRight = said(u"оң", u"правая", u"right");
inline const Words kLeft = said(u"сол", u"левая", u"left");
inline const Words kCharacteristics = said(u"Талданған сипаттамалар", u"Проанализированные характеристики", u"Characteristics analysed");
inline const Words kFormedPrint = said(u"Қалыптасқан алақан ізінің сәйкестендіргіші", u"Идентификатор сформированного отпечатка ладони", u"Identifier of the formed palm print");
inline const Words kVerifiedImage = said(u"Тексерілген бейненің сәйкестендіргіші", u"Идентификатор проверенного изображения", u"Identifier of the verified image");
inline const Words kAuthenticityDocument = said(u"Шынайылықты тексеру құжаты", u"Документ проверки достоверности", u"Authenticity document");
inline const Words kModality = said(u"Биометрия түрі", u"Вид биометрии", u"Modality");
inline const Words kFace = said(u"бет", u"лицо", u"face");
inline const Words kPalm = said(u"алақан", u"ладонь", u"palm");
inline const Words kBasis = said(u"Шешімге негіз болған құжаттар", u"Документы, на которых основано решение", u"Documents the decision rests on");
inline const Words kReceivedDocument = said(u"Алынған күйінде сақталған құжат, жіберуші", u"Документ, сохранённый в полученном виде, отправитель", u"Document kept as received, from");
inline const Words kAttachedFile = said(u"Тіркелген файл", u"Приложенный файл", u"Attached file");
inline const Words kGrounds = said(u"Негіздеме", u"Обоснование", u"Grounds");
inline const Words kGiven = said(u"келісім берілді", u"согласие дано", u"consent given");
inline const Words kNotGiven = said(u"келісім берілмеді", u"согласие не дано", u"consent not given");
inline const Words kPurpose = said(u"Мақсаты", u"Цель", u"Purpose");
inline const Words kWithdrawal = said(u"Қайтарып алу тәртібі", u"Порядок отзыва", u"How to withdraw");
inline const Words kTerm = said(u"Қолданылу мерзімі", u"Срок действия", u"Term");
inline const Words kTransfer = said(u"Үшінші тұлғаларға беру", u"Передача третьим лицам", u"Transfer to third parties");
inline const Words kData = said(u"Жиналатын деректер", u"Собираемые данные", u"Data collected");
inline const Words kShownLanguage = said(u"Клиентке көрсетілген тіл", u"Язык, показанный клиенту", u"Language shown to the client");
inline const Words kConfirmedBy = said(u"Растау тәсілі", u"Способ подтверждения", u"Confirmed by");
inline const Words kConsentDocument = said(u"Келісім құжаты", u"Документ согласия", u"Consent document");
inline const Words kIdentityDocument = said(u"Көрсетілген құжат", u"Предъявленный документ", u"Document shown");
inline const Words kDocumentNumber = said(u"Құжат нөмірі", u"Номер документа", u"Document number");
inline const Words kPlace = said(u"Орны", u"Место", u"Place");
inline const Words kAnnulled = said(u"Күші жойылған құжат", u"Аннулированный документ", u"Annulled document");
inline const Words kAnnulledDigest = said(u"Оның SHA-256 дайджесті", u"Его дайджест SHA-256", u"Its SHA-256 digest");
inline const Words kSuperseded = said(u"Орнына жасалған құжат", u"Документ взамен", u"Superseded by");
inline const Words kReason = said(u"Себебі", u"Причина", u"Reason");
inline const Words kDestroyed = said(u"Жойылған деректер", u"Уничтоженные данные", u"Data destroyed");
inline const Words kReference = said(u"Клиент белгісі", u"Метка клиента", u"Reference of the client");
inline const Words kMethod = said(u"Жою тәсілі", u"Способ уничтожения", u"Method");
inline const Words kSecondPerson = said(u"Екінші қатысушы", u"Второй участник", u"Second person");
inline const Words kPackage = said(u"Жөнелтілім", u"Отправление", u"Package");
inline const Words kSent = said(u"Жіберілген күні мен уақыты", u"Дата и время отправки", u"Date and time of sending");
inline const Words kReceived = said(u"Алынған күні мен уақыты", u"Дата и время получения", u"Date and time of receipt");
inline const Words kReceivedBy = said(u"Қабылдаған жүйе", u"Принявшая система", u"Received by");
inline const Words kReceiptDigest = said(u"Түбіртектің SHA-256 дайджесті", u"Дайджест SHA-256 квитанции", u"SHA-256 digest of the receipt");
inline const Words kPictures = said(u"Сигналдар мен командалар және оларға сәйкес бейнелер", u"Сигналы и команды и соответствующие им изображения", u"Signals and commands with their pictures");
inline const Words kComparedPicture = said(u"Салыстырылған бейне", u"Сравниваемое изображение", u"Compared picture");
inline const Words kDone = said(u"орындалды", u"выполнена", u"performed");
inline const Words kNotDone = said(u"орындалмады", u"не выполнена", u"not performed");
inline const Words kSignature = said(u"Электрондық цифрлық қолтаңба", u"Электронная цифровая подпись", u"Electronic digital signature");
inline const Words kSigner = said(u"Қол қоюшы", u"Подписывает", u"Signed by");
inline const Words kRole = said(u"Рөлі", u"Роль", u"Role");
inline const Words kOrganisation = said(u"Ұйым, БСН", u"Организация, БИН", u"Organisation, BIN");
inline const Words kCertificate = said(u"Сертификат", u"Сертификат", u"Certificate");
inline const Words kClaimedTime = said(u"Қол қоюшы көрсеткен уақыт", u"Время по словам подписавшего", u"Time claimed by the signer");
inline const Words kVerify = said(u"Қалай тексеруге болады", u"Как проверить", u"How to verify");
inline const Words kVerifyText = said(
    u"Бұл файл түрлендірусіз оқылады. Қолтаңбаны Tirkeu бағдарламасының тексеру бетінде немесе PAdES қолтаңбасын тексеретін кез келген бағдарламада тексеріңіз: сертификаттар мен уақыт белгілері файлдың ішінде. Қолтаңбаның деңгейін тексеру бағдарламасы көрсетеді. Деректер record.json файлында тіркелген.",
    u"Файл читается без преобразования. Подпись проверяется на странице проверки программы Tirkeu или любой программой, которая проверяет подписи PAdES: сертификаты и метки времени находятся внутри файла. Уровень подписи показывает программа проверки. Данные приложены в файле record.json.",
    u"This file reads without conversion. Verify the signature on the verifier page of Tirkeu or with any program that verifies PAdES signatures: certificates and time stamps are inside. The level of the signature is shown by the verifier. The data are attached as record.json.");
// clang-format on

} // namespace tirkeu::evidence::words
