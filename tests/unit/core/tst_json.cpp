#include <core/json.h>

#include <QTest>

using namespace tirkeu;

class TestJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void brokenTextIsRefused_data();
    void brokenTextIsRefused();
    void limitsHold();
    void writingIsDeterministic();
    void largeIntegersSurvive();
    void fieldsAreReadStrictly();
    void theFirstWrongFieldIsNamedByItsPath();
    void anUnknownFieldIsRefused();
};

void TestJson::brokenTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QByteArray& text, const char* code) {
        QTest::newRow(name) << text << QString::fromLatin1(code);
    };
    row("empty", "", "core.json-unreadable");
    row("cut off", "{\"a\":", "core.json-unreadable");
    row("trailing bytes", "{} x", "core.json-unreadable");
    row("second value", "{}{}", "core.json-unreadable");
    row("trailing comma", "{\"a\":1,}", "core.json-unreadable");
    row("comment", "{/**/}", "core.json-unreadable");
    row("key given twice", "{\"a\":1,\"a\":2}", "core.json-duplicate-key");
    row("key given twice, once escaped", "{\"a\":1,\"\\u0061\":2}", "core.json-duplicate-key");
    row("deep key given twice", "{\"x\":[{\"a\":1,\"a\":2}]}", "core.json-duplicate-key");
    row("array at the top", "[]", "core.json-not-object");
    row("not UTF-8", "{\"a\":\"\xff\"}", "core.json-unreadable");
    row("overlong UTF-8", "{\"a\":\"\xc0\x80\"}", "core.json-unreadable");
    row("control character", "{\"a\":\"\x01\"}", "core.json-unreadable");
    row("integer beyond 64 bits", "{\"a\":9223372036854775808}", "core.json-number");
    row("fraction beyond 64 bits", "{\"a\":-3333333333333333333331.5e0}", "core.json-number");
    row("infinite", "{\"a\":1e999}", "core.json-number");
    row("leading zero", "{\"a\":01}", "core.json-unreadable");
    row("plus sign", "{\"a\":+1}", "core.json-unreadable");
    row("NaN", "{\"a\":NaN}", "core.json-unreadable");
    row("unknown escape", "{\"a\":\"\\q\"}", "core.json-unreadable");
    row("half a surrogate pair", "{\"a\":\"\\ud800\"}", "core.json-unreadable");
    row("second half alone", "{\"a\":\"\\udc00\"}", "core.json-unreadable");
    row("two first halves", "{\"a\":\"\\ud800\\ud800\"}", "core.json-unreadable");
    row("signed hexadecimal", "{\"a\":\"\\u+123\"}", "core.json-unreadable");
    row("single quotes", "{'a':1}", "core.json-unreadable");
    row("zero byte inside", QByteArray("{\"a\":1}\0", 8), "core.json-unreadable");
}

void TestJson::brokenTextIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const auto object = core::readJson(text);
    QVERIFY(!object);
    QCOMPARE(object.error().code.toString(), code);
}

void TestJson::limitsHold()
{
    const core::JsonLimits limits{.maxBytes = 100, .maxDepth = 3, .maxValues = 6};
    QVERIFY(core::readJson(R"({"a":{"b":[1]}})", limits));
    QCOMPARE(core::readJson(R"({"a":{"b":[[1]]}})", limits).error().code.toString(), u"core.json-too-deep");
    QCOMPARE(core::readJson(R"({"a":[1,2,3,4,5]})", limits).error().code.toString(), u"core.json-too-large");
    QCOMPARE(core::readJson("{\"a\":\"" + QByteArray(100, 'x') + "\"}", limits).error().code.toString(),
        u"core.json-too-large");
    // Far deeper than any stack would bear.
    QCOMPARE(core::readJson("{\"a\":" + QByteArray(500'000, '['), {}).error().code.toString(), u"core.json-too-deep");
}

void TestJson::writingIsDeterministic()
{
    const QJsonObject one{{QStringLiteral("b"), 1}, {QStringLiteral("a"), QStringLiteral("Қ")}};
    QJsonObject other;
    other.insert(QStringLiteral("a"), QStringLiteral("Қ"));
    other.insert(QStringLiteral("b"), 1);
    QCOMPARE(core::writeJson(one), core::writeJson(other));
    QCOMPARE(core::writeJson(one), QByteArray("{\"a\":\"Қ\",\"b\":1}"));
}

void TestJson::largeIntegersSurvive()
{
    const auto object = core::readJson(R"({"a":9007199254740993})");
    QVERIFY(object);
    QCOMPARE(core::writeJson(*object), QByteArray(R"({"a":9007199254740993})"));
}

void TestJson::fieldsAreReadStrictly()
{
    core::JsonFields fields(
        core::readJson(R"({"name":"x","count":3,"list":["a"],"on":true,"in":{"deep":-1}})").value());
    QCOMPARE(fields.string(QLatin1StringView("name")), QStringLiteral("x"));
    QCOMPARE(fields.integer(QLatin1StringView("count"), 0, 3), 3);
    QCOMPARE(fields.strings(QLatin1StringView("list")), QStringList{QStringLiteral("a")});
    QVERIFY(fields.boolean(QLatin1StringView("on")));
    QCOMPARE(fields.integerOr(QLatin1StringView("absent"), 7, 0, 9), 7);
    fields.nested(QLatin1StringView("in"),
        [](core::JsonFields& in) { QCOMPARE(in.integer(QLatin1StringView("deep"), -1, 1), -1); });
    QVERIFY(fields.finish());
}

void TestJson::theFirstWrongFieldIsNamedByItsPath()
{
    core::JsonFields fields(core::readJson(R"({"list":[{"n":1},{"n":4},{"n":"x"}]})").value());
    fields.each(QLatin1StringView("list"),
        [](core::JsonFields& element) { (void)element.integer(QLatin1StringView("n"), 0, 3); });
    const auto done = fields.finish();
    QVERIFY(!done);
    QCOMPARE(done.error().values, QStringList{QStringLiteral("list[1].n")});
}

void TestJson::anUnknownFieldIsRefused()
{
    core::JsonFields fields(core::readJson(R"({"a":1,"b":2})").value());
    (void)fields.integer(QLatin1StringView("a"), 0, 9);
    QCOMPARE(fields.finish().error().code.toString(), u"core.json-field-unknown");
}

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
