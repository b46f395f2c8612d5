#include "referencebench.h"

#include <QTest>

using namespace tirkeu;
using namespace tirkeu::reference;
using casefile::Kind;
using wire::Problem;
using wire::Verdict;

/// BIO-15, 27, 28, MFO-26, 30: each case comes to the bank exactly once, whole, by the rules, and the workstation holds
/// the bank's signed word for it.
class TestReference : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCaseIsDelivered();
    void aPackageAheadOfItsJournalWaits();
    void theSameAgainIsTheSame();
    void aLostReplyIsFoundAgain();
    void otherContentUnderAKnownIdIsRefused();
    void damageOnTheWayIsSentAgain();
    void aForgedCaseIsRefused_data();
    void aForgedCaseIsRefused();
    void whatTheJournalDeniesIsRefused_data();
    void whatTheJournalDeniesIsRefused();
    void attemptsCountAcrossTheBranch();
    void aBrokenJournalIsRefused_data();
    void aBrokenJournalIsRefused();
};

void TestReference::aCaseIsDelivered()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto played = bench.ordinary();
    VERIFY_RESULT(played);
    const auto client = bench.client();
    const auto hello = client->hello();
    QVERIFY(hello);
    QCOMPARE(hello->workstation, QStringLiteral("ws-almaty-3-07"));
    QCOMPARE(hello->packageCertificate, bench.gatewayKey.certificate());
    QCOMPARE(hello->criteria, 1);
    const auto head = bench.sendJournal(*client);
    QVERIFY2(head, qPrintable(head ? QString() : head.error().code + head.error().detail));
    QCOMPARE(head->hash, bench.vault.vault->store().journal().head().hash);

    const auto sealed = bench.seal(*played);
    VERIFY_RESULT(sealed);
    const auto receipt = bench.deliver(*client, *sealed);
    QVERIFY2(receipt, qPrintable(receipt ? QString() : receipt.error().code + receipt.error().detail));
    QVERIFY2(receipt->verdict == Verdict::Accepted, qPrintable(receipt->reason));
    QCOMPARE(receipt->gateway, QStringLiteral("gateway-1"));
    QCOMPARE(receipt->journal.hash, head->hash);

    const auto counts = bench.engine->counts();
    VERIFY_RESULT(counts);
    QCOMPARE(counts->packages, 1);
    QCOMPARE(counts->people, 1);
    QCOMPARE(counts->templates, 1);
    QCOMPARE(counts->evidence, 0);
    QVERIFY(bench.alarms.isEmpty());
    // What was kept opens to what was sent, templates apart from the rest and under another name.
    const auto parts = bench.engine->partsOf(sealed->context.package);
    VERIFY_RESULT(parts);
    QCOMPARE(parts->size(), 2);
    QCOMPARE(*bench.reference->open(parts->at(1)), played->parts.constLast().bytes);
    const QString iin = test::kClientIin;
    QVERIFY(bench.reference->pseudonymOf(iin) != bench.reference->subjectOf(iin));
    const auto templates = bench.engine->templatesOf(bench.reference->subjectOf(iin));
    VERIFY_RESULT(templates);
    QCOMPARE(templates->size(), 1);
    QVERIFY(bench.reference->open(templates->constFirst())->startsWith("template "));
    const auto row = bench.engine->package(sealed->context.package);
    VERIFY_RESULT(row);
    QCOMPARE((*row)->person, bench.reference->pseudonymOf(iin));
}

void TestReference::aPackageAheadOfItsJournalWaits()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto played = bench.ordinary();
    VERIFY_RESULT(played);
    const auto client = bench.client();
    const auto sealed = bench.seal(*played);
    const auto first = bench.deliver(*client, *sealed);
    QVERIFY(first);
    QVERIFY2(first->verdict == Verdict::ChainPending, qPrintable(first->reason));
    QCOMPARE(first->journal.sequence, std::uint64_t(0));
    QCOMPARE(client->answersAfter(0)->size(), 0);
    QVERIFY(bench.sendJournal(*client));
    const auto answers = client->answersAfter(0);
    QVERIFY(answers);
    QCOMPARE(answers->size(), 1);
    QCOMPARE(client->hello()->answers, quint64(1));
    QVERIFY(answers->constFirst().kind == wire::Answer::Kind::Receipt);
    QVERIFY(answers->constFirst().caseId == played->id);
    const auto second = bench.receiptIn(
        QByteArray::fromBase64(answers->constFirst().fields.value(u"receipt").toString().toLatin1()), *sealed);
    QVERIFY(second);
    QVERIFY2(second->verdict == Verdict::Accepted, qPrintable(second->reason));
    // Asked once more, the newer receipt is given.
    QVERIFY(bench.deliver(*client, *sealed)->verdict == Verdict::Accepted);
    QCOMPARE(bench.engine->counts()->pending, 0);
}

void TestReference::theSameAgainIsTheSame()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto played = bench.ordinary();
    const auto client = bench.client();
    QVERIFY(bench.sendJournal(*client));
    const auto sealed = bench.seal(*played);
    const auto first = bench.deliver(*client, *sealed);
    QVERIFY(first);
    bench.vault.clock.advance(std::chrono::hours(1));
    const auto second = bench.deliver(*client, *sealed);
    QVERIFY(second);
    QVERIFY(*second == *first);
    QVERIFY(second->received == first->received);
    // Sealed anew the bytes are others and the content is the same.
    auto again = bench.seal(sealed->context, played->parts, *bench.shown(*played));
    VERIFY_RESULT(again);
    QVERIFY(again->package.bytes != sealed->package.bytes);
    QCOMPARE(again->package.fingerprint, sealed->package.fingerprint);
    QVERIFY(*bench.deliver(*client, *again) == *first);
    QCOMPARE(bench.engine->counts()->packages, 1);
}

void TestReference::aLostReplyIsFoundAgain()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto played = bench.ordinary();
    const auto client = bench.client();
    const auto sealed = bench.seal(*played);
    QVERIFY(client->openUpload(bench.offerOf(*sealed)));
    QVERIFY(client->putChunk(sealed->context.package, 0, sealed->package.bytes));
    const auto lost = client->finishUpload(sealed->context.package); // nobody reads it
    QVERIFY(lost);
    QCOMPARE(*client->finishUpload(sealed->context.package), *lost);
    // A gateway started anew on the same store knows it too.
    VERIFY_RESULT(bench.serve());
    QCOMPARE(bench.client()->openUpload(bench.offerOf(*sealed))->receipt, *lost);
    QCOMPARE(bench.engine->counts()->packages, 1);
}

void TestReference::otherContentUnderAKnownIdIsRefused()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto played = bench.ordinary();
    const auto client = bench.client();
    const auto sealed = bench.seal(*played);
    QVERIFY(bench.deliver(*client, *sealed));
    QList<wire::Part> others = played->parts;
    others.append({wire::PartKind::Original, core::Uuid::make(bench.vault.clock), "more"});
    const auto other = bench.seal(sealed->context, others, *bench.shown(*played));
    VERIFY_RESULT(other);
    const auto refused = bench.deliver(*client, *other);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, QStringLiteral("reference.package-other-content"));
    QCOMPARE(bench.alarms, QStringList{QStringLiteral("reference.package-other-content")});
    // Another package under the same number is a cloned workstation's.
    wire::PackageContext twin = sealed->context;
    twin.package = wire::PackageId::make(bench.vault.clock);
    const auto cloned = bench.deliver(*client, *bench.seal(twin, played->parts, *bench.shown(*played)));
    QVERIFY(cloned);
    QCOMPARE(cloned->reason, QStringLiteral("reference.package-number-taken"));
    QCOMPARE(bench.engine->counts()->packages, 1);
    QCOMPARE(bench.engine->counts()->evidence, 1);
}

void TestReference::damageOnTheWayIsSentAgain()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto played = bench.ordinary();
    const auto client = bench.client();
    const auto sealed = bench.seal(*played);
    QByteArray damaged = sealed->package.bytes;
    damaged[damaged.size() / 2] = static_cast<char>(damaged.at(damaged.size() / 2) ^ 1);
    QVERIFY(client->openUpload(bench.offerOf(*sealed)));
    QVERIFY(!client->finishUpload(sealed->context.package)); // nothing has come
    QVERIFY(client->putChunk(sealed->context.package, 0, damaged));
    const auto refused = client->finishUpload(sealed->context.package);
    QVERIFY(!refused);
    QVERIFY(refused.error().kind == Problem::Kind::OutOfStep);
    QCOMPARE(refused.error().code, QStringLiteral("reference.upload-damaged"));
    QVERIFY(bench.deliver(*client, *sealed));
}

void TestReference::aForgedCaseIsRefused_data()
{
    QTest::addColumn<QString>("forgery");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* forgery, const char* reason) {
        QTest::newRow(forgery) << QString::fromLatin1(forgery)
                               << QStringLiteral("reference.") + QLatin1StringView(reason);
    };
    row("palm without consent", "events-not-legal");
    row("a fourth attempt", "events-not-legal");
    row("compared without a passed check", "events-not-legal");
    row("not ended", "case-not-ended");
    row("ending not signed", "ending-not-signed");
    row("a teller of nowhere", "teller-not-entitled");
    row("branch IT as the teller", "teller-not-entitled");
    row("a teller answers for the supervisor", "teller-not-entitled");
    row("approved by a teller", "teller-not-entitled");
    row("an exception that nobody attests", "teller-not-entitled");
    row("given back by nobody", "teller-not-entitled");
    row("before the criteria", "criteria-unknown");
    row("steps of its own", "purpose-not-as-approved");
    row("consents of its own", "purpose-not-as-approved");
    row("a purpose of its own", "purpose-not-as-approved");
    row("a kind of its own", "purpose-not-as-approved");
    row("accepted against the rule", "decision-not-by-rule");
    row("refused against the rule", "decision-not-by-rule");
    row("accepted with a telephone of another", "decision-not-by-rule");
    row("limits of its own", "limits-loosened");
    row("criteria of its own", "criteria-unknown");
    row("document left out", "document-missing");
    row("document exchanged", "document-missing");
    row("document not good", "document-not-good");
    row("template exchanged", "template-missing");
    row("a template nobody formed", "part-unknown");
    row("a document nobody made", "part-unknown");
    row("from tomorrow", "time-in-future");
    row("another branch", "package-of-another");
    row("another workstation's name", "package-of-another");
    row("an unknown signer", "package-of-another");
}

// A workstation's key in the wrong hands can say anything in the right form: the bank holds it against the rules again.
void TestReference::aForgedCaseIsRefused()
{
    QFETCH(const QString, forgery);
    QFETCH(const QString, reason);
    using casefile::Verdict;
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    test::CaseScript script(bench.vault.clock, test::kClientIin);
    std::vector<casefile::Event> events = script.ordinary();
    events.pop_back();
    const auto drop = [&events](Kind kind) {
        std::erase_if(events, [kind](const casefile::Event& event) { return event.kind == kind; });
    };
    if (forgery == u"palm without consent")
        std::erase_if(events, [](const casefile::Event& event) {
            return event.fields.value(u"consent").toString() == casefile::kConsentPalmScan;
        });
    if (forgery == u"a fourth attempt") {
        std::vector<casefile::Event> more{script.opened(), script.recorded(), script.present(),
            script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan)};
        for (int i = 1; i <= 4; ++i) {
            more.push_back(script.started(i));
            more.push_back(script.finished(Verdict::NotAuthentic));
        }
        more.push_back(script.documentMade());
        more.push_back(script.decided(casefile::Outcome::Negative));
        more.push_back(script.ended(casefile::Ending::Negative));
        more.push_back(script.documentSigned());
        events = more;
    }
    if (forgery == u"compared without a passed check") {
        for (casefile::Event& event : events) {
            if (event.kind == Kind::AttemptFinished)
                event.fields.insert(QStringLiteral("verdict"), casefile::nameOf(Verdict::NotAuthentic));
        }
    }
    if (forgery == u"not ended") {
        drop(Kind::CaseEnded);
        drop(Kind::DocumentSigned);
    }
    if (forgery == u"ending not signed")
        drop(Kind::DocumentSigned);
    if (forgery == u"criteria of its own" || forgery == u"limits of its own") {
        casefile::Limits limits;
        limits.intervalSeconds = 1;
        for (casefile::Event& event : events) {
            if (event.kind != Kind::CaseOpened)
                continue;
            if (forgery == u"limits of its own")
                event.fields.insert(QStringLiteral("limits"), limits.toJson());
            else
                event.fields.insert(QStringLiteral("criteria"), QStringLiteral("99"));
        }
    }
    const auto opening = [&events]() -> QJsonObject& {
        return events.front().fields;
    };
    const QString colleague = bench.idOf(simulation::DemoPerson::SecondTeller);
    if (forgery == u"steps of its own")
        opening().insert(QStringLiteral("steps"), QJsonArray{QStringLiteral("client"), QStringLiteral("decision")});
    if (forgery == u"consents of its own")
        opening().insert(QStringLiteral("consents"), QJsonArray{QStringLiteral("palm-scan")});
    if (forgery == u"a purpose of its own")
        opening().insert(QStringLiteral("purpose"), QStringLiteral("for-a-friend"));
    if (forgery == u"a kind of its own")
        opening().insert(QStringLiteral("kind"), QStringLiteral("withdraw"));
    if (forgery == u"approved by a teller")
        opening().insert(QStringLiteral("approvedBy"), colleague);
    if (forgery == u"before the criteria")
        events.front().time = bench.book.criteria->validFrom - std::chrono::seconds(1);
    const auto decision = std::find_if(
        events.begin(), events.end(), [](const casefile::Event& event) { return event.kind == Kind::DecisionMade; });
    QVERIFY(decision != events.end() || forgery == u"a fourth attempt");
    if (forgery == u"a teller answers for the supervisor") {
        const casefile::Event asked = script.asked();
        const casefile::Event replied = script.replied(colleague);
        *decision = script.decided(casefile::Outcome::Accepted, QStringLiteral("supervisor"), colleague);
        events.insert(decision, {asked, replied});
    }
    if (forgery == u"an exception that nobody attests")
        events.insert(decision,
            script.make(Kind::HandExcepted,
                {{QStringLiteral("hand"), QStringLiteral("left")}, {QStringLiteral("attestedBy"), QString(64, u'e')}}));
    if (forgery == u"given back by nobody") {
        const casefile::Event started = script.started(1);
        events.insert(events.begin() + 5, {started, script.voided(QString(64, u'e'))});
    }
    if (forgery == u"accepted against the rule") // the other hand was asked for and never shown
        bench.askForBothHands(events);
    if (forgery == u"accepted with a telephone of another") {
        criteria::Criteria strict = *bench.book.criteria;
        strict.decisions.prepend({QStringLiteral("telephone"),
            {{criteria::Fact::Phone, {criteria::FactState::Negative}}}, criteria::Verdict::Refuse});
        bench.book.criteria = std::make_shared<criteria::Criteria>(strict);
        events.insert(
            decision, script.make(Kind::PhoneChecked, {{QStringLiteral("state"), QStringLiteral("not-confirmed")}}));
    }
    if (forgery == u"refused against the rule") {
        decision->fields.insert(QStringLiteral("outcome"), casefile::nameOf(casefile::Outcome::Negative));
        for (casefile::Event& event : events) {
            if (event.kind == Kind::CaseEnded)
                event.fields.insert(QStringLiteral("ending"), casefile::nameOf(casefile::Ending::Negative));
        }
    }
    test::PlayedCase played = bench.prepared(script, std::move(events));
    if (forgery == u"branch IT as the teller") {
        for (casefile::Event& event : played.events)
            event.actor = bench.idOf(simulation::DemoPerson::BranchIt);
    }
    if (forgery == u"a teller of nowhere") {
        for (casefile::Event& event : played.events)
            event.actor = QString(64, u'd');
    }
    std::vector<wire::ShownEvent> shown;
    for (const casefile::Event& event : played.events) {
        QByteArray key(32, 'k');
        shown.push_back({shown.size() + 1, event, core::SecureBytes::takeFrom(key)});
    }
    const auto partOf = [&played](wire::PartKind kind) {
        return std::find_if(
            played.parts.begin(), played.parts.end(), [kind](const wire::Part& part) { return part.kind == kind; });
    };
    if (forgery == u"document left out")
        played.parts.erase(partOf(wire::PartKind::Document));
    if (forgery == u"document exchanged")
        partOf(wire::PartKind::Document)->bytes = "%PDF another";
    if (forgery == u"template exchanged")
        partOf(wire::PartKind::Template)->bytes = "another's palm";
    if (forgery == u"a template nobody formed")
        played.parts.append({wire::PartKind::Template, core::Uuid::make(bench.vault.clock), "hand"});
    if (forgery == u"a document nobody made")
        played.parts.append({wire::PartKind::Document, core::Uuid::make(bench.vault.clock), "%PDF"});
    wire::PackageContext context = bench.context(played);
    if (forgery == u"document not good") {
        const auto part = partOf(wire::PartKind::Document);
        part->bytes = "MZ not a document";
        for (wire::ShownEvent& one : shown) {
            if (one.event.kind == Kind::DocumentMade || one.event.kind == Kind::DocumentSigned)
                one.event.fields.insert(
                    QStringLiteral("digest"), QString::fromLatin1(core::toHex(core::sha256(part->bytes))));
        }
    }
    if (forgery == u"criteria of its own")
        context.criteria = QStringLiteral("99");
    if (forgery == u"from tomorrow")
        context.made += std::chrono::hours(24);
    if (forgery == u"another branch")
        context.branch = QStringLiteral("almaty-4");
    if (forgery == u"another workstation's name")
        context.workstation = QStringLiteral("ws-almaty-3-08");
    std::optional<pki::SoftwareKey> signer;
    if (forgery == u"an unknown signer")
        signer = test::testKey(QStringLiteral("ws-almaty-3-07"));
    const auto sealed = bench.seal(context, played.parts, shown, signer);
    VERIFY_RESULT(sealed);

    const auto client = bench.client();
    const auto receipt = bench.deliver(*client, *sealed);
    QVERIFY2(receipt, qPrintable(receipt ? QString() : receipt.error().code + receipt.error().detail));
    QVERIFY(receipt->verdict == wire::Verdict::Refused);
    QCOMPARE(receipt->reason, reason);
    QCOMPARE(bench.engine->counts()->packages, 0);
    QCOMPARE(bench.engine->counts()->evidence, 1);
    QCOMPARE(bench.alarms, QStringList{reason});
    QVERIFY(*bench.deliver(*client, *sealed) == *receipt); // the same content gets the same answer
    QCOMPARE(bench.engine->counts()->evidence, 1);
}

void TestReference::whatTheJournalDeniesIsRefused_data()
{
    QTest::addColumn<QString>("lie");
    QTest::addColumn<QString>("reason");
    QTest::newRow("a failed attempt left out") << "left out"
                                               << "reference.events-missing";
    QTest::newRow("a verdict turned") << "turned"
                                      << "reference.events-differ";
    QTest::newRow("an earlier time") << "earlier"
                                     << "reference.events-differ";
    QTest::newRow("another head") << "head"
                                  << "reference.journal-other-head";
}

void TestReference::whatTheJournalDeniesIsRefused()
{
    QFETCH(const QString, lie);
    QFETCH(const QString, reason);
    for (const bool journalFirst : {true, false}) {
        test::ReferenceBench bench;
        VERIFY_RESULT(bench.start());
        const auto played = bench.ordinary();
        auto shown = bench.shown(*played);
        VERIFY_RESULT(shown);
        wire::PackageContext context = bench.context(*played);
        if (lie == u"left out") // the failed attempt, number one of two
            shown->erase(shown->begin() + 5, shown->begin() + 7);
        for (wire::ShownEvent& one : *shown) {
            if (lie == u"left out" && one.event.kind == Kind::AttemptStarted)
                one.event.fields.insert(QStringLiteral("number"), 1);
            if (lie == u"turned" && one.event.kind == Kind::ClientRecorded)
                one.event.fields.insert(
                    QStringLiteral("names"), QJsonObject{{QStringLiteral("family"), QStringLiteral("Басқа")}});
            if (lie == u"earlier" && one.event.kind == Kind::CaseOpened)
                one.event.time -= std::chrono::hours(1);
        }
        if (lie == u"head")
            context.journal.hash = core::sha256("another");
        const auto sealed = bench.seal(context, played->parts, *shown);
        const auto client = bench.client();
        if (journalFirst)
            QVERIFY(bench.sendJournal(*client));
        const auto receipt = bench.deliver(*client, *sealed);
        QVERIFY2(receipt, qPrintable(receipt ? QString() : receipt.error().code + receipt.error().detail));
        QVERIFY2(
            receipt->verdict == (journalFirst ? Verdict::Refused : Verdict::ChainPending), qPrintable(receipt->reason));
        if (!journalFirst) {
            QVERIFY(bench.sendJournal(*client));
            const auto settled = bench.deliver(*client, *sealed);
            QVERIFY(settled->verdict == Verdict::Refused);
            QCOMPARE(settled->reason, reason);
            QCOMPARE(client->answersAfter(0)->size(), 1);
        } else {
            QCOMPARE(receipt->reason, reason);
        }
        QVERIFY(bench.alarms.contains(reason));
    }
}

// BIO-8, BIO-22: three unsuccessful checks within the interval, whichever workstation of the branch made them.
void TestReference::attemptsCountAcrossTheBranch()
{
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    const auto client = bench.client();
    const auto failed = [&bench](int times) {
        test::CaseScript script(bench.vault.clock, test::kClientIin);
        std::vector<casefile::Event> events{script.opened(), script.recorded(), script.present(),
            script.consented(casefile::kConsentPersonalData), script.consented(casefile::kConsentPalmScan)};
        for (int i = 1; i <= times; ++i) {
            events.push_back(script.started(i));
            events.push_back(script.finished(casefile::Verdict::NotAuthentic));
        }
        events.push_back(script.documentMade());
        events.push_back(script.ended(casefile::Ending::Aborted));
        events.push_back(script.documentSigned());
        return bench.play(script, events);
    };
    const auto one = failed(2);
    VERIFY_RESULT(one);
    const auto two = failed(2); // its opening does not tell of the first
    VERIFY_RESULT(two);
    const auto first = bench.deliver(*client, *bench.seal(*one));
    QVERIFY2(first && first->verdict == Verdict::ChainPending, qPrintable(first ? first->reason : first.error().code));
    // Whoever made them knows them; another workstation of the branch is told.
    QVERIFY(client->attemptsOf(test::kClientIin)->isEmpty());
    const auto elsewhere =
        bench.engine->attemptsOf(bench.reference->pseudonymOf(test::kClientIin), QStringLiteral("almaty-3"),
            bench.vault.clock.wall() - std::chrono::hours(24), QStringLiteral("ws-almaty-3-08"));
    QVERIFY(elsewhere);
    QVERIFY(*elsewhere == (QList<wire::AttemptsElsewhere>{{QStringLiteral("palm"), QStringLiteral("right"), 2, 0}}));
    const auto second = bench.deliver(*client, *bench.seal(*two));
    QVERIFY(second);
    QCOMPARE(second->reason, QStringLiteral("reference.attempts-exceeded"));
    // A day later they count no more.
    bench.vault.clock.advance(std::chrono::hours(25));
    const auto three = failed(3);
    VERIFY_RESULT(three);
    QVERIFY(bench.deliver(*client, *bench.seal(*three))->verdict == Verdict::ChainPending);
    QVERIFY(!client->attemptsOf(QStringLiteral("900101300018")));
}

void TestReference::aBrokenJournalIsRefused_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("code");
    QTest::newRow("an entry left out") << "gap"
                                       << "reference.journal-broken";
    QTest::newRow("begun too late") << "late"
                                    << "reference.journal-gap";
    QTest::newRow("a payload changed") << "payload"
                                       << "reference.journal-broken";
    QTest::newRow("a signature of another") << "signature"
                                            << "reference.journal-not-signed";
    QTest::newRow("no signature") << "unsigned"
                                  << "reference.journal-not-signed";
    QTest::newRow("told otherwise") << "fork"
                                    << "reference.journal-forked";
    QTest::newRow("bytes that are none") << "bytes"
                                         << "reference.journal-unreadable";
}

void TestReference::aBrokenJournalIsRefused()
{
    QFETCH(const QString, how);
    QFETCH(const QString, code);
    test::ReferenceBench bench;
    VERIFY_RESULT(bench.start());
    VERIFY_RESULT(bench.ordinary());
    const auto client = bench.client();
    const core::Uuid vault = bench.vault.vault->store().vault();
    std::vector<casefile::Entry> entries;
    VERIFY_RESULT(bench.vault.vault->store().journal().visit(1, [&](const casefile::Entry& entry) -> Result<bool> {
        entries.push_back(entry);
        return true;
    }));
    const auto isSigned = [](const casefile::Entry& entry) {
        return !entry.signature.isEmpty();
    };
    const auto signedEntry = std::find_if(entries.begin(), entries.end(), isSigned);
    QVERIFY(signedEntry != entries.end());
    if (how == u"gap")
        entries.erase(entries.begin() + 3);
    if (how == u"late")
        entries.erase(entries.begin());
    if (how == u"payload")
        entries.at(2).payload[3] = static_cast<char>(entries.at(2).payload.at(3) ^ 1);
    if (how == u"signature")
        signedEntry->signature =
            *test::testKey(QStringLiteral("x")).sign(core::HashAlgorithm::Sha256, signedEntry->hash);
    if (how == u"unsigned")
        signedEntry->signature.clear();
    QByteArray bytes;
    for (const casefile::Entry& entry : entries)
        bytes += casefile::encode(entry);
    if (how == u"bytes")
        bytes = "no entries";
    if (how == u"fork") {
        QVERIFY(client->putJournal(vault, bytes));
        QVERIFY(client->putJournal(vault, bytes)); // the same again is nothing new
        casefile::Entry other = entries.back();
        other.actor = QStringLiteral("somebody");
        casefile::Linker().link(other, other.previous);
        bytes = casefile::encode(other);
    }
    const auto refused = client->putJournal(vault, bytes);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, code);
    QCOMPARE(client->journalHead(vault)->sequence, how == u"fork" ? entries.back().sequence : 0);
}

QTEST_GUILESS_MAIN(TestReference)
#include "tst_reference.moc"
