#include "signing.h"

namespace tirkeu::test {

using namespace Qt::StringLiterals;

SigningWorld::SigningWorld()
    : clock(core::toIsoText(core::SystemClock().wall()))
    , pki(simulation::DemoPki::make({clock.wall()}).value())
    , services(pki, clock)
    , stamps(services, pki.nationalTrust(),
          {.authorities = {{QUrl(u"http://127.0.0.1:18088/other-tsa"_s)}, {QUrl(u"http://127.0.0.1:18088/tsa"_s)}}})
    , status(services, clock, pki.nationalTrust())
    , raiser(clock, pki.nationalTrust(), stamps, status)
{
}

QByteArray SigningWorld::signedBy(pki::SoftwareKey key, const QByteArray& pdf)
{
    return evidence::DocumentSigner(clock, pki.nationalTrust()).sign(pdf, key).value();
}

QByteArray SigningWorld::raised(const QByteArray& pdf, evidence::SignatureLevel level)
{
    const auto raised = raiser.raise(pdf, level);
    return raised && !raised->stopped ? raised->pdf : QByteArray();
}

evidence::VerifyOptions SigningWorld::today() const
{
    evidence::VerifyOptions options{pki.nationalTrust(), clock.wall()};
    options.crls = {services.crl(pki.nationalRoot().key()), services.crl(pki.national().key())};
    return options;
}

evidence::VerificationReport SigningWorld::verified(const QByteArray& pdf)
{
    return evidence::verify(pdf, today());
}

QByteArray appended(
    const QByteArray& pdf, const QMap<int, QByteArray>& objects, const QByteArray& trailerMore, int root)
{
    const auto number = [&pdf](const char* key) {
        const qsizetype at = pdf.lastIndexOf(key) + qsizetype(qstrlen(key));
        return pdf.mid(at, 12).simplified().split(' ').first().toInt();
    };
    const int previous = pdf.mid(pdf.lastIndexOf("startxref\n") + 10, 12).split('\n').first().toInt();
    const QByteArray size = QByteArray::number(std::max(number("/Size "), objects.lastKey() + 1));
    QByteArray result = pdf;
    QByteArray table = "xref\n";
    for (auto it = objects.constBegin(); it != objects.constEnd(); ++it) {
        table += QByteArray::number(it.key()) + " 1\n" + QByteArray::number(result.size()).rightJustified(10, '0') +
                 " 00000 n \n";
        result += QByteArray::number(it.key()) + " 0 obj\n" + it.value() + "\nendobj\n";
    }
    const qsizetype at = result.size();
    return result + table + "trailer\n<< /Size " + size + " /Root " +
           QByteArray::number(root > 0 ? root : number("/Root ")) + " 0 R /Prev " + QByteArray::number(previous) +
           " /ID [ <00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff> ] " + trailerMore +
           " >>\nstartxref\n" + QByteArray::number(at) + "\n%%EOF\n";
}

} // namespace tirkeu::test
