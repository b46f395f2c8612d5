#include "support/softtpm.h"
#include "support/testfiles.h"
#include "support/vaultbench.h"
#include "unit/ctl/runcommand.h"

#include <tpm/tpmanchor.h>
#include <tpm/tpmsigner.h>
#include <vault/errors.h>

#include <QJsonArray>
#include <QProcess>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/x509.h>

using namespace tirkeu;
using namespace Qt::StringLiterals;
using core::AnchorVerdict;

namespace {
/// What a tool of others says, where it ends well.
std::optional<QByteArray> toldBy(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(20'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return {};
    return process.readAll();
}
/// The certificate of a workstation whose key lives in the TPM.
QByteArray certify(const QByteArray& info)
{
    const std::unique_ptr<X509, decltype(&X509_free)> issued(X509_new(), X509_free);
    const pki::SoftwareKey authority = test::testKey(u"bank"_s);
    const auto* at = reinterpret_cast<const unsigned char*>(info.constData());
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(d2i_PUBKEY(nullptr, &at, info.size()), EVP_PKEY_free);
    X509_set_version(issued.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(issued.get()), 7);
    X509_gmtime_adj(X509_getm_notBefore(issued.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(issued.get()), 86400);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(issued.get()), "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>("PC07"), -1, -1, 0);
    X509_set_pubkey(issued.get(), key.get());
    X509_sign(issued.get(), authority.evp(), EVP_sha256());
    unsigned char* out = nullptr;
    const int size = i2d_X509(issued.get(), &out);
    const QByteArray der(reinterpret_cast<const char*>(out), size);
    OPENSSL_free(out);
    return der;
}
} // namespace

class TestTpm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void absentIsSaid();
    void theKeyIsTheSameAfterEveryStart();
    void whatItSignsIsVerifiedOutside();
    void itSignsEventsOfTheJournal();
    void theBranchsToolSignsWithIt();
    void theBranchsToolSetsTheAnchor_MFO31();
    void theAnchorSurvivesARestart();
    void aVaultPutBackIsNamedAtItsNextOpening();
    void aRecordTakenAwayIsNamed();

private:
    [[nodiscard]] Result<std::shared_ptr<tpm::Tpm>> connect() const { return tpm::Tpm::open(m_tpm->address()); }
    [[nodiscard]] QString file(const QString& name, const QByteArray& bytes) const
    {
        const QString path = m_tpm->filePath(name);
        test::writeFile(path, bytes);
        return path;
    }
    [[nodiscard]] QStringList keyOf(const QString& name, const pki::SoftwareKey& person) const
    {
        const core::SecureBytes key = person.toPkcs8().value();
        const QByteArray bytes(reinterpret_cast<const char*>(key.data()), static_cast<qsizetype>(key.size()));
        return {u"--key"_s, file(name + u".key"_s, bytes), u"--certificate"_s,
            file(name + u".der"_s, person.holder().der())};
    }
    [[nodiscard]] QString certificateFile() const
    {
        const auto signer = tpm::TpmSigner::open(connect().value()).value();
        return file(u"workstation.der"_s, certify(signer->publicKey()));
    }

    std::unique_ptr<test::SoftTpm> m_tpm;
};

void TestTpm::init()
{
    if (!test::SoftTpm::isInstalled())
        QSKIP("swtpm is not installed");
    m_tpm = std::make_unique<test::SoftTpm>();
    m_tpm->start();
}

void TestTpm::cleanup()
{
    m_tpm.reset();
}

void TestTpm::absentIsSaid()
{
    const auto none = tpm::Tpm::open(u"device:/dev/there-is-none"_s);
    QVERIFY(!none);
    QCOMPARE(none.error().code.toString(), tpm::kAbsent.toString());
    if (!QFile::exists(u"/dev/tpmrm0"_s))
        QCOMPARE(tpm::Tpm::open().error().code.toString(), tpm::kAbsent.toString());
}

void TestTpm::theKeyIsTheSameAfterEveryStart()
{
    QByteArray first;
    {
        const auto machine = connect();
        VERIFY_RESULT(machine);
        QCOMPARE((*machine)->maker().value(), u"IBM"_s);
        const auto signer = tpm::TpmSigner::open(*machine);
        VERIFY_RESULT(signer);
        first = (*signer)->publicKey();
        QVERIFY(!first.isEmpty());
    }
    m_tpm->stop();
    m_tpm->start();
    {
        const auto signer = tpm::TpmSigner::open(connect().value());
        VERIFY_RESULT(signer);
        QCOMPARE((*signer)->publicKey(), first);
    }
    m_tpm->stop();
    m_tpm->forget(); // another machine
    m_tpm->start();
    const auto signer = tpm::TpmSigner::open(connect().value());
    VERIFY_RESULT(signer);
    QVERIFY((*signer)->publicKey() != first);
}

void TestTpm::whatItSignsIsVerifiedOutside()
{
    const auto signer = tpm::TpmSigner::open(connect().value());
    VERIFY_RESULT(signer);
    const QByteArray digest = core::sha256("an event");
    const auto signature = (*signer)->sign(core::HashAlgorithm::Sha256, digest);
    VERIFY_RESULT(signature);
    test::writeFile(m_tpm->filePath(u"key.der"_s), (*signer)->publicKey());
    test::writeFile(m_tpm->filePath(u"digest"_s), digest);
    test::writeFile(m_tpm->filePath(u"signature"_s), *signature);
    const auto verified = toldBy(u"openssl"_s,
        {u"pkeyutl"_s, u"-verify"_s, u"-pubin"_s, u"-keyform"_s, u"DER"_s, u"-inkey"_s, m_tpm->filePath(u"key.der"_s),
            u"-in"_s, m_tpm->filePath(u"digest"_s), u"-sigfile"_s, m_tpm->filePath(u"signature"_s)});
    QVERIFY(verified && verified->contains("Verified Successfully"));
    QVERIFY(!(*signer)->sign(core::HashAlgorithm::Sha256, "short"));
}

void TestTpm::itSignsEventsOfTheJournal()
{
    // The workstation's key lives in the TPM; its certificate says which it is.
    auto signer = tpm::TpmSigner::open(connect().value());
    VERIFY_RESULT(signer);
    (*signer)->setCertificate(certify((*signer)->publicKey()));

    test::VaultBench bench;
    VERIFY_RESULT(bench.create());
    bench.vault.reset();
    vault::VaultOptions options = bench.options();
    options.workstation = signer->get();
    auto opened = vault::Vault::open(options, bench.teller);
    VERIFY_RESULT(opened);
    bench.vault = std::move(*opened);
    test::CaseScript script(bench.clock);
    VERIFY_RESULT(bench.play(script.ordinary()));
    vault::Store& store = bench.vault->store();
    const auto report = vault::checkChain(store.connection(), store.vault(), (*signer)->certificate());
    VERIFY_RESULT(report);
    QVERIFY(report->isWhole && !report->signatureWrong);
    // Another workstation's certificate does not vouch for them.
    QVERIFY(!vault::checkChain(store.connection(), store.vault(), bench.workstation.certificate())->isWhole);
}

void TestTpm::theBranchsToolSignsWithIt()
{
    test::VaultBench bench;
    VERIFY_RESULT(bench.create());
    bench.vault.reset();
    const QStringList person = keyOf(u"person"_s, bench.teller);
    const QString workstation = certificateFile();
    const QString out = m_tpm->filePath(u"journal.tkj"_s);
    const auto exported = [&](const QString& address, const QString& whose, const QStringList& more = {}) {
        return test::runCommand(QStringList{u"journal"_s, u"export"_s, bench.folder(), out, u"--workstation-tpm"_s,
                                    address, u"--workstation-certificate"_s, whose, u"--json"_s} +
                                person + more);
    };
    const QString address = m_tpm->address();
    const auto done = exported(address, workstation);
    QVERIFY2(done.code == 0, done.output.constData());
    const auto verified =
        test::runCommand({u"journal"_s, u"verify"_s, out, u"--certificate"_s, workstation, u"--json"_s});
    QVERIFY2(verified.code == 0, verified.output.constData());
    const auto code = [](const test::CommandRun& run) {
        return run.json().value(u"error"_s).toObject().value(u"code"_s).toString();
    };
    const auto twice = exported(address, workstation, {u"--workstation-key"_s, person.at(1)});
    QCOMPARE(code(twice), u"ctl.two-workstation-keys"_s);
    // Another's certificate is not put beside what it signs, and a TPM that is not there is said.
    const QString other = file(u"other.der"_s, bench.workstation.holder().der());
    QCOMPARE(code(exported(address, other)), u"pki.key-does-not-match"_s);
    QCOMPARE(code(exported(u"device:/dev/there-is-none"_s, workstation)), u"tpm.absent"_s);
}

// A journal that the tool went on with is anchored where the tool ended; one put back is named by its check, and one
// that was restored is not.
void TestTpm::theBranchsToolSetsTheAnchor_MFO31()
{
    test::VaultBench bench;
    VERIFY_RESULT(bench.create());
    VERIFY_RESULT(bench.vault->close(u"teller-17"_s));
    bench.vault.reset();
    const QStringList machine{
        u"--workstation-tpm"_s, m_tpm->address(), u"--workstation-certificate"_s, certificateFile(), u"--json"_s};
    const QStringList teller = keyOf(u"teller"_s, bench.teller) + machine;
    const QStringList recovery = keyOf(u"recovery"_s, bench.recovery) + machine;
    const auto checked = [&] {
        return test::runCommand(QStringList{u"journal"_s, u"check"_s, bench.folder()} + teller);
    };
    const auto result = [](const test::CommandRun& run) {
        return run.json().value(u"result"_s).toObject();
    };
    const auto anchored = [&] {
        const auto told = test::runCommand({u"tpm"_s, u"info"_s, u"--tpm"_s, m_tpm->address(), u"--json"_s});
        return result(told).value(u"sequence"_s).toInteger();
    };
    QCOMPARE(anchored(), qint64(0));
    const auto made = test::runCommand(
        QStringList{u"backup"_s, u"make"_s, bench.folder(), bench.dir.filePath(u"backups"_s)} + teller);
    QVERIFY2(made.code == 0, made.output.constData());
    const qint64 first = anchored();
    QVERIFY(first > 0);
    const QString database = bench.folder() + u"/g000001/vault.db"_s;
    const QByteArray before = test::readFile(database);
    const auto whole = checked();
    QVERIFY2(whole.code == 0, whole.output.constData());
    QVERIFY(anchored() > result(whole).value(u"last"_s).toInteger()); // its own end is in it
    test::writeFile(database, before);
    const auto putBack = checked();
    QCOMPARE(putBack.code, 1);
    QCOMPARE(putBack.json().value(u"error"_s)[u"code"_s].toString(), vault::kRolledBack.toString());
    QCOMPARE(result(putBack).value(u"fault"_s).toString(), u"rolled-back"_s);
    QCOMPARE(result(checked()).value(u"rollbacks"_s).toArray().size(), 1); // whole since, and not forgotten

    const auto restored =
        test::runCommand(QStringList{u"backup"_s, u"restore"_s, result(made).value(u"vaultFile"_s).toString(),
                             result(made).value(u"keysFile"_s).toString(), bench.folder(), u"--aside"_s} +
                         recovery);
    QVERIFY2(restored.code == 0, restored.output.constData());
    QVERIFY(!result(restored).contains(u"warning"_s));
    QCOMPARE(anchored(), result(restored).value(u"sequence"_s).toInteger());
    const auto again = checked();
    QVERIFY2(again.code == 0, again.output.constData());
    VERIFY_RESULT(bench.open(bench.teller));
    QVERIFY(bench.vault->store().journal().read({.kinds = {casefile::Kind::RollbackFound}})->empty());
}

void TestTpm::theAnchorSurvivesARestart()
{
    const core::JournalHead head{4711, core::sha256("head")};
    {
        tpm::TpmAnchor anchor(connect().value());
        QCOMPARE(anchor.lastAnchor()->sequence, quint64(0));
        QCOMPARE(anchor.count().value(), quint64(0));
        VERIFY_RESULT(anchor.anchor({1, core::sha256("first")}));
        VERIFY_RESULT(anchor.anchor(head));
        QCOMPARE(anchor.count().value(), quint64(2));
    }
    m_tpm->stop();
    m_tpm->start();
    tpm::TpmAnchor anchor(connect().value());
    const auto last = anchor.lastAnchor();
    VERIFY_RESULT(last);
    QCOMPARE(last->sequence, head.sequence);
    QCOMPARE(last->hash, head.hash);
    VERIFY_RESULT(anchor.anchor(head));
    QVERIFY(anchor.count().value() > 2);
}

void TestTpm::aVaultPutBackIsNamedAtItsNextOpening()
{
    tpm::TpmAnchor anchor(connect().value());
    test::VaultBench bench;
    VERIFY_RESULT(bench.create());
    bench.vault.reset();
    const auto session = [&](bool works) -> Result<vault::OpeningReport> {
        vault::VaultOptions options = bench.options();
        options.anchors = &anchor;
        auto opened = vault::Vault::open(options, bench.teller);
        if (!opened)
            return failure(opened);
        bench.vault = std::move(*opened);
        const vault::OpeningReport report = bench.vault->opening();
        if (works) {
            test::CaseScript script(bench.clock);
            if (const Result<> played = bench.play(script.ordinary()); !played)
                return failure(played);
        }
        const Result<> closed = bench.vault->close(u"teller-17"_s);
        bench.vault.reset();
        return closed ? Result<vault::OpeningReport>(report) : failure(closed);
    };
    const QString file = bench.folder() + u"/g000001/vault.db"_s;
    VERIFY_RESULT(session(true));
    const QByteArray before = test::readFile(file);
    const auto next = session(true);
    VERIFY_RESULT(next);
    QVERIFY(next->hasAnchorCheck && next->anchor == AnchorVerdict::Continues);
    test::writeFile(file, before);
    const auto putBack = session(false);
    VERIFY_RESULT(putBack);
    QVERIFY(putBack->anchor == AnchorVerdict::RolledBack);
}

void TestTpm::aRecordTakenAwayIsNamed()
{
    const auto machine = connect();
    VERIFY_RESULT(machine);
    tpm::TpmAnchor anchor(*machine);
    VERIFY_RESULT(anchor.anchor({5, core::sha256("head")}));
    const auto undefined = toldBy(u"tpm2_nvundefine"_s, {u"-T"_s, m_tpm->address(), u"-C"_s, u"o"_s, u"0x1534B54"_s});
    if (!undefined)
        QSKIP("the software TPM serves one at a time");
    const auto last = anchor.lastAnchor();
    VERIFY_RESULT(last);
    QVERIFY(last->sequence > 1'000'000'000);
}

QTEST_GUILESS_MAIN(TestTpm)
#include "tst_tpm.moc"
