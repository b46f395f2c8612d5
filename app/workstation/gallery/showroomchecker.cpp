#include "showroomchecker.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QPromise>

namespace tirkeu::workstation {

using namespace Qt::StringLiterals;

namespace {
constexpr ErrorCode kFileUnreadable{"verifier.file-unreadable"};
constexpr ErrorCode kGoodForm{"evidence.good-form"};
constexpr ErrorCode kGoodRevisions{"evidence.good-revisions"};
constexpr ErrorCode kGoodDigest{"evidence.good-digest"};
constexpr ErrorCode kGoodSignature{"evidence.good-signature"};
constexpr ErrorCode kGoodChain{"evidence.good-chain"};
constexpr ErrorCode kGoodStatus{"evidence.good-status"};
constexpr ErrorCode kGoodTimeStamp{"evidence.good-time-stamp"};
constexpr ErrorCode kGoodRecord{"evidence.good-record"};
constexpr ErrorCode kPageChanged{"evidence.page-changed-later"};
constexpr ErrorCode kNoStatus{"evidence.status-absent"};

CheckLine line(ErrorCode code, const QStringList& values = {}, Verdict verdict = Verdict::Valid)
{
    return {verdict, {code, ErrorKind::OperatorCanFix, {}, values}};
}

// A head and shoulders drawn with three shapes; nobody's.
QByteArray drawnPicture(int turn)
{
    QImage image(320, 240, QImage::Format_RGB32);
    image.fill(QColor(186, 196, 205));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(52, 70, 96));
    painter.drawEllipse(QPointF(160, 262), 110, 76);
    painter.setBrush(QColor(214, 170, 140));
    painter.drawEllipse(QPointF(160, 116), 54, 72);
    painter.setBrush(QColor(48, 36, 30));
    for (const int side : {-1, 1})
        painter.drawEllipse(QPointF(160 + 12 * turn + 20 * side, 112), 6, 4);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

evidence::RecordView record(const core::Clock& clock)
{
    const auto same = [](const QString& text) {
        return evidence::Words{text, text, text};
    };
    evidence::RecordView view;
    view.documentId = u"01981e4a-7c00-7000-8000-0123456789ab"_s;
    view.title = {u"Бет бейнесінің шынайылығын тексеру нәтижелері туралы электрондық құжат"_s,
        u"Электронный документ о результатах проверки достоверности изображения лица"_s,
        u"Electronic document on the results of the face image authenticity check"_s};
    view.shape = evidence::ResultShape::Passed;
    view.result = {u"Бейне шынайы"_s, u"Изображение достоверно"_s, u"The image is authentic"_s};
    view.lines = {{{u"ЖСН"_s, u"ИИН"_s, u"IIN"_s}, same(u"900101500010"_s)},
        {{u"Жүргізілген күні мен уақыты"_s, u"Дата и время проведения"_s, u"Date and time"_s},
            same(core::shownDateTime(clock.wall()))},
        {{u"Пайдаланылған құрылғы"_s, u"Использованное устройство"_s, u"Device used"_s}, same(u"DEMO Camera 1080p"_s)},
        {{u"Өлшемшарттар нұсқасы"_s, u"Версия критериев"_s, u"Version of the criteria"_s}, same(u"2026-07, 3"_s)}};
    return view;
}
} // namespace

ShowroomChecker::ShowroomChecker(const core::Clock& clock)
    : m_clock(clock)
{
}

QFuture<Result<CheckedDocument>> ShowroomChecker::check(const QString& file)
{
    const QString name = QFileInfo(file).baseName();
    const auto answer = [](Result<CheckedDocument> result) {
        QPromise<Result<CheckedDocument>> promise;
        promise.start();
        promise.addResult(std::move(result));
        promise.finish();
        return promise.future();
    };
    CheckedDocument document;
    document.fileName = u"2026-07-12-%1.pdf"_s.arg(name);
    document.at = m_clock.wall();
    if (name == u"invalid") {
        document.verdict = Verdict::Invalid;
        document.indication = u"TOTAL-FAILED FORMAT_FAILURE"_s;
        document.checks = {line(kGoodForm), line(kPageChanged, {}, Verdict::Invalid)};
        document.reason = document.checks.last().sentence;
        return answer(document);
    }
    if (name != u"valid" && name != u"undecided")
        return answer(failure(kFileUnreadable, ErrorKind::OperatorCanFix, {}, {QFileInfo(file).fileName()}));
    const bool valid = name == u"valid";
    const QString signer = u"САМАТОВА АЙГҮЛ"_s;
    CheckedSignature signature{valid ? Verdict::Valid : Verdict::Undecided, CheckedSignature::Kind::Signature, signer,
        u"«Тіркеу Банк» АҚ (демонстрациялық)"_s, u"850704201233"_s, u"850140000019"_s, m_clock.wall(),
        {line(kGoodDigest), line(kGoodSignature, {signer}),
            line(kGoodChain, {u"ДЕМО: НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ"_s})}};
    signature.checks.append(valid ? line(kGoodStatus) : line(kNoStatus, {}, Verdict::Undecided));
    document.verdict = signature.verdict;
    document.indication = valid ? u"TOTAL-PASSED"_s : u"INDETERMINATE TRY_LATER"_s;
    document.level = valid ? u"B-LTA"_s : u"B-T"_s;
    if (!valid)
        document.reason = signature.checks.last().sentence;
    document.signatures = {signature};
    if (valid)
        document.signatures.append({Verdict::Valid, CheckedSignature::Kind::TimeStamp, {}, {}, {}, {}, m_clock.wall(),
            {line(kGoodTimeStamp, {core::shownDateTime(m_clock.wall()), u"ДЕМО: уақыт белгісінің қызметі"_s})}});
    document.checks = {line(kGoodForm), line(kGoodRevisions, {valid ? u"2"_s : u"0"_s}), line(kGoodRecord)};
    document.record = record(m_clock);
    const evidence::Words done{u"орындалды"_s, u"выполнена"_s, u"performed"_s};
    document.pictures = {
        {{u"command-1.jpg"_s,
             {u"1. Басыңызды солға бұрыңыз"_s, u"1. Поверните голову налево"_s, u"1. Turn your head to the left"_s},
             evidence::ResultShape::Passed, done},
            drawnPicture(-1)},
        {{u"command-2.jpg"_s, {u"2. Күлімсіреңіз"_s, u"2. Улыбнитесь"_s, u"2. Smile"_s}, evidence::ResultShape::Passed,
             done},
            drawnPicture(0)},
        {{u"command-3.jpg"_s,
             {u"3. Басыңызды оңға бұрыңыз"_s, u"3. Поверните голову направо"_s, u"3. Turn your head to the right"_s},
             evidence::ResultShape::Passed, done},
            drawnPicture(1)}};
    return answer(document);
}

} // namespace tirkeu::workstation
