#include "support/evidence/samples.h"
#include "support/evidence/signing.h"

#include <QJsonDocument>
#include <QTest>

using namespace tirkeu;
using evidence::Indication;

// Every byte of a small signed document in turn.
class TestTampering : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyByte_data();
    void everyByte();
    void everyTruncation();
    void tailOfAnArchive();

private:
    [[nodiscard]] QByteArray meaning(const evidence::VerificationReport& report) const;
    /// 1: every byte, which takes minutes; the everyday run looks at some.
    const int m_stride = qEnvironmentVariableIntValue("TIRKEU_STRIDE") > 0
                             ? qEnvironmentVariableIntValue("TIRKEU_STRIDE")
                             : 1;
    test::SigningWorld m_world;
    evidence::VerifyOptions m_today = m_world.today();
};

// What a reader would take away: verdict, level, who, when, what is attached.
QByteArray TestTampering::meaning(const evidence::VerificationReport& report) const
{
    QByteArray bytes = QJsonDocument(report.toJson()).toJson();
    for (const evidence::Attachment& attachment : report.attachments)
        bytes += attachment.name.toUtf8() + attachment.bytes;
    return bytes;
}

void TestTampering::everyByte_data()
{
    QTest::addColumn<int>("mask");
    QTest::newRow("lowest bit") << 0x01;
    QTest::newRow("case bit") << 0x20;
    QTest::newRow("highest bit") << 0x80;
}

void TestTampering::everyByte()
{
    QFETCH(int, mask);
    const QByteArray pdf =
        m_world.raised(m_world.signedBy(m_world.teller(), test::tinyDocument()), evidence::SignatureLevel::BT);
    QVERIFY2(!pdf.isEmpty() && pdf.size() <= 20'000, qPrintable(QString::number(pdf.size())));
    const auto report = evidence::verify(pdf, m_today);
    QVERIFY2(report.indication == Indication::TotalPassed, QJsonDocument(report.toJson()).toJson().constData());
    const QByteArray expected = meaning(report);
    const qsizetype gap = pdf.indexOf("/Contents <") + 10;
    const qsizetype gapEnd = pdf.indexOf('>', gap) + 1;
    for (qsizetype i = 0; i < pdf.size(); i += m_stride) {
        QByteArray changed = pdf;
        changed[i] = char(changed.at(i) ^ mask);
        const auto verdict = evidence::verify(changed, m_today);
        if (i < gap || i >= gapEnd)
            QVERIFY2(verdict.indication != Indication::TotalPassed, qPrintable(QString::number(i)));
        else if (verdict.indication == Indication::TotalPassed)
            QVERIFY2(meaning(verdict) == expected, qPrintable(QString::number(i)));
    }
}

void TestTampering::everyTruncation()
{
    const QByteArray pdf = m_world.signedBy(m_world.teller(), test::tinyDocument());
    for (qsizetype size = 0; size < pdf.size(); size += 3 * m_stride)
        QVERIFY2(evidence::verify(pdf.first(size), m_today).indication != Indication::TotalPassed,
            qPrintable(QString::number(size)));
}

void TestTampering::tailOfAnArchive()
{
    const QByteArray signedPdf = m_world.signedBy(m_world.teller(), test::tinyDocument());
    const QByteArray pdf = m_world.raised(signedPdf, evidence::SignatureLevel::BLTA);
    const auto report = evidence::verify(pdf, m_today);
    QVERIFY(report.indication == Indication::TotalPassed);
    const QByteArray expected = meaning(report);
    // The archive time stamp covers all but the gap it stands in itself.
    const qsizetype gap = pdf.lastIndexOf("/Contents <") + 10;
    const qsizetype gapEnd = pdf.indexOf('>', gap) + 1;
    QVERIFY(gap > signedPdf.size());
    for (qsizetype i = signedPdf.size(); i < pdf.size(); i += m_stride) {
        QByteArray changed = pdf;
        changed[i] = char(changed.at(i) ^ 0x04);
        const auto verdict = evidence::verify(changed, m_today);
        if (i < gap || i >= gapEnd)
            QVERIFY2(verdict.indication != Indication::TotalPassed, qPrintable(QString::number(i)));
        else if (verdict.indication == Indication::TotalPassed)
            QVERIFY2(meaning(verdict) == expected, qPrintable(QString::number(i)));
    }
}

QTEST_MAIN(TestTampering)
#include "tst_evidence_tampering.moc"
