#include <token/tokenpresence.h>

#include <QTest>

using namespace tirkeu;
using token::PresenceEvent;
using Events = QList<PresenceEvent>;

namespace {
token::TokenInfo tokenOf(const char* serial)
{
    token::TokenInfo info;
    info.serial = QString::fromLatin1(serial);
    return info;
}
} // namespace

class TestTokenPresence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void removalAndReturn();
    void sameTokenInAnotherSlotIsNoRemoval();
    void announcedSwapUnlocksNothing();
    void swapWithoutReturnLocks();
    void twoTokensAreThereWhileBothAre();
    void strangerIsToldApart();
    void signedOutNobodyIsWatched();

private:
    const token::TokenInfo m_owner = tokenOf("A1");
    const token::TokenInfo m_guest = tokenOf("B2");
};

void TestTokenPresence::removalAndReturn()
{
    token::TokenPresence presence;
    presence.setOwner({m_owner});
    QCOMPARE(presence.observe({m_owner}), Events());
    QCOMPARE(presence.observe({}), Events{PresenceEvent::OwnerRemoved});
    QCOMPARE(presence.observe({}), Events());
    QCOMPARE(presence.observe({m_owner}), Events{PresenceEvent::OwnerReturned});
}

void TestTokenPresence::sameTokenInAnotherSlotIsNoRemoval()
{
    token::TokenPresence presence;
    presence.setOwner({m_owner});
    token::TokenInfo moved = m_owner;
    moved.slot = {7};
    QCOMPARE(presence.observe({moved}), Events());
}

void TestTokenPresence::announcedSwapUnlocksNothing()
{
    token::TokenPresence presence;
    presence.setOwner({m_owner});
    (void)presence.observe({m_owner});
    presence.announceSwap();
    QCOMPARE(presence.observe({}), Events());
    QCOMPARE(presence.observe({m_guest}), Events{PresenceEvent::GuestInserted});
    QCOMPARE(presence.guest()->serial, m_guest.serial);
    QCOMPARE(presence.owner().constFirst().serial, m_owner.serial);
    QCOMPARE(presence.observe({}), Events{PresenceEvent::GuestRemoved});
    (void)presence.observe({m_owner});
    QCOMPARE(presence.endSwap(), Events());
    QVERIFY(presence.isOwnerPresent());
}

void TestTokenPresence::swapWithoutReturnLocks()
{
    token::TokenPresence presence;
    presence.setOwner({m_owner});
    (void)presence.observe({m_owner});
    presence.announceSwap();
    (void)presence.observe({m_guest});
    QCOMPARE(presence.endSwap(), Events{PresenceEvent::OwnerRemoved});
    QVERIFY(!presence.guest());
}

// Somebody whose two certificates lie on two tokens: either one that is taken out locks, and only both unlock.
void TestTokenPresence::twoTokensAreThereWhileBothAre()
{
    const token::TokenInfo second = tokenOf("A2");
    token::TokenPresence presence;
    presence.setOwner({m_owner, second});
    QCOMPARE(presence.observe({m_owner, second}), Events());
    for (const token::TokenInfo& one : {m_owner, second}) {
        QCOMPARE(presence.observe({one}), Events{PresenceEvent::OwnerRemoved});
        QCOMPARE(presence.observe({}), Events());
        QCOMPARE(presence.observe({second, m_owner}), Events{PresenceEvent::OwnerReturned});
    }
    // Neither is anybody's guest, and a swap is not over before both are back.
    presence.announceSwap();
    QCOMPARE(presence.observe({second}), Events());
    QCOMPARE(presence.observe({second, m_guest}), Events{PresenceEvent::GuestInserted});
    QCOMPARE(presence.observe({m_guest}), Events());
    QCOMPARE(presence.observe({second}), Events{PresenceEvent::GuestRemoved});
    QCOMPARE(presence.endSwap(), Events{PresenceEvent::OwnerRemoved});
}

void TestTokenPresence::strangerIsToldApart()
{
    token::TokenPresence presence;
    presence.setOwner({m_owner});
    (void)presence.observe({m_owner});
    QCOMPARE(presence.observe({m_owner, m_guest}), Events{PresenceEvent::StrangerInserted});
    // A second token during a swap that already has its guest is a stranger too.
    presence.announceSwap();
    (void)presence.observe({tokenOf("C3")});
    QCOMPARE(presence.observe({tokenOf("C3"), tokenOf("D4")}), Events{PresenceEvent::StrangerInserted});
}

void TestTokenPresence::signedOutNobodyIsWatched()
{
    token::TokenPresence presence;
    QCOMPARE(presence.observe({m_owner}), Events());
    presence.announceSwap();
    QCOMPARE(presence.swap(), token::TokenPresence::Swap::None);
    QCOMPARE(presence.observe({}), Events());
}

QTEST_GUILESS_MAIN(TestTokenPresence)
#include "tst_tokenpresence.moc"
