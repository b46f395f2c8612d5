#include "support/evidence/samples.h"
#include "support/fakeclock.h"
#include "support/softtoken.h"

#include <core/hashing.h>
#include <core/json.h>
#include <evidence/record.h>

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace tirkeu;
using namespace tirkeu::evidence;
using namespace Qt::StringLiterals;

namespace {
/// With everything that a record can say, or with what it must say and nothing else.
enum class Extent { Full, Least };

Text text(const QString& value)
{
    return Text::of(value).value();
}
core::Uuid document(int number)
{
    return core::Uuid::parse(u"01981e4a-7b00-7000-8000-%1"_s.arg(number, 12, 10, QLatin1Char('0'))).value();
}
Digest digest(QByteArrayView of)
{
    return Digest::of(core::sha256(of)).value();
}

/// One record of each kind, as the program makes it.
class Making
{
public:
    explicit Making(Extent extent)
        : m_isFull(extent == Extent::Full)
    {
    }
    [[nodiscard]] Record of(DocumentKind kind) const;

private:
    template<typename T>
    [[nodiscard]] std::optional<T> ifFull(const T& value) const
    {
        return m_isFull ? std::optional(value) : std::nullopt;
    }
    [[nodiscard]] LocalText words(const QString& value) const
    {
        return LocalText::of(value + u" қаз"_s, value + u" рус"_s, m_isFull ? value + u" en"_s : QString()).value();
    }
    template<typename T>
    [[nodiscard]] AtLeastOne<T> list(const T& one, const T& other) const
    {
        return AtLeastOne<T>(one, m_isFull ? QList<T>{other} : QList<T>());
    }
    [[nodiscard]] Party party() const
    {
        return {words(u"банк"_s), identity::Bin::parse(u"850140000019").value(), words(u"мекенжай"_s)};
    }
    [[nodiscard]] SignerPanel signer() const
    {
        return {text(u"ДЕМО ТЕЛЛЕР"_s), words(u"теллер"_s), words(u"банк"_s),
            identity::Bin::parse(u"850140000019").value(), text(u"0a1b"_s), text(u"ҰКО"_s), m_clock.wall()};
    }
    [[nodiscard]] Client client() const
    {
        return {identity::Iin::parse(u"951231600025").value(), m_isFull ? u"СӘУЛЕҚЫЗЫ ӘЙГЕРІМ"_s : QString(),
            ifFull(identity::Bin::parse(u"850140000019").value())};
    }
    [[nodiscard]] PageLanguages languages() const
    {
        return m_isFull ? PageLanguages::KazakhRussianEnglish : PageLanguages::KazakhRussian;
    }
    [[nodiscard]] Heading heading() const
    {
        return {document(1), party(), party(), client(), m_clock.wall(), text(u"15.04.2026"_s), text(u"Tirkeu"_s),
            text(u"2026-07, 3"_s), core::JournalHead{m_isFull ? 4711ULL : 0ULL, core::sha256("head")}, signer(),
            languages()};
    }
    [[nodiscard]] ActHeading actHeading() const
    {
        const Heading all = heading();
        return {all.id, all.provider, all.customer, all.performedAt, all.edition, all.system, all.criteria, all.journal,
            all.signer, all.languages};
    }
    [[nodiscard]] Device device() const
    {
        return {text(u"DEMO"_s), text(u"0007"_s), m_isFull ? u"1.4.2"_s : QString()};
    }
    [[nodiscard]] AtLeastOne<FrameDigest> frames() const
    {
        return list(FrameDigest{text(u"wide-1"_s), digest("one")}, FrameDigest{text(u"wide-2"_s), digest("two")});
    }
    [[nodiscard]] AtLeastOne<ConsentItem> items() const
    {
        return list(ConsentItem{text(u"personal-data"_s), words(u"мәтін"_s), true},
            ConsentItem{text(u"eds"_s), words(u"мәтін"_s), false});
    }
    [[nodiscard]] Command command(const QString& name) const
    {
        return {text(name), words(u"бұйрық"_s), CheckOutcome::Passed,
            Picture::of(name + u".jpg"_s, test::drawnFace(0)).value()};
    }
    [[nodiscard]] Delivery delivery(int number) const
    {
        return {document(number), m_clock.wall(),
            list(SentDocument{document(2), DocumentKind::PalmAuthenticity, digest("check")},
                SentDocument{document(3), DocumentKind::Decision, digest("decision")}),
            ifFull(PackageReceipt{m_clock.wall(), text(u"gateway"_s), digest("receipt")})};
    }

    [[nodiscard]] QList<ReceivedDocument> received() const
    {
        if (!m_isFull)
            return {};
        const auto one =
            ReceivedDocument::of(u"idec.xml"_s, u"application/xml"_s, words(u"СДАО"_s), m_clock.wall(), "<answer/>");
        return {one.value()};
    }

    bool m_isFull;
    test::FakeClock m_clock;
};

Record Making::of(DocumentKind kind) const
{
    const CheckOutcome outcome = m_isFull ? CheckOutcome::Passed : CheckOutcome::Undetermined;
    switch (kind) {
    case DocumentKind::FaceAuthenticity:
        return Record::make(FaceAuthenticity{
            heading(), outcome, 1, list(command(u"blink"_s), command(u"smile"_s)), device(), frames()});
    case DocumentKind::FaceComparison:
        return Record::make(FaceComparison{heading(), outcome,
            Picture::of(u"compared.jpg"_s, test::drawnFace(0)).value(), text(u"VI-1"_s), document(2)});
    case DocumentKind::PalmAuthenticity:
        return Record::make(
            PalmAuthenticity{heading(), outcome, 3, Hand::Right, device(), words(u"тамыр"_s), frames()});
    case DocumentKind::PalmComparison:
        return Record::make(PalmComparison{heading(), outcome, text(u"PP-1"_s), Hand::Left, device(), frames()});
    case DocumentKind::Decision:
        return Record::make(Decision{
            heading(), Modality::Palm, outcome, list(document(2), document(3)), words(u"негіз"_s), received()});
    case DocumentKind::Consent:
        return Record::make(Consent{heading(), items(), words(u"мерзім"_s), words(u"беру"_s), words(u"деректер"_s),
            text(u"kk"_s), words(u"код"_s), ifFull(words(u"мақсат"_s)), ifFull(words(u"қайтару"_s))});
    case DocumentKind::ConsentWithdrawal:
        return Record::make(ConsentWithdrawal{heading(), document(2), items(), words(u"код"_s)});
    case DocumentKind::PersonalPresence:
        return Record::make(
            PersonalPresence{heading(), outcome, words(u"куәлік"_s), text(u"•••••• 025"_s), words(u"бөлімше"_s)});
    case DocumentKind::Annulment:
        return Record::make(
            Annulment{heading(), document(2), digest("annulled"), ifFull(document(3)), words(u"себеп"_s)});
    case DocumentKind::DestructionAct: {
        const DestroyedItem item{words(u"деректер"_s), digest("reference"), digest("entries")};
        return Record::make(DestructionAct{
            actHeading(), list(item, item), words(u"негіз"_s), words(u"әдіс"_s), text(u"ДЕМО СУПЕРВАЙЗЕР"_s)});
    }
    case DocumentKind::DeliveryConfirmation:
        return Record::make(DeliveryConfirmation{heading(), list(delivery(4), delivery(5))});
    }
    Q_UNREACHABLE();
}

/// A record that has been changed in one place.
struct Changed
{
    QString name;
    QJsonValue value;
};
enum class Change { Drop, Spoil };

QList<Changed> changedOnce(const QJsonValue& value, Change change, const QString& path = {});

QList<Changed> changedObject(const QJsonObject& object, Change change, const QString& path)
{
    QList<Changed> all;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        const QString inner = path + u'/' + it.key();
        if (change == Change::Drop) {
            QJsonObject less = object;
            less.remove(it.key());
            all.append({u"without "_s + inner, less});
        }
        for (const Changed& one : changedOnce(it.value(), change, inner)) {
            QJsonObject other = object;
            other.insert(it.key(), one.value);
            all.append({one.name, other});
        }
    }
    if (change == Change::Spoil) {
        QJsonObject more = object;
        more.insert(u"unknown"_s, 1);
        all.append({u"with something unknown in "_s + path, more});
    }
    return all;
}

QList<Changed> changedOnce(const QJsonValue& value, Change change, const QString& path)
{
    if (value.isObject())
        return changedObject(value.toObject(), change, path);
    QList<Changed> all;
    if (value.isArray() && !value.toArray().isEmpty()) {
        for (const Changed& one : changedOnce(value.toArray().first(), change, path + u"/0"_s)) {
            QJsonArray other = value.toArray();
            other.replace(0, one.value);
            all.append({one.name, other});
        }
    }
    if (change == Change::Spoil)
        all.append({u"of another type in "_s + path, value.isString() ? QJsonValue(7) : QJsonValue(u"seven"_s)});
    return all;
}
} // namespace

// Records as the program makes them, held against their published schemas by a validator that is not ours (BIO-9, 13,
// 16, 23, 26, 29): with everything they can say and with the least, and without each mandatory field in turn.
class TestEvidenceSchemas : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatTheProgramMakesIsWhatTheSchemasSay();

private:
    void add(DocumentKind kind, const QString& name, const QJsonValue& record, bool isGood)
    {
        m_cases.append(
            QJsonObject{{u"kind"_s, kindCode(kind)}, {u"name"_s, name}, {u"record"_s, record}, {u"isGood"_s, isGood}});
    }
    void addLeast(DocumentKind kind);
    void addFull(DocumentKind kind);

    QJsonArray m_cases;
};

// Nothing can be left out of it, and nothing put into it.
void TestEvidenceSchemas::addLeast(DocumentKind kind)
{
    const Record least = Making(Extent::Least).of(kind);
    add(kind, u"at its least"_s, least.json(), true);
    for (const Change change : {Change::Drop, Change::Spoil}) {
        for (const Changed& one : changedOnce(least.json(), change)) {
            QVERIFY2(!Record::read(core::writeJson(one.value.toObject())), qPrintable(kindCode(kind) + one.name));
            add(kind, one.name, one.value, false);
        }
    }
}

// What may be left out of it is for both validators the same.
void TestEvidenceSchemas::addFull(DocumentKind kind)
{
    const Record full = Making(Extent::Full).of(kind);
    QVERIFY(Record::read(full.bytes()));
    add(kind, u"in full"_s, full.json(), true);
    int optional = 0;
    for (const Changed& one : changedOnce(full.json(), Change::Drop)) {
        const bool isGood = Record::read(core::writeJson(one.value.toObject())).has_value();
        optional += isGood ? 1 : 0;
        add(kind, u"in full, "_s + one.name, one.value, isGood);
    }
    QVERIFY(optional > 0); // English everywhere, at the least
}

void TestEvidenceSchemas::whatTheProgramMakesIsWhatTheSchemasSay()
{
    QJsonObject schemas;
    for (const DocumentKind kind : kDocumentKinds) {
        schemas.insert(kindCode(kind), core::readJson(schemaOf(kind)).value());
        addLeast(kind);
        addFull(kind);
    }
    QFile common(u":/evidence/schemas/common-1.json"_s);
    QVERIFY(common.open(QIODevice::ReadOnly));
    const QByteArray given = core::writeJson(
        {{u"common"_s, core::readJson(common.readAll()).value()}, {u"schemas"_s, schemas}, {u"cases"_s, m_cases}});
    const auto said = test::runTool(u"/usr/bin/python3"_s,
        {qEnvironmentVariable("TIRKEU_SOURCE") + u"/tests/unit/evidence/schemacheck.py"_s}, given);
    QVERIFY(said);
    QCOMPARE(QString::fromUtf8(*said), u"%1 judged\n"_s.arg(m_cases.size()));
    QVERIFY(m_cases.size() > 100 * qsizetype(std::size(kDocumentKinds)));
}

QTEST_MAIN(TestEvidenceSchemas)
#include "tst_evidence_schemas.moc"
