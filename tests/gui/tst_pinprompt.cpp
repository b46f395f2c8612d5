#include "support/fakeclock.h"
#include "support/goal.h"
#include "support/softtoken.h"
#include "support/testfiles.h"
#include "tellerplayer.h"

#include "bootstrap/stafflookup.h"
#include "bootstrap/tokenstaff.h"
#include "gallery/showroom.h"
#include "signin/pinprompt.h"
#include "widgets/pinfield.h"

#include <token/cryptokimodule.h>

#include <QApplication>
#include <QCheckBox>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QTemporaryDir>
#include <QTimer>

using namespace tirkeu;
using namespace tirkeu::workstation;

// The one way in which every page asks for a PIN: page after page, and a teller's whole case with a token that a script
// drives, by keyboard alone.
class TestPinPrompt : public test::TellerPlayer
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyPageAsksInTheSameWay();
    void theSecondTokenIsAskedFor();
    void aFactoryPinIsWarnedOf();
    void theTimeAtThePinPadEndsWithTheTyping();
    void noPageHasAFieldOfItsOwn();
    void theLastTrySignsAfterAYesAndNotBefore();
    void thePinPadHasNoFieldAndATimeAndAWayOut();
    void aTokenPulledWhileSigningLeavesNothingHalfSigned();
    void cleanup();
    void cleanupTestCase() { m_token.reset(); }

private:
    void openTokenRoom(const QString& folder);
    void comeToSigning();

    std::unique_ptr<test::SoftToken> m_token;
    std::shared_ptr<token::CryptokiModule> m_module;
    TokenStaff* m_staff = nullptr;
    core::SystemClock m_clock;
};

namespace {
struct Flags
{
    TokenState token;
    const char* sentence; ///< empty: none
    bool asksYes;
    bool isUsable;
};

// What any prompt says and offers for these flags of the token it is for.
QString complaint(PinPrompt& prompt, const Flags& flags)
{
    const auto* text = prompt.findChild<QLabel*>(QStringLiteral("tokenText"));
    const auto* yes = prompt.findChild<QCheckBox*>(QStringLiteral("lastTryBox"));
    const bool isElsewhere = prompt.field()->objectName() == u"clientTokenPin";
    if (flags.sentence[0] != '\0' && !text->text().contains(QLatin1StringView(flags.sentence)))
        return QStringLiteral("does not say ") + QLatin1StringView(flags.sentence);
    if (prompt.field()->isVisible() != (!flags.token.hasPinPad && !isElsewhere))
        return QStringLiteral("shows its field, or none, for ") + QLatin1StringView(flags.sentence);
    if (!isElsewhere && yes->isVisible() != flags.asksYes)
        return QStringLiteral("asks for a yes, or not, for ") + QLatin1StringView(flags.sentence);
    if (!isElsewhere && prompt.isUsable() != flags.isUsable)
        return QStringLiteral("may be used, or not, for ") + QLatin1StringView(flags.sentence);
    return {};
}
} // namespace

void TestPinPrompt::everyPageAsksInTheSameWay()
{
    const QList<Flags> all{
        {{.isPresent = true}, "", false, true},
        {{.isPresent = true, .triesLeft = 2}, "Tries left: 2", false, true},
        {{.isPresent = true, .isCountLow = true}, "few tries are left", false, true},
        {{.isPresent = true, .isLastTry = true}, "last try", true, false},
        {{.isPresent = true, .triesLeft = 1}, "last try", true, false},
        {{.isPresent = true, .triesLeft = 0, .isLocked = true}, "locked", false, false},
        {{.isPresent = true, .mustChangePin = true}, "issuer's", false, true},
        {{.isPresent = true, .isLastTry = true, .hasPinPad = true}, "last try", true, false},
        {{.isPresent = true, .hasPinPad = true}, "", false, true},
        {{.isPresent = true, .label = QStringLiteral("E-7"), .isSecond = true}, "second token and its PIN: E-7", false,
            true},
        {{.isPresent = true, .mustChangePin = true, .isSecond = true}, "Change it in the settings", false, true},
    };
    const test::FakeClock clock;
    Theme theme(*qApp);
    LanguageSwitch language;
    language.setLanguage(core::Language::English);
    Showroom showroom(theme, language, clock);
    showroom.window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&showroom.window()));
    QSet<QString> seen;
    QStringList found;
    bool isAtWork = false; // a prompt that waits has no flags to tell
    showroom.walk([&](const QString& name) {
        isAtWork = name.contains(u"sign-in-pin-pad");
        for (PinPrompt* prompt : showroom.window().findChildren<PinPrompt*>()) {
            if (!prompt->isVisible() || isAtWork)
                continue;
            seen.insert(prompt->field()->objectName());
            const bool isGuests =
                prompt->field()->objectName() == u"guestPin" || prompt->field()->objectName() == u"clientTokenPin";
            const TokenState before = isGuests ? showroom.staff().swap()->guest() : showroom.staff().tokenState();
            const auto put = [&](const TokenState& token) {
                if (isGuests)
                    showroom.staff().swap()->setGuest(token);
                else
                    showroom.staff().setToken(token);
            };
            for (const Flags& flags : all) {
                put(flags.token);
                if (const QString wrong = complaint(*prompt, flags); !wrong.isEmpty())
                    found.append(name + QStringLiteral(": ") + wrong);
            }
            put(before);
        }
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    for (const char* field :
        {"pinField", "signingPin", "guestPin", "actPinField", "permitPin", "oldPinField", "clientTokenPin"})
        QVERIFY2(seen.contains(QLatin1StringView(field)), field);
}

// Nobody takes the other token for the one that is missing.
void TestPinPrompt::theSecondTokenIsAskedFor()
{
    Theme theme(*qApp);
    PinPrompt prompt(theme, QStringLiteral("pin"));
    const auto* text = prompt.findChild<QLabel*>(QStringLiteral("tokenText"));
    prompt.setToken({.isSecond = true});
    QVERIFY(text->text().contains(u"Insert your second token"));
    QVERIFY(!prompt.isUsable());
    prompt.setToken({});
    QCOMPARE(text->text(), QStringLiteral("Insert your token."));
}

void TestPinPrompt::aFactoryPinIsWarnedOf()
{
    Theme theme(*qApp);
    PinPrompt prompt(theme, QStringLiteral("pin"));
    prompt.show();
    const auto said = [&prompt](const char* pin) {
        prompt.setToken({.isPresent = true, .serial = QString::fromLatin1(pin)});
        QTest::keyClicks(prompt.field(), QString::fromLatin1(pin));
        const PinTry once = prompt.take();
        prompt.setWaiting(true);
        const QString text = prompt.findChild<QLabel*>(QStringLiteral("tokenText"))->text();
        prompt.setWaiting(false);
        return text;
    };
    QVERIFY(said("12345678").contains(u"manual"));
    QVERIFY(!said("271828").contains(u"manual")); // nothing of it stays with the next token
    QByteArray printed = "12345678";
    prompt.noteTried(core::SecureBytes::takeFrom(printed)); // on the client's own screen
    prompt.setWaiting(true);
    QVERIFY(prompt.findChild<QLabel*>(QStringLiteral("tokenText"))->text().contains(u"manual"));
}

// Behind the typing, and behind its time, nobody is told to type: what was typed is being checked, or signed with.
void TestPinPrompt::theTimeAtThePinPadEndsWithTheTyping()
{
    Theme theme(*qApp);
    PinPrompt prompt(theme, QStringLiteral("pin"));
    prompt.setToken({.isPresent = true, .hasPinPad = true});
    const auto* text = prompt.findChild<QLabel*>(QStringLiteral("pinPadText"));
    const auto asks = [text] {
        return text->text().contains(u"Seconds left");
    };
    prompt.setTyped(); // by somebody else: nothing is asked here
    prompt.setWaiting(true);
    QVERIFY(asks());
    prompt.setTyped();
    QVERIFY(!asks());
    QCOMPARE(text->text(), QStringLiteral("Checking…"));
    prompt.setWaiting(false);
    prompt.setWaiting(true); // the next try has its own time
    QVERIFY(asks());
    prompt.findChild<QTimer*>(QStringLiteral("pinPadSecond"))->setInterval(1);
    QTRY_COMPARE(text->text(), QStringLiteral("Checking…"));
}

// A PIN field anywhere else would have none of the flags; a try without the answer to them could lock a token.
void TestPinPrompt::noPageHasAFieldOfItsOwn()
{
    const QSet<QString> allowed{QStringLiteral("pinprompt.cpp"), QStringLiteral("pinpage.cpp"), // the new PIN, twice
        QStringLiteral("restorepage.cpp")};                                                     // a password of a file
    int read = 0;
    QDirIterator files(test::sourcePath(QStringLiteral("app/workstation")), {QStringLiteral("*.cpp")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QByteArray text = test::readFile(files.next());
        ++read;
        QVERIFY2(!text.contains("new PinField") || allowed.contains(files.fileName()), qPrintable(files.fileName()));
        if (files.fileName() != u"pinprompt.cpp" && files.fileName() != u"tokenconfirmation.cpp")
            QVERIFY2(!text.contains("LastTry::NotAgreed"), qPrintable(files.fileName()));
    }
    QVERIFY(read > 100);
}

// Each room has a branch of its own, so each has a token of its own.
void TestPinPrompt::init()
{
    m_module.reset();
    m_token.reset();
    m_token = std::make_unique<test::SoftToken>();
    QVERIFY(m_token->isGood());
    m_module = token::CryptokiModule::load(test::SoftToken::scripted()).value();
    m_pin = QString::fromLatin1(test::SoftToken::pin());
}

void TestPinPrompt::cleanup()
{
    QVERIFY(test::script("reset"));
    m_staff = nullptr;
    closeRoom();
}

void TestPinPrompt::openTokenRoom(const QString& folder)
{
    const auto put = [this](const QString& id, const pki::SoftwareKey& key, test::SoftToken::Use use) {
        const core::SecureBytes der = key.toPkcs8().value();
        return m_token->put(id, id, QByteArray(reinterpret_cast<const char*>(der.data()), qsizetype(der.size())),
            key.certificate(), use);
    };
    openRoom(folder, {}, [&](const demo::DemoBranch& branch, VaultDoor& door) -> std::unique_ptr<StaffSource> {
        const simulation::DemoPerson person = branch.people().constFirst().person;
        if (!put(QStringLiteral("01"), branch.pki().authentication(person), test::SoftToken::Use::Unwrap) ||
            !put(QStringLiteral("02"), branch.pki().signature(person), test::SoftToken::Use::Sign))
            qWarning("the token takes no keys");
        const criteria::Criteria& criteria = branch.criteria()->criteria;
        auto staff = std::make_unique<TokenStaff>(
            m_module,
            token::CredentialRules{.trust = branch.trust(), .organisationBin = criteria.customer.bin.toString()},
            [&criteria, id = branch.branchId()](
                const pki::Certificate& certificate) { return staffFrom(criteria, certificate, id); },
            m_clock, [&door](core::KeyUnwrapper& key) { return door.useKey(key); });
        m_staff = staff.get();
        if (!QTest::qWaitFor([&] { return m_staff->tokenState().isPresent; }, 10'000))
            qWarning("the token was not seen");
        return staff;
    });
}

// Nobody agrees to anything: the shortest case, and its documents are signed as any other's.
void TestPinPrompt::comeToSigning()
{
    enterClient(QStringLiteral("930315500178"));
    consent(false);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Service without biometrics"), kLong);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("Look through and sign"), kLong);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("paper") != nullptr, kLong);
}

void TestPinPrompt::theLastTrySignsAfterAYesAndNotBefore()
{
    QTemporaryDir folder;
    openTokenRoom(folder.path());
    comeToSigning();
    QVERIFY(test::script("tries 3"));
    const auto tryPin = [this](const QString& pin) {
        QTRY_COMPARE(focus(), QStringLiteral("signingPin"));
        type(pin);
        press(Qt::Key_Return);
    };
    tryPin(QStringLiteral("000000"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("tokenText") != nullptr, kLong);
    QVERIFY(find<QLabel>("tokenText")->text().contains(u"few tries are left"));
    find<QLineEdit>("signingPin")->setFocus();
    tryPin(QStringLiteral("000001"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QCheckBox>("lastTryBox") != nullptr, kLong);
    QVERIFY(find<QLabel>("tokenText")->text().contains(u"This is the last try"));
    // The right PIN alone is not tried: Enter does nothing, and no try is spent.
    find<QLineEdit>("signingPin")->setFocus();
    type(m_pin);
    QVERIFY(!find<QPushButton>("primaryButton")->isEnabled());
    press(Qt::Key_Return);
    QCOMPARE(title(), QStringLiteral("Look through and sign"));
    QVERIFY(m_room->signedKinds().contains(QStringLiteral("unsigned")));
    press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("lastTryBox"));
    press(Qt::Key_Space);
    QTRY_VERIFY(find<QPushButton>("primaryButton")->isEnabled());
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The slip for the client"), kLong);
    QVERIFY(!m_room->signedKinds().contains(QStringLiteral("unsigned")));
    QTRY_VERIFY(test::script("idle"));
}

void TestPinPrompt::thePinPadHasNoFieldAndATimeAndAWayOut()
{
    QTemporaryDir folder;
    openTokenRoom(folder.path());
    comeToSigning();
    QVERIFY(test::script("pinpad 271828 30000"));
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("signingPin") == nullptr, kLong);
    QVERIFY(find<QLabel>("pinPadText")->text().contains(u"on the reader's own keys"));
    QTRY_VERIFY(find<QPushButton>("primaryButton")->isEnabled());
    find<QPushButton>("primaryButton")->setFocus();
    press(Qt::Key_Return);
    const auto secondsLeft = [this] {
        const auto* label = find<QLabel>("pinPadText");
        return label == nullptr ? 0 : label->text().section(QStringLiteral("left: "), 1).toInt();
    };
    QTRY_VERIFY(secondsLeft() > 0);
    const int before = secondsLeft();
    QVERIFY(before <= StaffSource::kPinPadTime.count());
    QTRY_VERIFY_WITH_TIMEOUT(secondsLeft() < before, 3'000); // it runs
    auto* cancel = find<QPushButton>("cancelPinPadButton");
    QVERIFY(cancel != nullptr);
    for (int i = 0; i < 40 && m_room->window().focusWidget() != cancel; ++i)
        press(Qt::Key_Tab);
    QCOMPARE(focus(), QStringLiteral("cancelPinPadButton"));
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("cancelPinPadButton") == nullptr, 10'000);
    QVERIFY(find<QLabel>("pinPadText")->text().contains(u"Cancelled"));
    QVERIFY(m_room->signedKinds().contains(QStringLiteral("unsigned")));
    // The reader has let go, and the next one signs.
    QVERIFY(test::script("pinpad 271828 50"));
    QTRY_VERIFY(find<QPushButton>("primaryButton")->isEnabled());
    find<QPushButton>("primaryButton")->setFocus();
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The slip for the client"), kLong);
    QVERIFY(!m_room->signedKinds().contains(QStringLiteral("unsigned")));
}

// Pulled at the second document: the first is not kept either, the screen locks within a second, and with the token
// back in the reader everything is signed without a restart.
void TestPinPrompt::aTokenPulledWhileSigningLeavesNothingHalfSigned()
{
    QTemporaryDir folder;
    openTokenRoom(folder.path());
    comeToSigning();
    const QStringList before = m_room->signedKinds();
    QVERIFY(before.size() >= 2);
    QCOMPARE(before.count(QStringLiteral("unsigned")), before.size());
    QVERIFY(test::script("remove-at C_Sign 2"));
    find<QLineEdit>("signingPin")->setFocus();
    type(m_pin);
    press(Qt::Key_Return);
    QElapsedTimer since;
    QVERIFY(QTest::qWaitFor(
        [&] {
            if (!since.isValid() && m_module->tokens().value_or(QList<token::TokenInfo>()).isEmpty())
                since.start();
            return m_room->shell().state() == ShellState::Locked;
        },
        kLong));
    QVERIFY(since.isValid());
    QVERIFY2(since.elapsed() <= test::goal(1000), qPrintable(QString::number(since.elapsed())));
    QCOMPARE(m_room->signedKinds(), before);
    QTRY_VERIFY(test::script("idle"));

    QVERIFY(test::script("insert"));
    QTRY_VERIFY(m_staff->tokenState().isPresent);
    QTRY_COMPARE(focus(), QStringLiteral("pinField"));
    type(m_pin);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_room->shell().state(), ShellState::Open, kLong);
    QTRY_COMPARE(title(), QStringLiteral("Look through and sign"));
    find<QLineEdit>("signingPin")->setFocus();
    type(m_pin);
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(title(), QStringLiteral("The slip for the client"), kLong);
    QVERIFY(!m_room->signedKinds().contains(QStringLiteral("unsigned")));
}

QTEST_MAIN(TestPinPrompt)
#include "tst_pinprompt.moc"
