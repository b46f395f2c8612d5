<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU">
<context>
    <name>CareWords</name>
    <message>
        <source>The scanner&apos;s empty window is being looked at. Keep hands away for a moment.</source>
        <translation>Проверяется пустое окно сканера. На минуту уберите руки.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens is being looked at. Keep out of its sight for a moment.</source>
        <translation>Проверяется объектив камеры. На минуту отойдите из её поля зрения.</translation>
    </message>
    <message>
        <source>The scanner&apos;s window is clean.</source>
        <translation>Окно сканера чистое.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens is clean.</source>
        <translation>Объектив камеры чистый.</translation>
    </message>
    <message>
        <source>The scanner&apos;s window is dirty. Wipe it with a dry soft cloth, then look again.</source>
        <translation>Окно сканера загрязнено. Протрите его сухой мягкой тканью и проверьте снова.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens is dirty. Wipe it with a dry soft cloth, then look again.</source>
        <translation>Объектив камеры загрязнён. Протрите его сухой мягкой тканью и проверьте снова.</translation>
    </message>
    <message>
        <source>Nobody has shown the scanner&apos;s clean window yet. Wipe it with a dry soft cloth.</source>
        <translation>Чистое окно сканера ещё не показывали. Протрите его сухой мягкой тканью.</translation>
    </message>
    <message>
        <source>Nobody has shown the camera&apos;s clean lens yet. Wipe it with a dry soft cloth.</source>
        <translation>Чистый объектив камеры ещё не показывали. Протрите его сухой мягкой тканью.</translation>
    </message>
    <message>
        <source>The scanner&apos;s window could not be judged. Clear the place above it and look again.</source>
        <translation>Окно сканера не удалось оценить. Освободите место над ним и проверьте снова.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens could not be judged. Let there be light before it and nothing close, then look again.</source>
        <translation>Объектив камеры не удалось оценить. Пусть перед ним будет светло и свободно, затем проверьте снова.</translation>
    </message>
    <message>
        <source>Wipe where the picture is marked.</source>
        <translation>Протрите там, где отмечено на изображении.</translation>
    </message>
    <message>
        <source>It still differs from the clean picture kept of it. Wipe it again. If it is clean, call a supervisor: signed in here, they look at it and press “It is clean now”.</source>
        <translation>Оно всё ещё отличается от сохранённого чистого изображения. Протрите ещё раз. Если чисто, позовите супервайзера: войдя здесь, он осмотрит и нажмёт «Теперь чистое».</translation>
    </message>
    <message>
        <source>It is clean now</source>
        <translation>Теперь чистое</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Проверить снова</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Позже</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Окно</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Объектив</translation>
    </message>
    <message>
        <source>Window clean</source>
        <translation>Окно чистое</translation>
    </message>
    <message>
        <source>Lens clean</source>
        <translation>Объектив чистый</translation>
    </message>
    <message>
        <source>Window dirty</source>
        <translation>Окно загрязнено</translation>
    </message>
    <message>
        <source>Lens dirty</source>
        <translation>Объектив загрязнён</translation>
    </message>
    <message>
        <source>Clean window never shown</source>
        <translation>Чистое окно не показывали</translation>
    </message>
    <message>
        <source>Clean lens never shown</source>
        <translation>Чистый объектив не показывали</translation>
    </message>
    <message>
        <source>Window not judged</source>
        <translation>Окно не оценено</translation>
    </message>
    <message>
        <source>Lens not judged</source>
        <translation>Объектив не оценён</translation>
    </message>
    <message>
        <source>%1 (looked at: %2).</source>
        <translation>%1 (проверено: %2).</translation>
    </message>
    <message>
        <source>Dirt grows; days until it wants wiping: about %1.</source>
        <translation>Загрязнение растёт; дней до протирки: около %1.</translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Согласия</translation>
    </message>
    <message>
        <source>Right palm</source>
        <translation>Правая ладонь</translation>
    </message>
    <message>
        <source>Left palm</source>
        <translation>Левая ладонь</translation>
    </message>
    <message>
        <source>Comparison of the palm</source>
        <translation>Сличение ладони</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Лицо</translation>
    </message>
    <message>
        <source>Comparison of the face</source>
        <translation>Сличение лица</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Решение</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Подпись</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Талон</translation>
    </message>
    <message>
        <source>later</source>
        <translation>позже</translation>
    </message>
    <message>
        <source>now</source>
        <translation>сейчас</translation>
    </message>
    <message>
        <source>done</source>
        <translation>готово</translation>
    </message>
    <message>
        <source>not successful</source>
        <translation>не удалось</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>не нужно</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>Удостоверение личности</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>Паспорт</translation>
    </message>
    <message>
        <source>Residence permit</source>
        <translation>Вид на жительство</translation>
    </message>
    <message>
        <source>Stateless person&apos;s certificate</source>
        <translation>Удостоверение лица без гражданства</translation>
    </message>
    <message>
        <source>phone confirmed</source>
        <translation>телефон подтверждён</translation>
    </message>
    <message>
        <source>phone not confirmed</source>
        <translation>телефон не подтверждён</translation>
    </message>
    <message>
        <source>phone not checked</source>
        <translation>телефон не проверен</translation>
    </message>
    <message>
        <source>Accepted: the palms are enrolled.</source>
        <translation>Принято: ладони зарегистрированы.</translation>
    </message>
    <message>
        <source>Refused: nothing is enrolled.</source>
        <translation>Отказано: ничего не зарегистрировано.</translation>
    </message>
    <message>
        <source>The check had a negative result: nothing is enrolled.</source>
        <translation>Результат проверки отрицательный: ничего не зарегистрировано.</translation>
    </message>
    <message>
        <source>Data taken, result awaited.</source>
        <translation>Данные получены, результат ожидается.</translation>
    </message>
    <message>
        <source>Data taken, result awaited: the bank has not answered yet. Sign the documents now; the case is finished later under Home › To finish.</source>
        <translation>Данные получены, результат ожидается: банк ещё не ответил. Подпишите документы сейчас; дело завершается позже: Главная › К завершению.</translation>
    </message>
    <message>
        <source>The client left before the end.</source>
        <translation>Клиент ушёл, не завершив.</translation>
    </message>
    <message>
        <source>The case was broken off.</source>
        <translation>Дело прервано.</translation>
    </message>
    <message>
        <source>The time for the case ran out.</source>
        <translation>Срок дела истёк.</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Персональные данные</translation>
    </message>
    <message>
        <source>Authentication with IDEC</source>
        <translation>Аутентификация через ЦОИД</translation>
    </message>
    <message>
        <source>EDS keys and certificate</source>
        <translation>Ключи и сертификат ЭЦП</translation>
    </message>
    <message>
        <source>Transfer to third parties</source>
        <translation>Передача третьим лицам</translation>
    </message>
    <message>
        <source>Palm scanning</source>
        <translation>Сканирование ладони</translation>
    </message>
    <message>
        <source>given</source>
        <translation>дано</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>отказ</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>отозвано</translation>
    </message>
    <message>
        <source>cannot be scanned, attested</source>
        <translation>сканировать нельзя, подтверждено</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>получена</translation>
    </message>
    <message>
        <source>not taken, attempts: %1</source>
        <translation>не получена, попыток: %1</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>не получена</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Прервано</translation>
    </message>
    <message>
        <source>Documents to be signed</source>
        <translation>Документы ждут подписи</translation>
    </message>
    <message>
        <source>A supervisor&apos;s answer is awaited</source>
        <translation>Ожидается ответ супервайзера</translation>
    </message>
    <message>
        <source>The bank&apos;s answer is awaited</source>
        <translation>Ожидается ответ банка</translation>
    </message>
    <message>
        <source>There is a glove on the hand. Ask the client to take it off.</source>
        <translation>На руке перчатка. Попросите клиента снять её.</translation>
    </message>
    <message>
        <source>There is a plaster or a bandage on the palm. If it cannot come off, take the other palm.</source>
        <translation>На ладони пластырь или повязка. Если их нельзя снять, начните с другой ладони.</translation>
    </message>
    <message>
        <source>There is a ring on the hand. Ask the client to take it off.</source>
        <translation>На руке кольцо. Попросите клиента снять его.</translation>
    </message>
    <message>
        <source>There are marks on the scanner&apos;s window. Wipe it with a dry soft cloth.</source>
        <translation>На окне сканера следы. Протрите его сухой мягкой салфеткой.</translation>
    </message>
    <message>
        <source>Not enough light falls on the palm. See that nothing covers the scanner, and switch the light on.</source>
        <translation>На ладонь падает недостаточно света. Убедитесь, что сканер ничем не закрыт, и включите свет.</translation>
    </message>
    <message>
        <source>Too much light falls on the palm. Turn the scanner away from the sun and from lamps.</source>
        <translation>На ладонь падает слишком много света. Разверните сканер так, чтобы солнце и лампы в него не светили.</translation>
    </message>
    <message>
        <source>The consent is withdrawn; what rested on it has stopped.</source>
        <translation>Согласие отозвано; всё, что на нём держалось, прекращено.</translation>
    </message>
    <message>
        <source>The palm is this client&apos;s: they are recognised.</source>
        <translation>Ладонь принадлежит этому клиенту: он узнан.</translation>
    </message>
    <message>
        <source>The palm was not recognised. Serve the client with the identity document.</source>
        <translation>Ладонь не узнана. Обслужите клиента по удостоверению личности.</translation>
    </message>
    <message>
        <source>Refused: the client is served with the identity document.</source>
        <translation>Отказано: клиента обслуживают по удостоверению личности.</translation>
    </message>
    <message>
        <source>not ended</source>
        <translation>не завершено</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>принято</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>результат отрицательный</translation>
    </message>
    <message>
        <source>answer awaited</source>
        <translation>ожидается ответ</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>прервано</translation>
    </message>
    <message>
        <source>time ran out</source>
        <translation>время вышло</translation>
    </message>
    <message>
        <source>Face: authenticity check</source>
        <translation>Лицо: проверка достоверности</translation>
    </message>
    <message>
        <source>Face: comparison</source>
        <translation>Лицо: сличение</translation>
    </message>
    <message>
        <source>Palm: authenticity check</source>
        <translation>Ладонь: проверка достоверности</translation>
    </message>
    <message>
        <source>Palm: comparison</source>
        <translation>Ладонь: сличение</translation>
    </message>
    <message>
        <source>Decision on authentication</source>
        <translation>Решение об аутентификации</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Согласие</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>Согласие отозвано</translation>
    </message>
    <message>
        <source>Presence in person</source>
        <translation>Личное присутствие</translation>
    </message>
    <message>
        <source>Annulment of a document</source>
        <translation>Аннулирование документа</translation>
    </message>
    <message>
        <source>Act of destruction</source>
        <translation>Акт об уничтожении</translation>
    </message>
    <message>
        <source>A supervisor has answered</source>
        <translation>Супервайзер ответил</translation>
    </message>
    <message>
        <source>The bank has answered</source>
        <translation>Банк ответил</translation>
    </message>
    <message>
        <source>A supervisor is called</source>
        <translation>Супервайзер вызван</translation>
    </message>
    <message>
        <source>A check that failed: to be looked at</source>
        <translation>Проверка не пройдена: нужно посмотреть</translation>
    </message>
    <message>
        <source>Confirmation of delivery</source>
        <translation>Подтверждение отправки</translation>
    </message>
    <message>
        <source>New attempts are asked for</source>
        <translation>Запрашиваются новые попытки</translation>
    </message>
</context>
<context>
    <name>CertificateFacts</name>
    <message>
        <source>Holder</source>
        <translation>Владелец</translation>
    </message>
    <message>
        <source>IIN</source>
        <translation>ИИН</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Организация</translation>
    </message>
    <message>
        <source>BIN</source>
        <translation>БИН</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>Key kept in</source>
        <translation>Где хранится ключ</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Срок действия</translation>
    </message>
    <message>
        <source>Natural person</source>
        <translation>Физическое лицо</translation>
    </message>
    <message>
        <source>Legal entity</source>
        <translation>Юридическое лицо</translation>
    </message>
    <message>
        <source>First head</source>
        <translation>Первый руководитель</translation>
    </message>
    <message>
        <source>Right to sign</source>
        <translation>Право подписи</translation>
    </message>
    <message>
        <source>Right to sign financial documents</source>
        <translation>Право подписи финансовых документов</translation>
    </message>
    <message>
        <source>Human resources</source>
        <translation>Сотрудник отдела кадров</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Сотрудник</translation>
    </message>
    <message>
        <source>Information system</source>
        <translation>Информационная система</translation>
    </message>
    <message>
        <source>Identified in person</source>
        <translation>Идентифицирован лично</translation>
    </message>
    <message>
        <source>Identified remotely</source>
        <translation>Идентифицирован удалённо</translation>
    </message>
    <message>
        <source>Identified by Digital ID</source>
        <translation>Идентифицирован по Digital ID</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>Не указано</translation>
    </message>
    <message>
        <source>File on a computer (PKCS#12)</source>
        <translation>Файл на компьютере (PKCS#12)</translation>
    </message>
    <message>
        <source>File on a computer (Java)</source>
        <translation>Файл на компьютере (Java)</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>Удостоверение личности</translation>
    </message>
    <message>
        <source>SIM card</source>
        <translation>SIM-карта</translation>
    </message>
    <message>
        <source>Cloud of the certification centre</source>
        <translation>Облако удостоверяющего центра</translation>
    </message>
    <message>
        <source>Another store</source>
        <translation>Другое хранилище</translation>
    </message>
</context>
<context>
    <name>ClientWords</name>
    <message>
        <source>Place your palm above the scanner</source>
        <translation>Поднесите ладонь к сканеру сверху</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Не двигайтесь</translation>
    </message>
    <message>
        <source>Raise your palm a little</source>
        <translation>Поднимите ладонь чуть выше</translation>
    </message>
    <message>
        <source>Lower your palm a little</source>
        <translation>Опустите ладонь чуть ниже</translation>
    </message>
    <message>
        <source>Move your palm to the middle</source>
        <translation>Сместите ладонь к середине</translation>
    </message>
    <message>
        <source>Hold your palm level</source>
        <translation>Держите ладонь ровно</translation>
    </message>
    <message>
        <source>Spread your fingers</source>
        <translation>Разведите пальцы</translation>
    </message>
    <message>
        <source>Show the other hand</source>
        <translation>Поднесите другую руку</translation>
    </message>
    <message>
        <source>One hand only</source>
        <translation>Поднесите только одну руку</translation>
    </message>
    <message>
        <source>Turn your palm down to the scanner</source>
        <translation>Поверните руку ладонью вниз, к сканеру</translation>
    </message>
    <message>
        <source>Take off rings and gloves</source>
        <translation>Снимите кольца и перчатки</translation>
    </message>
    <message>
        <source>Wipe your palm dry</source>
        <translation>Вытрите ладонь насухо</translation>
    </message>
    <message>
        <source>Remove your hand</source>
        <translation>Уберите руку</translation>
    </message>
    <message>
        <source>Present the palm once more</source>
        <translation>Поднесите ладонь ещё раз</translation>
    </message>
    <message>
        <source>Present your right palm</source>
        <translation>Поднесите правую ладонь</translation>
    </message>
    <message>
        <source>Present your left palm</source>
        <translation>Поднесите левую ладонь</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Персональные данные</translation>
    </message>
    <message>
        <source>Authentication with IDEC</source>
        <translation>Аутентификация через ЦОИД</translation>
    </message>
    <message>
        <source>EDS keys and certificate</source>
        <translation>Ключи и сертификат ЭЦП</translation>
    </message>
    <message>
        <source>Transfer to third parties</source>
        <translation>Передача третьим лицам</translation>
    </message>
    <message>
        <source>Scanning of the palm</source>
        <translation>Сканирование ладони</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Помощь</translation>
    </message>
    <message>
        <source>The employee knows that you need help.</source>
        <translation>Сотрудник знает, что вам нужна помощь.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлено</translation>
    </message>
    <message>
        <source>Nothing more is taken. The employee will ask you how to go on.</source>
        <translation>Больше ничего не снимается. Сотрудник спросит, как продолжить.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Добро пожаловать</translation>
    </message>
    <message>
        <source>The employee will help you here.</source>
        <translation>Сотрудник поможет вам.</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Одну минуту</translation>
    </message>
    <message>
        <source>The check is running.</source>
        <translation>Идёт проверка.</translation>
    </message>
    <message>
        <source>The employee will be with you at once.</source>
        <translation>Сотрудник сейчас подойдёт.</translation>
    </message>
    <message>
        <source>Your data are taken</source>
        <translation>Данные получены</translation>
    </message>
    <message>
        <source>The result comes later. The employee is finishing the documents.</source>
        <translation>Результат будет позже. Сотрудник завершает документы.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Звук</translation>
    </message>
    <message>
        <source>This could not be finished today</source>
        <translation>Сегодня завершить не удалось</translation>
    </message>
    <message>
        <source>The employee will tell you what comes next.</source>
        <translation>Сотрудник расскажет, что дальше.</translation>
    </message>
    <message>
        <source>%1, your palm works</source>
        <translation>%1, ваша ладонь работает</translation>
    </message>
    <message>
        <source>Thank you. From now on your palm is enough here. Take your slip.</source>
        <translation>Спасибо. Теперь здесь достаточно вашей ладони. Возьмите талон.</translation>
    </message>
    <message>
        <source>%1, your palm was recognised</source>
        <translation>%1, ваша ладонь узнана</translation>
    </message>
    <message>
        <source>Thank you, the check is finished.</source>
        <translation>Спасибо, проверка завершена.</translation>
    </message>
    <message>
        <source>%1, thank you</source>
        <translation>%1, спасибо</translation>
    </message>
    <message>
        <source>Your data are taken. The bank will tell you the result.</source>
        <translation>Данные приняты. О результате сообщит банк.</translation>
    </message>
    <message>
        <source>%1, your consent is withdrawn</source>
        <translation>%1, ваше согласие отозвано</translation>
    </message>
    <message>
        <source>Use has stopped from this moment. Take your slip.</source>
        <translation>С этого момента использование прекращено. Возьмите талон.</translation>
    </message>
    <message>
        <source>%1, your answer is recorded</source>
        <translation>%1, ваш ответ записан</translation>
    </message>
    <message>
        <source>You will be served without biometrics, with your identity document.</source>
        <translation>Вас обслужат без биометрии, по документу, удостоверяющему личность.</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>Вопрос %1 из %2</translation>
    </message>
    <message>
        <source>Read the full text</source>
        <translation>Прочитать полный текст</translation>
    </message>
    <message>
        <source>Close the full text</source>
        <translation>Закрыть полный текст</translation>
    </message>
    <message>
        <source>I consent</source>
        <translation>Даю согласие</translation>
    </message>
    <message>
        <source>I do not consent</source>
        <translation>Не даю согласие</translation>
    </message>
    <message>
        <source>If you do not consent: %1</source>
        <translation>Если вы не даёте согласия: %1</translation>
    </message>
    <message>
        <source>Use a video session instead</source>
        <translation>Пройти по видеосвязи</translation>
    </message>
    <message>
        <source>Who collects the data</source>
        <translation>Кто собирает данные</translation>
    </message>
    <message>
        <source>BIN: %1</source>
        <translation>БИН: %1</translation>
    </message>
    <message>
        <source>Whose data</source>
        <translation>Чьи данные</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Для чего</translation>
    </message>
    <message>
        <source>Which data</source>
        <translation>Какие данные</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>На какой срок</translation>
    </message>
    <message>
        <source>Transfer abroad</source>
        <translation>Трансграничная передача</translation>
    </message>
    <message>
        <source>Publicly available sources</source>
        <translation>Общедоступные источники</translation>
    </message>
    <message>
        <source>How to withdraw</source>
        <translation>Как отозвать</translation>
    </message>
    <message>
        <source>A one-time code has been sent to you. Enter the code.</source>
        <translation>Вам отправлен одноразовый код. Введите код.</translation>
    </message>
    <message>
        <source>Enter the PIN of your token</source>
        <translation>Введите PIN-код вашего токена</translation>
    </message>
    <message>
        <source>The code is wrong or has expired</source>
        <translation>Код неверен или истёк</translation>
    </message>
    <message>
        <source>The PIN is wrong</source>
        <translation>PIN-код неверен</translation>
    </message>
    <message>
        <source>Tries left: %1</source>
        <translation>Осталось попыток: %1</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Стереть последнюю цифру</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
    <message>
        <source>Choose a language</source>
        <translation>Выберите язык</translation>
    </message>
    <message>
        <source>Attempt %1 of %2</source>
        <translation>Попытка: %1 из %2</translation>
    </message>
    <message>
        <source>Sign with your finger or the pen</source>
        <translation>Распишитесь пальцем или пером</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Стереть</translation>
    </message>
    <message>
        <source>consent given</source>
        <translation>согласие дано</translation>
    </message>
    <message>
        <source>consent not given</source>
        <translation>согласие не дано</translation>
    </message>
    <message>
        <source>consent withdrawn</source>
        <translation>согласие отозвано</translation>
    </message>
    <message>
        <source>Withdrawal of consent</source>
        <translation>Отзыв согласия</translation>
    </message>
    <message>
        <source>What stops now</source>
        <translation>Что прекращается сейчас</translation>
    </message>
    <message>
        <source>What is kept, until when and why</source>
        <translation>Что, до какого срока и почему хранится</translation>
    </message>
    <message>
        <source>To whom it was passed</source>
        <translation>Кому передано</translation>
    </message>
    <message>
        <source>To nobody.</source>
        <translation>Никому.</translation>
    </message>
    <message>
        <source>Keep until: %1</source>
        <translation>Окончание срока хранения: %1</translation>
    </message>
    <message>
        <source>Years kept from the end of business relations: %1</source>
        <translation>Хранится лет после прекращения деловых отношений: %1</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>Отозвать согласие</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Оставить как есть</translation>
    </message>
    <message>
        <source>Good day. Show your identity document.</source>
        <translation>Здравствуйте! Покажите документ, удостоверяющий личность.</translation>
    </message>
    <message>
        <source>Read each consent and answer yes or no.</source>
        <translation>Прочитайте каждое согласие и ответьте «да» или «нет».</translation>
    </message>
    <message>
        <source>Thank you. One moment.</source>
        <translation>Спасибо. Одну минуту.</translation>
    </message>
    <message>
        <source>This could not be finished today. I will tell you what we can do next.</source>
        <translation>Сегодня завершить не удалось. Я расскажу, что можно сделать дальше.</translation>
    </message>
    <message>
        <source>That is your right. I will serve you with your identity document.</source>
        <translation>Это ваше право. Я обслужу вас по документу, удостоверяющему личность.</translation>
    </message>
    <message>
        <source>I am signing the documents of our conversation.</source>
        <translation>Я подписываю документы нашей беседы.</translation>
    </message>
    <message>
        <source>Thank you. Your palm works.</source>
        <translation>Спасибо. Ваша ладонь работает.</translation>
    </message>
    <message>
        <source>Thank you. The data are taken, and the result will follow.</source>
        <translation>Спасибо. Данные получены, результат будет позже.</translation>
    </message>
    <message>
        <source>Thank you. Your answers are recorded; I serve you with your document.</source>
        <translation>Спасибо. Ваши ответы записаны; обслужу вас по документу.</translation>
    </message>
    <message>
        <source>Thank you for your time. Here is a slip about today.</source>
        <translation>Спасибо за ваше время. Вот талон о сегодняшнем дне.</translation>
    </message>
    <message>
        <source>The check can also be done in a video session.</source>
        <translation>Проверку можно пройти и по видеосвязи.</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Согласия</translation>
    </message>
    <message>
        <source>Read each consent, mark Yes or No with your own hand, and sign below.</source>
        <translation>Прочтите каждое согласие, отметьте «да» или «нет» своей рукой и подпишите внизу.</translation>
    </message>
    <message>
        <source>Case: %1</source>
        <translation>Дело: %1</translation>
    </message>
    <message>
        <source>IIN: %1</source>
        <translation>ИИН: %1</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Подпись</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Дата</translation>
    </message>
    <message>
        <source>One moment: your screen is off. We will go on as soon as it is on again.</source>
        <translation>Одну минуту: ваш экран погас. Продолжим, как только он включится.</translation>
    </message>
    <message>
        <source>Thank you. Your palm is recognised.</source>
        <translation>Спасибо. Ваша ладонь узнана.</translation>
    </message>
    <message>
        <source>Your consent is withdrawn. I serve you with your identity document.</source>
        <translation>Ваше согласие отозвано. Я обслужу вас по удостоверению личности.</translation>
    </message>
    <message>
        <source>You may take a consent back at any time. Tell me which one.</source>
        <translation>Согласие можно отозвать в любое время. Скажите, какое именно.</translation>
    </message>
    <message>
        <source>This is the last try. A wrong PIN locks the token.</source>
        <translation>Это последняя попытка. Неверный PIN-код заблокирует токен.</translation>
    </message>
    <message>
        <source>Yes, use the last try</source>
        <translation>Да, использовать последнюю попытку</translation>
    </message>
    <message>
        <source>A wrong PIN was typed lately; few tries are left.</source>
        <translation>Недавно PIN-код был введён неверно; попыток осталось мало.</translation>
    </message>
    <message>
        <source>This PIN is the issuer&apos;s. Change it before you sign with it.</source>
        <translation>Этот PIN-код задан издателем токена. Смените его перед подписанием.</translation>
    </message>
</context>
<context>
    <name>DemoBranch</name>
    <message>
        <source>No token</source>
        <translation>Нет токена</translation>
    </message>
    <message>
        <source>Consents, signed by an invented client</source>
        <translation>Согласия, подписанные вымышленным клиентом</translation>
    </message>
    <message>
        <source>This page stands for the paper that a scanner read.</source>
        <translation>Эта страница заменяет лист, прочитанный сканером.</translation>
    </message>
</context>
<context>
    <name>JournalKind</name>
    <message>
        <source>Case opened</source>
        <translation>Дело открыто</translation>
    </message>
    <message>
        <source>Client&apos;s data recorded</source>
        <translation>Данные клиента записаны</translation>
    </message>
    <message>
        <source>Client identified by sight</source>
        <translation>Клиент опознан визуально</translation>
    </message>
    <message>
        <source>Presence attested</source>
        <translation>Присутствие подтверждено</translation>
    </message>
    <message>
        <source>Consent answered</source>
        <translation>Ответ о согласии получен</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>Согласие отозвано</translation>
    </message>
    <message>
        <source>Telephone checked</source>
        <translation>Телефон проверен</translation>
    </message>
    <message>
        <source>Hand excepted</source>
        <translation>Рука исключена</translation>
    </message>
    <message>
        <source>Case paused</source>
        <translation>Дело приостановлено</translation>
    </message>
    <message>
        <source>Case resumed</source>
        <translation>Дело продолжено</translation>
    </message>
    <message>
        <source>Case handed over</source>
        <translation>Дело передано</translation>
    </message>
    <message>
        <source>Attempt started</source>
        <translation>Попытка начата</translation>
    </message>
    <message>
        <source>Attempt finished</source>
        <translation>Попытка завершена</translation>
    </message>
    <message>
        <source>Attempt voided</source>
        <translation>Попытка аннулирована</translation>
    </message>
    <message>
        <source>Template formed</source>
        <translation>Шаблон сформирован</translation>
    </message>
    <message>
        <source>Comparison made</source>
        <translation>Сравнение выполнено</translation>
    </message>
    <message>
        <source>Comparison awaited</source>
        <translation>Ожидается сравнение</translation>
    </message>
    <message>
        <source>Answer received</source>
        <translation>Ответ получен</translation>
    </message>
    <message>
        <source>Duplicate suspected</source>
        <translation>Подозрение на повтор</translation>
    </message>
    <message>
        <source>Question raised</source>
        <translation>Задан вопрос</translation>
    </message>
    <message>
        <source>Question answered</source>
        <translation>На вопрос дан ответ</translation>
    </message>
    <message>
        <source>Decision made</source>
        <translation>Решение принято</translation>
    </message>
    <message>
        <source>Case ended</source>
        <translation>Дело завершено</translation>
    </message>
    <message>
        <source>Case reopened</source>
        <translation>Дело открыто повторно</translation>
    </message>
    <message>
        <source>Document made</source>
        <translation>Документ составлен</translation>
    </message>
    <message>
        <source>Document signed</source>
        <translation>Документ подписан</translation>
    </message>
    <message>
        <source>Document time-stamped</source>
        <translation>На документ поставлена метка времени</translation>
    </message>
    <message>
        <source>Slip given</source>
        <translation>Выдан талон</translation>
    </message>
    <message>
        <source>Package queued</source>
        <translation>Пакет поставлен в очередь</translation>
    </message>
    <message>
        <source>Package sent</source>
        <translation>Пакет отправлен</translation>
    </message>
    <message>
        <source>Package accepted</source>
        <translation>Пакет принят</translation>
    </message>
    <message>
        <source>Package refused</source>
        <translation>Пакет отклонён</translation>
    </message>
    <message>
        <source>Package superseded</source>
        <translation>Пакет заменён</translation>
    </message>
    <message>
        <source>Notice to the client owed</source>
        <translation>Клиенту полагается уведомление</translation>
    </message>
    <message>
        <source>Picture viewed</source>
        <translation>Просмотрено изображение</translation>
    </message>
    <message>
        <source>Export made</source>
        <translation>Выполнен экспорт</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Распечатано</translation>
    </message>
    <message>
        <source>Business relation ended</source>
        <translation>Деловые отношения прекращены</translation>
    </message>
    <message>
        <source>Destruction forbidden</source>
        <translation>Уничтожение запрещено</translation>
    </message>
    <message>
        <source>Destruction allowed again</source>
        <translation>Запрет уничтожения снят</translation>
    </message>
    <message>
        <source>Client&apos;s data destroyed</source>
        <translation>Данные клиента уничтожены</translation>
    </message>
    <message>
        <source>Unfinished recording discarded</source>
        <translation>Незавершённая запись отброшена</translation>
    </message>
    <message>
        <source>Vault made</source>
        <translation>Хранилище создано</translation>
    </message>
    <message>
        <source>Vault opened</source>
        <translation>Хранилище открыто</translation>
    </message>
    <message>
        <source>Vault closed</source>
        <translation>Хранилище закрыто</translation>
    </message>
    <message>
        <source>Slot added</source>
        <translation>Слот добавлен</translation>
    </message>
    <message>
        <source>Slot removed</source>
        <translation>Слот удалён</translation>
    </message>
    <message>
        <source>Data moved to a new key</source>
        <translation>Данные переведены на новый ключ</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Вход выполнен</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>Во входе отказано</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Выход выполнен</translation>
    </message>
    <message>
        <source>Screen locked</source>
        <translation>Экран заблокирован</translation>
    </message>
    <message>
        <source>Screen unlocked</source>
        <translation>Экран разблокирован</translation>
    </message>
    <message>
        <source>Confirmed with the PIN</source>
        <translation>Подтверждено PIN-кодом</translation>
    </message>
    <message>
        <source>Confirmation refused</source>
        <translation>Подтверждение отклонено</translation>
    </message>
    <message>
        <source>Security rules read</source>
        <translation>Правила безопасности прочитаны</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>Настройка изменена</translation>
    </message>
    <message>
        <source>Criteria loaded</source>
        <translation>Критерии загружены</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>Роль изменена</translation>
    </message>
    <message>
        <source>Device registered</source>
        <translation>Устройство зарегистрировано</translation>
    </message>
    <message>
        <source>Device attached</source>
        <translation>Устройство подключено</translation>
    </message>
    <message>
        <source>Device removed</source>
        <translation>Устройство отключено</translation>
    </message>
    <message>
        <source>Device refused</source>
        <translation>Устройство отклонено</translation>
    </message>
    <message>
        <source>Device changed</source>
        <translation>Устройство изменено</translation>
    </message>
    <message>
        <source>Clock jumped</source>
        <translation>Скачок часов</translation>
    </message>
    <message>
        <source>Anchor received</source>
        <translation>Получен якорь</translation>
    </message>
    <message>
        <source>Roll-back found</source>
        <translation>Обнаружен откат</translation>
    </message>
    <message>
        <source>Events of the closed time taken over</source>
        <translation>События закрытого времени приняты</translation>
    </message>
    <message>
        <source>Events of the closed time lost</source>
        <translation>События закрытого времени утрачены</translation>
    </message>
    <message>
        <source>Journal volume sealed</source>
        <translation>Том журнала запечатан</translation>
    </message>
    <message>
        <source>Destruction proposed</source>
        <translation>Уничтожение предложено</translation>
    </message>
    <message>
        <source>Destruction approved</source>
        <translation>Уничтожение утверждено</translation>
    </message>
    <message>
        <source>Backup made</source>
        <translation>Резервная копия создана</translation>
    </message>
    <message>
        <source>Restored from a backup</source>
        <translation>Восстановлено из резервной копии</translation>
    </message>
    <message>
        <source>Journal exported</source>
        <translation>Журнал экспортирован</translation>
    </message>
    <message>
        <source>Finding of the self-protection</source>
        <translation>Сработала самозащита</translation>
    </message>
    <message>
        <source>Program started</source>
        <translation>Программа запущена</translation>
    </message>
    <message>
        <source>Program stopped</source>
        <translation>Программа остановлена</translation>
    </message>
    <message>
        <source>Support mode began</source>
        <translation>Режим поддержки включён</translation>
    </message>
    <message>
        <source>Support mode ended</source>
        <translation>Режим поддержки завершён</translation>
    </message>
    <message>
        <source>Act of destruction signed</source>
        <translation>Акт об уничтожении подписан</translation>
    </message>
    <message>
        <source>Act of destruction handed out</source>
        <translation>Акт об уничтожении выдан</translation>
    </message>
    <message>
        <source>Signature level of a document stopped</source>
        <translation>Повышение уровня подписи документа остановлено</translation>
    </message>
    <message>
        <source>Suspicion looked into</source>
        <translation>Подозрение рассмотрено</translation>
    </message>
    <message>
        <source>Confirmation of delivery signed</source>
        <translation>Подтверждение отправки подписано</translation>
    </message>
    <message>
        <source>Notice to the client sent</source>
        <translation>Уведомление клиенту отправлено</translation>
    </message>
    <message>
        <source>Service outside the bank asked</source>
        <translation>Внешняя служба опрошена</translation>
    </message>
    <message>
        <source>Service outside the bank told</source>
        <translation>Внешней службе сообщено</translation>
    </message>
    <message>
        <source>New attempts asked for</source>
        <translation>Запрошены новые попытки</translation>
    </message>
    <message>
        <source>Answered whether there are new attempts</source>
        <translation>Дан ответ о новых попытках</translation>
    </message>
</context>
<context>
    <name>JournalWord</name>
    <message>
        <source>Teller</source>
        <translation>Теллер</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Супервайзер</translation>
    </message>
    <message>
        <source>Branch IT</source>
        <translation>ИТ отделения</translation>
    </message>
    <message>
        <source>Security officer</source>
        <translation>Офицер безопасности</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Восстановление</translation>
    </message>
    <message>
        <source>Put back to an earlier state</source>
        <translation>Возвращён в прежнее состояние</translation>
    </message>
    <message>
        <source>Other entries stand there</source>
        <translation>На их месте другие записи</translation>
    </message>
    <message>
        <source>Continues unchanged</source>
        <translation>Продолжается без изменений</translation>
    </message>
    <message>
        <source>Authentic</source>
        <translation>Подлинно</translation>
    </message>
    <message>
        <source>Not authentic</source>
        <translation>Не подлинно</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Принято</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Отказано</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Отрицательно</translation>
    </message>
    <message>
        <source>Awaited</source>
        <translation>Ожидается</translation>
    </message>
    <message>
        <source>Left unfinished</source>
        <translation>Оставлено незавершённым</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Прервано</translation>
    </message>
    <message>
        <source>Time ran out</source>
        <translation>Время истекло</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Дано</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Отозвано</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Лицо</translation>
    </message>
    <message>
        <source>Palm</source>
        <translation>Ладонь</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Правая</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Левая</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Этот компьютер</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Шлюз</translation>
    </message>
    <message>
        <source>Nobody worked</source>
        <translation>Никто не работал</translation>
    </message>
    <message>
        <source>Token removed</source>
        <translation>Токен извлечён</translation>
    </message>
    <message>
        <source>Computer went to sleep</source>
        <translation>Компьютер перешёл в сон</translation>
    </message>
    <message>
        <source>By key</source>
        <translation>Клавишей</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Отсутствует</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Заменён</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Повреждён</translation>
    </message>
    <message>
        <source>Torn</source>
        <translation>Оборван</translation>
    </message>
    <message>
        <source>Not written in time</source>
        <translation>Не записано вовремя</translation>
    </message>
    <message>
        <source>Undetermined</source>
        <translation>Не определено</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Совпадает</translation>
    </message>
    <message>
        <source>Does not match</source>
        <translation>Не совпадает</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>По правилу</translation>
    </message>
    <message>
        <source>Database of verified images</source>
        <translation>База данных проверенных изображений</translation>
    </message>
    <message>
        <source>Palm replaced</source>
        <translation>Ладонь заменена</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Подтверждён</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Не подтверждён</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Не проверялся</translation>
    </message>
    <message>
        <source>By identity document</source>
        <translation>По удостоверению личности</translation>
    </message>
    <message>
        <source>Consent to personal data</source>
        <translation>Согласие на персональные данные</translation>
    </message>
    <message>
        <source>Consent to IDEC authentication</source>
        <translation>Согласие на аутентификацию через ЦОИД</translation>
    </message>
    <message>
        <source>Consent to EDS keys</source>
        <translation>Согласие на ключи ЭЦП</translation>
    </message>
    <message>
        <source>Consent to third parties</source>
        <translation>Согласие на передачу третьим лицам</translation>
    </message>
    <message>
        <source>Consent to palm scanning</source>
        <translation>Согласие на сканирование ладони</translation>
    </message>
    <message>
        <source>Signed on the screen</source>
        <translation>Подписано на экране</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Одноразовый код</translation>
    </message>
    <message>
        <source>EDS token</source>
        <translation>Токен ЭЦП</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>Подписано на бумаге</translation>
    </message>
    <message>
        <source>The client&apos;s screen</source>
        <translation>Экран клиента</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>Казахский</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Русский</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Английский</translation>
    </message>
    <message>
        <source>Program files changed</source>
        <translation>Файлы программы изменены</translation>
    </message>
    <message>
        <source>Emulated environment</source>
        <translation>Эмулированная среда</translation>
    </message>
    <message>
        <source>Debugger</source>
        <translation>Отладчик</translation>
    </message>
    <message>
        <source>Foreign library</source>
        <translation>Посторонняя библиотека</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>Удалённое управление</translation>
    </message>
    <message>
        <source>Screen capture</source>
        <translation>Захват экрана</translation>
    </message>
    <message>
        <source>Administrator rights</source>
        <translation>Права администратора</translation>
    </message>
    <message>
        <source>No antivirus</source>
        <translation>Нет антивируса</translation>
    </message>
    <message>
        <source>Warned</source>
        <translation>Предупреждение</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Заблокировано</translation>
    </message>
    <message>
        <source>Registered anew</source>
        <translation>Зарегистрировано заново</translation>
    </message>
    <message>
        <source>Struck off</source>
        <translation>Снято с учёта</translation>
    </message>
    <message>
        <source>Vault and client keys</source>
        <translation>Хранилище и ключи клиентов</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Пакет</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>Подлинники</translation>
    </message>
    <message>
        <source>Document verified</source>
        <translation>Проверка документа</translation>
    </message>
    <message>
        <source>Scanner in another place</source>
        <translation>Сканер в другом месте</translation>
    </message>
    <message>
        <source>Backup folder</source>
        <translation>Папка резервных копий</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Цвета</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Token module</source>
        <translation>Модуль токена</translation>
    </message>
    <message>
        <source>NCALayer</source>
        <translation>NCALayer</translation>
    </message>
    <message>
        <source>NCALayer address</source>
        <translation>Адрес NCALayer</translation>
    </message>
    <message>
        <source>NCALayer authority</source>
        <translation>Удостоверяющий центр NCALayer</translation>
    </message>
    <message>
        <source>Token PIN</source>
        <translation>PIN-код токена</translation>
    </message>
    <message>
        <source>PIN of the second token</source>
        <translation>PIN-код второго токена</translation>
    </message>
    <message>
        <source>EDS found on a second token</source>
        <translation>ЭЦП найдена на втором токене</translation>
    </message>
    <message>
        <source>Suspected</source>
        <translation>Есть подозрение</translation>
    </message>
    <message>
        <source>Not suspected</source>
        <translation>Подозрений нет</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Ответ не пришёл вовремя</translation>
    </message>
    <message>
        <source>Not asked: no connection</source>
        <translation>Не запрошено: не было связи</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Согласия</translation>
    </message>
    <message>
        <source>System against unauthorised payments</source>
        <translation>Система противодействия несанкционированным платежам</translation>
    </message>
    <message>
        <source>Database of mobile citizens</source>
        <translation>База мобильных граждан</translation>
    </message>
    <message>
        <source>Check of the one-time code</source>
        <translation>Проверка одноразового кода</translation>
    </message>
    <message>
        <source>Face comparison</source>
        <translation>Сравнение лица</translation>
    </message>
    <message>
        <source>No certificate</source>
        <translation>Нет сертификата</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>A false alarm</source>
        <translation>Ложная тревога</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Рабочее место</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Разрешено</translation>
    </message>
    <message>
        <source>Enrolment</source>
        <translation>Регистрация</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверка</translation>
    </message>
    <message>
        <source>Withdrawal of consent</source>
        <translation>Отзыв согласия</translation>
    </message>
</context>
<context>
    <name>OutboxWords</name>
    <message>
        <source>Being prepared</source>
        <translation>Готовится</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Ждёт отправки</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Отправляется</translation>
    </message>
    <message>
        <source>Sent; the bank is checking</source>
        <translation>Отправлено; банк проверяет</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Доставлено</translation>
    </message>
    <message>
        <source>Refused by the bank</source>
        <translation>Отклонено банком</translation>
    </message>
    <message>
        <source>Replaced by a newer package</source>
        <translation>Заменено более новым пакетом</translation>
    </message>
    <message>
        <source>Connected to the bank since: %1.</source>
        <translation>Связь с банком есть, с: %1.</translation>
    </message>
    <message>
        <source>Quiet hours: only withdrawals are sent now, the rest later.</source>
        <translation>Тихие часы: сейчас отправляются только отзывы согласия, остальное позже.</translation>
    </message>
    <message>
        <source>No connection to the bank since: %1.</source>
        <translation>Связи с банком нет, с: %1.</translation>
    </message>
    <message>
        <source>Everything at the counter works: enrolment, verification, signatures.</source>
        <translation>На рабочем месте всё работает: регистрация, проверка, подписи.</translation>
    </message>
    <message>
        <source>The bank&apos;s answers wait.</source>
        <translation>Ответы банка ждут.</translation>
    </message>
    <message>
        <source>Packages waiting: %1.</source>
        <translation>Пакетов ждёт: %1.</translation>
    </message>
    <message>
        <source>Withdrawals of consent not passed on by the bank yet: %1.</source>
        <translation>Отзывы согласия, которые банк ещё не передал дальше: %1.</translation>
    </message>
    <message>
        <source>Today: clients served %1, delivered to the bank %2.</source>
        <translation>Сегодня: обслужено клиентов – %1, доставлено в банк – %2.</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Home</source>
        <translation>Главная</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Новый клиент</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Черновики</translation>
    </message>
    <message>
        <source>Find client</source>
        <translation>Найти клиента</translation>
    </message>
    <message>
        <source>To finish</source>
        <translation>К завершению</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>К отправке</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Устройства</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Verify document</source>
        <translation>Проверить документ</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Хранение</translation>
    </message>
    <message>
        <source>What clients ask</source>
        <translation>О чём спрашивают клиенты</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Памятка</translation>
    </message>
    <message>
        <source>PIN of the token</source>
        <translation>PIN-код токена</translation>
    </message>
    <message>
        <source>Authorities for NCALayer</source>
        <translation>Удостоверяющие центры для NCALayer</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Тренировка</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Вопрос</translation>
    </message>
</context>
<context>
    <name>VaultJournal</name>
    <message>
        <source>Workstation</source>
        <translation>Рабочее место</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::AnswerForm</name>
    <message>
        <source>May this palm take the place of the enrolled one? The old palm was not shown, or differs.</source>
        <translation>Может ли эта ладонь заменить зарегистрированную? Прежнюю ладонь не показали, или она отличается.</translation>
    </message>
    <message>
        <source>The rules do not decide this case. May it be accepted?</source>
        <translation>Правила это дело не решают. Можно ли его принять?</translation>
    </message>
    <message>
        <source>The palm is like one of the teller&apos;s.</source>
        <translation>Ладонь похожа на ладонь теллера.</translation>
    </message>
    <message>
        <source>Right and left palm may be exchanged.</source>
        <translation>Возможно, перепутаны правая и левая ладони.</translation>
    </message>
    <message>
        <source>The system against unauthorised payments suspects this client.</source>
        <translation>Система противодействия несанкционированным платежам подозревает этого клиента.</translation>
    </message>
    <message>
        <source>Alike palms of other clients: %1</source>
        <translation>Похожие ладони других клиентов: %1</translation>
    </message>
    <message>
        <source>The case</source>
        <translation>Дело</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Вопрос</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Compared with the enrolled palm</source>
        <translation>Сличение с зарегистрированной ладонью</translation>
    </message>
    <message>
        <source>answer awaited</source>
        <translation>ожидается ответ</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>совпадает</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>не совпадает</translation>
    </message>
    <message>
        <source>near the threshold</source>
        <translation>близко к порогу</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>Обратите внимание</translation>
    </message>
    <message>
        <source>Yes, go on</source>
        <translation>Да, продолжать</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Second proof: what else was looked at</source>
        <translation>Второе подтверждение: что ещё проверено</translation>
    </message>
    <message>
        <source>The teller called you. Say what was arranged; it decides nothing.</source>
        <translation>Теллер вызвал вас. Укажите, о чём договорились; решением по делу это не является.</translation>
    </message>
    <message>
        <source>I have seen to it</source>
        <translation>Вопрос решён на месте</translation>
    </message>
    <message>
        <source>What was arranged</source>
        <translation>О чём договорились</translation>
    </message>
    <message>
        <source>Taken: %1</source>
        <translation>Снято: %1</translation>
    </message>
    <message>
        <source>May this client be given new attempts, for one case?</source>
        <translation>Дать этому клиенту новые попытки на одно дело?</translation>
    </message>
    <message>
        <source>Attempts are spent</source>
        <translation>Попытки израсходованы</translation>
    </message>
    <message>
        <source>Without you there are new ones from</source>
        <translation>Без вас новые появятся</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Кто спрашивает</translation>
    </message>
    <message>
        <source>Yes, give them</source>
        <translation>Да, дать</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::AnswersPage</name>
    <message>
        <source>What clients ask</source>
        <translation>О чём спрашивают клиенты</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::AuthoritiesPage</name>
    <message>
        <source>Valid until: %1</source>
        <translation>Действует до: %1</translation>
    </message>
    <message>
        <source>None: documents are not signed through NCALayer.</source>
        <translation>Ни одного: документы через NCALayer не подписываются.</translation>
    </message>
    <message>
        <source>Choose an authority&apos;s certificate</source>
        <translation>Выберите сертификат удостоверяющего центра</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der)</source>
        <translation>Сертификаты (*.pem *.crt *.cer *.der)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Имя файла</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Тип файла</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Выбрать</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Added. Compare the digits with those the authority publishes.</source>
        <translation>Добавлен. Сверьте цифры с теми, что публикует удостоверяющий центр.</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>Удалён из списка.</translation>
    </message>
    <message>
        <source>Authorities for NCALayer</source>
        <translation>Удостоверяющие центры для NCALayer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>NCALayer, or a program like it on this computer, shows a certificate of one of these authorities. A supervisor adds and removes them.</source>
        <translation>NCALayer или похожая программа на этом компьютере предъявляет сертификат одного из этих центров. Добавляет и удаляет их супервайзер.</translation>
    </message>
    <message>
        <source>Authorities that are trusted here</source>
        <translation>Центры, которым здесь доверяют</translation>
    </message>
    <message>
        <source>File with an authority&apos;s certificate</source>
        <translation>Файл с сертификатом удостоверяющего центра</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Выбрать файл</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::BreakOffStep</name>
    <message>
        <source>Why does the case end here?</source>
        <translation>Почему дело прерывается?</translation>
    </message>
    <message>
        <source>Break off</source>
        <translation>Прервать</translation>
    </message>
    <message>
        <source>The client leaves</source>
        <translation>Клиент уходит</translation>
    </message>
    <message>
        <source>I must stop</source>
        <translation>Прервать должен я</translation>
    </message>
    <message>
        <source>Reason, as it stands in the documents</source>
        <translation>Причина: так она будет стоять в документах</translation>
    </message>
    <message>
        <source>Back to the case</source>
        <translation>Вернуться к делу</translation>
    </message>
    <message>
        <source>The documents of the case say who ended it. What was recorded stays; spent attempts stay spent.</source>
        <translation>В документах указано, кто прервал дело. Записанное сохраняется; израсходованные попытки не возвращаются.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::CaseRail</name>
    <message>
        <source>Attempts spent: %1 of %2</source>
        <translation>Использовано попыток: %1 из %2</translation>
    </message>
    <message>
        <source>About %1 min</source>
        <translation>Около %1 мин</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ClientCard</name>
    <message>
        <source>F6 Pause</source>
        <translation>F6 Пауза</translation>
    </message>
    <message>
        <source>F9 Break off</source>
        <translation>F9 Прервать</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Новый клиент</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 из %2: %3</translation>
    </message>
    <message>
        <source>F2 Explain</source>
        <translation>F2 Объяснить</translation>
    </message>
    <message>
        <source>F10 Hand over</source>
        <translation>F10 Передать</translation>
    </message>
    <message>
        <source>F8 Supervisor</source>
        <translation>F8 Супервайзер</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ClientPage</name>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>IIN</source>
        <translation>ИИН</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1, действует до %2</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>New data</source>
        <translation>Новые данные</translation>
    </message>
    <message>
        <source>Write the client&apos;s data down anew</source>
        <translation>Записать данные клиента заново</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Согласия</translation>
    </message>
    <message>
        <source>not signed yet</source>
        <translation>ещё не подписано</translation>
    </message>
    <message>
        <source>None was asked for</source>
        <translation>Не запрашивались</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>Отозвать согласие</translation>
    </message>
    <message>
        <source>Palms</source>
        <translation>Ладони</translation>
    </message>
    <message>
        <source>enrolled: %1</source>
        <translation>зарегистрирована: %1</translation>
    </message>
    <message>
        <source>cannot be scanned until %1</source>
        <translation>не сканируется до %1</translation>
    </message>
    <message>
        <source>cannot be scanned</source>
        <translation>не сканируется</translation>
    </message>
    <message>
        <source>None is enrolled here</source>
        <translation>Здесь ни одна не зарегистрирована</translation>
    </message>
    <message>
        <source>Notice that is owed: the palm was replaced</source>
        <translation>Ожидает отправки сообщение: ладонь заменена</translation>
    </message>
    <message>
        <source>no phone</source>
        <translation>телефона нет</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Заменить</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Зарегистрировать</translation>
    </message>
    <message>
        <source>Enrol the palms anew</source>
        <translation>Зарегистрировать ладони заново</translation>
    </message>
    <message>
        <source>Enrol the palms</source>
        <translation>Зарегистрировать ладони</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Дела</translation>
    </message>
    <message>
        <source>Originals given out</source>
        <translation>Подлинники выданы</translation>
    </message>
    <message>
        <source>The document that is written down has expired. Take the data of a valid one.</source>
        <translation>Срок записанного документа истёк. Возьмите данные действующего.</translation>
    </message>
    <message>
        <source>The relation with the bank ended: %1</source>
        <translation>Отношения с банком прекращены: %1</translation>
    </message>
    <message>
        <source>These data are on hold and are not destroyed.</source>
        <translation>Эти данные удержаны и не уничтожаются.</translation>
    </message>
    <message>
        <source>With Enter you confirm that the client is here in person and looks like the photograph.</source>
        <translation>Нажимая Enter, вы подтверждаете, что клиент здесь лично и похож на фотографию.</translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation>Никто не выбран</translation>
    </message>
    <message>
        <source>Find a client by IIN, document or phone; their card opens here.</source>
        <translation>Найдите клиента по ИИН, документу или телефону; его карточка откроется здесь.</translation>
    </message>
    <message>
        <source>Find client</source>
        <translation>Найти клиента</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>Назад к карточке</translation>
    </message>
    <message>
        <source>Recognise by palm</source>
        <translation>Узнать по ладони</translation>
    </message>
    <message>
        <source>Number at the bank</source>
        <translation>Номер в банке</translation>
    </message>
    <message>
        <source>The confirmation is drawn and signed.</source>
        <translation>Подтверждение составляется и подписывается.</translation>
    </message>
    <message>
        <source>The confirmation is signed. It stands among the documents.</source>
        <translation>Подтверждение подписано. Оно стоит среди документов.</translation>
    </message>
    <message>
        <source>Sign the confirmation</source>
        <translation>Подписать</translation>
    </message>
    <message>
        <source>The client was told: the palm was replaced</source>
        <translation>Клиенту сообщено: ладонь заменена</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ClientStep</name>
    <message>
        <source>Only digits belong here.</source>
        <translation>Здесь вводятся только цифры.</translation>
    </message>
    <message>
        <source>A phone number is written with digits, +, spaces, brackets and hyphens.</source>
        <translation>Номер телефона записывается цифрами, знаком +, пробелами, скобками и дефисами.</translation>
    </message>
    <message>
        <source>Correct the client&apos;s data</source>
        <translation>Исправить данные клиента</translation>
    </message>
    <message>
        <source>Who is at the counter?</source>
        <translation>Кто перед вами?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>BIN, 12 digits</source>
        <translation>БИН, 12 цифр</translation>
    </message>
    <message>
        <source>Their IIN, 12 digits</source>
        <translation>Его ИИН, 12 цифр</translation>
    </message>
    <message>
        <source>Name of the organisation</source>
        <translation>Название организации</translation>
    </message>
    <message>
        <source>Surname and names</source>
        <translation>Фамилия, имя, отчество</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Для чего</translation>
    </message>
    <message>
        <source>The client&apos;s language</source>
        <translation>Язык клиента</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Документ</translation>
    </message>
    <message>
        <source>Acts for</source>
        <translation>От чьего имени</translation>
    </message>
    <message>
        <source>On the ground of</source>
        <translation>На основании</translation>
    </message>
    <message>
        <source>Themselves</source>
        <translation>От своего имени</translation>
    </message>
    <message>
        <source>A legal entity</source>
        <translation>Юридическое лицо</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>Другой человек</translation>
    </message>
    <message>
        <source>Order of appointment</source>
        <translation>Приказ о назначении</translation>
    </message>
    <message>
        <source>Power of attorney</source>
        <translation>Доверенность</translation>
    </message>
    <message>
        <source>The law: parent, guardian</source>
        <translation>Закон: родитель, опекун</translation>
    </message>
    <message>
        <source>IIN, 12 digits</source>
        <translation>ИИН, 12 цифр</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>Номер документа</translation>
    </message>
    <message>
        <source>Valid until: day, month, year</source>
        <translation>Действует до: день, месяц, год</translation>
    </message>
    <message>
        <source>Date of birth: day, month, year</source>
        <translation>Дата рождения: день, месяц, год</translation>
    </message>
    <message>
        <source>Surname</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Patronymic, if any</source>
        <translation>Отчество, если есть</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>Мобильный телефон</translation>
    </message>
    <message>
        <source>Number of the paper</source>
        <translation>Номер бумаги</translation>
    </message>
    <message>
        <source>Issued: day, month, year</source>
        <translation>Выдана: день, месяц, год</translation>
    </message>
    <message>
        <source>Valid until, if it ends</source>
        <translation>Действует до, если есть срок</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>Лично</translation>
    </message>
    <message>
        <source>The client is here and looks like the photograph</source>
        <translation>Клиент здесь и похож на фотографию</translation>
    </message>
    <message>
        <source>Fields to put right: %1. What is wrong stands below each of them.</source>
        <translation>Полей к исправлению: %1. Что не так, сказано под каждым полем.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::CodeConfirmation</name>
    <message>
        <source>One-time code</source>
        <translation>Одноразовый код</translation>
    </message>
    <message>
        <source>The client has confirmed by a one-time code.</source>
        <translation>Клиент подтвердил одноразовым кодом.</translation>
    </message>
    <message>
        <source>A code goes to the client&apos;s telephone. With it they confirm what is marked above.</source>
        <translation>На телефон клиента придёт код. Им клиент подтверждает то, что отмечено выше.</translation>
    </message>
    <message>
        <source>The code is sent to: %1. The client types it on their screen.</source>
        <translation>Код отправлен: %1. Клиент вводит его на своём экране.</translation>
    </message>
    <message>
        <source>The code is sent to: %1. The client types it here.</source>
        <translation>Код отправлен: %1. Клиент вводит его здесь.</translation>
    </message>
    <message>
        <source>The code is wrong. Tries left: %1</source>
        <translation>Код неверный. Осталось попыток: %1</translation>
    </message>
    <message>
        <source>Confirm the code</source>
        <translation>Подтвердить код</translation>
    </message>
    <message>
        <source>Send the code</source>
        <translation>Отправить код</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ConfirmationPanel</name>
    <message>
        <source>Nothing is to be signed. The refusals are recorded.</source>
        <translation>Подписывать нечего. Отказы записываются.</translation>
    </message>
    <message>
        <source>How does the client confirm the answers?</source>
        <translation>Чем клиент подтверждает ответы?</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ConsentCard</name>
    <message>
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ConsentStep</name>
    <message>
        <source>What does the client agree to?</source>
        <translation>На что клиент даёт согласие?</translation>
    </message>
    <message>
        <source>Continue without biometrics</source>
        <translation>Продолжить без биометрии</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Продолжить</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DeliveryPanel</name>
    <message>
        <source>The confirmation names each document that was sent to the bank, when it was sent, and when the bank&apos;s data centre received it. The bank&apos;s receipts are attached.</source>
        <translation>В подтверждении названы каждый отправленный в банк документ, время отправки и время получения центром данных банка. Квитанции банка приложены.</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>PIN-код вашего токена</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DemoRibbon</name>
    <message>
        <source>Demo: simulated devices, demo keys, invented people.</source>
        <translation>Демо: имитация устройств, демонстрационные ключи, вымышленные люди.</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Демо</translation>
    </message>
    <message>
        <source>Token in the reader: %1</source>
        <translation>Токен в считывателе: %1</translation>
    </message>
    <message>
        <source>Client at the counter</source>
        <translation>Клиент у стойки</translation>
    </message>
    <message>
        <source>Client signs the paper</source>
        <translation>Клиент подписывает лист</translation>
    </message>
    <message>
        <source>The client&apos;s telephone: code %1</source>
        <translation>Телефон клиента: код %1</translation>
    </message>
    <message>
        <source>The client&apos;s telephone: a message has come</source>
        <translation>Телефон клиента: пришло сообщение</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DevicesPage</name>
    <message>
        <source>The device is being opened.</source>
        <translation>Устройство открывается.</translation>
    </message>
    <message>
        <source>A hand is seen.</source>
        <translation>Видна рука.</translation>
    </message>
    <message>
        <source>This is what the device sees. Nothing is kept.</source>
        <translation>Вот что видит устройство. Ничего не сохраняется.</translation>
    </message>
    <message>
        <source>The device may be used in this port until the program ends.</source>
        <translation>Устройством можно пользоваться в этом порту, пока программа не закрыта.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Устройства</translation>
    </message>
    <message>
        <source>Live picture</source>
        <translation>Изображение в реальном времени</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Hold a hand above the device and look: is it your hand that the picture shows? Then you may permit this port.</source>
        <translation>Поднесите руку к устройству и посмотрите: на изображении ваша рука? Тогда этот порт можно разрешить.</translation>
    </message>
    <message>
        <source>A supervisor can permit this port after signing in here and looking at the picture.</source>
        <translation>Этот порт может разрешить супервайзер: он входит здесь и смотрит на изображение.</translation>
    </message>
    <message>
        <source>Supervisor&apos;s PIN</source>
        <translation>PIN-код супервайзера</translation>
    </message>
    <message>
        <source>Permit this port</source>
        <translation>Разрешить этот порт</translation>
    </message>
    <message>
        <source>The bank&apos;s criteria register no device for this workstation.</source>
        <translation>В критериях банка для этого рабочего места нет устройств.</translation>
    </message>
    <message>
        <source>Palm scanner</source>
        <translation>Сканер ладони</translation>
    </message>
    <message>
        <source>Camera for the face</source>
        <translation>Камера для лица</translation>
    </message>
    <message>
        <source>Camera for documents</source>
        <translation>Камера для документов</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>As this computer has it</source>
        <translation>как настроено на этом компьютере</translation>
    </message>
    <message>
        <source>This is how loud the microphone hears. Nothing is kept.</source>
        <translation>Так громко слышит микрофон. Ничего не сохраняется.</translation>
    </message>
    <message>
        <source>Registered and connected</source>
        <translation>зарегистрировано, подключено</translation>
    </message>
    <message>
        <source>Being looked for</source>
        <translation>идёт поиск</translation>
    </message>
    <message>
        <source>In another port</source>
        <translation>в другом порту</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>не подключено</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>отклонено</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Check: %1</source>
        <translation>Проверить: %1</translation>
    </message>
    <message>
        <source>Look at the window: %1</source>
        <translation>Проверить окно: %1</translation>
    </message>
    <message>
        <source>Look at the lens: %1</source>
        <translation>Проверить объектив: %1</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DocumentsPanel</name>
    <message>
        <source>Printed: %1</source>
        <translation>Напечатано: %1</translation>
    </message>
    <message>
        <source>The originals lie in the folder: %1</source>
        <translation>Подлинники лежат в папке: %1</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Документы</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Печать</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>Export all</source>
        <translation>Экспорт всех</translation>
    </message>
    <message>
        <source>Who gets them</source>
        <translation>Кому выдаются</translation>
    </message>
    <message>
        <source>The client</source>
        <translation>Клиенту</translation>
    </message>
    <message>
        <source>A court</source>
        <translation>Суду</translation>
    </message>
    <message>
        <source>A state body</source>
        <translation>Государственному органу</translation>
    </message>
    <message>
        <source>An auditor</source>
        <translation>Аудитору</translation>
    </message>
    <message>
        <source>Confirm delivery</source>
        <translation>Подтвердить отправку</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::EmptyListPage</name>
    <message>
        <source>Home</source>
        <translation>Главная</translation>
    </message>
    <message>
        <source>Clients are not served at this workplace</source>
        <translation>На этом рабочем месте клиентов не обслуживают</translation>
    </message>
    <message>
        <source>It has not been set up for that. Until it is, a client is served the way your branch&apos;s instructions describe; ask branch IT when it will be.</source>
        <translation>Оно для этого ещё не настроено. До этого клиента обслуживают так, как описано в инструкции вашего отделения; спросите ИТ-специалиста отделения, когда его настроят.</translation>
    </message>
    <message>
        <source>No draft is waiting</source>
        <translation>Незавершённых черновиков нет</translation>
    </message>
    <message>
        <source>When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its deadline. Nothing that was recorded is lost.</source>
        <translation>Если работа прервана блокировкой, отключением питания или уходом клиента, дело ждёт здесь до своего срока. Ничего из записанного не теряется.</translation>
    </message>
    <message>
        <source>Nothing waits to be finished</source>
        <translation>Нет дел, ожидающих завершения</translation>
    </message>
    <message>
        <source>Cases taken while there was no connection stand here until the bank has answered.</source>
        <translation>Дела, принятые без связи, остаются здесь, пока не ответит банк.</translation>
    </message>
    <message>
        <source>The outbox is empty</source>
        <translation>Очередь на отправку пуста</translation>
    </message>
    <message>
        <source>Each signed case appears here with its way to the bank, and stays until the bank&apos;s receipt is verified. This workplace has no line to the bank yet.</source>
        <translation>Каждое подписанное дело видно здесь на пути в банк и остаётся, пока не проверена квитанция банка. У этого рабочего места ещё нет связи с банком.</translation>
    </message>
    <message>
        <source>The program drives no devices here</source>
        <translation>Здесь программа не управляет устройствами</translation>
    </message>
    <message>
        <source>Scanners and cameras are registered in the bank&apos;s criteria, signed by two security officers. Branch IT lists and checks them with the command: tirkeuctl device</source>
        <translation>Сканеры и камеры регистрируются в критериях банка, подписанных двумя офицерами безопасности. ИТ-специалист отделения видит и проверяет их командой: tirkeuctl device</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::EnrolmentPage</name>
    <message>
        <source>The client wants to stop. Ask what they would like.</source>
        <translation>Клиент хочет остановиться. Спросите, чего он хочет.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>The client asks for help.</source>
        <translation>Клиент просит помочь.</translation>
    </message>
    <message>
        <source>The client would rather have a video session.</source>
        <translation>Клиент предпочитает видеосвязь.</translation>
    </message>
    <message>
        <source>End here</source>
        <translation>Закончить здесь</translation>
    </message>
    <message>
        <source>A supervisor is called: the case stands first on their list. When they are here, press F8 again. The client&apos;s screen says nothing of it.</source>
        <translation>Супервайзер вызван: это дело стоит первым в его списке. Когда он подойдёт, нажмите F8 ещё раз. На экране клиента об этом ничего не сказано.</translation>
    </message>
    <message>
        <source>Back, nothing changes</source>
        <translation>Назад без изменений</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::FindClientPage</name>
    <message>
        <source>Find client</source>
        <translation>Найти клиента</translation>
    </message>
    <message>
        <source>IIN, 12 digits</source>
        <translation>ИИН, 12 цифр</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Only digits belong here.</source>
        <translation>Введите только цифры.</translation>
    </message>
    <message>
        <source>Or the number of a document, or a phone</source>
        <translation>Или номер документа, или телефон</translation>
    </message>
    <message>
        <source>Clients that were found</source>
        <translation>Найденные клиенты</translation>
    </message>
    <message>
        <source>Nothing is kept on this workstation.</source>
        <translation>На этом рабочем месте ничего не хранится.</translation>
    </message>
    <message>
        <source>Nobody is known by this here.</source>
        <translation>По этим данным здесь никто не известен.</translation>
    </message>
    <message>
        <source>Enrol as a new client</source>
        <translation>Зарегистрировать как нового клиента</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Открыть карточку</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::GuestStep</name>
    <message>
        <source>A supervisor&apos;s answer</source>
        <translation>Ответ супервайзера</translation>
    </message>
    <message>
        <source>Which palm cannot be scanned?</source>
        <translation>Какую ладонь нельзя сканировать?</translation>
    </message>
    <message>
        <source>Insert the other token</source>
        <translation>Вставить другой токен</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Подтвердить</translation>
    </message>
    <message>
        <source>The supervisor answers here, in their own words, and confirms with their own token.</source>
        <translation>Супервайзер отвечает здесь своими словами и подтверждает своим токеном.</translation>
    </message>
    <message>
        <source>A second member of staff looks as well and confirms with their own token. No diagnosis is asked for or written down.</source>
        <translation>Второй сотрудник смотрит тоже и подтверждает своим токеном. Диагноз не спрашивают и не записывают.</translation>
    </message>
    <message>
        <source>Take your token out of the reader; the other person inserts theirs.</source>
        <translation>Выньте свой токен из считывателя; другой человек вставит свой.</translation>
    </message>
    <message>
        <source>The other person types their own PIN.</source>
        <translation>Другой человек вводит свой PIN-код.</translation>
    </message>
    <message>
        <source>It is being confirmed.</source>
        <translation>Подтверждается.</translation>
    </message>
    <message>
        <source>Put your own token back into the reader.</source>
        <translation>Верните свой токен в считыватель.</translation>
    </message>
    <message>
        <source>This palm cannot be scanned</source>
        <translation>Эту ладонь сканировать нельзя</translation>
    </message>
    <message>
        <source>Until: day, month, year; empty: for good</source>
        <translation>До: день, месяц, год; пусто – навсегда</translation>
    </message>
    <message>
        <source>PIN of the other person</source>
        <translation>PIN-код другого человека</translation>
    </message>
    <message>
        <source>Back without it</source>
        <translation>Вернуться без этого</translation>
    </message>
    <message>
        <source>May this client be given new attempts?</source>
        <translation>Дать этому клиенту новые попытки?</translation>
    </message>
    <message>
        <source>The supervisor says why, and confirms with their own token. It counts for the client&apos;s next case alone and stands in it.</source>
        <translation>Супервайзер называет причину и подтверждает её своим токеном. Это действует только для следующего дела клиента и записывается в нём.</translation>
    </message>
    <message>
        <source>Why new attempts are given</source>
        <translation>Почему даются новые попытки</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::GuidePage</name>
    <message>
        <source>Saved: %1</source>
        <translation>Сохранено: %1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Сохранить в PDF</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::HandOverStep</name>
    <message>
        <source>To whom does the case go?</source>
        <translation>Кому передаётся дело?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Передать</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Супервайзер</translation>
    </message>
    <message>
        <source>Teller</source>
        <translation>Теллер</translation>
    </message>
    <message>
        <source>Back without it</source>
        <translation>Вернуться без этого</translation>
    </message>
    <message>
        <source>Nobody else serves in this branch. Pause the case: it waits among your drafts.</source>
        <translation>В этом отделении больше никто не обслуживает. Приостановите дело: оно будет ждать среди ваших черновиков.</translation>
    </message>
    <message>
        <source>It waits among their drafts, with everything that was recorded. Spent attempts stay spent.</source>
        <translation>Дело будет ждать среди черновиков коллеги со всем, что записано. Потраченные попытки остаются потраченными.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::Header</name>
    <message>
        <source>Connected</source>
        <translation>На связи</translation>
    </message>
    <message>
        <source>Offline, since: %1</source>
        <translation>Офлайн с: %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Офлайн</translation>
    </message>
    <message>
        <source>Outbox: %1</source>
        <translation>К отправке: %1</translation>
    </message>
    <message>
        <source>Cases that still have to reach the bank</source>
        <translation>Дела, которые ещё не дошли до банка</translation>
    </message>
    <message>
        <source>Lock  F12</source>
        <translation>Блокировка  F12</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Заблокировать экран</translation>
    </message>
    <message>
        <source>Certificate, days left: %1</source>
        <translation>Сертификат, осталось дней: %1</translation>
    </message>
    <message>
        <source>Your certificate ends on: %1</source>
        <translation>Ваш сертификат действует до: %1</translation>
    </message>
    <message>
        <source>Factory PIN</source>
        <translation>Заводской PIN-код</translation>
    </message>
    <message>
        <source>Anybody can read this PIN in a manual. Have it changed with branch IT.</source>
        <translation>Этот PIN-код напечатан в руководстве, его может прочесть любой. Смените его в ИТ-службе отделения.</translation>
    </message>
    <message>
        <source>Your EDS for documents ends on: %1</source>
        <translation>ЭЦП для документов действует до: %1</translation>
    </message>
    <message>
        <source>Nobody could be asked whether they were revoked.</source>
        <translation>Проверить, не отозваны ли они, не удалось: спросить было некого.</translation>
    </message>
    <message>
        <source>Cannot sign documents</source>
        <translation>Подписывать нельзя</translation>
    </message>
    <message>
        <source>EDS, days left: %1</source>
        <translation>ЭЦП, осталось дней: %1</translation>
    </message>
    <message>
        <source>Get the new one today.</source>
        <translation>Получите новый сегодня.</translation>
    </message>
    <message>
        <source>Get the new one this week.</source>
        <translation>Получите новый на этой неделе.</translation>
    </message>
    <message>
        <source>Order a new one.</source>
        <translation>Закажите новый.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::HomePage</name>
    <message>
        <source>What would you like to do?</source>
        <translation>Что вы хотите сделать?</translation>
    </message>
    <message>
        <source>Identity, consents, palm, signature: from the first question to the slip in the client&apos;s hand.</source>
        <translation>Личность, согласия, ладонь, подпись: от первого вопроса до талона в руках клиента.</translation>
    </message>
    <message>
        <source>Cases that were interrupted. No draft is waiting.</source>
        <translation>Прерванные дела. Сейчас таких нет.</translation>
    </message>
    <message>
        <source>Palm scanner and camera of this workplace.</source>
        <translation>Сканер ладони и камера этого рабочего места.</translation>
    </message>
    <message>
        <source>What is on its way to the bank. The outbox is empty.</source>
        <translation>То, что отправляется в банк. Очередь пуста.</translation>
    </message>
    <message>
        <source>Cases that were interrupted. Waiting: %1</source>
        <translation>Прерванные дела. Ждут: %1</translation>
    </message>
    <message>
        <source>Cases to be signed, or waiting for the bank&apos;s answer. Nothing is waiting.</source>
        <translation>Дела, ждущие подписи или ответа банка. Ничего не ждёт.</translation>
    </message>
    <message>
        <source>Cases to be signed, or waiting for the bank&apos;s answer. Waiting: %1</source>
        <translation>Дела, ждущие подписи или ответа банка. Ждут: %1</translation>
    </message>
    <message>
        <source>Ten guided cases with invented clients.</source>
        <translation>Десять учебных дел с вымышленными клиентами.</translation>
    </message>
    <message>
        <source>What is on its way to the bank. Waiting: %1</source>
        <translation>То, что на пути в банк. Ждёт: %1</translation>
    </message>
    <message>
        <source>To the questions</source>
        <translation>К вопросам</translation>
    </message>
    <message>
        <source>Questions that wait for your answer: %1</source>
        <translation>Вопросы, ожидающие вашего ответа: %1</translation>
    </message>
    <message>
        <source>By IIN, document or phone, on this workstation.</source>
        <translation>По ИИН, документу или телефону, на этом рабочем месте.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::JournalPage</name>
    <message>
        <source>All events</source>
        <translation>Все события</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>One day</source>
        <translation>Один день</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 дней</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 дней</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Всё время</translation>
    </message>
    <message>
        <source>Nothing that fits was found. Choose a longer time or fewer filters.</source>
        <translation>Ничего подходящего не найдено. Выберите больший срок или меньше фильтров.</translation>
    </message>
    <message>
        <source>Case: %1</source>
        <translation>Дело: %1</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Проверить ещё раз</translation>
    </message>
    <message>
        <source>The journal&apos;s chain is being checked.</source>
        <translation>Цепочка журнала проверяется.</translation>
    </message>
    <message>
        <source>The journal&apos;s chain is broken. First entry that does not fit: %1. Change nothing and tell the security service.</source>
        <translation>Цепочка журнала нарушена. Первая несовпадающая запись: %1. Ничего не меняйте и сообщите службе безопасности.</translation>
    </message>
    <message>
        <source>The check was stopped before its end. Entries found whole until then: %1. Whether the others are is not known: check again.</source>
        <translation>Проверка остановлена до её конца. Проверено и цело записей: %1. Целы ли остальные, неизвестно: проверьте ещё раз.</translation>
    </message>
    <message>
        <source>The journal was put back to an earlier state: somebody outside has seen entries that are missing or different here. Tell the security service.</source>
        <translation>Журнал возвращён в прежнее состояние: записей, которые видели снаружи, здесь нет или они другие. Сообщите службе безопасности.</translation>
    </message>
    <message>
        <source>The chain is whole: %1 entries. Not everything that happened while nobody was signed in has been kept; the journal says so.</source>
        <translation>Цепочка цела, записей: %1. Не всё, что произошло, пока никто не вошёл, сохранилось; журнал об этом сообщает.</translation>
    </message>
    <message>
        <source>The chain is whole: %1 entries.</source>
        <translation>Цепочка цела, записей: %1.</translation>
    </message>
    <message>
        <source>This workstation has no TPM: the journal put back as a whole is found only at the next contact with the bank.</source>
        <translation>На этом рабочем месте нет TPM: возврат журнала целиком обнаружится только при следующей связи с банком.</translation>
    </message>
    <message>
        <source>The journal is being written.</source>
        <translation>Журнал записывается.</translation>
    </message>
    <message>
        <source>Written and signed: %1</source>
        <translation>Записано и подписано: %1</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Ранее</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Дело</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>The main button of the page, always at the bottom right</source>
        <translation>Главная кнопка страницы, всегда внизу справа</translation>
    </message>
    <message>
        <source>To the next field or button, and back</source>
        <translation>К следующему полю или кнопке и обратно</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Пробел</translation>
    </message>
    <message>
        <source>Presses the button that has the focus</source>
        <translation>Нажимает выбранную кнопку</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>К предыдущей странице</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Этот лист</translation>
    </message>
    <message>
        <source>Find client</source>
        <translation>Найти клиента</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Новый клиент</translation>
    </message>
    <message>
        <source>Locks the screen</source>
        <translation>Блокирует экран</translation>
    </message>
    <message>
        <source>Through the sections at the left edge</source>
        <translation>По разделам у левого края</translation>
    </message>
    <message>
        <source>Through a page that is longer than the screen</source>
        <translation>Листает страницу, которая длиннее экрана</translation>
    </message>
    <message>
        <source>Verify a document</source>
        <translation>Проверка документа</translation>
    </message>
    <message>
        <source>Large answers to what clients ask</source>
        <translation>Крупные ответы на вопросы клиентов</translation>
    </message>
    <message>
        <source>Reads out once more what is to be said</source>
        <translation>Ещё раз зачитывает, что сказать</translation>
    </message>
    <message>
        <source>The case pauses and waits under Drafts</source>
        <translation>Дело ставится на паузу и ждёт в черновиках</translation>
    </message>
    <message>
        <source>Hand the case over to a colleague</source>
        <translation>Передать дело коллеге</translation>
    </message>
    <message>
        <source>Calls a supervisor; once they are here, takes their answer</source>
        <translation>Зовёт супервайзера; когда он подошёл, принимает его ответ</translation>
    </message>
    <message>
        <source>Breaks the case off, after asking why</source>
        <translation>Прерывает дело, спросив о причине</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::KnownBar</name>
    <message>
        <source>Open the client&apos;s card</source>
        <translation>Открыть карточку клиента</translation>
    </message>
    <message>
        <source>Take over the data</source>
        <translation>Взять данные</translation>
    </message>
    <message>
        <source>This client is known here: %1</source>
        <translation>Этот клиент здесь известен: %1</translation>
    </message>
    <message>
        <source>A supervisor has given this client new attempts for the next case.</source>
        <translation>Супервайзер дал этому клиенту новые попытки для следующего дела.</translation>
    </message>
    <message>
        <source>A supervisor gives new attempts</source>
        <translation>Супервайзер даёт новые попытки</translation>
    </message>
    <message>
        <source>The attempts are spent: %1. There are new ones from %2; a supervisor may give some earlier.</source>
        <translation>Попытки израсходованы: %1. Новые появятся: %2; супервайзер может дать их раньше.</translation>
    </message>
    <message>
        <source>The bank&apos;s system knows this client, number %1. Compare the data with the document.</source>
        <translation>Этот клиент есть в системе банка, номер: %1. Сверьте данные с документом.</translation>
    </message>
    <message>
        <source>Put it on the supervisors&apos; list</source>
        <translation>Внести в список супервайзеров</translation>
    </message>
    <message>
        <source>The attempts are spent: %1. New ones are asked for: it stands on every supervisor&apos;s list. Once one has answered, begin the client anew here.</source>
        <translation>Попытки израсходованы: %1. Новые запрошены: вопрос стоит в списке каждого супервайзера. После ответа начните этого клиента здесь заново.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::LostScreenStep</name>
    <message>
        <source>The client&apos;s screen is off</source>
        <translation>Экран клиента погас</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Продолжить без него</translation>
    </message>
    <message>
        <source>The case is paused. Plug the screen in again: it goes on by itself. Or go on with paper and by voice. What was confirmed is kept; answers not confirmed yet are asked again.</source>
        <translation>Дело приостановлено. Подключите экран снова: оно продолжится само. Или продолжайте на бумаге и голосом. Подтверждённое сохранено; ответы, ещё не подтверждённые, спросят снова.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::MainWindow</name>
    <message>
        <source>The start-up checks found something that branch IT should see.</source>
        <translation>При запуске обнаружено то, что должен увидеть ИТ-специалист отделения.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::NoticeBoard</name>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Прочитано</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::OutboxPage</name>
    <message>
        <source>withdrawal, goes first</source>
        <translation>отзыв согласия, отправляется первым</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 из %2</translation>
    </message>
    <message>
        <source>Tries: %1. Next: %2. %3</source>
        <translation>Попыток: %1. Следующая: %2. %3</translation>
    </message>
    <message>
        <source>Nothing of it is lost. When the reason is put right, send it again: a new package is made.</source>
        <translation>Ничего из него не потеряно. Когда причина устранена, отправьте снова: будет собран новый пакет.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Повторить сейчас</translation>
    </message>
    <message>
        <source>It is sent as soon as the bank can be reached.</source>
        <translation>Отправится, как только будет связь с банком.</translation>
    </message>
    <message>
        <source>The sealed packages lie in: %1. Only the bank can open them.</source>
        <translation>Запечатанные пакеты лежат в файле: %1. Открыть их может только банк.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Главная</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Отправить снова</translation>
    </message>
    <message>
        <source>Export to a file</source>
        <translation>Экспорт в файл</translation>
    </message>
    <message>
        <source>The outbox is empty</source>
        <translation>Очередь на отправку пуста</translation>
    </message>
    <message>
        <source>Each signed case appears here with its way to the bank, and stays until the bank&apos;s receipt has been verified.</source>
        <translation>Каждое подписанное дело появляется здесь со своим путём в банк и остаётся, пока не проверена квитанция банка.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::OutlookCard</name>
    <message>
        <source>Keep until: %1</source>
        <translation>Окончание срока хранения: %1</translation>
    </message>
    <message>
        <source>The term begins when the relation with the bank ends.</source>
        <translation>Срок начинается с прекращения отношений с банком.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Отозвать</translation>
    </message>
    <message>
        <source>What stops now</source>
        <translation>Что прекращается сейчас</translation>
    </message>
    <message>
        <source>What is kept, until when and why</source>
        <translation>Что, до какого срока и почему хранится</translation>
    </message>
    <message>
        <source>To whom it was passed</source>
        <translation>Кому передано</translation>
    </message>
    <message>
        <source>To nobody.</source>
        <translation>Никому.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PalmStep</name>
    <message>
        <source>Right palm</source>
        <translation>Правая ладонь</translation>
    </message>
    <message>
        <source>Left palm</source>
        <translation>Левая ладонь</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Идёт сканирование</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Останавливается</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Начать</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Ещё раз</translation>
    </message>
    <message>
        <source>The client sits in front of the scanner, sleeves and rings off.</source>
        <translation>Клиент сидит перед сканером, рукав поднят, кольца сняты.</translation>
    </message>
    <message>
        <source>The scanner waits for the palm.</source>
        <translation>Сканер ждёт ладонь.</translation>
    </message>
    <message>
        <source>The palm is being taken.</source>
        <translation>Идёт получение отпечатка ладони.</translation>
    </message>
    <message>
        <source>The scanner comes to its end.</source>
        <translation>Сканер завершает работу.</translation>
    </message>
    <message>
        <source>This attempt was not successful.</source>
        <translation>Эта попытка не удалась.</translation>
    </message>
    <message>
        <source>No palm came. No attempt is spent.</source>
        <translation>Ладонь не поднесли. Попытка не потрачена.</translation>
    </message>
    <message>
        <source>The scan was stopped.</source>
        <translation>Сканирование остановлено.</translation>
    </message>
    <message>
        <source>Samples: %1 of %2</source>
        <translation>Образцы: %1 из %2</translation>
    </message>
    <message>
        <source>Stop the scan</source>
        <translation>Остановить сканирование</translation>
    </message>
    <message>
        <source>Attempts spent: %1 of %2</source>
        <translation>Использовано попыток: %1 из %2</translation>
    </message>
    <message>
        <source>A palm cannot be scanned</source>
        <translation>Ладонь нельзя сканировать</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PaperConfirmation</name>
    <message>
        <source>Signed paper</source>
        <translation>Подписанная бумага</translation>
    </message>
    <message>
        <source>The signed paper is here: %1</source>
        <translation>Подписанный лист получен: %1</translation>
    </message>
    <message>
        <source>The sheet is printed: %1. The client marks and signs it; put it on the scanner. It is awaited in the folder: %2</source>
        <translation>Лист напечатан: %1. Клиент отмечает ответы и подписывает; положите лист в сканер. Ожидается в папке: %2</translation>
    </message>
    <message>
        <source>The client signs the paper; put it on the scanner. It is awaited in the folder: %1</source>
        <translation>Клиент подписывает лист; положите его в сканер. Ожидается в папке: %1</translation>
    </message>
    <message>
        <source>Print the sheet</source>
        <translation>Напечатать лист</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PinPage</name>
    <message>
        <source>Your sign-in certificate</source>
        <translation>Ваш сертификат для входа</translation>
    </message>
    <message>
        <source>Your EDS certificate for documents</source>
        <translation>Ваш сертификат ЭЦП для документов</translation>
    </message>
    <message>
        <source>Sign-in token</source>
        <translation>Токен для входа</translation>
    </message>
    <message>
        <source>EDS token</source>
        <translation>Токен с ЭЦП</translation>
    </message>
    <message>
        <source>Keyboard: %1</source>
        <translation>Раскладка: %1</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Включён Caps Lock</translation>
    </message>
    <message>
        <source>That letter cannot be part of a PIN: switch the keyboard to Latin letters</source>
        <translation>Такой буквы в PIN-коде не бывает: переключите клавиатуру на латинские буквы</translation>
    </message>
    <message>
        <source>Token found: %1</source>
        <translation>Токен найден: %1</translation>
    </message>
    <message>
        <source>Both PINs are typed on the reader&apos;s own keys, once you have pressed Change.</source>
        <translation>После нажатия «Сменить» оба PIN-кода набираются на клавишах самого считывателя.</translation>
    </message>
    <message>
        <source>PIN of the token</source>
        <translation>PIN-код токена</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Сменить</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>PIN as it is now</source>
        <translation>Нынешний PIN-код</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Новый PIN-код</translation>
    </message>
    <message>
        <source>New PIN once more</source>
        <translation>Новый PIN-код ещё раз</translation>
    </message>
    <message>
        <source>The PIN is changed. From now on the new one counts.</source>
        <translation>PIN-код сменён. Теперь действует новый.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PinPrompt</name>
    <message>
        <source>Insert your second token, the one with your EDS certificate.</source>
        <translation>Вставьте свой второй токен – тот, на котором сертификат ЭЦП.</translation>
    </message>
    <message>
        <source>Documents are signed with your second token and its PIN: %1</source>
        <translation>Документы подписываются вашим вторым токеном и его PIN-кодом: %1</translation>
    </message>
    <message>
        <source>This PIN is the issuer&apos;s. Change it in the settings before you sign documents with it.</source>
        <translation>Этот PIN-код задал издатель. Смените его в настройках, прежде чем подписывать документы.</translation>
    </message>
    <message>
        <source>Insert your token.</source>
        <translation>Вставьте свой токен.</translation>
    </message>
    <message>
        <source>The PIN of this token is locked. Branch IT can unlock it with the token&apos;s administrator code.</source>
        <translation>PIN-код этого токена заблокирован. ИТ-специалист отделения может разблокировать его кодом администратора токена.</translation>
    </message>
    <message>
        <source>This is the last try. A wrong PIN locks the token.</source>
        <translation>Это последняя попытка. Неверный PIN-код заблокирует токен.</translation>
    </message>
    <message>
        <source>Tries left: %1</source>
        <translation>Осталось попыток: %1</translation>
    </message>
    <message>
        <source>A wrong PIN was typed lately; few tries are left.</source>
        <translation>Недавно PIN-код был введён неверно; попыток осталось мало.</translation>
    </message>
    <message>
        <source>This PIN is the issuer&apos;s. Change it before you work with it.</source>
        <translation>Этот PIN-код задан издателем токена. Смените его перед работой.</translation>
    </message>
    <message>
        <source>Anybody can read this PIN in a manual. Have it changed with branch IT.</source>
        <translation>Этот PIN-код напечатан в руководстве, его может прочесть любой. Смените его в ИТ-службе отделения.</translation>
    </message>
    <message>
        <source>Type the PIN on the reader&apos;s own keys. Seconds left: %1</source>
        <translation>Наберите PIN-код на клавишах считывателя. Осталось секунд: %1</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Проверяется…</translation>
    </message>
    <message>
        <source>Cancelled. If the reader still waits, press its red key.</source>
        <translation>Отменено. Если считыватель ещё ждёт, нажмите на нём красную клавишу.</translation>
    </message>
    <message>
        <source>Type the PIN on the reader&apos;s own keys.</source>
        <translation>Наберите PIN-код на клавишах считывателя.</translation>
    </message>
    <message>
        <source>Keyboard: %1</source>
        <translation>Раскладка: %1</translation>
    </message>
    <message>
        <source>This system does not tell the keyboard&apos;s language</source>
        <translation>Эта система не сообщает раскладку клавиатуры</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Включён Caps Lock</translation>
    </message>
    <message>
        <source>That letter cannot be part of a PIN: switch the keyboard to Latin letters</source>
        <translation>Такой буквы в PIN-коде не бывает: переключите клавиатуру на латинские буквы</translation>
    </message>
    <message>
        <source>Yes, use the last try</source>
        <translation>Да, использовать последнюю попытку</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::QuestionPage</name>
    <message>
        <source>Answered. The case goes on at its teller&apos;s.</source>
        <translation>Ответ дан. Дело продолжит его теллер.</translation>
    </message>
    <message>
        <source>Confirm the answer</source>
        <translation>Подтвердить ответ</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Главная</translation>
    </message>
    <message>
        <source>A question about a case</source>
        <translation>Вопрос по делу</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>PIN-код вашего токена</translation>
    </message>
    <message>
        <source>Answered. It counts for the client&apos;s next case alone; their teller finds it in the form.</source>
        <translation>Ответ дан. Он действует только для следующего дела клиента; теллер увидит его, когда введёт ИИН клиента.</translation>
    </message>
    <message>
        <source>Answered: there are no new attempts.</source>
        <translation>Ответ дан: новых попыток нет.</translation>
    </message>
    <message>
        <source>A question about a client</source>
        <translation>Вопрос о клиенте</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::RestorePage</name>
    <message>
        <source>Choose a file</source>
        <translation>Выбрать файл</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Имя файла</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Тип файла</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Выбрать</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>The backup is tried, then put in the place of what is damaged.</source>
        <translation>Резервная копия проверяется, затем ставится на место повреждённого.</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Восстановить из резервной копии</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Backup of the store</source>
        <translation>Резервная копия хранилища</translation>
    </message>
    <message>
        <source>Newest backup of the clients&apos; keys</source>
        <translation>Самая новая резервная копия ключей клиентов</translation>
    </message>
    <message>
        <source>Recovery key, kept by two persons</source>
        <translation>Ключ восстановления, который хранят двое</translation>
    </message>
    <message>
        <source>A file with a password (*.p12), or a key with its certificate beside it</source>
        <translation>Файл с паролем (*.p12) или ключ с сертификатом рядом</translation>
    </message>
    <message>
        <source>Its certificate, where the key&apos;s file does not hold it</source>
        <translation>Его сертификат, если его нет в файле ключа</translation>
    </message>
    <message>
        <source>Password of the key&apos;s file, where it has one</source>
        <translation>Пароль файла ключа, если он есть</translation>
    </message>
    <message>
        <source>Restored. Entries of the journal: %1.</source>
        <translation>Восстановлено. Записей журнала: %1.</translation>
    </message>
    <message>
        <source>What was damaged lies unchanged in: %1</source>
        <translation>Повреждённое лежит без изменений здесь: %1</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ResultView</name>
    <message>
        <source>The document is valid</source>
        <translation>Документ действителен</translation>
    </message>
    <message>
        <source>The document is not valid</source>
        <translation>Документ недействителен</translation>
    </message>
    <message>
        <source>This cannot be decided yet</source>
        <translation>Пока нельзя вынести решение</translation>
    </message>
    <message>
        <source>It is as it was signed, and everything that confirms it is there.</source>
        <translation>Документ не менялся после подписания, и всё, что его подтверждает, на месте.</translation>
    </message>
    <message>
        <source>Level: %1</source>
        <translation>Уровень: %1</translation>
    </message>
    <message>
        <source>Verdict for: %1</source>
        <translation>Решение на момент: %1</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Изображения</translation>
    </message>
    <message>
        <source>This picture cannot be shown</source>
        <translation>Это изображение нельзя показать</translation>
    </message>
    <message>
        <source>Attached as well: %1</source>
        <translation>Приложено также: %1</translation>
    </message>
    <message>
        <source>Archive time stamp</source>
        <translation>Архивная метка времени</translation>
    </message>
    <message>
        <source>Signature: %1</source>
        <translation>Подпись: %1</translation>
    </message>
    <message>
        <source>BIN %1</source>
        <translation>БИН %1</translation>
    </message>
    <message>
        <source>IIN %1</source>
        <translation>ИИН %1</translation>
    </message>
    <message>
        <source>Existed by: %1</source>
        <translation>Доказано, что существовал: %1</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Файл</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::RetentionPage</name>
    <message>
        <source>Keep until: %1</source>
        <translation>Окончание срока хранения: %1</translation>
    </message>
    <message>
        <source>The relation goes on</source>
        <translation>Деловые отношения продолжаются</translation>
    </message>
    <message>
        <source>Destruction forbidden: %1</source>
        <translation>Уничтожение запрещено: %1</translation>
    </message>
    <message>
        <source>May be destroyed</source>
        <translation>Можно уничтожить</translation>
    </message>
    <message>
        <source>Clients: %1</source>
        <translation>Клиентов: %1</translation>
    </message>
    <message>
        <source>Proposed by: %1</source>
        <translation>Предложил(а): %1</translation>
    </message>
    <message>
        <source>Approved by: %1</source>
        <translation>Утвердил(а): %1</translation>
    </message>
    <message>
        <source>Waits for a second supervisor</source>
        <translation>Ждёт второго супервайзера</translation>
    </message>
    <message>
        <source>Not carried out yet</source>
        <translation>Ещё не исполнен</translation>
    </message>
    <message>
        <source>Carried out</source>
        <translation>Исполнен</translation>
    </message>
    <message>
        <source>Last backup: %1.</source>
        <translation>Последняя резервная копия: %1.</translation>
    </message>
    <message>
        <source>No backup has been made yet.</source>
        <translation>Резервной копии ещё нет.</translation>
    </message>
    <message>
        <source>Make one now, on another disk where there is one.</source>
        <translation>Сделайте её сейчас, на другом диске, если он есть.</translation>
    </message>
    <message>
        <source>One is made every day, at sign-out.</source>
        <translation>Копия делается каждый день, при выходе.</translation>
    </message>
    <message>
        <source>Being written.</source>
        <translation>Записывается.</translation>
    </message>
    <message>
        <source>Destruction is forbidden now.</source>
        <translation>Теперь уничтожение запрещено.</translation>
    </message>
    <message>
        <source>The hold is lifted.</source>
        <translation>Запрет снят.</translation>
    </message>
    <message>
        <source>Proposed. Another supervisor approves it.</source>
        <translation>Предложено. Утвердить должен другой супервайзер.</translation>
    </message>
    <message>
        <source>Approved. It can be carried out now.</source>
        <translation>Утверждено. Теперь можно исполнить.</translation>
    </message>
    <message>
        <source>The data are being destroyed and a backup is made.</source>
        <translation>Данные уничтожаются, делается резервная копия.</translation>
    </message>
    <message>
        <source>The backup is being made and read back.</source>
        <translation>Резервная копия делается и перечитывается.</translation>
    </message>
    <message>
        <source>The backup is made and has been read back.</source>
        <translation>Резервная копия сделана и прочитана для проверки.</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Хранение</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Обновить</translation>
    </message>
    <message>
        <source>Clients whose keeping ends, or whose destruction is forbidden</source>
        <translation>Клиенты со сроком хранения или с запретом уничтожения</translation>
    </message>
    <message>
        <source>IIN of another client</source>
        <translation>ИИН другого клиента</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Acts of destruction</source>
        <translation>Акты об уничтожении</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>Папка для резервных копий</translation>
    </message>
    <message>
        <source>Forbid destruction</source>
        <translation>Запретить уничтожение</translation>
    </message>
    <message>
        <source>Allow again</source>
        <translation>Снова разрешить</translation>
    </message>
    <message>
        <source>Propose destruction</source>
        <translation>Предложить уничтожение</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Утвердить</translation>
    </message>
    <message>
        <source>Carry out</source>
        <translation>Исполнить</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>Сделать копию</translation>
    </message>
    <message>
        <source>The act is signed</source>
        <translation>Акт подписан</translation>
    </message>
    <message>
        <source>The act is not signed yet</source>
        <translation>Акт ещё не подписан</translation>
    </message>
    <message>
        <source>Destroyed; the backup of the keys is replaced. Choose the act and sign its document.</source>
        <translation>Уничтожено; резервная копия ключей заменена. Выберите акт и подпишите его документ.</translation>
    </message>
    <message>
        <source>The document of the act is drawn and signed.</source>
        <translation>Документ акта составляется и подписывается.</translation>
    </message>
    <message>
        <source>The act is signed and kept.</source>
        <translation>Акт подписан и сохранён.</translation>
    </message>
    <message>
        <source>Save the signed act</source>
        <translation>Сохранить подписанный акт</translation>
    </message>
    <message>
        <source>Documents (*.pdf)</source>
        <translation>Документы (*.pdf)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Имя файла</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Тип файла</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>The signed act is saved.</source>
        <translation>Подписанный акт сохранён.</translation>
    </message>
    <message>
        <source>Sign the act</source>
        <translation>Подписать акт</translation>
    </message>
    <message>
        <source>PIN of your token, to sign the act</source>
        <translation>PIN-код вашего токена, чтобы подписать акт</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ReviewStep</name>
    <message>
        <source>A supervisor decides</source>
        <translation>Решает супервайзер</translation>
    </message>
    <message>
        <source>The palm could not be taken today</source>
        <translation>Сегодня получить ладонь не удалось</translation>
    </message>
    <message>
        <source>Service without biometrics</source>
        <translation>Обслуживание без биометрии</translation>
    </message>
    <message>
        <source>Look through before it is decided</source>
        <translation>Просмотрите перед решением</translation>
    </message>
    <message>
        <source>To the documents</source>
        <translation>К документам</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>IIN</source>
        <translation>ИИН</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>ФИО</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Действует до</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Acts for</source>
        <translation>От чьего имени</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Correct the client&apos;s data</source>
        <translation>Исправить данные клиента</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Согласия</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>не спрашивали</translation>
    </message>
    <message>
        <source>Palms</source>
        <translation>Ладони</translation>
    </message>
    <message>
        <source>It is nobody&apos;s fault: light, skin and the way a hand is held all matter. Do not try again today and do not guess at reasons. Choose with the client how to go on.</source>
        <translation>Никто не виноват: влияют свет, кожа и то, как держат руку. Не повторяйте сегодня и не гадайте о причинах. Выберите вместе с клиентом, как продолжить.</translation>
    </message>
    <message>
        <source>Serve the client with the identity document</source>
        <translation>Обслужить клиента по документу</translation>
    </message>
    <message>
        <source>Invite the client again after %1 h</source>
        <translation>Пригласить клиента снова через %1 ч</translation>
    </message>
    <message>
        <source>Hand the client to the supervisor</source>
        <translation>Передать клиента супервайзеру</translation>
    </message>
    <message>
        <source>The rules do not decide this case. A supervisor who did not have it answers; the case waits until then.</source>
        <translation>Правила этого дела не решают. Ответит супервайзер, который его не вёл; до тех пор дело ждёт.</translation>
    </message>
    <message>
        <source>Without the consent no biometrics are taken. The refusal is recorded, and the client is served.</source>
        <translation>Без согласия биометрия не берётся. Отказ записывается, клиента обслуживают.</translation>
    </message>
    <message>
        <source>The supervisor is here</source>
        <translation>Супервайзер здесь</translation>
    </message>
    <message>
        <source>The palm was not recognised today</source>
        <translation>Сегодня ладонь не узнана</translation>
    </message>
    <message>
        <source>A supervisor is called</source>
        <translation>Супервайзер вызван</translation>
    </message>
    <message>
        <source>Call the supervisor</source>
        <translation>Позвать супервайзера</translation>
    </message>
    <message>
        <source>The case waits until a supervisor has said what was arranged.</source>
        <translation>Дело ждёт, пока супервайзер не укажет, о чём договорились.</translation>
    </message>
    <message>
        <source>Answer anew</source>
        <translation>Ответить заново</translation>
    </message>
    <message>
        <source>Let the client answer the consents anew</source>
        <translation>Дать клиенту ответить на согласия заново</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::RulesPage</name>
    <message>
        <source>Read the security rules first</source>
        <translation>Сначала прочитайте правила безопасности</translation>
    </message>
    <message>
        <source>Until you have read and confirmed them, nothing else opens. Confirm by: %1</source>
        <translation>Пока вы не прочитаете и не подтвердите их, ничего другого не откроется. Подтвердить до: %1</translation>
    </message>
    <message>
        <source>Security rules</source>
        <translation>Правила безопасности</translation>
    </message>
    <message>
        <source>Confirm and sign in</source>
        <translation>Подтвердить и войти</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>I have read the rules and will keep them</source>
        <translation>Правила прочитаны, обязуюсь их соблюдать</translation>
    </message>
    <message>
        <source>Scroll to the end of the rules to confirm</source>
        <translation>Для подтверждения дочитайте правила до конца</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SayPanel</name>
    <message>
        <source>Say this</source>
        <translation>Скажите так</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SelfTestPage</name>
    <message>
        <source>Cryptographic library</source>
        <translation>Криптографическая библиотека</translation>
    </message>
    <message>
        <source>Encrypted store</source>
        <translation>Зашифрованное хранилище</translation>
    </message>
    <message>
        <source>Fonts with all Kazakh letters</source>
        <translation>Шрифты со всеми казахскими буквами</translation>
    </message>
    <message>
        <source>The bank&apos;s criteria</source>
        <translation>Критерии банка</translation>
    </message>
    <message>
        <source>Palm scanner and camera</source>
        <translation>Сканер ладони и камера</translation>
    </message>
    <message>
        <source>Tokens of the staff</source>
        <translation>Токены сотрудников</translation>
    </message>
    <message>
        <source>News of the computer's sleep</source>
        <translation>Сообщения о сне компьютера</translation>
    </message>
    <message>
        <source>Rights of the program</source>
        <translation>Права программы</translation>
    </message>
    <message>
        <source>Work cannot begin yet</source>
        <translation>Пока нельзя начать работу</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Проверить снова</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation>Всё в порядке.</translation>
    </message>
    <message>
        <source>Work can begin. Tell branch IT about what is marked.</source>
        <translation>Можно работать. Сообщите об отмеченном ИТ-специалисту отделения.</translation>
    </message>
    <message>
        <source>Work must not begin until what is marked has been put right.</source>
        <translation>Нельзя начинать работу, пока отмеченное не исправлено.</translation>
    </message>
    <message>
        <source>Files of the program and its libraries</source>
        <translation>Файлы программы и её библиотек</translation>
    </message>
    <message>
        <source>Foreign code in the program</source>
        <translation>Посторонний код в программе</translation>
    </message>
    <message>
        <source>Watching by another program</source>
        <translation>Слежение другой программой</translation>
    </message>
    <message>
        <source>Virtual environment</source>
        <translation>Виртуальная среда</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>Удалённое управление</translation>
    </message>
    <message>
        <source>Recording of screen and input</source>
        <translation>Запись экрана и ввода</translation>
    </message>
    <message>
        <source>Anti-virus or integrity monitor</source>
        <translation>Антивирус или контроль целостности</translation>
    </message>
    <message>
        <source>Support mode</source>
        <translation>Режим поддержки</translation>
    </message>
    <message>
        <source>End support mode</source>
        <translation>Завершить режим поддержки</translation>
    </message>
    <message>
        <source>Begin support mode</source>
        <translation>Включить режим поддержки</translation>
    </message>
    <message>
        <source>A helper may see and steer this screen. No client&apos;s data is open, nothing can be captured, and the journal keeps when this began and ended.</source>
        <translation>Помощник может видеть этот экран и управлять им. Данные клиентов закрыты, съёмка невозможна, начало и конец записываются в журнал.</translation>
    </message>
    <message>
        <source>The program is checking itself.</source>
        <translation>Программа проверяет себя.</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Восстановить из резервной копии</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SettingsPage</name>
    <message>
        <source>Saved.</source>
        <translation>Сохранено.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Language of this screen</source>
        <translation>Язык этого экрана</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Цвета</translation>
    </message>
    <message>
        <source>Size of text and buttons</source>
        <translation>Размер текста и кнопок</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлые</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмные</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Высокий контраст</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Module file of the token&apos;s maker (PKCS#11); in force after the next start</source>
        <translation>Файл модуля производителя токена (PKCS#11); действует после следующего запуска</translation>
    </message>
    <message>
        <source>Sign through NCALayer</source>
        <translation>Подписывать через NCALayer</translation>
    </message>
    <message>
        <source>Address of NCALayer, or of a program like it, on this computer</source>
        <translation>Адрес NCALayer или подобной программы на этом компьютере</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Сменить PIN-код</translation>
    </message>
    <message>
        <source>Authorities for NCALayer</source>
        <translation>Удостоверяющие центры для NCALayer</translation>
    </message>
    <message>
        <source>Folder where the bank&apos;s own system puts its files; empty: none</source>
        <translation>Папка, в которую система банка кладёт файлы; если пусто, такой папки нет</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Войти</translation>
    </message>
    <message>
        <source>The screen is locked</source>
        <translation>Экран заблокирован</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Выйти</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>PIN-код вашего токена</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Показать</translation>
    </message>
    <message>
        <source>Token found: %1</source>
        <translation>Токен найден: %1</translation>
    </message>
    <message>
        <source>Sign in</source>
        <comment>title of the page</comment>
        <translation>Вход</translation>
    </message>
    <message>
        <source>The work waits where it was left. Session of: %1</source>
        <translation>Работа ждёт там, где её оставили. Сеанс сотрудника: %1</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>Сменить PIN-код</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SigningStep</name>
    <message>
        <source>Look through and sign</source>
        <translation>Просмотреть и подписать</translation>
    </message>
    <message>
        <source>Sign all</source>
        <translation>Подписать всё</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>PIN-код вашего токена</translation>
    </message>
    <message>
        <source>Documents to sign: %1</source>
        <translation>Документов к подписи: %1</translation>
    </message>
    <message>
        <source>The documents are being drawn.</source>
        <translation>Документы составляются.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SlipStep</name>
    <message>
        <source>The slip for the client</source>
        <translation>Талон для клиента</translation>
    </message>
    <message>
        <source>Next client</source>
        <translation>Следующий клиент</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>Напечатать талон</translation>
    </message>
    <message>
        <source>The slip is ready: %1</source>
        <translation>Талон готов: %1</translation>
    </message>
    <message>
        <source>Everything is signed and kept.</source>
        <translation>Всё подписано и сохранено.</translation>
    </message>
    <message>
        <source>Everything is signed and kept. The result is awaited; the case is finished later under Home › To finish.</source>
        <translation>Всё подписано и сохранено. Результат ожидается; дело завершается позже: Главная › К завершению.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::StrokeConfirmation</name>
    <message>
        <source>Signature on the client&apos;s screen</source>
        <translation>Подпись на экране клиента</translation>
    </message>
    <message>
        <source>The client has signed on their screen.</source>
        <translation>Клиент подписал на своём экране.</translation>
    </message>
    <message>
        <source>The client reads and answers on their screen, and signs there with a finger or a pen.</source>
        <translation>Клиент читает и отвечает на своём экране и подписывает там пальцем или пером.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::TokenConfirmation</name>
    <message>
        <source>The client&apos;s EDS token</source>
        <translation>Токен ЭЦП клиента</translation>
    </message>
    <message>
        <source>The client signs what is marked above with their own token and their own PIN.</source>
        <translation>Клиент подписывает отмеченное выше своим токеном и своим PIN-кодом.</translation>
    </message>
    <message>
        <source>The client has signed with their own token.</source>
        <translation>Клиент подписал своим токеном.</translation>
    </message>
    <message>
        <source>Take your token out of the reader; the client inserts theirs.</source>
        <translation>Выньте свой токен из считывателя; клиент вставляет свой.</translation>
    </message>
    <message>
        <source>The client types their PIN on the reader.</source>
        <translation>Клиент вводит PIN-код на считывателе.</translation>
    </message>
    <message>
        <source>The client types their PIN on their own screen.</source>
        <translation>Клиент вводит PIN-код на своём экране.</translation>
    </message>
    <message>
        <source>It is being confirmed.</source>
        <translation>Подтверждается.</translation>
    </message>
    <message>
        <source>Put your own token back into the reader.</source>
        <translation>Верните свой токен в считыватель.</translation>
    </message>
    <message>
        <source>Back without it</source>
        <translation>Вернуться без этого</translation>
    </message>
    <message>
        <source>Insert the client&apos;s token</source>
        <translation>Вставить токен клиента</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Подтвердить</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::TrainingPage</name>
    <message>
        <source>%1. %2 – passed</source>
        <translation>%1. %2 – пройдено</translation>
    </message>
    <message>
        <source>First pass the case: %1</source>
        <translation>Сначала пройдите дело: %1</translation>
    </message>
    <message>
        <source>The case was not brought to its end.</source>
        <translation>Дело не доведено до конца.</translation>
    </message>
    <message>
        <source>Its documents are not signed.</source>
        <translation>Документы не подписаны.</translation>
    </message>
    <message>
        <source>Another IIN was typed than that of the client who sits here.</source>
        <translation>Введён ИИН не того клиента, который здесь сидит.</translation>
    </message>
    <message>
        <source>The palms were not enrolled.</source>
        <translation>Ладони не зарегистрированы.</translation>
    </message>
    <message>
        <source>A palm that can be scanned was not taken.</source>
        <translation>Не снята ладонь, которую можно сканировать.</translation>
    </message>
    <message>
        <source>Nobody attested that the left palm cannot be scanned.</source>
        <translation>Никто не подтвердил, что левую ладонь нельзя сканировать.</translation>
    </message>
    <message>
        <source>The palm that cannot be scanned was asked for.</source>
        <translation>Была запрошена ладонь, которую нельзя сканировать.</translation>
    </message>
    <message>
        <source>An attempt was spent.</source>
        <translation>Израсходована попытка.</translation>
    </message>
    <message>
        <source>It was accepted, and should not have been.</source>
        <translation>Принято, а не следовало.</translation>
    </message>
    <message>
        <source>There were attempts left.</source>
        <translation>Оставались попытки.</translation>
    </message>
    <message>
        <source>No supervisor was asked.</source>
        <translation>Супервайзера не спросили.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Тренировка</translation>
    </message>
    <message>
        <source>Invented clients, demo keys, simulated devices. Choose a case; a strip above tells what to do, and at its end the case is checked.</source>
        <translation>Вымышленные клиенты, демонстрационные ключи, имитация устройств. Выберите дело; полоса вверху подскажет, что делать, а в конце дело проверяется.</translation>
    </message>
    <message>
        <source>Begin this case</source>
        <translation>Начать это дело</translation>
    </message>
    <message>
        <source>End the training</source>
        <translation>Закончить тренировку</translation>
    </message>
    <message>
        <source>Guided cases</source>
        <translation>Учебные дела</translation>
    </message>
    <message>
        <source>Passed: case %1.</source>
        <translation>Пройдено, дело: %1.</translation>
    </message>
    <message>
        <source>Not yet passed: case %1.</source>
        <translation>Пока не пройдено, дело: %1.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::TrainingPages</name>
    <message>
        <source>Training</source>
        <translation>Тренировка</translation>
    </message>
    <message>
        <source>Training, case %1: %2</source>
        <translation>Тренировка, дело %1: %2</translation>
    </message>
    <message>
        <source>%1 %2, IIN %3</source>
        <translation>%1 %2, ИИН %3</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::VerifierPage</name>
    <message>
        <source>Checking: %1</source>
        <translation>Проверяется: %1</translation>
    </message>
    <message>
        <source>Choose a signed document</source>
        <translation>Выберите подписанный документ</translation>
    </message>
    <message>
        <source>Documents (*.pdf)</source>
        <translation>Документы (*.pdf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Все файлы (*)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Папка</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Имя файла</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Тип файла</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Verify a document</source>
        <translation>Проверка документа</translation>
    </message>
    <message>
        <source>Drop a signed document here</source>
        <translation>Перетащите сюда подписанный документ</translation>
    </message>
    <message>
        <source>Or choose it with Enter. The program says whether the document is as it was signed, who signed it and when, and shows the pictures and the record inside. Nothing is sent anywhere.</source>
        <translation>Или выберите его клавишей Enter. Программа скажет, менялся ли документ после подписания, кто и когда его подписал, и покажет изображения и данные внутри. Никуда ничего не отправляется.</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Выбрать другой</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Выбрать файл</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::WaitingPage</name>
    <message>
        <source>No draft is waiting</source>
        <translation>Черновиков нет</translation>
    </message>
    <message>
        <source>Nothing waits to be finished</source>
        <translation>Незавершённых дел нет</translation>
    </message>
    <message>
        <source>When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its deadline. Nothing that was recorded is lost.</source>
        <translation>Если работа прервана блокировкой, отключением питания или уходом клиента, дело ждёт здесь до своего срока. Ничего из записанного не теряется.</translation>
    </message>
    <message>
        <source>Cases that have ended and are not signed stand here, and those that wait for the bank&apos;s answer.</source>
        <translation>Здесь стоят завершённые дела без подписи и дела, ожидающие ответа банка.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Главная</translation>
    </message>
    <message>
        <source>Go on with this case</source>
        <translation>Продолжить это дело</translation>
    </message>
    <message>
        <source>Look through and sign</source>
        <translation>Просмотреть и подписать</translation>
    </message>
    <message>
        <source>Cases whose time was over, ended at your sign-in: %1. Look through their documents and sign them.</source>
        <translation>Дела с истёкшим сроком, завершённые при вашем входе: %1. Просмотрите их документы и подпишите.</translation>
    </message>
    <message>
        <source>The bank has not answered yet. The case can be finished here as soon as the answer has come.</source>
        <translation>Банк ещё не ответил. Когда ответ придёт, дело можно будет завершить здесь.</translation>
    </message>
    <message>
        <source>To the question</source>
        <translation>К вопросу</translation>
    </message>
    <message>
        <source>Has the bank answered?</source>
        <translation>Ответил ли банк?</translation>
    </message>
    <message>
        <source>Finish the case</source>
        <translation>Завершить дело</translation>
    </message>
    <message>
        <source>To the client&apos;s card</source>
        <translation>К карточке клиента</translation>
    </message>
    <message>
        <source>Noted. It stands in the journal and no longer in this list.</source>
        <translation>Записано. Теперь это в журнале, а не в этом списке.</translation>
    </message>
    <message>
        <source>Looked into: what it came to</source>
        <translation>Что показала проверка</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Подтвердилось</translation>
    </message>
    <message>
        <source>A false alarm</source>
        <translation>Ложная тревога</translation>
    </message>
    <message>
        <source>Take it off the list</source>
        <translation>Убрать из списка</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::WithdrawalStep</name>
    <message>
        <source>Which consent is taken back?</source>
        <translation>Какое согласие отзывается?</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>Отозвать согласие</translation>
    </message>
    <message>
        <source>The client has signed on their screen.</source>
        <translation>Клиент подписал на своём экране.</translation>
    </message>
    <message>
        <source>The signed paper is here: %1</source>
        <translation>Подписанный лист получен: %1</translation>
    </message>
    <message>
        <source>The client signs on their screen.</source>
        <translation>Клиент подписывает на своём экране.</translation>
    </message>
    <message>
        <source>The client signs the paper; put it on the scanner. It is awaited in the folder: %1</source>
        <translation>Клиент подписывает лист; положите его в сканер. Ожидается в папке: %1</translation>
    </message>
</context>
</TS>
