#include "support/fakeclock.h"

#include <casefile/cipher.h>
#include <casefile/entry.h>

#include <core/encoding.h>

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::casefile;

class TestEntry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theEncodingIsFixed();
    void everyPartIsUnderTheHash();
    void encodingGoesThereAndBack();
    void brokenEncodingsAreRefused();
    void aDestroyedPayloadLeavesTheChainWhole();
    void oneEventIsShownWithoutTheOthers();
    void aPayloadOpensToOneTextOnly();
    void galoisCounterModeAgreesWithItsVector();

private:
    [[nodiscard]] static Entry sample();
    [[nodiscard]] static core::SecureBytes key(unsigned char fill);
};

Entry TestEntry::sample()
{
    const auto uuid = [](const char* text) {
        return core::Uuid::parse(QString::fromLatin1(text)).value();
    };
    Entry entry;
    entry.sequence = 7;
    entry.time = core::fromIsoText(u"2026-07-12T04:00:00.123Z").value();
    entry.kind = 12;
    entry.actor = QStringLiteral("кассир-17");
    entry.client = uuid("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4051");
    entry.caseId = uuid("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4052");
    entry.payload = "sealed";
    Linker().link(entry, QByteArray(32, '\x11'));
    entry.signature = "signature";
    return entry;
}

core::SecureBytes TestEntry::key(unsigned char fill)
{
    core::SecureBytes bytes(kCipherKeyBytes);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes.u8()[i] = fill;
    return bytes;
}

void TestEntry::theEncodingIsFixed()
{
    // Journals outlive programs: both were computed once from the description, by a program in another language.
    QCOMPARE(core::toHex(genesisHash(core::Uuid())),
        QByteArray("d1c3cb6803f3a6ed09642705d7986bb4b49719840608ef1b84e2e1055db05e40"));
    QCOMPARE(
        core::toHex(sample().hash), QByteArray("cf144f6e1ce1a96951f2b452275c9b5704d1f36149209281b938fc974407484d"));
}

void TestEntry::everyPartIsUnderTheHash()
{
    const Entry good = sample();
    Linker linker;
    const QByteArray previous(32, '\x11');
    QVERIFY(linker.check(good, 7, previous) == Linker::Fault::None);
    QVERIFY(linker.check(good, 8, previous) == Linker::Fault::Sequence);
    QVERIFY(linker.check(good, 7, QByteArray(32, '\x12')) == Linker::Fault::Link);
    const auto changed = [&](const std::function<void(Entry&)>& change) {
        Entry entry = good;
        change(entry);
        return linker.check(entry, entry.sequence, previous);
    };
    QVERIFY(changed([](Entry& e) { ++e.sequence; }) == Linker::Fault::Hash);
    QVERIFY(changed([](Entry& e) { e.time += std::chrono::milliseconds(1); }) == Linker::Fault::Hash);
    QVERIFY(changed([](Entry& e) { ++e.kind; }) == Linker::Fault::Hash);
    QVERIFY(changed([](Entry& e) { e.actor = QStringLiteral("другой"); }) == Linker::Fault::Hash);
    QVERIFY(changed([](Entry& e) { e.client.reset(); }) == Linker::Fault::Hash);
    QVERIFY(changed([](Entry& e) { std::swap(e.client, e.caseId); }) == Linker::Fault::Hash);
    QVERIFY(changed([](Entry& e) { e.payload[0] = 'S'; }) == Linker::Fault::Payload);
    QVERIFY(changed([](Entry& e) { e.payloadDigest[0] = 'x'; }) == Linker::Fault::Hash);
    QVERIFY(changed([](Entry& e) { e.hash[0] = 'x'; }) == Linker::Fault::Hash);
}

void TestEntry::encodingGoesThereAndBack()
{
    Entry second = sample();
    second.client.reset();
    second.caseId.reset();
    second.payload.clear();
    const QByteArray bytes = encode(sample()) + encode(second);
    QByteArrayView view(bytes);
    QVERIFY(decodeEntry(view).value() == sample());
    QVERIFY(decodeEntry(view).value() == second);
    QVERIFY(view.isEmpty());
}

void TestEntry::brokenEncodingsAreRefused()
{
    const QByteArray bytes = encode(sample());
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        QByteArrayView view = QByteArrayView(bytes).first(size);
        QVERIFY(!decodeEntry(view));
    }
    QByteArray longer = bytes;
    longer[3] = static_cast<char>(longer.at(3) + 1);
    longer.append('x');
    QByteArrayView view(longer);
    QVERIFY(!decodeEntry(view));
}

void TestEntry::aDestroyedPayloadLeavesTheChainWhole()
{
    Entry entry = sample();
    entry.payload.clear();
    QVERIFY(Linker().check(entry, 7, QByteArray(32, '\x11')) == Linker::Fault::None);
}

void TestEntry::oneEventIsShownWithoutTheOthers()
{
    const core::SecureBytes owner = key(1);
    const QByteArray first = sealPayload(owner, "first").value();
    const QByteArray second = sealPayload(owner, "second").value();
    QVERIFY(!first.contains("first"));
    const core::SecureBytes shown = payloadKey(owner, first).value();
    QCOMPARE(openPayload(shown, first).value(), QByteArray("first"));
    QVERIFY(!openPayload(shown, second));
    QVERIFY(!openPayload(payloadKey(key(2), first).value(), first));
    QCOMPARE(openPayload(payloadKey(owner, second).value(), second).value(), QByteArray("second"));
    // The same text twice shows no likeness.
    QVERIFY(sealPayload(owner, "first").value() != first);
    QCOMPARE(openPayload(payloadKey(owner, sealPayload(owner, {}).value()).value(), sealPayload(owner, {}).value())
                 .has_value(),
        false);
}

void TestEntry::aPayloadOpensToOneTextOnly()
{
    const core::SecureBytes owner = key(1);
    const QByteArray payload = sealPayload(owner, "text").value();
    const core::SecureBytes shown = payloadKey(owner, payload).value();
    for (qsizetype i = 0; i < payload.size(); ++i) {
        QByteArray changed = payload;
        changed[i] = static_cast<char>(changed.at(i) ^ 1);
        const auto opened = openPayload(shown, changed);
        // The salt only leads to the key; with the key in hand, it is not looked at.
        QCOMPARE(opened.has_value(), i >= 1 && i < 17);
    }
}

void TestEntry::galoisCounterModeAgreesWithItsVector()
{
    // McGrew and Viega, test case 14: zero key, zero nonce, 16 zero bytes.
    const QByteArray sealed = sealBytes(key(0), QByteArray(12, '\0'), {}, QByteArray(16, '\0')).value();
    QCOMPARE(core::toHex(sealed), QByteArray("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"));
    QCOMPARE(openBytes(key(0), QByteArray(12, '\0'), {}, sealed).value(), QByteArray(16, '\0'));
    QVERIFY(!openBytes(key(0), QByteArray(12, '\0'), "bound", sealed));
    const QByteArray empty = sealBytes(key(0), QByteArray(12, '\0'), {}, {}).value();
    QCOMPARE(core::toHex(empty), QByteArray("530f8afbc74536b9a963b4f1c4cb738b"));
    QVERIFY(openBytes(key(0), QByteArray(12, '\0'), {}, empty).value().isEmpty());
}

QTEST_GUILESS_MAIN(TestEntry)
#include "tst_entry.moc"
