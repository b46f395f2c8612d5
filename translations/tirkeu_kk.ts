<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="kk_KZ">
<context>
    <name>CareWords</name>
    <message>
        <source>The scanner&apos;s empty window is being looked at. Keep hands away for a moment.</source>
        <translation>Сканердің бос терезесі қаралуда. Қолыңызды бір сәт алыс ұстаңыз.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens is being looked at. Keep out of its sight for a moment.</source>
        <translation>Камераның объективі қаралуда. Бір сәт оның алдынан кетіңіз.</translation>
    </message>
    <message>
        <source>The scanner&apos;s window is clean.</source>
        <translation>Сканердің терезесі таза.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens is clean.</source>
        <translation>Камераның объективі таза.</translation>
    </message>
    <message>
        <source>The scanner&apos;s window is dirty. Wipe it with a dry soft cloth, then look again.</source>
        <translation>Сканердің терезесі кір. Құрғақ жұмсақ шүберекпен сүртіп, қайта қараңыз.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens is dirty. Wipe it with a dry soft cloth, then look again.</source>
        <translation>Камераның объективі кір. Құрғақ жұмсақ шүберекпен сүртіп, қайта қараңыз.</translation>
    </message>
    <message>
        <source>Nobody has shown the scanner&apos;s clean window yet. Wipe it with a dry soft cloth.</source>
        <translation>Сканердің таза терезесі әлі көрсетілмеген. Оны құрғақ жұмсақ шүберекпен сүртіңіз.</translation>
    </message>
    <message>
        <source>Nobody has shown the camera&apos;s clean lens yet. Wipe it with a dry soft cloth.</source>
        <translation>Камераның таза объективі әлі көрсетілмеген. Оны құрғақ жұмсақ шүберекпен сүртіңіз.</translation>
    </message>
    <message>
        <source>The scanner&apos;s window could not be judged. Clear the place above it and look again.</source>
        <translation>Сканердің терезесін бағалау мүмкін болмады. Үстін босатып, қайта қараңыз.</translation>
    </message>
    <message>
        <source>The camera&apos;s lens could not be judged. Let there be light before it and nothing close, then look again.</source>
        <translation>Камераның объективін бағалау мүмкін болмады. Алды жарық әрі бос болсын, содан кейін қайта қараңыз.</translation>
    </message>
    <message>
        <source>Wipe where the picture is marked.</source>
        <translation>Бейнеде белгіленген жерді сүртіңіз.</translation>
    </message>
    <message>
        <source>It still differs from the clean picture kept of it. Wipe it again. If it is clean, call a supervisor: signed in here, they look at it and press “It is clean now”.</source>
        <translation>Ол әлі де сақталған таза бейнеден өзгеше. Қайта сүртіңіз. Егер таза болса, супервайзерді шақырыңыз: ол осында кіріп, қарап шығады да, «Енді таза» түймесін басады.</translation>
    </message>
    <message>
        <source>It is clean now</source>
        <translation>Енді таза</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Қайта қарау</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Кейін</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Терезе</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Объектив</translation>
    </message>
    <message>
        <source>Window clean</source>
        <translation>Терезе таза</translation>
    </message>
    <message>
        <source>Lens clean</source>
        <translation>Объектив таза</translation>
    </message>
    <message>
        <source>Window dirty</source>
        <translation>Терезе кір</translation>
    </message>
    <message>
        <source>Lens dirty</source>
        <translation>Объектив кір</translation>
    </message>
    <message>
        <source>Clean window never shown</source>
        <translation>Таза терезе көрсетілмеген</translation>
    </message>
    <message>
        <source>Clean lens never shown</source>
        <translation>Таза объектив көрсетілмеген</translation>
    </message>
    <message>
        <source>Window not judged</source>
        <translation>Терезе бағаланбады</translation>
    </message>
    <message>
        <source>Lens not judged</source>
        <translation>Объектив бағаланбады</translation>
    </message>
    <message>
        <source>%1 (looked at: %2).</source>
        <translation>%1 (қаралды: %2).</translation>
    </message>
    <message>
        <source>Dirt grows; days until it wants wiping: about %1.</source>
        <translation>Кір көбейіп келеді; сүртуге дейін қалған күн: шамамен %1.</translation>
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
        <translation>Келісімдер</translation>
    </message>
    <message>
        <source>Right palm</source>
        <translation>Оң алақан</translation>
    </message>
    <message>
        <source>Left palm</source>
        <translation>Сол алақан</translation>
    </message>
    <message>
        <source>Comparison of the palm</source>
        <translation>Алақанды салыстыру</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Бет</translation>
    </message>
    <message>
        <source>Comparison of the face</source>
        <translation>Бетті салыстыру</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Шешім</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Қол қою</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Талон</translation>
    </message>
    <message>
        <source>later</source>
        <translation>кейін</translation>
    </message>
    <message>
        <source>now</source>
        <translation>қазір</translation>
    </message>
    <message>
        <source>done</source>
        <translation>орындалды</translation>
    </message>
    <message>
        <source>not successful</source>
        <translation>сәтсіз</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>қажет емес</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>Жеке куәлік</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>Паспорт</translation>
    </message>
    <message>
        <source>Residence permit</source>
        <translation>Тұруға ықтиярхат</translation>
    </message>
    <message>
        <source>Stateless person&apos;s certificate</source>
        <translation>Азаматтығы жоқ адамның куәлігі</translation>
    </message>
    <message>
        <source>phone confirmed</source>
        <translation>телефон расталды</translation>
    </message>
    <message>
        <source>phone not confirmed</source>
        <translation>телефон расталмады</translation>
    </message>
    <message>
        <source>phone not checked</source>
        <translation>телефон тексерілмеді</translation>
    </message>
    <message>
        <source>Accepted: the palms are enrolled.</source>
        <translation>Қабылданды: алақандар тіркелді.</translation>
    </message>
    <message>
        <source>Refused: nothing is enrolled.</source>
        <translation>Қабылданбады: ештеңе тіркелмеді.</translation>
    </message>
    <message>
        <source>The check had a negative result: nothing is enrolled.</source>
        <translation>Тексеру нәтижесі теріс: ештеңе тіркелмеді.</translation>
    </message>
    <message>
        <source>Data taken, result awaited.</source>
        <translation>Деректер алынды, нәтиже күтілуде.</translation>
    </message>
    <message>
        <source>Data taken, result awaited: the bank has not answered yet. Sign the documents now; the case is finished later under Home › To finish.</source>
        <translation>Деректер алынды, нәтиже күтілуде: банк әлі жауап берген жоқ. Құжаттарға қазір қол қойыңыз; іс кейін аяқталады: Басты бет › Аяқтау керек.</translation>
    </message>
    <message>
        <source>The client left before the end.</source>
        <translation>Клиент аяқтамай кетті.</translation>
    </message>
    <message>
        <source>The case was broken off.</source>
        <translation>Іс тоқтатылды.</translation>
    </message>
    <message>
        <source>The time for the case ran out.</source>
        <translation>Істің мерзімі өтті.</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Дербес деректер</translation>
    </message>
    <message>
        <source>Authentication with IDEC</source>
        <translation>СДАО арқылы аутентификациялау</translation>
    </message>
    <message>
        <source>EDS keys and certificate</source>
        <translation>ЭЦҚ кілттері мен сертификаты</translation>
    </message>
    <message>
        <source>Transfer to third parties</source>
        <translation>Үшінші тұлғаларға беру</translation>
    </message>
    <message>
        <source>Palm scanning</source>
        <translation>Алақан ізін сканерлеу</translation>
    </message>
    <message>
        <source>given</source>
        <translation>берілді</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>бас тартты</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>қайтарып алынды</translation>
    </message>
    <message>
        <source>cannot be scanned, attested</source>
        <translation>сканерлеуге болмайды, расталды</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>алынды</translation>
    </message>
    <message>
        <source>not taken, attempts: %1</source>
        <translation>алынған жоқ, әрекет: %1</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>алынған жоқ</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Үзілген</translation>
    </message>
    <message>
        <source>Documents to be signed</source>
        <translation>Құжаттарға қол қою керек</translation>
    </message>
    <message>
        <source>A supervisor&apos;s answer is awaited</source>
        <translation>Супервайзердің жауабы күтілуде</translation>
    </message>
    <message>
        <source>The bank&apos;s answer is awaited</source>
        <translation>Банктің жауабы күтілуде</translation>
    </message>
    <message>
        <source>There is a glove on the hand. Ask the client to take it off.</source>
        <translation>Қолда қолғап бар. Клиенттен шешуін сұраңыз.</translation>
    </message>
    <message>
        <source>There is a plaster or a bandage on the palm. If it cannot come off, take the other palm.</source>
        <translation>Алақанда жабысқақ не таңғыш бар. Шешуге болмаса, екінші алақанды алыңыз.</translation>
    </message>
    <message>
        <source>There is a ring on the hand. Ask the client to take it off.</source>
        <translation>Қолда сақина бар. Клиенттен шешуін сұраңыз.</translation>
    </message>
    <message>
        <source>There are marks on the scanner&apos;s window. Wipe it with a dry soft cloth.</source>
        <translation>Сканердің терезесінде дақ бар. Құрғақ жұмсақ шүберекпен сүртіңіз.</translation>
    </message>
    <message>
        <source>Not enough light falls on the palm. See that nothing covers the scanner, and switch the light on.</source>
        <translation>Алақанға түсетін жарық жеткіліксіз. Сканердің үстін ештеңе жаппағанын тексеріп, жарықты қосыңыз.</translation>
    </message>
    <message>
        <source>Too much light falls on the palm. Turn the scanner away from the sun and from lamps.</source>
        <translation>Алақанға жарық тым көп түседі. Сканерді күн мен шам жарығынан бұрып қойыңыз.</translation>
    </message>
    <message>
        <source>The consent is withdrawn; what rested on it has stopped.</source>
        <translation>Келісім қайтарып алынды; оған негізделген әрекеттер тоқтатылды.</translation>
    </message>
    <message>
        <source>The palm is this client&apos;s: they are recognised.</source>
        <translation>Алақан осы клиенттікі: ол танылды.</translation>
    </message>
    <message>
        <source>The palm was not recognised. Serve the client with the identity document.</source>
        <translation>Алақан танылмады. Клиентке жеке куәлігі бойынша қызмет көрсетіңіз.</translation>
    </message>
    <message>
        <source>Refused: the client is served with the identity document.</source>
        <translation>Бас тартылды: клиентке жеке куәлігі бойынша қызмет көрсетіледі.</translation>
    </message>
    <message>
        <source>not ended</source>
        <translation>аяқталмаған</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>қабылданды</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>нәтиже теріс</translation>
    </message>
    <message>
        <source>answer awaited</source>
        <translation>жауап күтілуде</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>үзілді</translation>
    </message>
    <message>
        <source>time ran out</source>
        <translation>мерзімі өтті</translation>
    </message>
    <message>
        <source>Face: authenticity check</source>
        <translation>Бет: шынайылығын тексеру</translation>
    </message>
    <message>
        <source>Face: comparison</source>
        <translation>Бет: салыстыру</translation>
    </message>
    <message>
        <source>Palm: authenticity check</source>
        <translation>Алақан: дәйектілігін тексеру</translation>
    </message>
    <message>
        <source>Palm: comparison</source>
        <translation>Алақан: салыстыру</translation>
    </message>
    <message>
        <source>Decision on authentication</source>
        <translation>Аутентификациялау туралы шешім</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Келісім</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>Келісім қайтарып алынды</translation>
    </message>
    <message>
        <source>Presence in person</source>
        <translation>Жеке қатысу</translation>
    </message>
    <message>
        <source>Annulment of a document</source>
        <translation>Құжаттың күшін жою</translation>
    </message>
    <message>
        <source>Act of destruction</source>
        <translation>Жою туралы акт</translation>
    </message>
    <message>
        <source>A supervisor has answered</source>
        <translation>Супервайзер жауап берді</translation>
    </message>
    <message>
        <source>The bank has answered</source>
        <translation>Банк жауап берді</translation>
    </message>
    <message>
        <source>A supervisor is called</source>
        <translation>Супервайзер шақырылды</translation>
    </message>
    <message>
        <source>A check that failed: to be looked at</source>
        <translation>Тексеру өтпеді: қарап шығу керек</translation>
    </message>
    <message>
        <source>Confirmation of delivery</source>
        <translation>Жіберілгенін растау құжаты</translation>
    </message>
    <message>
        <source>New attempts are asked for</source>
        <translation>Жаңа әрекеттер сұралып отыр</translation>
    </message>
</context>
<context>
    <name>CertificateFacts</name>
    <message>
        <source>Holder</source>
        <translation>Иесі</translation>
    </message>
    <message>
        <source>IIN</source>
        <translation>ЖСН</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Ұйым</translation>
    </message>
    <message>
        <source>BIN</source>
        <translation>БСН</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Рөлі</translation>
    </message>
    <message>
        <source>Key kept in</source>
        <translation>Кілт сақталатын жер</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Қолданылу мерзімі</translation>
    </message>
    <message>
        <source>Natural person</source>
        <translation>Жеке тұлға</translation>
    </message>
    <message>
        <source>Legal entity</source>
        <translation>Заңды тұлға</translation>
    </message>
    <message>
        <source>First head</source>
        <translation>Бірінші басшы</translation>
    </message>
    <message>
        <source>Right to sign</source>
        <translation>Қол қою құқығы</translation>
    </message>
    <message>
        <source>Right to sign financial documents</source>
        <translation>Қаржы құжаттарына қол қою құқығы</translation>
    </message>
    <message>
        <source>Human resources</source>
        <translation>Кадр бөлімінің қызметкері</translation>
    </message>
    <message>
        <source>Employee</source>
        <translation>Қызметкер</translation>
    </message>
    <message>
        <source>Information system</source>
        <translation>Ақпараттық жүйе</translation>
    </message>
    <message>
        <source>Identified in person</source>
        <translation>Жеке өзі келіп сәйкестендірілген</translation>
    </message>
    <message>
        <source>Identified remotely</source>
        <translation>Қашықтан сәйкестендірілген</translation>
    </message>
    <message>
        <source>Identified by Digital ID</source>
        <translation>Digital ID арқылы сәйкестендірілген</translation>
    </message>
    <message>
        <source>Not stated</source>
        <translation>Көрсетілмеген</translation>
    </message>
    <message>
        <source>File on a computer (PKCS#12)</source>
        <translation>Компьютердегі файл (PKCS#12)</translation>
    </message>
    <message>
        <source>File on a computer (Java)</source>
        <translation>Компьютердегі файл (Java)</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>Жеке куәлік</translation>
    </message>
    <message>
        <source>SIM card</source>
        <translation>SIM-карта</translation>
    </message>
    <message>
        <source>Cloud of the certification centre</source>
        <translation>Куәландырушы орталықтың бұлты</translation>
    </message>
    <message>
        <source>Another store</source>
        <translation>Басқа қойма</translation>
    </message>
</context>
<context>
    <name>ClientWords</name>
    <message>
        <source>Place your palm above the scanner</source>
        <translation>Алақаныңызды сканердің үстіне тосыңыз</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Қозғалмаңыз</translation>
    </message>
    <message>
        <source>Raise your palm a little</source>
        <translation>Алақаныңызды сәл жоғары көтеріңіз</translation>
    </message>
    <message>
        <source>Lower your palm a little</source>
        <translation>Алақаныңызды сәл төмен түсіріңіз</translation>
    </message>
    <message>
        <source>Move your palm to the middle</source>
        <translation>Алақаныңызды ортаға жылжытыңыз</translation>
    </message>
    <message>
        <source>Hold your palm level</source>
        <translation>Алақаныңызды тегіс ұстаңыз</translation>
    </message>
    <message>
        <source>Spread your fingers</source>
        <translation>Саусақтарыңыздың арасын ашыңыз</translation>
    </message>
    <message>
        <source>Show the other hand</source>
        <translation>Екінші қолыңызды тосыңыз</translation>
    </message>
    <message>
        <source>One hand only</source>
        <translation>Тек бір қолыңызды тосыңыз</translation>
    </message>
    <message>
        <source>Turn your palm down to the scanner</source>
        <translation>Алақаныңызды сканерге қаратып төмен бұрыңыз</translation>
    </message>
    <message>
        <source>Take off rings and gloves</source>
        <translation>Сақинаңызды, қолғабыңызды шешіңіз</translation>
    </message>
    <message>
        <source>Wipe your palm dry</source>
        <translation>Алақаныңызды құрғатып сүртіңіз</translation>
    </message>
    <message>
        <source>Remove your hand</source>
        <translation>Қолыңызды алыңыз</translation>
    </message>
    <message>
        <source>Present the palm once more</source>
        <translation>Алақанды тағы бір рет тосыңыз</translation>
    </message>
    <message>
        <source>Present your right palm</source>
        <translation>Оң алақаныңызды тосыңыз</translation>
    </message>
    <message>
        <source>Present your left palm</source>
        <translation>Сол алақаныңызды тосыңыз</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>Дербес деректер</translation>
    </message>
    <message>
        <source>Authentication with IDEC</source>
        <translation>СДАО арқылы аутентификациялау</translation>
    </message>
    <message>
        <source>EDS keys and certificate</source>
        <translation>ЭЦҚ кілттері мен сертификаты</translation>
    </message>
    <message>
        <source>Transfer to third parties</source>
        <translation>Үшінші тұлғаларға беру</translation>
    </message>
    <message>
        <source>Scanning of the palm</source>
        <translation>Алақанды сканерлеу</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Тоқтату</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Көмек</translation>
    </message>
    <message>
        <source>The employee knows that you need help.</source>
        <translation>Қызметкерге көмек керегі хабарланды.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Тоқтатылды</translation>
    </message>
    <message>
        <source>Nothing more is taken. The employee will ask you how to go on.</source>
        <translation>Енді ештеңе алынбайды. Қызметкер әрі қарай не істейтініңізді сұрайды.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Қош келдіңіз</translation>
    </message>
    <message>
        <source>The employee will help you here.</source>
        <translation>Мұнда сізге қызметкер көмектеседі.</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Сәл күтіңіз</translation>
    </message>
    <message>
        <source>The check is running.</source>
        <translation>Тексеріліп жатыр.</translation>
    </message>
    <message>
        <source>The employee will be with you at once.</source>
        <translation>Қызметкер қазір келеді.</translation>
    </message>
    <message>
        <source>Your data are taken</source>
        <translation>Деректеріңіз алынды</translation>
    </message>
    <message>
        <source>The result comes later. The employee is finishing the documents.</source>
        <translation>Нәтижесі кейін белгілі болады. Қызметкер құжаттарды аяқтап жатыр.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Дыбыс</translation>
    </message>
    <message>
        <source>This could not be finished today</source>
        <translation>Бүгін аяқтау мүмкін болмады</translation>
    </message>
    <message>
        <source>The employee will tell you what comes next.</source>
        <translation>Әрі қарай не болатынын қызметкер айтады.</translation>
    </message>
    <message>
        <source>%1, your palm works</source>
        <translation>%1, алақаныңыз жұмыс істейді</translation>
    </message>
    <message>
        <source>Thank you. From now on your palm is enough here. Take your slip.</source>
        <translation>Рақмет. Енді мұнда алақаныңыз жеткілікті. Талонды алыңыз.</translation>
    </message>
    <message>
        <source>%1, your palm was recognised</source>
        <translation>%1, алақаныңыз танылды</translation>
    </message>
    <message>
        <source>Thank you, the check is finished.</source>
        <translation>Рақмет, тексеру аяқталды.</translation>
    </message>
    <message>
        <source>%1, thank you</source>
        <translation>%1, рақмет</translation>
    </message>
    <message>
        <source>Your data are taken. The bank will tell you the result.</source>
        <translation>Деректеріңіз алынды. Нәтижесін банк хабарлайды.</translation>
    </message>
    <message>
        <source>%1, your consent is withdrawn</source>
        <translation>%1, келісіміңіз қайтарып алынды</translation>
    </message>
    <message>
        <source>Use has stopped from this moment. Take your slip.</source>
        <translation>Осы сәттен бастап пайдалану тоқтатылды. Талонды алыңыз.</translation>
    </message>
    <message>
        <source>%1, your answer is recorded</source>
        <translation>%1, жауабыңыз жазылды</translation>
    </message>
    <message>
        <source>You will be served without biometrics, with your identity document.</source>
        <translation>Сізге биометриясыз, жеке басты куәландыратын құжатпен қызмет көрсетіледі.</translation>
    </message>
    <message>
        <source>Question %1 of %2</source>
        <translation>Сұрақ: %1 / %2</translation>
    </message>
    <message>
        <source>Read the full text</source>
        <translation>Толық мәтінін оқу</translation>
    </message>
    <message>
        <source>Close the full text</source>
        <translation>Толық мәтінін жабу</translation>
    </message>
    <message>
        <source>I consent</source>
        <translation>Келісім беремін</translation>
    </message>
    <message>
        <source>I do not consent</source>
        <translation>Келісім бермеймін</translation>
    </message>
    <message>
        <source>If you do not consent: %1</source>
        <translation>Келісім бермесеңіз: %1</translation>
    </message>
    <message>
        <source>Use a video session instead</source>
        <translation>Бейнебайланыс арқылы өту</translation>
    </message>
    <message>
        <source>Who collects the data</source>
        <translation>Деректерді кім жинайды</translation>
    </message>
    <message>
        <source>BIN: %1</source>
        <translation>БСН: %1</translation>
    </message>
    <message>
        <source>Whose data</source>
        <translation>Кімнің деректері</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Не үшін</translation>
    </message>
    <message>
        <source>Which data</source>
        <translation>Қандай деректер</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Қандай мерзімге</translation>
    </message>
    <message>
        <source>Transfer abroad</source>
        <translation>Шетелге беру</translation>
    </message>
    <message>
        <source>Publicly available sources</source>
        <translation>Жалпыға қолжетімді көздер</translation>
    </message>
    <message>
        <source>How to withdraw</source>
        <translation>Қалай қайтарып алуға болады</translation>
    </message>
    <message>
        <source>A one-time code has been sent to you. Enter the code.</source>
        <translation>Сізге бір реттік код жіберілді. Кодты енгізіңіз.</translation>
    </message>
    <message>
        <source>Enter the PIN of your token</source>
        <translation>Токеніңіздің PIN-кодын енгізіңіз</translation>
    </message>
    <message>
        <source>The code is wrong or has expired</source>
        <translation>Код қате немесе мерзімі өткен</translation>
    </message>
    <message>
        <source>The PIN is wrong</source>
        <translation>PIN-код қате</translation>
    </message>
    <message>
        <source>Tries left: %1</source>
        <translation>Қалған әрекет: %1</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Соңғы цифрды өшіру</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Дайын</translation>
    </message>
    <message>
        <source>Choose a language</source>
        <translation>Тілді таңдаңыз</translation>
    </message>
    <message>
        <source>Attempt %1 of %2</source>
        <translation>Әрекет: %1 / %2</translation>
    </message>
    <message>
        <source>Sign with your finger or the pen</source>
        <translation>Саусағыңызбен немесе қаламмен қол қойыңыз</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Өшіру</translation>
    </message>
    <message>
        <source>consent given</source>
        <translation>келісім берілді</translation>
    </message>
    <message>
        <source>consent not given</source>
        <translation>келісім берілмеді</translation>
    </message>
    <message>
        <source>consent withdrawn</source>
        <translation>келісім қайтарып алынды</translation>
    </message>
    <message>
        <source>Withdrawal of consent</source>
        <translation>Келісімді қайтарып алу</translation>
    </message>
    <message>
        <source>What stops now</source>
        <translation>Қазір не тоқтатылады</translation>
    </message>
    <message>
        <source>What is kept, until when and why</source>
        <translation>Не, қашанға дейін және не үшін сақталады</translation>
    </message>
    <message>
        <source>To whom it was passed</source>
        <translation>Кімге берілген</translation>
    </message>
    <message>
        <source>To nobody.</source>
        <translation>Ешкімге берілмеген.</translation>
    </message>
    <message>
        <source>Keep until: %1</source>
        <translation>Сақтау мерзімінің соңы: %1</translation>
    </message>
    <message>
        <source>Years kept from the end of business relations: %1</source>
        <translation>Іскерлік қатынастар тоқтатылғаннан кейін сақталатын жыл саны: %1</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>Келісімді қайтарып алу</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Өзгеріссіз қалдыру</translation>
    </message>
    <message>
        <source>Good day. Show your identity document.</source>
        <translation>Сәлеметсіз бе! Жеке басыңызды растайтын құжатты көрсетіңіз.</translation>
    </message>
    <message>
        <source>Read each consent and answer yes or no.</source>
        <translation>Әр келісімді оқып, «иә» немесе «жоқ» деп жауап беріңіз.</translation>
    </message>
    <message>
        <source>Thank you. One moment.</source>
        <translation>Рақмет. Сәл күте тұрыңыз.</translation>
    </message>
    <message>
        <source>This could not be finished today. I will tell you what we can do next.</source>
        <translation>Бүгін аяқтау мүмкін болмады. Енді не істей алатынымызды айтамын.</translation>
    </message>
    <message>
        <source>That is your right. I will serve you with your identity document.</source>
        <translation>Бұл – сіздің құқығыңыз. Сізге жеке басыңызды растайтын құжат бойынша қызмет көрсетемін.</translation>
    </message>
    <message>
        <source>I am signing the documents of our conversation.</source>
        <translation>Мен әңгімеміздің құжаттарына қол қойып жатырмын.</translation>
    </message>
    <message>
        <source>Thank you. Your palm works.</source>
        <translation>Рақмет. Алақаныңыз жұмыс істейді.</translation>
    </message>
    <message>
        <source>Thank you. The data are taken, and the result will follow.</source>
        <translation>Рақмет. Деректер алынды, нәтижесі кейін белгілі болады.</translation>
    </message>
    <message>
        <source>Thank you. Your answers are recorded; I serve you with your document.</source>
        <translation>Рақмет. Жауаптарыңыз жазылды, сізге құжатыңыз бойынша қызмет көрсетемін.</translation>
    </message>
    <message>
        <source>Thank you for your time. Here is a slip about today.</source>
        <translation>Уақытыңызға рақмет. Міне, бүгінгі талоныңыз.</translation>
    </message>
    <message>
        <source>The check can also be done in a video session.</source>
        <translation>Тексеруден бейнебайланыс арқылы өтуге де болады.</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Келісімдер</translation>
    </message>
    <message>
        <source>Read each consent, mark Yes or No with your own hand, and sign below.</source>
        <translation>Әр келісімді оқып, «Иә» немесе «Жоқ» дегенді өз қолыңызбен белгілеңіз де, төменге қол қойыңыз.</translation>
    </message>
    <message>
        <source>Case: %1</source>
        <translation>Іс: %1</translation>
    </message>
    <message>
        <source>IIN: %1</source>
        <translation>ЖСН: %1</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Қолтаңба</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Күні</translation>
    </message>
    <message>
        <source>One moment: your screen is off. We will go on as soon as it is on again.</source>
        <translation>Бір сәт: экраныңыз сөніп тұр. Қосылған бойда жалғастырамыз.</translation>
    </message>
    <message>
        <source>Thank you. Your palm is recognised.</source>
        <translation>Рақмет. Алақаныңыз танылды.</translation>
    </message>
    <message>
        <source>Your consent is withdrawn. I serve you with your identity document.</source>
        <translation>Келісіміңіз қайтарып алынды. Сізге жеке куәлік бойынша қызмет көрсетемін.</translation>
    </message>
    <message>
        <source>You may take a consent back at any time. Tell me which one.</source>
        <translation>Келісімді кез келген уақытта қайтарып алуға болады. Қайсысын қайтарып алатыныңызды айтыңыз.</translation>
    </message>
    <message>
        <source>This is the last try. A wrong PIN locks the token.</source>
        <translation>Бұл соңғы әрекет. PIN-код қате болса, токен бұғатталады.</translation>
    </message>
    <message>
        <source>Yes, use the last try</source>
        <translation>Иә, соңғы әрекетті пайдаланамын</translation>
    </message>
    <message>
        <source>A wrong PIN was typed lately; few tries are left.</source>
        <translation>Жақында PIN-код қате терілген; әрекет аз қалды.</translation>
    </message>
    <message>
        <source>This PIN is the issuer&apos;s. Change it before you sign with it.</source>
        <translation>Бұл PIN-кодты токен шығарушысы қойған. Қол қою алдында оны ауыстырыңыз.</translation>
    </message>
</context>
<context>
    <name>DemoBranch</name>
    <message>
        <source>No token</source>
        <translation>Токен жоқ</translation>
    </message>
    <message>
        <source>Consents, signed by an invented client</source>
        <translation>Ойдан шығарылған клиент қол қойған келісімдер</translation>
    </message>
    <message>
        <source>This page stands for the paper that a scanner read.</source>
        <translation>Бұл бет сканер оқыған қағаздың орнына тұр.</translation>
    </message>
</context>
<context>
    <name>JournalKind</name>
    <message>
        <source>Case opened</source>
        <translation>Іс ашылды</translation>
    </message>
    <message>
        <source>Client&apos;s data recorded</source>
        <translation>Клиент деректері жазылды</translation>
    </message>
    <message>
        <source>Client identified by sight</source>
        <translation>Клиент көзбен сәйкестендірілді</translation>
    </message>
    <message>
        <source>Presence attested</source>
        <translation>Қатысуы расталды</translation>
    </message>
    <message>
        <source>Consent answered</source>
        <translation>Келісім туралы жауап алынды</translation>
    </message>
    <message>
        <source>Consent withdrawn</source>
        <translation>Келісім қайтарып алынды</translation>
    </message>
    <message>
        <source>Telephone checked</source>
        <translation>Телефон тексерілді</translation>
    </message>
    <message>
        <source>Hand excepted</source>
        <translation>Қол түсіруден босатылды</translation>
    </message>
    <message>
        <source>Case paused</source>
        <translation>Іс кідіртілді</translation>
    </message>
    <message>
        <source>Case resumed</source>
        <translation>Іс жалғастырылды</translation>
    </message>
    <message>
        <source>Case handed over</source>
        <translation>Іс басқа қызметкерге берілді</translation>
    </message>
    <message>
        <source>Attempt started</source>
        <translation>Әрекет басталды</translation>
    </message>
    <message>
        <source>Attempt finished</source>
        <translation>Әрекет аяқталды</translation>
    </message>
    <message>
        <source>Attempt voided</source>
        <translation>Әрекет есептен шығарылды</translation>
    </message>
    <message>
        <source>Template formed</source>
        <translation>Үлгі жасалды</translation>
    </message>
    <message>
        <source>Comparison made</source>
        <translation>Салыстыру жасалды</translation>
    </message>
    <message>
        <source>Comparison awaited</source>
        <translation>Салыстыру күтілуде</translation>
    </message>
    <message>
        <source>Answer received</source>
        <translation>Жауап келді</translation>
    </message>
    <message>
        <source>Duplicate suspected</source>
        <translation>Қайталану күдігі бар</translation>
    </message>
    <message>
        <source>Question raised</source>
        <translation>Сұрақ қойылды</translation>
    </message>
    <message>
        <source>Question answered</source>
        <translation>Сұраққа жауап берілді</translation>
    </message>
    <message>
        <source>Decision made</source>
        <translation>Шешім қабылданды</translation>
    </message>
    <message>
        <source>Case ended</source>
        <translation>Іс аяқталды</translation>
    </message>
    <message>
        <source>Case reopened</source>
        <translation>Іс қайта ашылды</translation>
    </message>
    <message>
        <source>Document made</source>
        <translation>Құжат жасалды</translation>
    </message>
    <message>
        <source>Document signed</source>
        <translation>Құжатқа қол қойылды</translation>
    </message>
    <message>
        <source>Document time-stamped</source>
        <translation>Құжатқа уақыт белгісі қойылды</translation>
    </message>
    <message>
        <source>Slip given</source>
        <translation>Талон берілді</translation>
    </message>
    <message>
        <source>Package queued</source>
        <translation>Пакет кезекке қойылды</translation>
    </message>
    <message>
        <source>Package sent</source>
        <translation>Пакет жіберілді</translation>
    </message>
    <message>
        <source>Package accepted</source>
        <translation>Пакет қабылданды</translation>
    </message>
    <message>
        <source>Package refused</source>
        <translation>Пакет қабылданбады</translation>
    </message>
    <message>
        <source>Package superseded</source>
        <translation>Пакет ауыстырылды</translation>
    </message>
    <message>
        <source>Notice to the client owed</source>
        <translation>Клиентке хабарлама жіберілуі тиіс</translation>
    </message>
    <message>
        <source>Picture viewed</source>
        <translation>Бейне қаралды</translation>
    </message>
    <message>
        <source>Export made</source>
        <translation>Экспорт жасалды</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Басып шығарылды</translation>
    </message>
    <message>
        <source>Business relation ended</source>
        <translation>Іскерлік қатынас аяқталды</translation>
    </message>
    <message>
        <source>Destruction forbidden</source>
        <translation>Жоюға тыйым салынды</translation>
    </message>
    <message>
        <source>Destruction allowed again</source>
        <translation>Жою тыйымы алынды</translation>
    </message>
    <message>
        <source>Client&apos;s data destroyed</source>
        <translation>Клиент деректері жойылды</translation>
    </message>
    <message>
        <source>Unfinished recording discarded</source>
        <translation>Аяқталмаған жазба алып тасталды</translation>
    </message>
    <message>
        <source>Vault made</source>
        <translation>Қойма жасалды</translation>
    </message>
    <message>
        <source>Vault opened</source>
        <translation>Қойма ашылды</translation>
    </message>
    <message>
        <source>Vault closed</source>
        <translation>Қойма жабылды</translation>
    </message>
    <message>
        <source>Slot added</source>
        <translation>Ұяшық қосылды</translation>
    </message>
    <message>
        <source>Slot removed</source>
        <translation>Ұяшық алынды</translation>
    </message>
    <message>
        <source>Data moved to a new key</source>
        <translation>Деректер жаңа кілтке көшірілді</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Жүйеге кірді</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>Кіруге рұқсат берілмеді</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Жүйеден шықты</translation>
    </message>
    <message>
        <source>Screen locked</source>
        <translation>Экран бұғатталды</translation>
    </message>
    <message>
        <source>Screen unlocked</source>
        <translation>Экран ашылды</translation>
    </message>
    <message>
        <source>Confirmed with the PIN</source>
        <translation>PIN-кодпен расталды</translation>
    </message>
    <message>
        <source>Confirmation refused</source>
        <translation>Растау қабылданбады</translation>
    </message>
    <message>
        <source>Security rules read</source>
        <translation>Қауіпсіздік қағидалары оқылды</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>Параметр өзгертілді</translation>
    </message>
    <message>
        <source>Criteria loaded</source>
        <translation>Өлшемшарттар жүктелді</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>Рөл өзгертілді</translation>
    </message>
    <message>
        <source>Device registered</source>
        <translation>Құрылғы тіркелді</translation>
    </message>
    <message>
        <source>Device attached</source>
        <translation>Құрылғы қосылды</translation>
    </message>
    <message>
        <source>Device removed</source>
        <translation>Құрылғы ажыратылды</translation>
    </message>
    <message>
        <source>Device refused</source>
        <translation>Құрылғы қабылданбады</translation>
    </message>
    <message>
        <source>Device changed</source>
        <translation>Құрылғы өзгерді</translation>
    </message>
    <message>
        <source>Clock jumped</source>
        <translation>Сағат ауытқыды</translation>
    </message>
    <message>
        <source>Anchor received</source>
        <translation>Якорь алынды</translation>
    </message>
    <message>
        <source>Roll-back found</source>
        <translation>Ескі күйге қайтарылғаны анықталды</translation>
    </message>
    <message>
        <source>Events of the closed time taken over</source>
        <translation>Жабық кездегі оқиғалар қабылданды</translation>
    </message>
    <message>
        <source>Events of the closed time lost</source>
        <translation>Жабық кездегі оқиғалар жоғалды</translation>
    </message>
    <message>
        <source>Journal volume sealed</source>
        <translation>Журнал томы мөрленді</translation>
    </message>
    <message>
        <source>Destruction proposed</source>
        <translation>Жою ұсынылды</translation>
    </message>
    <message>
        <source>Destruction approved</source>
        <translation>Жою бекітілді</translation>
    </message>
    <message>
        <source>Backup made</source>
        <translation>Сақтық көшірме жасалды</translation>
    </message>
    <message>
        <source>Restored from a backup</source>
        <translation>Сақтық көшірмеден қалпына келтірілді</translation>
    </message>
    <message>
        <source>Journal exported</source>
        <translation>Журнал экспортталды</translation>
    </message>
    <message>
        <source>Finding of the self-protection</source>
        <translation>Өзін-өзі қорғау бірдеңе анықтады</translation>
    </message>
    <message>
        <source>Program started</source>
        <translation>Бағдарлама іске қосылды</translation>
    </message>
    <message>
        <source>Program stopped</source>
        <translation>Бағдарлама тоқтатылды</translation>
    </message>
    <message>
        <source>Support mode began</source>
        <translation>Қолдау режимі қосылды</translation>
    </message>
    <message>
        <source>Support mode ended</source>
        <translation>Қолдау режимі аяқталды</translation>
    </message>
    <message>
        <source>Act of destruction signed</source>
        <translation>Жою актісіне қол қойылды</translation>
    </message>
    <message>
        <source>Act of destruction handed out</source>
        <translation>Жою актісі берілді</translation>
    </message>
    <message>
        <source>Signature level of a document stopped</source>
        <translation>Құжат қолтаңбасының деңгейін көтеру тоқтатылды</translation>
    </message>
    <message>
        <source>Suspicion looked into</source>
        <translation>Күдік қаралды</translation>
    </message>
    <message>
        <source>Confirmation of delivery signed</source>
        <translation>Жіберілгенін растауға қол қойылды</translation>
    </message>
    <message>
        <source>Notice to the client sent</source>
        <translation>Клиентке хабарлама жіберілді</translation>
    </message>
    <message>
        <source>Service outside the bank asked</source>
        <translation>Банктен тыс қызметтен сұралды</translation>
    </message>
    <message>
        <source>Service outside the bank told</source>
        <translation>Банктен тыс қызметке хабарланды</translation>
    </message>
    <message>
        <source>New attempts asked for</source>
        <translation>Жаңа әрекеттер сұралды</translation>
    </message>
    <message>
        <source>Answered whether there are new attempts</source>
        <translation>Жаңа әрекеттер туралы жауап берілді</translation>
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
        <translation>Бөлімше АТ қызметі</translation>
    </message>
    <message>
        <source>Security officer</source>
        <translation>Қауіпсіздік офицері</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Қалпына келтіру</translation>
    </message>
    <message>
        <source>Put back to an earlier state</source>
        <translation>Бұрынғы күйіне қайтарылған</translation>
    </message>
    <message>
        <source>Other entries stand there</source>
        <translation>Орнында басқа жазбалар тұр</translation>
    </message>
    <message>
        <source>Continues unchanged</source>
        <translation>Өзгеріссіз жалғасады</translation>
    </message>
    <message>
        <source>Authentic</source>
        <translation>Шынайы</translation>
    </message>
    <message>
        <source>Not authentic</source>
        <translation>Шынайы емес</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Қабылданды</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Бас тартылды</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>Теріс</translation>
    </message>
    <message>
        <source>Awaited</source>
        <translation>Күтілуде</translation>
    </message>
    <message>
        <source>Left unfinished</source>
        <translation>Аяқталмай қалды</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>Үзілді</translation>
    </message>
    <message>
        <source>Time ran out</source>
        <translation>Уақыты бітті</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Берілді</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Қайтарып алынды</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>Бет</translation>
    </message>
    <message>
        <source>Palm</source>
        <translation>Алақан</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Оң</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Сол</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Осы компьютер</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Шлюз</translation>
    </message>
    <message>
        <source>Nobody worked</source>
        <translation>Ешкім жұмыс істемеді</translation>
    </message>
    <message>
        <source>Token removed</source>
        <translation>Токен алынды</translation>
    </message>
    <message>
        <source>Computer went to sleep</source>
        <translation>Компьютер ұйқыға кетті</translation>
    </message>
    <message>
        <source>By key</source>
        <translation>Пернемен</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Жоқ</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>Ауыстырылған</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>Бұзылған</translation>
    </message>
    <message>
        <source>Torn</source>
        <translation>Үзілген</translation>
    </message>
    <message>
        <source>Not written in time</source>
        <translation>Уақытында жазылмаған</translation>
    </message>
    <message>
        <source>Undetermined</source>
        <translation>Анықталмады</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Сәйкес келеді</translation>
    </message>
    <message>
        <source>Does not match</source>
        <translation>Сәйкес келмейді</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Иә</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Жоқ</translation>
    </message>
    <message>
        <source>By rule</source>
        <translation>Ереже бойынша</translation>
    </message>
    <message>
        <source>Database of verified images</source>
        <translation>Тексерілген бейнелердің дерекқоры</translation>
    </message>
    <message>
        <source>Palm replaced</source>
        <translation>Алақан ауыстырылды</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Расталған</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>Расталмаған</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Тексерілмеген</translation>
    </message>
    <message>
        <source>By identity document</source>
        <translation>Жеке куәлік бойынша</translation>
    </message>
    <message>
        <source>Consent to personal data</source>
        <translation>Дербес деректерге келісім</translation>
    </message>
    <message>
        <source>Consent to IDEC authentication</source>
        <translation>СДАО арқылы аутентификациялауға келісім</translation>
    </message>
    <message>
        <source>Consent to EDS keys</source>
        <translation>ЭЦҚ кілттеріне келісім</translation>
    </message>
    <message>
        <source>Consent to third parties</source>
        <translation>Үшінші тұлғаларға келісім</translation>
    </message>
    <message>
        <source>Consent to palm scanning</source>
        <translation>Алақанды сканерлеуге келісім</translation>
    </message>
    <message>
        <source>Signed on the screen</source>
        <translation>Экранда қол қойылған</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Бір реттік код</translation>
    </message>
    <message>
        <source>EDS token</source>
        <translation>ЭЦҚ токені</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>Қағазда қол қойылған</translation>
    </message>
    <message>
        <source>The client&apos;s screen</source>
        <translation>Клиент экраны</translation>
    </message>
    <message>
        <source>Kazakh</source>
        <translation>Қазақша</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Орысша</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Ағылшынша</translation>
    </message>
    <message>
        <source>Program files changed</source>
        <translation>Бағдарлама файлдары өзгертілген</translation>
    </message>
    <message>
        <source>Emulated environment</source>
        <translation>Эмуляцияланған орта</translation>
    </message>
    <message>
        <source>Debugger</source>
        <translation>Жөндеуші бағдарлама</translation>
    </message>
    <message>
        <source>Foreign library</source>
        <translation>Бөгде кітапхана</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>Қашықтан басқару</translation>
    </message>
    <message>
        <source>Screen capture</source>
        <translation>Экранды түсіру</translation>
    </message>
    <message>
        <source>Administrator rights</source>
        <translation>Әкімші құқықтары</translation>
    </message>
    <message>
        <source>No antivirus</source>
        <translation>Антивирус жоқ</translation>
    </message>
    <message>
        <source>Warned</source>
        <translation>Ескертілді</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Бұғатталды</translation>
    </message>
    <message>
        <source>Registered anew</source>
        <translation>Қайта тіркелген</translation>
    </message>
    <message>
        <source>Struck off</source>
        <translation>Тізімнен шығарылған</translation>
    </message>
    <message>
        <source>Vault and client keys</source>
        <translation>Қойма және клиент кілттері</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Пакет</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>Түпнұсқалар</translation>
    </message>
    <message>
        <source>Document verified</source>
        <translation>Құжат тексерілді</translation>
    </message>
    <message>
        <source>Scanner in another place</source>
        <translation>Сканер басқа жерде</translation>
    </message>
    <message>
        <source>Backup folder</source>
        <translation>Сақтық көшірме қалтасы</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Тіл</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Түстер</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Өлшем</translation>
    </message>
    <message>
        <source>Token module</source>
        <translation>Токен модулі</translation>
    </message>
    <message>
        <source>NCALayer</source>
        <translation>NCALayer</translation>
    </message>
    <message>
        <source>NCALayer address</source>
        <translation>NCALayer мекенжайы</translation>
    </message>
    <message>
        <source>NCALayer authority</source>
        <translation>NCALayer куәландырушы орталығы</translation>
    </message>
    <message>
        <source>Token PIN</source>
        <translation>Токен PIN-коды</translation>
    </message>
    <message>
        <source>PIN of the second token</source>
        <translation>Екінші токеннің PIN-коды</translation>
    </message>
    <message>
        <source>EDS found on a second token</source>
        <translation>ЭЦҚ екінші токеннен табылды</translation>
    </message>
    <message>
        <source>Suspected</source>
        <translation>Күдік бар</translation>
    </message>
    <message>
        <source>Not suspected</source>
        <translation>Күдік жоқ</translation>
    </message>
    <message>
        <source>No answer in time</source>
        <translation>Уақытында жауап келмеді</translation>
    </message>
    <message>
        <source>Not asked: no connection</source>
        <translation>Сұралған жоқ: байланыс болмады</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Келісімдер</translation>
    </message>
    <message>
        <source>System against unauthorised payments</source>
        <translation>Рұқсатсыз төлемдерге қарсы жүйе</translation>
    </message>
    <message>
        <source>Database of mobile citizens</source>
        <translation>Мобильді азаматтар базасы</translation>
    </message>
    <message>
        <source>Check of the one-time code</source>
        <translation>Бір реттік кодты тексеру</translation>
    </message>
    <message>
        <source>Face comparison</source>
        <translation>Бетті салыстыру</translation>
    </message>
    <message>
        <source>No certificate</source>
        <translation>Сертификат жоқ</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Жоқ</translation>
    </message>
    <message>
        <source>A false alarm</source>
        <translation>Жалған дабыл</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Жұмыс орны</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Рұқсат етілді</translation>
    </message>
    <message>
        <source>Enrolment</source>
        <translation>Тіркеу</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Тексеру</translation>
    </message>
    <message>
        <source>Withdrawal of consent</source>
        <translation>Келісімді қайтарып алу</translation>
    </message>
</context>
<context>
    <name>OutboxWords</name>
    <message>
        <source>Being prepared</source>
        <translation>Дайындалуда</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Жіберілуін күтіп тұр</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Жіберілуде</translation>
    </message>
    <message>
        <source>Sent; the bank is checking</source>
        <translation>Жіберілді; банк тексеруде</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Жеткізілді</translation>
    </message>
    <message>
        <source>Refused by the bank</source>
        <translation>Банк қабылдамады</translation>
    </message>
    <message>
        <source>Replaced by a newer package</source>
        <translation>Жаңарақ пакетпен ауыстырылды</translation>
    </message>
    <message>
        <source>Connected to the bank since: %1.</source>
        <translation>Банкпен байланыс бар, басталуы: %1.</translation>
    </message>
    <message>
        <source>Quiet hours: only withdrawals are sent now, the rest later.</source>
        <translation>Тыныш сағаттар: қазір тек келісімді қайтарып алу жіберіледі, қалғаны кейін.</translation>
    </message>
    <message>
        <source>No connection to the bank since: %1.</source>
        <translation>Банкпен байланыс жоқ, басталуы: %1.</translation>
    </message>
    <message>
        <source>Everything at the counter works: enrolment, verification, signatures.</source>
        <translation>Кассадағы жұмыстың бәрі жүріп жатыр: тіркеу, тексеру, қол қою.</translation>
    </message>
    <message>
        <source>The bank&apos;s answers wait.</source>
        <translation>Банктің жауаптары күтеді.</translation>
    </message>
    <message>
        <source>Packages waiting: %1.</source>
        <translation>Күтіп тұрған пакеттер: %1.</translation>
    </message>
    <message>
        <source>Withdrawals of consent not passed on by the bank yet: %1.</source>
        <translation>Банк әрі қарай әлі жеткізбеген келісімді қайтарып алулар: %1.</translation>
    </message>
    <message>
        <source>Today: clients served %1, delivered to the bank %2.</source>
        <translation>Бүгін: қызмет көрсетілген клиенттер – %1, банкке жеткізілгені – %2.</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Home</source>
        <translation>Басты бет</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Жаңа клиент</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Аяқталмаған істер</translation>
    </message>
    <message>
        <source>Find client</source>
        <translation>Клиентті іздеу</translation>
    </message>
    <message>
        <source>To finish</source>
        <translation>Аяқтау керек</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Жіберу кезегі</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Құрылғылар</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Параметрлер</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Пернелер</translation>
    </message>
    <message>
        <source>Verify document</source>
        <translation>Құжатты тексеру</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Сақтау</translation>
    </message>
    <message>
        <source>What clients ask</source>
        <translation>Клиенттер не сұрайды</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Жадынама</translation>
    </message>
    <message>
        <source>PIN of the token</source>
        <translation>Токеннің PIN-коды</translation>
    </message>
    <message>
        <source>Authorities for NCALayer</source>
        <translation>NCALayer куәландырушы орталықтары</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Жаттығу</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Сұрақ</translation>
    </message>
</context>
<context>
    <name>VaultJournal</name>
    <message>
        <source>Workstation</source>
        <translation>Жұмыс орны</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::AnswerForm</name>
    <message>
        <source>May this palm take the place of the enrolled one? The old palm was not shown, or differs.</source>
        <translation>Бұл алақан тіркелген алақанның орнына қойылсын ба? Бұрынғы алақан көрсетілмеді немесе ұқсамайды.</translation>
    </message>
    <message>
        <source>The rules do not decide this case. May it be accepted?</source>
        <translation>Ережелер бұл істі шешпейді. Оны қабылдауға бола ма?</translation>
    </message>
    <message>
        <source>The palm is like one of the teller&apos;s.</source>
        <translation>Алақан теллердің алақанына ұқсайды.</translation>
    </message>
    <message>
        <source>Right and left palm may be exchanged.</source>
        <translation>Оң және сол алақан ауысып кеткен болуы мүмкін.</translation>
    </message>
    <message>
        <source>The system against unauthorised payments suspects this client.</source>
        <translation>Рұқсатсыз төлемдерге қарсы жүйе осы клиенттен күдіктенеді.</translation>
    </message>
    <message>
        <source>Alike palms of other clients: %1</source>
        <translation>Басқа клиенттердің ұқсас алақандары: %1</translation>
    </message>
    <message>
        <source>The case</source>
        <translation>Іс</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Сұрақ</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>Compared with the enrolled palm</source>
        <translation>Тіркелген алақанмен салыстыру</translation>
    </message>
    <message>
        <source>answer awaited</source>
        <translation>жауап күтілуде</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>сәйкес келеді</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>сәйкес келмейді</translation>
    </message>
    <message>
        <source>near the threshold</source>
        <translation>шекті мәнге жақын</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>Назар аударыңыз</translation>
    </message>
    <message>
        <source>Yes, go on</source>
        <translation>Иә, жалғастыру</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Жоқ</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Себебі</translation>
    </message>
    <message>
        <source>Second proof: what else was looked at</source>
        <translation>Екінші дәлел: тағы не қаралды</translation>
    </message>
    <message>
        <source>The teller called you. Say what was arranged; it decides nothing.</source>
        <translation>Теллер сізді шақырды. Не келісілгенін жазыңыз; бұл іс бойынша шешім емес.</translation>
    </message>
    <message>
        <source>I have seen to it</source>
        <translation>Мәселемен айналыстым</translation>
    </message>
    <message>
        <source>What was arranged</source>
        <translation>Не келісілді</translation>
    </message>
    <message>
        <source>Taken: %1</source>
        <translation>Түсірілген уақыты: %1</translation>
    </message>
    <message>
        <source>May this client be given new attempts, for one case?</source>
        <translation>Бұл клиентке бір іске жаңа әрекеттер берілсін бе?</translation>
    </message>
    <message>
        <source>Attempts are spent</source>
        <translation>Әрекеттер жұмсалды</translation>
    </message>
    <message>
        <source>Without you there are new ones from</source>
        <translation>Сізсіз жаңасы берілетін уақыт</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Сұраған қызметкер</translation>
    </message>
    <message>
        <source>Yes, give them</source>
        <translation>Иә, беру</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::AnswersPage</name>
    <message>
        <source>What clients ask</source>
        <translation>Клиенттер не сұрайды</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Артқа</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::AuthoritiesPage</name>
    <message>
        <source>Valid until: %1</source>
        <translation>Жарамдылық мерзімі: %1</translation>
    </message>
    <message>
        <source>None: documents are not signed through NCALayer.</source>
        <translation>Ешқайсысы жоқ: құжаттарға NCALayer арқылы қол қойылмайды.</translation>
    </message>
    <message>
        <source>Choose an authority&apos;s certificate</source>
        <translation>Куәландырушы орталықтың сертификатын таңдаңыз</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer *.der)</source>
        <translation>Сертификаттар (*.pem *.crt *.cer *.der)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Барлық файлдар (*)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Орны</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Файл атауы</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Файл түрі</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Таңдау</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Болдырмау</translation>
    </message>
    <message>
        <source>Added. Compare the digits with those the authority publishes.</source>
        <translation>Қосылды. Цифрларды куәландырушы орталық жариялағанымен салыстырыңыз.</translation>
    </message>
    <message>
        <source>Removed.</source>
        <translation>Тізімнен алынды.</translation>
    </message>
    <message>
        <source>Authorities for NCALayer</source>
        <translation>NCALayer куәландырушы орталықтары</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Артқа</translation>
    </message>
    <message>
        <source>NCALayer, or a program like it on this computer, shows a certificate of one of these authorities. A supervisor adds and removes them.</source>
        <translation>NCALayer немесе осы компьютердегі сол сияқты бағдарлама мына орталықтардың бірінің сертификатын көрсетеді. Оларды супервайзер қосады және алып тастайды.</translation>
    </message>
    <message>
        <source>Authorities that are trusted here</source>
        <translation>Мұнда сенім білдірілген орталықтар</translation>
    </message>
    <message>
        <source>File with an authority&apos;s certificate</source>
        <translation>Куәландырушы орталық сертификатының файлы</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Файлды таңдау</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Қосу</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Алып тастау</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::BreakOffStep</name>
    <message>
        <source>Why does the case end here?</source>
        <translation>Іс неліктен осы жерде тоқтатылады?</translation>
    </message>
    <message>
        <source>Break off</source>
        <translation>Тоқтату</translation>
    </message>
    <message>
        <source>The client leaves</source>
        <translation>Клиент кетіп барады</translation>
    </message>
    <message>
        <source>I must stop</source>
        <translation>Мен тоқтатуым керек</translation>
    </message>
    <message>
        <source>Reason, as it stands in the documents</source>
        <translation>Себебі: құжаттарда дәл осылай жазылады</translation>
    </message>
    <message>
        <source>Back to the case</source>
        <translation>Іске оралу</translation>
    </message>
    <message>
        <source>The documents of the case say who ended it. What was recorded stays; spent attempts stay spent.</source>
        <translation>Істі кім тоқтатқаны құжаттарда жазылады. Жазылғандар сақталады; жұмсалған әрекеттер қайтарылмайды.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::CaseRail</name>
    <message>
        <source>Attempts spent: %1 of %2</source>
        <translation>Жұмсалған әрекет: %1 / %2</translation>
    </message>
    <message>
        <source>About %1 min</source>
        <translation>Шамамен, мин: %1</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ClientCard</name>
    <message>
        <source>F6 Pause</source>
        <translation>F6 Кідірту</translation>
    </message>
    <message>
        <source>F9 Break off</source>
        <translation>F9 Тоқтату</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Жаңа клиент</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 / %2: %3</translation>
    </message>
    <message>
        <source>F2 Explain</source>
        <translation>F2 Түсіндіру</translation>
    </message>
    <message>
        <source>F10 Hand over</source>
        <translation>F10 Тапсыру</translation>
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
        <translation>ЖСН</translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation>%1, жарамды: %2 дейін</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>none</source>
        <translation>жоқ</translation>
    </message>
    <message>
        <source>New data</source>
        <translation>Жаңа деректер</translation>
    </message>
    <message>
        <source>Write the client&apos;s data down anew</source>
        <translation>Клиент деректерін қайта жазу</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Келісімдер</translation>
    </message>
    <message>
        <source>not signed yet</source>
        <translation>әлі қол қойылмаған</translation>
    </message>
    <message>
        <source>None was asked for</source>
        <translation>Сұралмаған</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>Келісімді қайтарып алу</translation>
    </message>
    <message>
        <source>Palms</source>
        <translation>Алақандар</translation>
    </message>
    <message>
        <source>enrolled: %1</source>
        <translation>тіркелген: %1</translation>
    </message>
    <message>
        <source>cannot be scanned until %1</source>
        <translation>сканерленбейді, мерзімі: %1</translation>
    </message>
    <message>
        <source>cannot be scanned</source>
        <translation>сканерленбейді</translation>
    </message>
    <message>
        <source>None is enrolled here</source>
        <translation>Мұнда бірде-бір алақан тіркелмеген</translation>
    </message>
    <message>
        <source>Notice that is owed: the palm was replaced</source>
        <translation>Жіберілуге тиіс хабарлама: алақан ауыстырылды</translation>
    </message>
    <message>
        <source>no phone</source>
        <translation>телефон жоқ</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ауыстыру</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Тіркеу</translation>
    </message>
    <message>
        <source>Enrol the palms anew</source>
        <translation>Алақандарды қайта тіркеу</translation>
    </message>
    <message>
        <source>Enrol the palms</source>
        <translation>Алақандарды тіркеу</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Істер</translation>
    </message>
    <message>
        <source>Originals given out</source>
        <translation>Түпнұсқалар берілді</translation>
    </message>
    <message>
        <source>The document that is written down has expired. Take the data of a valid one.</source>
        <translation>Жазылған құжаттың мерзімі өткен. Жарамды құжаттың деректерін алыңыз.</translation>
    </message>
    <message>
        <source>The relation with the bank ended: %1</source>
        <translation>Банкпен қатынас тоқтатылған күн: %1</translation>
    </message>
    <message>
        <source>These data are on hold and are not destroyed.</source>
        <translation>Бұл деректер сақтауға алынған және жойылмайды.</translation>
    </message>
    <message>
        <source>With Enter you confirm that the client is here in person and looks like the photograph.</source>
        <translation>Enter басу арқылы клиенттің өзі осында екенін және фотоға ұқсайтынын растайсыз.</translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation>Ешкім таңдалмаған</translation>
    </message>
    <message>
        <source>Find a client by IIN, document or phone; their card opens here.</source>
        <translation>Клиентті ЖСН, құжат немесе телефон бойынша іздеңіз; оның картасы осында ашылады.</translation>
    </message>
    <message>
        <source>Find client</source>
        <translation>Клиентті іздеу</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>Картаға оралу</translation>
    </message>
    <message>
        <source>Recognise by palm</source>
        <translation>Алақаны бойынша тану</translation>
    </message>
    <message>
        <source>Number at the bank</source>
        <translation>Банктегі нөмірі</translation>
    </message>
    <message>
        <source>The confirmation is drawn and signed.</source>
        <translation>Растау жасалып, қол қойылуда.</translation>
    </message>
    <message>
        <source>The confirmation is signed. It stands among the documents.</source>
        <translation>Растауға қол қойылды. Ол құжаттардың арасында.</translation>
    </message>
    <message>
        <source>Sign the confirmation</source>
        <translation>Растауға қол қою</translation>
    </message>
    <message>
        <source>The client was told: the palm was replaced</source>
        <translation>Клиентке хабарланды: алақан ауыстырылды</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ClientStep</name>
    <message>
        <source>Only digits belong here.</source>
        <translation>Мұнда тек цифр енгізіледі.</translation>
    </message>
    <message>
        <source>A phone number is written with digits, +, spaces, brackets and hyphens.</source>
        <translation>Телефон нөмірі цифрлармен, + таңбасымен, бос орындармен, жақшалармен және дефистермен жазылады.</translation>
    </message>
    <message>
        <source>Correct the client&apos;s data</source>
        <translation>Клиент деректерін түзету</translation>
    </message>
    <message>
        <source>Who is at the counter?</source>
        <translation>Алдыңызда кім отыр?</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Жалғастыру</translation>
    </message>
    <message>
        <source>BIN, 12 digits</source>
        <translation>БСН, 12 цифр</translation>
    </message>
    <message>
        <source>Their IIN, 12 digits</source>
        <translation>Оның ЖСН-ы, 12 цифр</translation>
    </message>
    <message>
        <source>Name of the organisation</source>
        <translation>Ұйымның атауы</translation>
    </message>
    <message>
        <source>Surname and names</source>
        <translation>Тегі және аты-жөні</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Не үшін</translation>
    </message>
    <message>
        <source>The client&apos;s language</source>
        <translation>Клиенттің тілі</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Құжат</translation>
    </message>
    <message>
        <source>Acts for</source>
        <translation>Кімнің атынан</translation>
    </message>
    <message>
        <source>On the ground of</source>
        <translation>Негізі</translation>
    </message>
    <message>
        <source>Themselves</source>
        <translation>Өз атынан</translation>
    </message>
    <message>
        <source>A legal entity</source>
        <translation>Заңды тұлға</translation>
    </message>
    <message>
        <source>Another person</source>
        <translation>Басқа адам</translation>
    </message>
    <message>
        <source>Order of appointment</source>
        <translation>Тағайындау бұйрығы</translation>
    </message>
    <message>
        <source>Power of attorney</source>
        <translation>Сенімхат</translation>
    </message>
    <message>
        <source>The law: parent, guardian</source>
        <translation>Заң: ата-ана, қорғаншы</translation>
    </message>
    <message>
        <source>IIN, 12 digits</source>
        <translation>ЖСН, 12 цифр</translation>
    </message>
    <message>
        <source>Document number</source>
        <translation>Құжат нөмірі</translation>
    </message>
    <message>
        <source>Valid until: day, month, year</source>
        <translation>Жарамды: күні, айы, жылы</translation>
    </message>
    <message>
        <source>Date of birth: day, month, year</source>
        <translation>Туған күні, айы, жылы</translation>
    </message>
    <message>
        <source>Surname</source>
        <translation>Тегі</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Аты</translation>
    </message>
    <message>
        <source>Patronymic, if any</source>
        <translation>Әкесінің аты, бар болса</translation>
    </message>
    <message>
        <source>Mobile phone</source>
        <translation>Ұялы телефон</translation>
    </message>
    <message>
        <source>Number of the paper</source>
        <translation>Құжаттың нөмірі</translation>
    </message>
    <message>
        <source>Issued: day, month, year</source>
        <translation>Берілген күні, айы, жылы</translation>
    </message>
    <message>
        <source>Valid until, if it ends</source>
        <translation>Мерзімі, шектеулі болса</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>Жеке өзі</translation>
    </message>
    <message>
        <source>The client is here and looks like the photograph</source>
        <translation>Клиенттің өзі осында және құжаттағы фотоға ұқсайды</translation>
    </message>
    <message>
        <source>Fields to put right: %1. What is wrong stands below each of them.</source>
        <translation>Түзетілетін өріс саны: %1. Қатесі әр өрістің астында жазылған.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::CodeConfirmation</name>
    <message>
        <source>One-time code</source>
        <translation>Бір реттік код</translation>
    </message>
    <message>
        <source>The client has confirmed by a one-time code.</source>
        <translation>Клиент бір реттік кодпен растады.</translation>
    </message>
    <message>
        <source>A code goes to the client&apos;s telephone. With it they confirm what is marked above.</source>
        <translation>Клиенттің телефонына код жіберіледі. Жоғарыда белгіленгенді сол кодпен растайды.</translation>
    </message>
    <message>
        <source>The code is sent to: %1. The client types it on their screen.</source>
        <translation>Код жіберілді: %1. Клиент оны өз экранында енгізеді.</translation>
    </message>
    <message>
        <source>The code is sent to: %1. The client types it here.</source>
        <translation>Код жіберілді: %1. Клиент оны осында енгізеді.</translation>
    </message>
    <message>
        <source>The code is wrong. Tries left: %1</source>
        <translation>Код қате. Қалған мүмкіндік: %1</translation>
    </message>
    <message>
        <source>Confirm the code</source>
        <translation>Кодты растау</translation>
    </message>
    <message>
        <source>Send the code</source>
        <translation>Кодты жіберу</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ConfirmationPanel</name>
    <message>
        <source>Nothing is to be signed. The refusals are recorded.</source>
        <translation>Қол қоятын ештеңе жоқ. Бас тарту жазылады.</translation>
    </message>
    <message>
        <source>How does the client confirm the answers?</source>
        <translation>Клиент жауаптарын немен растайды?</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ConsentCard</name>
    <message>
        <source>Yes</source>
        <translation>Иә</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Жоқ</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ConsentStep</name>
    <message>
        <source>What does the client agree to?</source>
        <translation>Клиент неге келіседі?</translation>
    </message>
    <message>
        <source>Continue without biometrics</source>
        <translation>Биометриясыз жалғастыру</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Жалғастыру</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DeliveryPanel</name>
    <message>
        <source>The confirmation names each document that was sent to the bank, when it was sent, and when the bank&apos;s data centre received it. The bank&apos;s receipts are attached.</source>
        <translation>Растауда банкке жіберілген әр құжат, оның жіберілген уақыты және банктің деректер орталығы оны алған уақыт көрсетіледі. Банктің түбіртектері қоса тіркеледі.</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>Токеніңіздің PIN-коды</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DemoRibbon</name>
    <message>
        <source>Demo: simulated devices, demo keys, invented people.</source>
        <translation>Демо: имитациялық құрылғылар, демо кілттер, ойдан шығарылған адамдар.</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Демо</translation>
    </message>
    <message>
        <source>Token in the reader: %1</source>
        <translation>Оқу құрылғысындағы токен: %1</translation>
    </message>
    <message>
        <source>Client at the counter</source>
        <translation>Алдыңыздағы клиент</translation>
    </message>
    <message>
        <source>Client signs the paper</source>
        <translation>Клиент қағазға қол қояды</translation>
    </message>
    <message>
        <source>The client&apos;s telephone: code %1</source>
        <translation>Клиент телефоны: код %1</translation>
    </message>
    <message>
        <source>The client&apos;s telephone: a message has come</source>
        <translation>Клиенттің телефоны: хабарлама келді</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DevicesPage</name>
    <message>
        <source>The device is being opened.</source>
        <translation>Құрылғы ашылуда.</translation>
    </message>
    <message>
        <source>A hand is seen.</source>
        <translation>Қол көрінеді.</translation>
    </message>
    <message>
        <source>This is what the device sees. Nothing is kept.</source>
        <translation>Құрылғы осыны көріп тұр. Ештеңе сақталмайды.</translation>
    </message>
    <message>
        <source>The device may be used in this port until the program ends.</source>
        <translation>Бағдарлама жабылғанша құрылғыны осы портта пайдалануға болады.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Құрылғылар</translation>
    </message>
    <message>
        <source>Live picture</source>
        <translation>Тікелей бейне</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Тоқтату</translation>
    </message>
    <message>
        <source>Hold a hand above the device and look: is it your hand that the picture shows? Then you may permit this port.</source>
        <translation>Қолыңызды құрылғының үстіне апарып қараңыз: бейнедегі сіздің қолыңыз ба? Олай болса, бұл портқа рұқсат беруге болады.</translation>
    </message>
    <message>
        <source>A supervisor can permit this port after signing in here and looking at the picture.</source>
        <translation>Бұл портқа супервайзер осында кіріп, бейнені қарағаннан кейін рұқсат бере алады.</translation>
    </message>
    <message>
        <source>Supervisor&apos;s PIN</source>
        <translation>Супервайзердің PIN-коды</translation>
    </message>
    <message>
        <source>Permit this port</source>
        <translation>Портқа рұқсат беру</translation>
    </message>
    <message>
        <source>The bank&apos;s criteria register no device for this workstation.</source>
        <translation>Банк өлшемшарттарында бұл жұмыс орнына құрылғы тіркелмеген.</translation>
    </message>
    <message>
        <source>Palm scanner</source>
        <translation>Алақан сканері</translation>
    </message>
    <message>
        <source>Camera for the face</source>
        <translation>Бет камерасы</translation>
    </message>
    <message>
        <source>Camera for documents</source>
        <translation>Құжат камерасы</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Микрофон</translation>
    </message>
    <message>
        <source>As this computer has it</source>
        <translation>осы компьютерде бапталғандай</translation>
    </message>
    <message>
        <source>This is how loud the microphone hears. Nothing is kept.</source>
        <translation>Микрофон дыбысты осылай естиді. Ештеңе сақталмайды.</translation>
    </message>
    <message>
        <source>Registered and connected</source>
        <translation>тіркелген, қосылған</translation>
    </message>
    <message>
        <source>Being looked for</source>
        <translation>ізделуде</translation>
    </message>
    <message>
        <source>In another port</source>
        <translation>басқа портта</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>қосылмаған</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>қабылданбады</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Тексеру</translation>
    </message>
    <message>
        <source>Check: %1</source>
        <translation>Тексеру: %1</translation>
    </message>
    <message>
        <source>Look at the window: %1</source>
        <translation>Терезені қарау: %1</translation>
    </message>
    <message>
        <source>Look at the lens: %1</source>
        <translation>Объективті қарау: %1</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::DocumentsPanel</name>
    <message>
        <source>Printed: %1</source>
        <translation>Басып шығарылды: %1</translation>
    </message>
    <message>
        <source>The originals lie in the folder: %1</source>
        <translation>Түпнұсқалар мына қалтада: %1</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Құжаттар</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ашу</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Басып шығару</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорттау</translation>
    </message>
    <message>
        <source>Export all</source>
        <translation>Барлығын экспорттау</translation>
    </message>
    <message>
        <source>Who gets them</source>
        <translation>Кімге беріледі</translation>
    </message>
    <message>
        <source>The client</source>
        <translation>Клиентке</translation>
    </message>
    <message>
        <source>A court</source>
        <translation>Сотқа</translation>
    </message>
    <message>
        <source>A state body</source>
        <translation>Мемлекеттік органға</translation>
    </message>
    <message>
        <source>An auditor</source>
        <translation>Аудиторға</translation>
    </message>
    <message>
        <source>Confirm delivery</source>
        <translation>Жіберілгенін растау</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::EmptyListPage</name>
    <message>
        <source>Home</source>
        <translation>Басты бет</translation>
    </message>
    <message>
        <source>Clients are not served at this workplace</source>
        <translation>Бұл жұмыс орнында клиенттерге қызмет көрсетілмейді</translation>
    </message>
    <message>
        <source>It has not been set up for that. Until it is, a client is served the way your branch&apos;s instructions describe; ask branch IT when it will be.</source>
        <translation>Ол бұған әлі бапталмаған. Оған дейін клиентке бөлімшеңіздің нұсқаулығы бойынша қызмет көрсетіледі; қашан бапталатынын бөлімшенің АТ маманынан сұраңыз.</translation>
    </message>
    <message>
        <source>No draft is waiting</source>
        <translation>Аяқталмаған іс жоқ</translation>
    </message>
    <message>
        <source>When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its deadline. Nothing that was recorded is lost.</source>
        <translation>Экран бұғатталса, жарық өшсе немесе клиент кетіп қалса, үзілген іс мерзімі біткенше осында күтеді. Жазылған ештеңе жоғалмайды.</translation>
    </message>
    <message>
        <source>Nothing waits to be finished</source>
        <translation>Аяқталуын күткен іс жоқ</translation>
    </message>
    <message>
        <source>Cases taken while there was no connection stand here until the bank has answered.</source>
        <translation>Байланыс жоқ кезде қабылданған істер банк жауап бергенше осында тұрады.</translation>
    </message>
    <message>
        <source>The outbox is empty</source>
        <translation>Жіберу кезегі бос</translation>
    </message>
    <message>
        <source>Each signed case appears here with its way to the bank, and stays until the bank&apos;s receipt is verified. This workplace has no line to the bank yet.</source>
        <translation>Қол қойылған әр істің банкке жіберілу барысы осында көрінеді, банктің түбіртегі тексерілгенше іс осында қалады. Бұл жұмыс орнының банкпен байланысы әлі жоқ.</translation>
    </message>
    <message>
        <source>The program drives no devices here</source>
        <translation>Мұнда бағдарлама құрылғыларды басқармайды</translation>
    </message>
    <message>
        <source>Scanners and cameras are registered in the bank&apos;s criteria, signed by two security officers. Branch IT lists and checks them with the command: tirkeuctl device</source>
        <translation>Сканерлер мен камералар екі қауіпсіздік офицері қол қойған банк өлшемшарттарында тіркеледі. Бөлімшенің АТ маманы оларды мына команда арқылы көріп, тексереді: tirkeuctl device</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::EnrolmentPage</name>
    <message>
        <source>The client wants to stop. Ask what they would like.</source>
        <translation>Клиент тоқтағысы келеді. Не қалайтынын сұраңыз.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Жалғастыру</translation>
    </message>
    <message>
        <source>The client asks for help.</source>
        <translation>Клиент көмек сұрайды.</translation>
    </message>
    <message>
        <source>The client would rather have a video session.</source>
        <translation>Клиент бейнебайланысты қалайды.</translation>
    </message>
    <message>
        <source>End here</source>
        <translation>Осымен аяқтау</translation>
    </message>
    <message>
        <source>A supervisor is called: the case stands first on their list. When they are here, press F8 again. The client&apos;s screen says nothing of it.</source>
        <translation>Супервайзер шақырылды: бұл іс оның тізімінде бірінші тұр. Ол келгенде F8 пернесін қайта басыңыз. Клиенттің экранында бұл туралы ештеңе жазылмайды.</translation>
    </message>
    <message>
        <source>Back, nothing changes</source>
        <translation>Өзгертпей қайту</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::FindClientPage</name>
    <message>
        <source>Find client</source>
        <translation>Клиентті іздеу</translation>
    </message>
    <message>
        <source>IIN, 12 digits</source>
        <translation>ЖСН, 12 цифр</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Іздеу</translation>
    </message>
    <message>
        <source>Only digits belong here.</source>
        <translation>Тек цифрларды жазыңыз.</translation>
    </message>
    <message>
        <source>Or the number of a document, or a phone</source>
        <translation>Немесе құжат нөмірі, немесе телефон</translation>
    </message>
    <message>
        <source>Clients that were found</source>
        <translation>Табылған клиенттер</translation>
    </message>
    <message>
        <source>Nothing is kept on this workstation.</source>
        <translation>Бұл жұмыс орнында ештеңе сақталмайды.</translation>
    </message>
    <message>
        <source>Nobody is known by this here.</source>
        <translation>Мұнда бұл бойынша ешкім белгілі емес.</translation>
    </message>
    <message>
        <source>Enrol as a new client</source>
        <translation>Жаңа клиент ретінде тіркеу</translation>
    </message>
    <message>
        <source>Open the card</source>
        <translation>Картаны ашу</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::GuestStep</name>
    <message>
        <source>A supervisor&apos;s answer</source>
        <translation>Супервайзердің жауабы</translation>
    </message>
    <message>
        <source>Which palm cannot be scanned?</source>
        <translation>Қай алақанды сканерлеуге болмайды?</translation>
    </message>
    <message>
        <source>Insert the other token</source>
        <translation>Басқа токенді салу</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Растау</translation>
    </message>
    <message>
        <source>The supervisor answers here, in their own words, and confirms with their own token.</source>
        <translation>Супервайзер осында өз сөзімен жауап беріп, өз токенімен растайды.</translation>
    </message>
    <message>
        <source>A second member of staff looks as well and confirms with their own token. No diagnosis is asked for or written down.</source>
        <translation>Екінші қызметкер де көріп, өз токенімен растайды. Диагноз сұралмайды және жазылмайды.</translation>
    </message>
    <message>
        <source>Take your token out of the reader; the other person inserts theirs.</source>
        <translation>Токеніңізді оқу құрылғысынан алыңыз; екінші адам өзінікін салады.</translation>
    </message>
    <message>
        <source>The other person types their own PIN.</source>
        <translation>Екінші адам өз PIN-кодын тереді.</translation>
    </message>
    <message>
        <source>It is being confirmed.</source>
        <translation>Расталуда.</translation>
    </message>
    <message>
        <source>Put your own token back into the reader.</source>
        <translation>Өз токеніңізді оқу құрылғысына қайта салыңыз.</translation>
    </message>
    <message>
        <source>This palm cannot be scanned</source>
        <translation>Мына алақанды сканерлеуге болмайды</translation>
    </message>
    <message>
        <source>Until: day, month, year; empty: for good</source>
        <translation>Мерзімі: күні, айы, жылы; бос болса – біржола</translation>
    </message>
    <message>
        <source>PIN of the other person</source>
        <translation>Екінші адамның PIN-коды</translation>
    </message>
    <message>
        <source>Back without it</source>
        <translation>Онсыз оралу</translation>
    </message>
    <message>
        <source>May this client be given new attempts?</source>
        <translation>Бұл клиентке жаңа әрекеттер берілсін бе?</translation>
    </message>
    <message>
        <source>The supervisor says why, and confirms with their own token. It counts for the client&apos;s next case alone and stands in it.</source>
        <translation>Супервайзер себебін айтып, өз токенімен растайды. Бұл клиенттің келесі бір ісіне ғана жарамды және сол істе жазылады.</translation>
    </message>
    <message>
        <source>Why new attempts are given</source>
        <translation>Жаңа әрекеттердің берілу себебі</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::GuidePage</name>
    <message>
        <source>Saved: %1</source>
        <translation>Сақталды: %1</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Артқа</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDF түрінде сақтау</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::HandOverStep</name>
    <message>
        <source>To whom does the case go?</source>
        <translation>Іс кімге тапсырылады?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Артқа</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Тапсыру</translation>
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
        <translation>Онсыз оралу</translation>
    </message>
    <message>
        <source>Nobody else serves in this branch. Pause the case: it waits among your drafts.</source>
        <translation>Бұл бөлімшеде басқа ешкім қызмет көрсетпейді. Істі кідіртіңіз: ол жобаларыңыздың арасында күтеді.</translation>
    </message>
    <message>
        <source>It waits among their drafts, with everything that was recorded. Spent attempts stay spent.</source>
        <translation>Іс жазылғанның бәрімен бірге әріптесіңіздің жобалары арасында күтеді. Жұмсалған әрекеттер есепте қалады.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::Header</name>
    <message>
        <source>Connected</source>
        <translation>Байланыс бар</translation>
    </message>
    <message>
        <source>Offline, since: %1</source>
        <translation>Офлайн, басталған уақыты: %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Офлайн</translation>
    </message>
    <message>
        <source>Outbox: %1</source>
        <translation>Жіберу кезегі: %1</translation>
    </message>
    <message>
        <source>Cases that still have to reach the bank</source>
        <translation>Банкке әлі жетпеген істер</translation>
    </message>
    <message>
        <source>Lock  F12</source>
        <translation>Бұғаттау  F12</translation>
    </message>
    <message>
        <source>Lock the screen</source>
        <translation>Экранды бұғаттау</translation>
    </message>
    <message>
        <source>Certificate, days left: %1</source>
        <translation>Сертификат, қалған күн: %1</translation>
    </message>
    <message>
        <source>Your certificate ends on: %1</source>
        <translation>Сертификатыңыздың соңғы күні: %1</translation>
    </message>
    <message>
        <source>Factory PIN</source>
        <translation>Зауыттық PIN-код</translation>
    </message>
    <message>
        <source>Anybody can read this PIN in a manual. Have it changed with branch IT.</source>
        <translation>Бұл PIN-код нұсқаулықта жазылған, оны кез келген адам оқи алады. Бөлімшенің АТ қызметінде ауыстырыңыз.</translation>
    </message>
    <message>
        <source>Your EDS for documents ends on: %1</source>
        <translation>Құжаттарға арналған ЭЦҚ мерзімінің соңы: %1</translation>
    </message>
    <message>
        <source>Nobody could be asked whether they were revoked.</source>
        <translation>Олардың қайтарып алынған-алынбағанын сұрауға мүмкіндік болмады.</translation>
    </message>
    <message>
        <source>Cannot sign documents</source>
        <translation>Құжаттарға қол қою мүмкін емес</translation>
    </message>
    <message>
        <source>EDS, days left: %1</source>
        <translation>ЭЦҚ, қалған күн: %1</translation>
    </message>
    <message>
        <source>Get the new one today.</source>
        <translation>Жаңасын бүгін алыңыз.</translation>
    </message>
    <message>
        <source>Get the new one this week.</source>
        <translation>Жаңасын осы аптада алыңыз.</translation>
    </message>
    <message>
        <source>Order a new one.</source>
        <translation>Жаңасына тапсырыс беріңіз.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::HomePage</name>
    <message>
        <source>What would you like to do?</source>
        <translation>Не істегіңіз келеді?</translation>
    </message>
    <message>
        <source>Identity, consents, palm, signature: from the first question to the slip in the client&apos;s hand.</source>
        <translation>Жеке бас, келісімдер, алақан, қолтаңба: алғашқы сұрақтан клиенттің қолындағы талонға дейін.</translation>
    </message>
    <message>
        <source>Cases that were interrupted. No draft is waiting.</source>
        <translation>Үзілген істер. Күтіп тұрғаны жоқ.</translation>
    </message>
    <message>
        <source>Palm scanner and camera of this workplace.</source>
        <translation>Осы жұмыс орнының алақан сканері мен камерасы.</translation>
    </message>
    <message>
        <source>What is on its way to the bank. The outbox is empty.</source>
        <translation>Банкке жіберіліп жатқан істер. Кезек бос.</translation>
    </message>
    <message>
        <source>Cases that were interrupted. Waiting: %1</source>
        <translation>Үзілген істер. Күтуде: %1</translation>
    </message>
    <message>
        <source>Cases to be signed, or waiting for the bank&apos;s answer. Nothing is waiting.</source>
        <translation>Қол қойылатын немесе банктің жауабын күтетін істер. Күтетін іс жоқ.</translation>
    </message>
    <message>
        <source>Cases to be signed, or waiting for the bank&apos;s answer. Waiting: %1</source>
        <translation>Қол қойылатын немесе банктің жауабын күтетін істер. Күтуде: %1</translation>
    </message>
    <message>
        <source>Ten guided cases with invented clients.</source>
        <translation>Ойдан шығарылған клиенттермен он оқу ісі.</translation>
    </message>
    <message>
        <source>What is on its way to the bank. Waiting: %1</source>
        <translation>Банкке жолдағы істер. Күтіп тұрғаны: %1</translation>
    </message>
    <message>
        <source>To the questions</source>
        <translation>Сұрақтарға өту</translation>
    </message>
    <message>
        <source>Questions that wait for your answer: %1</source>
        <translation>Жауабыңызды күтіп тұрған сұрақтар: %1</translation>
    </message>
    <message>
        <source>By IIN, document or phone, on this workstation.</source>
        <translation>ЖСН, құжат немесе телефон бойынша, осы жұмыс орнында.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::JournalPage</name>
    <message>
        <source>All events</source>
        <translation>Барлық оқиға</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Барлығы</translation>
    </message>
    <message>
        <source>One day</source>
        <translation>Бір күн</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 күн</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 күн</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Барлық уақыт</translation>
    </message>
    <message>
        <source>Nothing that fits was found. Choose a longer time or fewer filters.</source>
        <translation>Сәйкес ештеңе табылмады. Ұзағырақ уақытты немесе азырақ сүзгіні таңдаңыз.</translation>
    </message>
    <message>
        <source>Case: %1</source>
        <translation>Іс: %1</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Қайта тексеру</translation>
    </message>
    <message>
        <source>The journal&apos;s chain is being checked.</source>
        <translation>Журнал тізбегі тексеріліп жатыр.</translation>
    </message>
    <message>
        <source>The journal&apos;s chain is broken. First entry that does not fit: %1. Change nothing and tell the security service.</source>
        <translation>Журнал тізбегі бұзылған. Сәйкес келмейтін бірінші жазба: %1. Ештеңені өзгертпеңіз, қауіпсіздік қызметіне хабарлаңыз.</translation>
    </message>
    <message>
        <source>The check was stopped before its end. Entries found whole until then: %1. Whether the others are is not known: check again.</source>
        <translation>Тексеру соңына дейін жетпей тоқтатылды. Тексерілген және бүтін жазбалар саны: %1. Қалғандарының бүтіндігі белгісіз: қайта тексеріңіз.</translation>
    </message>
    <message>
        <source>The journal was put back to an earlier state: somebody outside has seen entries that are missing or different here. Tell the security service.</source>
        <translation>Журнал бұрынғы күйіне қайтарылған: сырттан көрілген жазбалар мұнда жоқ немесе басқаша. Қауіпсіздік қызметіне хабарлаңыз.</translation>
    </message>
    <message>
        <source>The chain is whole: %1 entries. Not everything that happened while nobody was signed in has been kept; the journal says so.</source>
        <translation>Тізбек бүтін, жазбалар саны: %1. Ешкім кірмеген кездегі оқиғалардың бәрі сақталмаған; бұл журналда жазылған.</translation>
    </message>
    <message>
        <source>The chain is whole: %1 entries.</source>
        <translation>Тізбек бүтін, жазбалар саны: %1.</translation>
    </message>
    <message>
        <source>This workstation has no TPM: the journal put back as a whole is found only at the next contact with the bank.</source>
        <translation>Бұл жұмыс орнында TPM жоқ: журналдың тұтас ескі күйге қайтарылғаны банкпен келесі байланыста ғана анықталады.</translation>
    </message>
    <message>
        <source>The journal is being written.</source>
        <translation>Журнал жазылып жатыр.</translation>
    </message>
    <message>
        <source>Written and signed: %1</source>
        <translation>Жазылып, қол қойылды: %1</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Көрсету</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Бұрынғы</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорттау</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Уақыт</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Не болды</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кім</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Іс</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Пернелер</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Артқа</translation>
    </message>
    <message>
        <source>The main button of the page, always at the bottom right</source>
        <translation>Беттің негізгі батырмасы, әрқашан төменгі оң жақта</translation>
    </message>
    <message>
        <source>To the next field or button, and back</source>
        <translation>Келесі өріске немесе батырмаға, және кері</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Бос орын пернесі</translation>
    </message>
    <message>
        <source>Presses the button that has the focus</source>
        <translation>Таңдалған батырманы басады</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>Алдыңғы бетке оралу</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Осы бет</translation>
    </message>
    <message>
        <source>Find client</source>
        <translation>Клиентті іздеу</translation>
    </message>
    <message>
        <source>New client</source>
        <translation>Жаңа клиент</translation>
    </message>
    <message>
        <source>Locks the screen</source>
        <translation>Экранды бұғаттайды</translation>
    </message>
    <message>
        <source>Through the sections at the left edge</source>
        <translation>Сол жақтағы бөлімдер бойынша</translation>
    </message>
    <message>
        <source>Through a page that is longer than the screen</source>
        <translation>Экраннан ұзын бетті жылжытады</translation>
    </message>
    <message>
        <source>Verify a document</source>
        <translation>Құжатты тексеру</translation>
    </message>
    <message>
        <source>Large answers to what clients ask</source>
        <translation>Клиенттердің сұрақтарына ірі жауаптар</translation>
    </message>
    <message>
        <source>Reads out once more what is to be said</source>
        <translation>Айтылатын сөзді қайта оқиды</translation>
    </message>
    <message>
        <source>The case pauses and waits under Drafts</source>
        <translation>Іс кідіріп, аяқталмаған істер бетінде күтеді</translation>
    </message>
    <message>
        <source>Hand the case over to a colleague</source>
        <translation>Істі әріптесіңізге тапсыру</translation>
    </message>
    <message>
        <source>Calls a supervisor; once they are here, takes their answer</source>
        <translation>Супервайзерді шақырады; ол келгенде жауабын қабылдайды</translation>
    </message>
    <message>
        <source>Breaks the case off, after asking why</source>
        <translation>Себебін сұрап, істі тоқтатады</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::KnownBar</name>
    <message>
        <source>Open the client&apos;s card</source>
        <translation>Клиент картасын ашу</translation>
    </message>
    <message>
        <source>Take over the data</source>
        <translation>Деректерді алу</translation>
    </message>
    <message>
        <source>This client is known here: %1</source>
        <translation>Бұл клиент мұнда белгілі: %1</translation>
    </message>
    <message>
        <source>A supervisor has given this client new attempts for the next case.</source>
        <translation>Супервайзер бұл клиентке келесі іс үшін жаңа әрекеттер берді.</translation>
    </message>
    <message>
        <source>A supervisor gives new attempts</source>
        <translation>Супервайзер жаңа әрекеттер береді</translation>
    </message>
    <message>
        <source>The attempts are spent: %1. There are new ones from %2; a supervisor may give some earlier.</source>
        <translation>Әрекеттер жұмсалды: %1. Жаңасы берілетін уақыт: %2; супервайзер оны ертерек бере алады.</translation>
    </message>
    <message>
        <source>The bank&apos;s system knows this client, number %1. Compare the data with the document.</source>
        <translation>Бұл клиент банк жүйесінде бар, нөмірі: %1. Деректерді құжатпен салыстырыңыз.</translation>
    </message>
    <message>
        <source>Put it on the supervisors&apos; list</source>
        <translation>Супервайзерлердің тізіміне қосу</translation>
    </message>
    <message>
        <source>The attempts are spent: %1. New ones are asked for: it stands on every supervisor&apos;s list. Once one has answered, begin the client anew here.</source>
        <translation>Әрекеттер жұмсалды: %1. Жаңасы сұралды: сұрақ әр супервайзердің тізімінде тұр. Жауап берілген соң клиентті осы жерде қайта бастаңыз.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::LostScreenStep</name>
    <message>
        <source>The client&apos;s screen is off</source>
        <translation>Клиент экраны сөніп тұр</translation>
    </message>
    <message>
        <source>Go on without it</source>
        <translation>Онсыз жалғастыру</translation>
    </message>
    <message>
        <source>The case is paused. Plug the screen in again: it goes on by itself. Or go on with paper and by voice. What was confirmed is kept; answers not confirmed yet are asked again.</source>
        <translation>Іс кідіртілді. Экранды қайта қосыңыз: іс өзі жалғасады. Немесе қағазбен, ауызша жалғастырыңыз. Расталғаны сақталды; әлі расталмаған жауаптар қайта сұралады.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::MainWindow</name>
    <message>
        <source>The start-up checks found something that branch IT should see.</source>
        <translation>Іске қосу тексерулері бөлімшенің АТ маманы көруі тиіс жайтты анықтады.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::NoticeBoard</name>
    <message>
        <source>Try again</source>
        <translation>Қайталау</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Көрдім</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::OutboxPage</name>
    <message>
        <source>withdrawal, goes first</source>
        <translation>келісімді қайтарып алу, бірінші жіберіледі</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 ішінен %1</translation>
    </message>
    <message>
        <source>Tries: %1. Next: %2. %3</source>
        <translation>Әрекеттер: %1. Келесісі: %2. %3</translation>
    </message>
    <message>
        <source>Nothing of it is lost. When the reason is put right, send it again: a new package is made.</source>
        <translation>Одан ештеңе жоғалған жоқ. Себебі түзетілген соң қайта жіберіңіз: жаңа пакет жасалады.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Қазір қайталау</translation>
    </message>
    <message>
        <source>It is sent as soon as the bank can be reached.</source>
        <translation>Банкпен байланыс болғанда бірден жіберіледі.</translation>
    </message>
    <message>
        <source>The sealed packages lie in: %1. Only the bank can open them.</source>
        <translation>Мөрленген пакеттер мына файлда: %1. Оларды тек банк аша алады.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Басты бет</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Қайта жіберу</translation>
    </message>
    <message>
        <source>Export to a file</source>
        <translation>Файлға экспорттау</translation>
    </message>
    <message>
        <source>The outbox is empty</source>
        <translation>Жіберу кезегі бос</translation>
    </message>
    <message>
        <source>Each signed case appears here with its way to the bank, and stays until the bank&apos;s receipt has been verified.</source>
        <translation>Қол қойылған әр іс осында банкке дейінгі жолымен көрінеді және банк түбіртегі тексерілгенше тұрады.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::OutlookCard</name>
    <message>
        <source>Keep until: %1</source>
        <translation>Сақтау мерзімінің соңы: %1</translation>
    </message>
    <message>
        <source>The term begins when the relation with the bank ends.</source>
        <translation>Мерзім банкпен қатынас тоқтатылғаннан кейін басталады.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Қайтарып алу</translation>
    </message>
    <message>
        <source>What stops now</source>
        <translation>Қазір не тоқтатылады</translation>
    </message>
    <message>
        <source>What is kept, until when and why</source>
        <translation>Не, қашанға дейін және не үшін сақталады</translation>
    </message>
    <message>
        <source>To whom it was passed</source>
        <translation>Кімге берілген</translation>
    </message>
    <message>
        <source>To nobody.</source>
        <translation>Ешкімге берілмеген.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PalmStep</name>
    <message>
        <source>Right palm</source>
        <translation>Оң алақан</translation>
    </message>
    <message>
        <source>Left palm</source>
        <translation>Сол алақан</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Сканерлеу жүріп жатыр</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Тоқтатылуда</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Бастау</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Тағы бір рет</translation>
    </message>
    <message>
        <source>The client sits in front of the scanner, sleeves and rings off.</source>
        <translation>Клиент сканердің алдында отыр, жеңі түрілген, сақинасы шешілген.</translation>
    </message>
    <message>
        <source>The scanner waits for the palm.</source>
        <translation>Сканер алақанды күтуде.</translation>
    </message>
    <message>
        <source>The palm is being taken.</source>
        <translation>Алақан ізі алынуда.</translation>
    </message>
    <message>
        <source>The scanner comes to its end.</source>
        <translation>Сканер жұмысын аяқтауда.</translation>
    </message>
    <message>
        <source>This attempt was not successful.</source>
        <translation>Бұл әрекет сәтсіз болды.</translation>
    </message>
    <message>
        <source>No palm came. No attempt is spent.</source>
        <translation>Алақан тосылмады. Әрекет жұмсалған жоқ.</translation>
    </message>
    <message>
        <source>The scan was stopped.</source>
        <translation>Сканерлеу тоқтатылды.</translation>
    </message>
    <message>
        <source>Samples: %1 of %2</source>
        <translation>Үлгілер: %1 / %2</translation>
    </message>
    <message>
        <source>Stop the scan</source>
        <translation>Сканерлеуді тоқтату</translation>
    </message>
    <message>
        <source>Attempts spent: %1 of %2</source>
        <translation>Жұмсалған әрекет: %1 / %2</translation>
    </message>
    <message>
        <source>A palm cannot be scanned</source>
        <translation>Алақанды сканерлеуге болмайды</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PaperConfirmation</name>
    <message>
        <source>Signed paper</source>
        <translation>Қол қойылған қағаз</translation>
    </message>
    <message>
        <source>The signed paper is here: %1</source>
        <translation>Қол қойылған қағаз келді: %1</translation>
    </message>
    <message>
        <source>The sheet is printed: %1. The client marks and signs it; put it on the scanner. It is awaited in the folder: %2</source>
        <translation>Бет басып шығарылды: %1. Клиент белгілеп, қол қояды; сканерге салыңыз. Күтілетін қалта: %2</translation>
    </message>
    <message>
        <source>The client signs the paper; put it on the scanner. It is awaited in the folder: %1</source>
        <translation>Клиент қағазға қол қояды; оны сканерге салыңыз. Күтілетін қалта: %1</translation>
    </message>
    <message>
        <source>Print the sheet</source>
        <translation>Бетті басып шығару</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PinPage</name>
    <message>
        <source>Your sign-in certificate</source>
        <translation>Жүйеге кіру сертификатыңыз</translation>
    </message>
    <message>
        <source>Your EDS certificate for documents</source>
        <translation>Құжаттарға арналған ЭЦҚ сертификатыңыз</translation>
    </message>
    <message>
        <source>Sign-in token</source>
        <translation>Кіру токені</translation>
    </message>
    <message>
        <source>EDS token</source>
        <translation>ЭЦҚ токені</translation>
    </message>
    <message>
        <source>Keyboard: %1</source>
        <translation>Пернетақта: %1</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Caps Lock қосулы</translation>
    </message>
    <message>
        <source>That letter cannot be part of a PIN: switch the keyboard to Latin letters</source>
        <translation>Бұл әріп PIN-кодта болмайды: пернетақтаны латын әріптеріне ауыстырыңыз</translation>
    </message>
    <message>
        <source>Token found: %1</source>
        <translation>Токен табылды: %1</translation>
    </message>
    <message>
        <source>Both PINs are typed on the reader&apos;s own keys, once you have pressed Change.</source>
        <translation>«Ауыстыру» батырмасын басқаннан кейін екі PIN-код та оқу құрылғысының өз пернелерінде теріледі.</translation>
    </message>
    <message>
        <source>PIN of the token</source>
        <translation>Токеннің PIN-коды</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ауыстыру</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Артқа</translation>
    </message>
    <message>
        <source>PIN as it is now</source>
        <translation>Қазіргі PIN-код</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Жаңа PIN-код</translation>
    </message>
    <message>
        <source>New PIN once more</source>
        <translation>Жаңа PIN-код тағы бір рет</translation>
    </message>
    <message>
        <source>The PIN is changed. From now on the new one counts.</source>
        <translation>PIN-код ауыстырылды. Енді жаңасы күшінде.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::PinPrompt</name>
    <message>
        <source>Insert your second token, the one with your EDS certificate.</source>
        <translation>Екінші токеніңізді – ЭЦҚ сертификаты бар токенді салыңыз.</translation>
    </message>
    <message>
        <source>Documents are signed with your second token and its PIN: %1</source>
        <translation>Құжаттарға екінші токеніңізбен және оның PIN-кодымен қол қойылады: %1</translation>
    </message>
    <message>
        <source>This PIN is the issuer&apos;s. Change it in the settings before you sign documents with it.</source>
        <translation>Бұл PIN-кодты токен шығарушысы қойған. Құжаттарға онымен қол қоймас бұрын оны «Параметрлер» бөлімінде ауыстырыңыз.</translation>
    </message>
    <message>
        <source>Insert your token.</source>
        <translation>Токеніңізді салыңыз.</translation>
    </message>
    <message>
        <source>The PIN of this token is locked. Branch IT can unlock it with the token&apos;s administrator code.</source>
        <translation>Бұл токеннің PIN-коды бұғатталған. Оны бөлімшенің АТ маманы токеннің әкімші кодымен аша алады.</translation>
    </message>
    <message>
        <source>This is the last try. A wrong PIN locks the token.</source>
        <translation>Бұл соңғы әрекет. PIN-код қате болса, токен бұғатталады.</translation>
    </message>
    <message>
        <source>Tries left: %1</source>
        <translation>Қалған әрекет: %1</translation>
    </message>
    <message>
        <source>A wrong PIN was typed lately; few tries are left.</source>
        <translation>Жақында PIN-код қате терілген; әрекет аз қалды.</translation>
    </message>
    <message>
        <source>This PIN is the issuer&apos;s. Change it before you work with it.</source>
        <translation>Бұл PIN-кодты токен шығарушысы қойған. Жұмыс алдында оны ауыстырыңыз.</translation>
    </message>
    <message>
        <source>Anybody can read this PIN in a manual. Have it changed with branch IT.</source>
        <translation>Бұл PIN-код нұсқаулықта жазылған, оны кез келген адам оқи алады. Бөлімшенің АТ қызметінде ауыстырыңыз.</translation>
    </message>
    <message>
        <source>Type the PIN on the reader&apos;s own keys. Seconds left: %1</source>
        <translation>PIN-кодты оқу құрылғысының пернелерімен теріңіз. Қалған секунд: %1</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Тексерілуде…</translation>
    </message>
    <message>
        <source>Cancelled. If the reader still waits, press its red key.</source>
        <translation>Тоқтатылды. Оқу құрылғысы әлі күтіп тұрса, оның қызыл пернесін басыңыз.</translation>
    </message>
    <message>
        <source>Type the PIN on the reader&apos;s own keys.</source>
        <translation>PIN-кодты оқу құрылғысының пернелерімен теріңіз.</translation>
    </message>
    <message>
        <source>Keyboard: %1</source>
        <translation>Пернетақта: %1</translation>
    </message>
    <message>
        <source>This system does not tell the keyboard&apos;s language</source>
        <translation>Бұл жүйе пернетақтаның тілін көрсетпейді</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Caps Lock қосулы</translation>
    </message>
    <message>
        <source>That letter cannot be part of a PIN: switch the keyboard to Latin letters</source>
        <translation>Бұл әріп PIN-кодта болмайды: пернетақтаны латын әріптеріне ауыстырыңыз</translation>
    </message>
    <message>
        <source>Yes, use the last try</source>
        <translation>Иә, соңғы әрекетті пайдаланамын</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Болдырмау</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::QuestionPage</name>
    <message>
        <source>Answered. The case goes on at its teller&apos;s.</source>
        <translation>Жауап берілді. Істі оның теллері жалғастырады.</translation>
    </message>
    <message>
        <source>Confirm the answer</source>
        <translation>Жауапты растау</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Басты бет</translation>
    </message>
    <message>
        <source>A question about a case</source>
        <translation>Іс бойынша сұрақ</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>Токеніңіздің PIN-коды</translation>
    </message>
    <message>
        <source>Answered. It counts for the client&apos;s next case alone; their teller finds it in the form.</source>
        <translation>Жауап берілді. Ол клиенттің келесі бір ісіне ғана жарайды; теллер оны клиент деректерін енгізгенде көреді.</translation>
    </message>
    <message>
        <source>Answered: there are no new attempts.</source>
        <translation>Жауап берілді: жаңа әрекеттер жоқ.</translation>
    </message>
    <message>
        <source>A question about a client</source>
        <translation>Клиент бойынша сұрақ</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::RestorePage</name>
    <message>
        <source>Choose a file</source>
        <translation>Файлды таңдау</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Барлық файлдар (*)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Орны</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Файл атауы</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Файл түрі</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Таңдау</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Болдырмау</translation>
    </message>
    <message>
        <source>The backup is tried, then put in the place of what is damaged.</source>
        <translation>Сақтық көшірме тексеріледі, содан кейін зақымдалғанның орнына қойылады.</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Сақтық көшірмеден қалпына келтіру</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Қалпына келтіру</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Артқа</translation>
    </message>
    <message>
        <source>Backup of the store</source>
        <translation>Қойманың сақтық көшірмесі</translation>
    </message>
    <message>
        <source>Newest backup of the clients&apos; keys</source>
        <translation>Клиенттер кілттерінің ең жаңа сақтық көшірмесі</translation>
    </message>
    <message>
        <source>Recovery key, kept by two persons</source>
        <translation>Екі адам сақтайтын қалпына келтіру кілті</translation>
    </message>
    <message>
        <source>A file with a password (*.p12), or a key with its certificate beside it</source>
        <translation>Құпиясөзі бар файл (*.p12) немесе қасында сертификаты бар кілт</translation>
    </message>
    <message>
        <source>Its certificate, where the key&apos;s file does not hold it</source>
        <translation>Кілт файлында болмаса, оның сертификаты</translation>
    </message>
    <message>
        <source>Password of the key&apos;s file, where it has one</source>
        <translation>Кілт файлының құпиясөзі, егер болса</translation>
    </message>
    <message>
        <source>Restored. Entries of the journal: %1.</source>
        <translation>Қалпына келтірілді. Журнал жазбалары: %1.</translation>
    </message>
    <message>
        <source>What was damaged lies unchanged in: %1</source>
        <translation>Зақымдалған деректер өзгеріссіз мына жерде: %1</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ResultView</name>
    <message>
        <source>The document is valid</source>
        <translation>Құжат жарамды</translation>
    </message>
    <message>
        <source>The document is not valid</source>
        <translation>Құжат жарамсыз</translation>
    </message>
    <message>
        <source>This cannot be decided yet</source>
        <translation>Әзірге шешім шығару мүмкін емес</translation>
    </message>
    <message>
        <source>It is as it was signed, and everything that confirms it is there.</source>
        <translation>Құжат қол қойылғаннан бері өзгермеген, оны растайтын деректердің бәрі бар.</translation>
    </message>
    <message>
        <source>Level: %1</source>
        <translation>Деңгейі: %1</translation>
    </message>
    <message>
        <source>Verdict for: %1</source>
        <translation>Шешім мына сәтке шығарылған: %1</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Бейнелер</translation>
    </message>
    <message>
        <source>This picture cannot be shown</source>
        <translation>Бұл бейнені көрсету мүмкін емес</translation>
    </message>
    <message>
        <source>Attached as well: %1</source>
        <translation>Қоса тіркелген: %1</translation>
    </message>
    <message>
        <source>Archive time stamp</source>
        <translation>Мұрағаттық уақыт белгісі</translation>
    </message>
    <message>
        <source>Signature: %1</source>
        <translation>Қол қойған: %1</translation>
    </message>
    <message>
        <source>BIN %1</source>
        <translation>БСН %1</translation>
    </message>
    <message>
        <source>IIN %1</source>
        <translation>ЖСН %1</translation>
    </message>
    <message>
        <source>Existed by: %1</source>
        <translation>Бар болғаны дәлелденген уақыт: %1</translation>
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
        <translation>Сақтау мерзімінің соңы: %1</translation>
    </message>
    <message>
        <source>The relation goes on</source>
        <translation>Іскерлік қатынас жалғасуда</translation>
    </message>
    <message>
        <source>Destruction forbidden: %1</source>
        <translation>Жоюға тыйым салынған: %1</translation>
    </message>
    <message>
        <source>May be destroyed</source>
        <translation>Жоюға болады</translation>
    </message>
    <message>
        <source>Clients: %1</source>
        <translation>Клиенттер саны: %1</translation>
    </message>
    <message>
        <source>Proposed by: %1</source>
        <translation>Ұсынған: %1</translation>
    </message>
    <message>
        <source>Approved by: %1</source>
        <translation>Бекіткен: %1</translation>
    </message>
    <message>
        <source>Waits for a second supervisor</source>
        <translation>Екінші супервайзерді күтуде</translation>
    </message>
    <message>
        <source>Not carried out yet</source>
        <translation>Әлі орындалған жоқ</translation>
    </message>
    <message>
        <source>Carried out</source>
        <translation>Орындалды</translation>
    </message>
    <message>
        <source>Last backup: %1.</source>
        <translation>Соңғы сақтық көшірме: %1.</translation>
    </message>
    <message>
        <source>No backup has been made yet.</source>
        <translation>Сақтық көшірме әлі жасалған жоқ.</translation>
    </message>
    <message>
        <source>Make one now, on another disk where there is one.</source>
        <translation>Қазір жасаңыз; басқа диск болса, сонда.</translation>
    </message>
    <message>
        <source>One is made every day, at sign-out.</source>
        <translation>Көшірме күн сайын, шыққан кезде жасалады.</translation>
    </message>
    <message>
        <source>Being written.</source>
        <translation>Жазылуда.</translation>
    </message>
    <message>
        <source>Destruction is forbidden now.</source>
        <translation>Енді жоюға тыйым салынды.</translation>
    </message>
    <message>
        <source>The hold is lifted.</source>
        <translation>Тыйым алынды.</translation>
    </message>
    <message>
        <source>Proposed. Another supervisor approves it.</source>
        <translation>Ұсынылды. Оны басқа супервайзер бекітеді.</translation>
    </message>
    <message>
        <source>Approved. It can be carried out now.</source>
        <translation>Бекітілді. Енді орындауға болады.</translation>
    </message>
    <message>
        <source>The data are being destroyed and a backup is made.</source>
        <translation>Деректер жойылып, сақтық көшірме жасалуда.</translation>
    </message>
    <message>
        <source>The backup is being made and read back.</source>
        <translation>Сақтық көшірме жасалып, қайта оқылуда.</translation>
    </message>
    <message>
        <source>The backup is made and has been read back.</source>
        <translation>Сақтық көшірме жасалды және қайта оқылып тексерілді.</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Сақтау</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Жаңарту</translation>
    </message>
    <message>
        <source>Clients whose keeping ends, or whose destruction is forbidden</source>
        <translation>Сақтау мерзімі бар немесе жоюға тыйым салынған клиенттер</translation>
    </message>
    <message>
        <source>IIN of another client</source>
        <translation>Басқа клиенттің ЖСН-і</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Себебі</translation>
    </message>
    <message>
        <source>Acts of destruction</source>
        <translation>Жою актілері</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>Сақтық көшірмелер қалтасы</translation>
    </message>
    <message>
        <source>Forbid destruction</source>
        <translation>Жоюға тыйым салу</translation>
    </message>
    <message>
        <source>Allow again</source>
        <translation>Қайта рұқсат ету</translation>
    </message>
    <message>
        <source>Propose destruction</source>
        <translation>Жоюды ұсыну</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Бекіту</translation>
    </message>
    <message>
        <source>Carry out</source>
        <translation>Орындау</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>Сақтық көшірме жасау</translation>
    </message>
    <message>
        <source>The act is signed</source>
        <translation>Актіге қол қойылған</translation>
    </message>
    <message>
        <source>The act is not signed yet</source>
        <translation>Актіге әлі қол қойылмаған</translation>
    </message>
    <message>
        <source>Destroyed; the backup of the keys is replaced. Choose the act and sign its document.</source>
        <translation>Жойылды; кілттердің сақтық көшірмесі ауыстырылды. Актіні таңдап, құжатына қол қойыңыз.</translation>
    </message>
    <message>
        <source>The document of the act is drawn and signed.</source>
        <translation>Актінің құжаты жасалып, қол қойылуда.</translation>
    </message>
    <message>
        <source>The act is signed and kept.</source>
        <translation>Актіге қол қойылды, ол сақталды.</translation>
    </message>
    <message>
        <source>Save the signed act</source>
        <translation>Қол қойылған актіні сақтау</translation>
    </message>
    <message>
        <source>Documents (*.pdf)</source>
        <translation>Құжаттар (*.pdf)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Орны</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Файл атауы</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Файл түрі</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сақтау</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Болдырмау</translation>
    </message>
    <message>
        <source>The signed act is saved.</source>
        <translation>Қол қойылған акт сақталды.</translation>
    </message>
    <message>
        <source>Sign the act</source>
        <translation>Актіге қол қою</translation>
    </message>
    <message>
        <source>PIN of your token, to sign the act</source>
        <translation>Актіге қол қою үшін токеніңіздің PIN-коды</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::ReviewStep</name>
    <message>
        <source>A supervisor decides</source>
        <translation>Супервайзер шешеді</translation>
    </message>
    <message>
        <source>The palm could not be taken today</source>
        <translation>Бүгін алақан ізін алу мүмкін болмады</translation>
    </message>
    <message>
        <source>Service without biometrics</source>
        <translation>Биометриясыз қызмет көрсету</translation>
    </message>
    <message>
        <source>Look through before it is decided</source>
        <translation>Шешім алдында қарап шығыңыз</translation>
    </message>
    <message>
        <source>To the documents</source>
        <translation>Құжаттарға өту</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Клиент</translation>
    </message>
    <message>
        <source>IIN</source>
        <translation>ЖСН</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Аты-жөні</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Жарамды мерзімі</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>none</source>
        <translation>жоқ</translation>
    </message>
    <message>
        <source>Acts for</source>
        <translation>Кімнің атынан</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Түзету</translation>
    </message>
    <message>
        <source>Correct the client&apos;s data</source>
        <translation>Клиент деректерін түзету</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>Келісімдер</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>сұралған жоқ</translation>
    </message>
    <message>
        <source>Palms</source>
        <translation>Алақандар</translation>
    </message>
    <message>
        <source>It is nobody&apos;s fault: light, skin and the way a hand is held all matter. Do not try again today and do not guess at reasons. Choose with the client how to go on.</source>
        <translation>Ешкім кінәлі емес: жарық, тері, қолды ұстау тәсілі – бәрі әсер етеді. Бүгін қайталамаңыз, себебін болжамаңыз. Қалай жалғастыруды клиентпен бірге таңдаңыз.</translation>
    </message>
    <message>
        <source>Serve the client with the identity document</source>
        <translation>Клиентке жеке басын растайтын құжат бойынша қызмет көрсету</translation>
    </message>
    <message>
        <source>Invite the client again after %1 h</source>
        <translation>Клиентті қайта шақыру, сағаттан кейін: %1</translation>
    </message>
    <message>
        <source>Hand the client to the supervisor</source>
        <translation>Клиентті супервайзерге тапсыру</translation>
    </message>
    <message>
        <source>The rules do not decide this case. A supervisor who did not have it answers; the case waits until then.</source>
        <translation>Бұл істі ереже шешпейді. Оны жүргізбеген супервайзер жауап береді, іс соған дейін күтеді.</translation>
    </message>
    <message>
        <source>Without the consent no biometrics are taken. The refusal is recorded, and the client is served.</source>
        <translation>Келісімсіз биометрия алынбайды. Бас тарту жазылады, клиентке қызмет көрсетіледі.</translation>
    </message>
    <message>
        <source>The supervisor is here</source>
        <translation>Супервайзер осында</translation>
    </message>
    <message>
        <source>The palm was not recognised today</source>
        <translation>Бүгін алақан танылмады</translation>
    </message>
    <message>
        <source>A supervisor is called</source>
        <translation>Супервайзер шақырылды</translation>
    </message>
    <message>
        <source>Call the supervisor</source>
        <translation>Супервайзерді шақыру</translation>
    </message>
    <message>
        <source>The case waits until a supervisor has said what was arranged.</source>
        <translation>Супервайзер не келісілгенін айтқанша іс күтіп тұрады.</translation>
    </message>
    <message>
        <source>Answer anew</source>
        <translation>Қайта жауап беру</translation>
    </message>
    <message>
        <source>Let the client answer the consents anew</source>
        <translation>Клиент келісімдерге қайта жауап берсін</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::RulesPage</name>
    <message>
        <source>Read the security rules first</source>
        <translation>Алдымен қауіпсіздік қағидаларын оқыңыз</translation>
    </message>
    <message>
        <source>Until you have read and confirmed them, nothing else opens. Confirm by: %1</source>
        <translation>Оқып, растамайынша басқа ештеңе ашылмайды. Растау мерзімі: %1</translation>
    </message>
    <message>
        <source>Security rules</source>
        <translation>Қауіпсіздік қағидалары</translation>
    </message>
    <message>
        <source>Confirm and sign in</source>
        <translation>Растау және кіру</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Шығу</translation>
    </message>
    <message>
        <source>I have read the rules and will keep them</source>
        <translation>Қағидаларды оқыдым және сақтаймын</translation>
    </message>
    <message>
        <source>Scroll to the end of the rules to confirm</source>
        <translation>Растау үшін соңына дейін оқыңыз</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SayPanel</name>
    <message>
        <source>Say this</source>
        <translation>Осыны айтыңыз</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SelfTestPage</name>
    <message>
        <source>Cryptographic library</source>
        <translation>Криптографиялық кітапхана</translation>
    </message>
    <message>
        <source>Encrypted store</source>
        <translation>Шифрланған қойма</translation>
    </message>
    <message>
        <source>Fonts with all Kazakh letters</source>
        <translation>Барлық қазақ әріптері бар қаріптер</translation>
    </message>
    <message>
        <source>The bank&apos;s criteria</source>
        <translation>Банктің өлшемшарттары</translation>
    </message>
    <message>
        <source>Palm scanner and camera</source>
        <translation>Алақан сканері мен камера</translation>
    </message>
    <message>
        <source>Tokens of the staff</source>
        <translation>Қызметкерлердің токендері</translation>
    </message>
    <message>
        <source>News of the computer's sleep</source>
        <translation>Компьютердің ұйқысы туралы хабар</translation>
    </message>
    <message>
        <source>Rights of the program</source>
        <translation>Бағдарламаның құқықтары</translation>
    </message>
    <message>
        <source>Work cannot begin yet</source>
        <translation>Жұмысты әзірге бастауға болмайды</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Қайта тексеру</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Артқа</translation>
    </message>
    <message>
        <source>Everything is as it should be.</source>
        <translation>Барлығы дұрыс.</translation>
    </message>
    <message>
        <source>Work can begin. Tell branch IT about what is marked.</source>
        <translation>Жұмысты бастауға болады. Белгіленген жайттарды бөлімшенің АТ маманына айтыңыз.</translation>
    </message>
    <message>
        <source>Work must not begin until what is marked has been put right.</source>
        <translation>Белгіленген жайттар түзетілмейінше жұмысты бастауға болмайды.</translation>
    </message>
    <message>
        <source>Files of the program and its libraries</source>
        <translation>Бағдарлама мен кітапханаларының файлдары</translation>
    </message>
    <message>
        <source>Foreign code in the program</source>
        <translation>Бағдарламадағы бөтен код</translation>
    </message>
    <message>
        <source>Watching by another program</source>
        <translation>Басқа бағдарламаның бақылауы</translation>
    </message>
    <message>
        <source>Virtual environment</source>
        <translation>Виртуалды орта</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>Қашықтан басқару</translation>
    </message>
    <message>
        <source>Recording of screen and input</source>
        <translation>Экран мен енгізуді жазу</translation>
    </message>
    <message>
        <source>Anti-virus or integrity monitor</source>
        <translation>Вирусқа қарсы қорғаныс немесе тұтастық мониторингі</translation>
    </message>
    <message>
        <source>Support mode</source>
        <translation>Қолдау режимі</translation>
    </message>
    <message>
        <source>End support mode</source>
        <translation>Қолдау режимін аяқтау</translation>
    </message>
    <message>
        <source>Begin support mode</source>
        <translation>Қолдау режимін қосу</translation>
    </message>
    <message>
        <source>A helper may see and steer this screen. No client&apos;s data is open, nothing can be captured, and the journal keeps when this began and ended.</source>
        <translation>Көмекші бұл экранды көріп, басқара алады. Клиент деректері ашық емес, ештеңе түсірілмейді, басталу және аяқталу уақыты журналға жазылады.</translation>
    </message>
    <message>
        <source>The program is checking itself.</source>
        <translation>Бағдарлама өзін тексеріп жатыр.</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Сақтық көшірмеден қалпына келтіру</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SettingsPage</name>
    <message>
        <source>Saved.</source>
        <translation>Сақталды.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Параметрлер</translation>
    </message>
    <message>
        <source>Language of this screen</source>
        <translation>Осы экранның тілі</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Түстер</translation>
    </message>
    <message>
        <source>Size of text and buttons</source>
        <translation>Мәтін мен батырмалардың өлшемі</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ашық</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Қараңғы</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Жоғары контраст</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сақтау</translation>
    </message>
    <message>
        <source>Module file of the token&apos;s maker (PKCS#11); in force after the next start</source>
        <translation>Токен шығарушысының модуль файлы (PKCS#11); келесі іске қосудан кейін қолданылады</translation>
    </message>
    <message>
        <source>Sign through NCALayer</source>
        <translation>NCALayer арқылы қол қою</translation>
    </message>
    <message>
        <source>Address of NCALayer, or of a program like it, on this computer</source>
        <translation>NCALayer немесе соған ұқсас бағдарламаның осы компьютердегі мекенжайы</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>PIN-кодты ауыстыру</translation>
    </message>
    <message>
        <source>Authorities for NCALayer</source>
        <translation>NCALayer куәландырушы орталықтары</translation>
    </message>
    <message>
        <source>Folder where the bank&apos;s own system puts its files; empty: none</source>
        <translation>Банк жүйесі файлдарын салатын қалта; бос болса, ондай қалта жоқ</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SignInPage</name>
    <message>
        <source>Sign in</source>
        <translation>Кіру</translation>
    </message>
    <message>
        <source>The screen is locked</source>
        <translation>Экран бұғатталған</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Бұғаттан шығару</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Шығу</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>Токеніңіздің PIN-коды</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Көрсету</translation>
    </message>
    <message>
        <source>Token found: %1</source>
        <translation>Токен табылды: %1</translation>
    </message>
    <message>
        <source>Sign in</source>
        <comment>title of the page</comment>
        <translation>Кіру</translation>
    </message>
    <message>
        <source>The work waits where it was left. Session of: %1</source>
        <translation>Жұмыс тоқтаған жерінде күтіп тұр. Сеанс иесі: %1</translation>
    </message>
    <message>
        <source>Change the PIN</source>
        <translation>PIN-кодты ауыстыру</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SigningStep</name>
    <message>
        <source>Look through and sign</source>
        <translation>Қарап шығып, қол қою</translation>
    </message>
    <message>
        <source>Sign all</source>
        <translation>Барлығына қол қою</translation>
    </message>
    <message>
        <source>PIN of your token</source>
        <translation>Токеніңіздің PIN-коды</translation>
    </message>
    <message>
        <source>Documents to sign: %1</source>
        <translation>Қол қойылатын құжаттар: %1</translation>
    </message>
    <message>
        <source>The documents are being drawn.</source>
        <translation>Құжаттар жасалуда.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::SlipStep</name>
    <message>
        <source>The slip for the client</source>
        <translation>Клиентке берілетін талон</translation>
    </message>
    <message>
        <source>Next client</source>
        <translation>Келесі клиент</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>Талонды басып шығару</translation>
    </message>
    <message>
        <source>The slip is ready: %1</source>
        <translation>Талон дайын: %1</translation>
    </message>
    <message>
        <source>Everything is signed and kept.</source>
        <translation>Барлығына қол қойылды және сақталды.</translation>
    </message>
    <message>
        <source>Everything is signed and kept. The result is awaited; the case is finished later under Home › To finish.</source>
        <translation>Барлығына қол қойылды және сақталды. Нәтиже күтілуде; іс кейін аяқталады: Басты бет › Аяқтау керек.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::StrokeConfirmation</name>
    <message>
        <source>Signature on the client&apos;s screen</source>
        <translation>Клиент экранындағы қолтаңба</translation>
    </message>
    <message>
        <source>The client has signed on their screen.</source>
        <translation>Клиент өз экранында қол қойды.</translation>
    </message>
    <message>
        <source>The client reads and answers on their screen, and signs there with a finger or a pen.</source>
        <translation>Клиент өз экранында оқып, жауап береді және сол жерде саусақпен не қаламмен қол қояды.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::TokenConfirmation</name>
    <message>
        <source>The client&apos;s EDS token</source>
        <translation>Клиенттің ЭЦҚ токені</translation>
    </message>
    <message>
        <source>The client signs what is marked above with their own token and their own PIN.</source>
        <translation>Жоғарыда белгіленгенге клиент өз токенімен және өз PIN-кодымен қол қояды.</translation>
    </message>
    <message>
        <source>The client has signed with their own token.</source>
        <translation>Клиент өз токенімен қол қойды.</translation>
    </message>
    <message>
        <source>Take your token out of the reader; the client inserts theirs.</source>
        <translation>Токеніңізді оқығыштан алыңыз; клиент өз токенін салады.</translation>
    </message>
    <message>
        <source>The client types their PIN on the reader.</source>
        <translation>Клиент PIN-кодын оқығышта енгізеді.</translation>
    </message>
    <message>
        <source>The client types their PIN on their own screen.</source>
        <translation>Клиент PIN-кодын өз экранында енгізеді.</translation>
    </message>
    <message>
        <source>It is being confirmed.</source>
        <translation>Расталуда.</translation>
    </message>
    <message>
        <source>Put your own token back into the reader.</source>
        <translation>Өз токеніңізді оқу құрылғысына қайта салыңыз.</translation>
    </message>
    <message>
        <source>Back without it</source>
        <translation>Онсыз оралу</translation>
    </message>
    <message>
        <source>Insert the client&apos;s token</source>
        <translation>Клиент токенін салу</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Растау</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::TrainingPage</name>
    <message>
        <source>%1. %2 – passed</source>
        <translation>%1. %2 – өтті</translation>
    </message>
    <message>
        <source>First pass the case: %1</source>
        <translation>Алдымен мына істен өтіңіз: %1</translation>
    </message>
    <message>
        <source>The case was not brought to its end.</source>
        <translation>Іс соңына дейін жеткізілмеді.</translation>
    </message>
    <message>
        <source>Its documents are not signed.</source>
        <translation>Құжаттарына қол қойылмады.</translation>
    </message>
    <message>
        <source>Another IIN was typed than that of the client who sits here.</source>
        <translation>Осында отырған клиенттің ЖСН-і емес, басқасы енгізілді.</translation>
    </message>
    <message>
        <source>The palms were not enrolled.</source>
        <translation>Алақандар тіркелмеді.</translation>
    </message>
    <message>
        <source>A palm that can be scanned was not taken.</source>
        <translation>Сканерлеуге болатын алақан алынбады.</translation>
    </message>
    <message>
        <source>Nobody attested that the left palm cannot be scanned.</source>
        <translation>Сол алақанды сканерлеуге болмайтынын ешкім растамады.</translation>
    </message>
    <message>
        <source>The palm that cannot be scanned was asked for.</source>
        <translation>Сканерлеуге болмайтын алақан сұралды.</translation>
    </message>
    <message>
        <source>An attempt was spent.</source>
        <translation>Бір әрекет жұмсалды.</translation>
    </message>
    <message>
        <source>It was accepted, and should not have been.</source>
        <translation>Қабылданды, ал қабылданбауы керек еді.</translation>
    </message>
    <message>
        <source>There were attempts left.</source>
        <translation>Әрекеттер қалған еді.</translation>
    </message>
    <message>
        <source>No supervisor was asked.</source>
        <translation>Супервайзерден сұралмады.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Жаттығу</translation>
    </message>
    <message>
        <source>Invented clients, demo keys, simulated devices. Choose a case; a strip above tells what to do, and at its end the case is checked.</source>
        <translation>Клиенттер ойдан шығарылған, кілттер демонстрациялық, құрылғылар имитацияланған. Істі таңдаңыз; жоғарыдағы жолақ не істеу керегін айтады, соңында іс тексеріледі.</translation>
    </message>
    <message>
        <source>Begin this case</source>
        <translation>Осы істі бастау</translation>
    </message>
    <message>
        <source>End the training</source>
        <translation>Жаттығуды аяқтау</translation>
    </message>
    <message>
        <source>Guided cases</source>
        <translation>Оқу істері</translation>
    </message>
    <message>
        <source>Passed: case %1.</source>
        <translation>Өтті, іс нөмірі: %1.</translation>
    </message>
    <message>
        <source>Not yet passed: case %1.</source>
        <translation>Әлі өтпеді, іс нөмірі: %1.</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::TrainingPages</name>
    <message>
        <source>Training</source>
        <translation>Жаттығу</translation>
    </message>
    <message>
        <source>Training, case %1: %2</source>
        <translation>Жаттығу, іс %1: %2</translation>
    </message>
    <message>
        <source>%1 %2, IIN %3</source>
        <translation>%1 %2, ЖСН %3</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::VerifierPage</name>
    <message>
        <source>Checking: %1</source>
        <translation>Тексерілуде: %1</translation>
    </message>
    <message>
        <source>Choose a signed document</source>
        <translation>Қол қойылған құжатты таңдаңыз</translation>
    </message>
    <message>
        <source>Documents (*.pdf)</source>
        <translation>Құжаттар (*.pdf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Барлық файлдар (*)</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>Орны</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Файл атауы</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Файл түрі</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Тексеру</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Болдырмау</translation>
    </message>
    <message>
        <source>Verify a document</source>
        <translation>Құжатты тексеру</translation>
    </message>
    <message>
        <source>Drop a signed document here</source>
        <translation>Қол қойылған құжатты осы жерге сүйреп әкеліңіз</translation>
    </message>
    <message>
        <source>Or choose it with Enter. The program says whether the document is as it was signed, who signed it and when, and shows the pictures and the record inside. Nothing is sent anywhere.</source>
        <translation>Немесе Enter пернесімен таңдаңыз. Бағдарлама құжаттың қол қойылғаннан бері өзгермегенін, оған кім және қашан қол қойғанын айтады, ішіндегі бейнелер мен деректерді көрсетеді. Ешқайда ештеңе жіберілмейді.</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Басқасын таңдау</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Файлды таңдау</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::WaitingPage</name>
    <message>
        <source>No draft is waiting</source>
        <translation>Күтіп тұрған жоба жоқ</translation>
    </message>
    <message>
        <source>Nothing waits to be finished</source>
        <translation>Аяқталуын күтіп тұрған іс жоқ</translation>
    </message>
    <message>
        <source>When a case is interrupted, by a lock, a power cut or the client leaving, it waits here until its deadline. Nothing that was recorded is lost.</source>
        <translation>Экран бұғатталса, жарық өшсе немесе клиент кетіп қалса, үзілген іс мерзімі біткенше осында күтеді. Жазылған ештеңе жоғалмайды.</translation>
    </message>
    <message>
        <source>Cases that have ended and are not signed stand here, and those that wait for the bank&apos;s answer.</source>
        <translation>Мұнда аяқталған, бірақ қол қойылмаған істер және банктің жауабын күтіп тұрған істер тұрады.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Басты бет</translation>
    </message>
    <message>
        <source>Go on with this case</source>
        <translation>Осы істі жалғастыру</translation>
    </message>
    <message>
        <source>Look through and sign</source>
        <translation>Қарап шығып, қол қою</translation>
    </message>
    <message>
        <source>Cases whose time was over, ended at your sign-in: %1. Look through their documents and sign them.</source>
        <translation>Мерзімі өтіп, кіргеніңізде аяқталған істер: %1. Құжаттарын қарап, қол қойыңыз.</translation>
    </message>
    <message>
        <source>The bank has not answered yet. The case can be finished here as soon as the answer has come.</source>
        <translation>Банк әлі жауап берген жоқ. Жауап келген соң істі осында аяқтауға болады.</translation>
    </message>
    <message>
        <source>To the question</source>
        <translation>Сұраққа өту</translation>
    </message>
    <message>
        <source>Has the bank answered?</source>
        <translation>Банк жауап берді ме?</translation>
    </message>
    <message>
        <source>Finish the case</source>
        <translation>Істі аяқтау</translation>
    </message>
    <message>
        <source>To the client&apos;s card</source>
        <translation>Клиенттің картасына</translation>
    </message>
    <message>
        <source>Noted. It stands in the journal and no longer in this list.</source>
        <translation>Жазылды. Енді бұл тізімде емес, журналда тұр.</translation>
    </message>
    <message>
        <source>Looked into: what it came to</source>
        <translation>Қарау нәтижесі</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Расталды</translation>
    </message>
    <message>
        <source>A false alarm</source>
        <translation>Жалған дабыл</translation>
    </message>
    <message>
        <source>Take it off the list</source>
        <translation>Тізімнен алып тастау</translation>
    </message>
</context>
<context>
    <name>tirkeu::workstation::WithdrawalStep</name>
    <message>
        <source>Which consent is taken back?</source>
        <translation>Қай келісім қайтарып алынады?</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>Келісімді қайтарып алу</translation>
    </message>
    <message>
        <source>The client has signed on their screen.</source>
        <translation>Клиент өз экранында қол қойды.</translation>
    </message>
    <message>
        <source>The signed paper is here: %1</source>
        <translation>Қол қойылған қағаз келді: %1</translation>
    </message>
    <message>
        <source>The client signs on their screen.</source>
        <translation>Клиент өз экранында қол қояды.</translation>
    </message>
    <message>
        <source>The client signs the paper; put it on the scanner. It is awaited in the folder: %1</source>
        <translation>Клиент қағазға қол қояды; оны сканерге салыңыз. Күтілетін қалта: %1</translation>
    </message>
</context>
</TS>
