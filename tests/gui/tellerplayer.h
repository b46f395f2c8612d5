#pragma once

#include "counterroom.h"

#include <QTest>

namespace tirkeu::test {

// A teller at the keyboard: every step is a key press sent to whatever has the focus, and each is counted. What is read
// off the client's document and the PIN are typed as well, and are not.
class TellerPlayer : public QObject
{
    Q_OBJECT
protected:
    /// `clientDisplay`: its identity; by itself the one of this desk, where it has two.
    void openRoom(const QString& folder, const QString& clientDisplay = qEnvironmentVariable("TIRKEU_CLIENT_DISPLAY"),
        const CounterRoom::StaffMaker& staff = {});
    void closeRoom();
    void press(Qt::Key key, int times = 1);
    void type(const QString& text);
    void signIn();
    void enterClient(const QString& iin);
    void fillClient(); ///< after the number: what their document says, and that they are here
    void consent(bool given);
    void answerConsents(bool given); ///< marks them; what confirms them follows
    void confirmAsSupervisor();
    void goOnWithDraft();
    void breakOff(); ///< the client leaves
    void signAndPrint();
    void signAndFinish(); ///< and back on the empty home screen
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString focus() const;
    template<typename T>
    [[nodiscard]] T* find(const char* name) const
    {
        for (T* one : m_room->window().findChildren<T*>(QLatin1StringView(name))) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }

    std::unique_ptr<workstation::Theme> m_theme;
    std::unique_ptr<workstation::LanguageSwitch> m_language;
    std::unique_ptr<CounterRoom> m_room;
    QString m_pin = QStringLiteral("1111"); ///< of the teller's token
    int m_pressed = 0;
    static constexpr int kLong = 60'000; ///< drawing hands on a busy machine
};

} // namespace tirkeu::test
