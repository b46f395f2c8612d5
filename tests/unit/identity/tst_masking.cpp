#include <identity/mrz.h>
#include <identity/phonenumber.h>
#include <identity/representation.h>

#include <core/log.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::identity;

Q_LOGGING_CATEGORY(logTest, "tirkeu.test")

// Tries to get each personal value into the log.
class TestMasking : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingButMaskedFormsReachesTheLog();
    void errorsCarryNothingOfTheirInput();
};

namespace {
QString g_log;

void keepLine(QtMsgType, const QMessageLogContext&, const QString& message)
{
    g_log += message + u'\n';
}

template<typename T>
concept LoggedAsText = requires(core::LogLine& line, const T& value)
{
    line << value.toString();
};
} // namespace

void TestMasking::nothingButMaskedFormsReachesTheLog()
{
    // The bare text of a number does not compile into a line.
    static_assert(!LoggedAsText<Iin>);
    static_assert(core::LogMasked<Iin> && core::LogMasked<PhoneNumber> && core::LogMasked<PersonName>);
    static_assert(core::LogMasked<IdentityDocument> && core::LogMasked<Mrz> && core::LogMasked<Representation>);

    const Iin iin = *Iin::parse(u"900101500010");
    const PhoneNumber phone = *PhoneNumber::parse(u"+77010000001");
    const PersonName name = *PersonName::parse(u"Сынақов", u"Әлімжан", u"Үкіұлы");
    const IdentityDocument document =
        *IdentityDocument::make(DocumentKind::IdentityCard, u"123456789", QDate(2035, 1, 1));
    const MrzReading reading = *readMrz(u"IDKAZ0000000011900101500010<<<\n"
                                        u"9001011M3501014KAZ<<<<<<<<<<<7\nSYNTHETIC<<ARMAN<<<<<<<<<<<<<<");
    const Representation representation = *Representation::make(*Iin::parse(u"951231600025"),
        Representation::Person{iin, name},
        Authority{Authority::Kind::PowerOfAttorney, QStringLiteral("77"), QDate(2020, 1, 1), {}}, QDate(2026, 1, 1));

    const auto before = qInstallMessageHandler(keepLine);
    core::logWarning(logTest()) << "client" << iin << phone << name << document;
    core::logWarning(logTest()) << reading.asRead << representation;
    qInstallMessageHandler(before);

    QVERIFY(g_log.contains(u"client"));
    for (const QString& secret : {iin.toString(), iin.toString().first(6), phone.e164(), phone.withoutPlus(),
             phone.e164().mid(2, 8), name.surname(), name.given(), name.patronymic(), document.number(),
             document.number().first(5), reading.asRead.number, reading.asRead.surname, reading.asRead.given})
        QVERIFY2(!g_log.contains(secret, Qt::CaseInsensitive), qPrintable(secret));
    // And the second fence leaves nothing to complain about.
    QCOMPARE(core::scrubbed(g_log), g_log);
}

void TestMasking::errorsCarryNothingOfTheirInput()
{
    const QList<Error> errors{Iin::parse(u"900101500011").error(), Iin::parse(u"9001015O0010").error(),
        PhoneNumber::parse(u"+7 701 000 00").error(), PersonName::parse(u"Сынaқов", u"Арман").error(),
        IdentityDocument::make(DocumentKind::IdentityCard, u"123", QDate(2035, 1, 1)).error()};
    for (const Error& error : errors) {
        const QString all = error.detail + error.values.join(u' ');
        for (const QStringView part : {u"9001", u"701", u"Сын", u"123"})
            QVERIFY2(!all.contains(part), qPrintable(error.code.toString()));
    }
}

QTEST_GUILESS_MAIN(TestMasking)
#include "tst_masking.moc"
