#include "samples.h"

#include <core/encoding.h>
#include <core/hashing.h>

#include <QBuffer>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <random>

namespace tirkeu::test {

using namespace evidence;

namespace {
[[nodiscard]] Text text(const QString& value)
{
    return Text::of(value).value();
}
[[nodiscard]] LocalText words(const QString& kk, const QString& ru, const QString& en = {})
{
    return LocalText::of(kk, ru, en).value();
}
[[nodiscard]] core::Uuid uuid(const char* value)
{
    return core::Uuid::parse(QString::fromLatin1(value)).value();
}

[[nodiscard]] Digest digest(QByteArrayView of)
{
    return Digest::of(core::sha256(of)).value();
}

[[nodiscard]] Party bank()
{
    return {words(QStringLiteral("«Демо Банк» АҚ"), QStringLiteral("АО «Демо Банк»"), QStringLiteral("Demo Bank JSC")),
        identity::Bin::parse(u"850140000019").value(),
        words(QStringLiteral("Алматы қ., Үлгі көшесі, 1"), QStringLiteral("г. Алматы, ул. Образцовая, 1"),
            QStringLiteral("Almaty, 1 Sample street"))};
}

[[nodiscard]] Heading heading(const core::Clock& clock, const pki::Certificate& signer, PageLanguages languages)
{
    const pki::DistinguishedName& name = signer.subject();
    Heading heading{uuid("01981e4a-7c00-7000-8000-0123456789ab"), bank(), bank(),
        Client{identity::Iin::parse(u"951231600025").value(), QStringLiteral("СӘУЛЕҚЫЗЫ ӘЙГЕРІМ")}, clock.wall(),
        text(QStringLiteral("15.04.2026")), text(QStringLiteral("Tirkeu 0.1")), text(QStringLiteral("2026-07, 3")),
        core::JournalHead{4711, core::sha256("journal head")},
        SignerPanel{text(name.commonName),
            words(QStringLiteral("теллер"), QStringLiteral("теллер"), QStringLiteral("teller")),
            words(QStringLiteral("«Демо Банк» АҚ"), QStringLiteral("АО «Демо Банк»"), QStringLiteral("Demo Bank JSC")),
            identity::Bin::parse(u"850140000019").value(),
            text(QString::fromLatin1(core::toHex(signer.serialNumber()))), text(signer.issuer().commonName),
            clock.wall()}};
    heading.languages = languages;
    return heading;
}

[[nodiscard]] AtLeastOne<FrameDigest> frames()
{
    return {
        {text(QStringLiteral("wide-1")), digest("frame one")}, {{text(QStringLiteral("wide-2")), digest("frame two")}}};
}

[[nodiscard]] Device camera()
{
    return {text(QStringLiteral("DEMO Camera 1080p")), text(QStringLiteral("CAM-0007")), QStringLiteral("1.4.2")};
}
[[nodiscard]] Device scanner()
{
    return {text(QStringLiteral("DEMO Palm Scanner")), text(QStringLiteral("TIRKEU-DEMO-SCANNER-0001")),
        QStringLiteral("2.0.1")};
}

// A cheap camera in a room's light; the same each time. A flat drawing would weigh next to nothing on the page.
void addNoise(QImage& image)
{
    std::minstd_rand random(42);
    const auto shaken = [&random](int value) {
        const auto drawn = int(random() >> 8);
        return std::clamp(value + (drawn & 15) + ((drawn >> 4) & 15) - 15, 0, 255);
    };
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x)
            line[x] = qRgb(shaken(qRed(line[x])), shaken(qGreen(line[x])), shaken(qBlue(line[x])));
    }
}

[[nodiscard]] Picture picture(const char* name, int turn)
{
    return Picture::of(QString::fromLatin1(name), drawnFace(turn)).value();
}
} // namespace

QByteArray drawnFace(int turn)
{
    QImage image(640, 480, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient wall(0, 0, 640, 480);
    wall.setColorAt(0, QColor(206, 214, 220));
    wall.setColorAt(1, QColor(150, 162, 172));
    painter.fillRect(image.rect(), wall);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(52, 70, 96));
    painter.drawEllipse(QPointF(320, 520), 220, 150);
    painter.setBrush(QColor(214, 170, 140));
    painter.drawEllipse(QPointF(320, 230), 110, 150);
    painter.setBrush(QColor(48, 36, 30));
    painter.drawChord(QRectF(205, 70, 230, 200), 0, 180 * 16);
    const int shift = turn * 22;
    for (const int side : {-1, 1})
        painter.drawEllipse(QPointF(320 + shift + side * 42, 230), 12, 8);
    painter.setBrush(QColor(190, 140, 112));
    painter.drawEllipse(QPointF(320 + shift * 1.3, 265), 12, 22);
    painter.setBrush(QColor(160, 80, 80));
    painter.drawEllipse(QPointF(320 + shift, 318), 34, 9);
    painter.end();
    addNoise(image);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 88);
    return bytes;
}

Record sampleRecord(DocumentKind kind, const core::Clock& clock, const pki::Certificate& signer, CheckOutcome outcome,
    PageLanguages languages)
{
    const Heading head = heading(clock, signer, languages);
    const core::Uuid earlier = uuid("01981e4a-7b00-7000-8000-00000000aaaa");
    const LocalText confirmed = words(QStringLiteral("бір реттік код"), QStringLiteral("одноразовый код"));
    const QList<ConsentItem> items{
        {text(QStringLiteral("personal-data")),
            words(
                QStringLiteral(
                    "Дербес деректерімді, оның ішінде биометриялық деректерімді жинауға және өңдеуге келісім беремін."),
                QStringLiteral(
                    "Даю согласие на сбор и обработку моих персональных данных, в том числе биометрических."),
                QStringLiteral(
                    "I consent to collection and processing of my personal data, including biometric data.")),
            true},
        {text(QStringLiteral("idec")),
            words(QStringLiteral("СДАО-ны пайдалана отырып, биометриялық аутентификациялау жүргізуге келісім беремін."),
                QStringLiteral("Даю согласие на проведение биометрической аутентификации с использованием ЦОИД.")),
            true},
        {text(QStringLiteral("eds")),
            words(QStringLiteral(
                      "Электрондық цифрлық қолтаңба кілттерін жасауға және сертификат беруге келісім беремін."),
                QStringLiteral("Даю согласие на создание ключей электронной цифровой подписи и выдачу сертификата.")),
            false}};
    const bool passed = outcome == CheckOutcome::Passed;
    switch (kind) {
    case DocumentKind::FaceAuthenticity: {
        const Command turnLeft{text(QStringLiteral("turn-left")),
            words(QStringLiteral("Басыңызды солға бұрыңыз"), QStringLiteral("Поверните голову налево"),
                QStringLiteral("Turn your head to the left")),
            CheckOutcome::Passed, picture("command-1.jpg", -1)};
        const Command blink{text(QStringLiteral("blink")),
            words(QStringLiteral("Көзіңізді екі рет жыпылықтатыңыз"), QStringLiteral("Моргните два раза"),
                QStringLiteral("Blink twice")),
            CheckOutcome::Passed, picture("command-2.jpg", 0)};
        const Command turnRight{text(QStringLiteral("turn-right")),
            words(QStringLiteral("Басыңызды оңға бұрыңыз"), QStringLiteral("Поверните голову направо"),
                QStringLiteral("Turn your head to the right")),
            outcome, picture("command-3.jpg", passed ? 1 : 0)};
        const Command smile{text(QStringLiteral("smile")),
            words(QStringLiteral("Күлімсіреңіз"), QStringLiteral("Улыбнитесь"), QStringLiteral("Smile")), outcome,
            picture("command-4.jpg", 0)};
        return Record::make(FaceAuthenticity{head, outcome, passed ? 1 : 3,
            AtLeastOne<Command>(turnLeft, {blink, turnRight, smile}), camera(), frames()});
    }
    case DocumentKind::FaceComparison:
        return Record::make(
            FaceComparison{head, outcome, picture("compared.jpg", 0), text(QStringLiteral("VI-2026-000123")), earlier});
    case DocumentKind::PalmAuthenticity:
        return Record::make(PalmAuthenticity{head, outcome, 1, Hand::Right, scanner(),
            words(QStringLiteral("көлем, тамыр суреті, инфрақызыл шағылу"),
                QStringLiteral("объём, рисунок вен, отражение в инфракрасном свете")),
            frames()});
    case DocumentKind::PalmComparison:
        return Record::make(
            PalmComparison{head, outcome, text(QStringLiteral("PP-2026-000987")), Hand::Left, scanner(), frames()});
    case DocumentKind::Decision:
        return Record::make(Decision{head, Modality::Palm, outcome,
            AtLeastOne<core::Uuid>(earlier, {uuid("01981e4a-7b01-7000-8000-00000000bbbb")}),
            words(QStringLiteral("Екі тексерудің де нәтижесі өлшемшарттарға сәйкес."),
                QStringLiteral("Результаты обеих проверок соответствуют критериям."))});
    case DocumentKind::Consent:
        return Record::make(Consent{head, AtLeastOne<ConsentItem>(items.at(0), items.mid(1)),
            words(QStringLiteral("іскерлік қатынастар аяқталғаннан кейін 5 жыл"),
                QStringLiteral("5 лет после прекращения деловых отношений")),
            words(QStringLiteral("берілмейді"), QStringLiteral("не передаются")),
            words(QStringLiteral("ЖСН, аты-жөні, бет бейнесі, алақан ізі"),
                QStringLiteral("ИИН, имя, изображение лица, отпечаток ладони")),
            text(QStringLiteral("kk")), confirmed});
    case DocumentKind::ConsentWithdrawal:
        return Record::make(ConsentWithdrawal{head, earlier, AtLeastOne<ConsentItem>(items.at(2)), confirmed});
    case DocumentKind::PersonalPresence:
        return Record::make(PersonalPresence{head, outcome,
            words(QStringLiteral("жеке куәлік"), QStringLiteral("удостоверение личности")),
            text(QStringLiteral("•••••• 025")),
            words(QStringLiteral("Алматы-3 бөлімшесі, PC07"), QStringLiteral("Отделение Алматы-3, PC07"))});
    case DocumentKind::Annulment:
        return Record::make(
            Annulment{head, earlier, digest("the annulled document"), uuid("01981e4a-7b01-7000-8000-00000000cccc"),
                words(QStringLiteral("Клиенттің аты қате жазылған."), QStringLiteral("Ошибка в имени клиента."))});
    case DocumentKind::DestructionAct:
        return Record::make(
            DestructionAct{ActHeading{head.id, head.provider, head.customer, head.performedAt, head.edition,
                               head.system, head.criteria, head.journal, head.signer, head.languages},
                AtLeastOne<DestroyedItem>(DestroyedItem{
                    words(QStringLiteral("Клиенттің деректері. Сақталған объектілер: 12. Журнал жазбалары: 31."),
                        QStringLiteral("Данные клиента. Хранимых объектов: 12. Записей журнала: 31.")),
                    digest("reference"), digest("entries")}),
                words(QStringLiteral("Сақтау мерзімі аяқталды."), QStringLiteral("Срок хранения истёк.")),
                words(QStringLiteral("деректер кілтін жою"), QStringLiteral("уничтожение ключа данных")),
                text(QStringLiteral("ДЕМО СУПЕРВАЙЗЕР"))});
    case DocumentKind::DeliveryConfirmation: {
        Delivery delivery{uuid("01981e4a-7d00-7000-8000-00000000dddd"), clock.wall() - std::chrono::minutes(5),
            AtLeastOne<SentDocument>({earlier, DocumentKind::PalmAuthenticity, digest("the check")},
                {{uuid("01981e4a-7b01-7000-8000-00000000bbbb"), DocumentKind::Decision, digest("the decision")}})};
        if (passed)
            delivery.receipt = {
                clock.wall() - std::chrono::minutes(4), text(QStringLiteral("demo-gateway")), digest("the receipt")};
        return Record::make(DeliveryConfirmation{head, delivery});
    }
    }
    Q_UNREACHABLE();
}

Record decisionResting(
    const core::Clock& clock, const pki::Certificate& signer, const QList<ReceivedDocument>& received)
{
    return Record::make(Decision{heading(clock, signer, PageLanguages::KazakhRussian), Modality::Face,
        CheckOutcome::Passed, uuid("01981e4a-7b00-7000-8000-00000000aaaa"),
        words(QStringLiteral("Салыстыру нәтижесі өлшемшарттарға сәйкес."),
            QStringLiteral("Результат сравнения соответствует критериям.")),
        received});
}

QByteArray tinyDocument()
{
    const QByteArray record = "{\"note\":\"tiny\"}";
    const QByteArray catalogue = "<< /Type /Catalog /Pages 2 0 R /AF [ 4 0 R ] "
                                 "/Names << /EmbeddedFiles << /Names [ (note.json) 4 0 R ] >> >> >>";
    const QList<QByteArray> bodies{catalogue, "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 200 100 ] /Contents 6 0 R /Resources << >> >>",
        "<< /Type /Filespec /F (note.json) /UF (note.json) /AFRelationship /Data /EF << /F 5 0 R /UF 5 0 R >> >>",
        "<< /Type /EmbeddedFile /Subtype /application#2fjson /Length " + QByteArray::number(record.size()) +
            " >>\nstream\n" + record + "\nendstream",
        "<< /Length 28 >>\nstream\n0 0 0 rg 20 20 160 60 re f  \nendstream"};
    QByteArray pdf = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    QByteArray table = "xref\n0 " + QByteArray::number(bodies.size() + 1) + "\n0000000000 65535 f \n";
    for (qsizetype i = 0; i < bodies.size(); ++i) {
        table += QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
        pdf += QByteArray::number(i + 1) + " 0 obj\n" + bodies.at(i) + "\nendobj\n";
    }
    const qsizetype at = pdf.size();
    return pdf + table + "trailer\n<< /Size " + QByteArray::number(bodies.size() + 1) +
           " /Root 1 0 R /ID [ <00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff> ] "
           ">>\nstartxref\n" +
           QByteArray::number(at) + "\n%%EOF\n";
}

} // namespace tirkeu::test
