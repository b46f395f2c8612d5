#pragma once

#include "signincontroller.h"
#include "widgets/page.h"

#include <QTimer>

class QCheckBox;
class QFrame;

namespace tirkeu::workstation {

class LanguageSwitch;
class MessageBar;
class PinField;

/// Token and PIN. The same form unlocks the screen; it then names whose session is waiting.
class SignInPage : public Page
{
    Q_OBJECT
public:
    enum class Purpose { SignIn, Unlock };
    SignInPage(const Theme& theme, const LanguageSwitch& language, SignInController& controller, Purpose purpose);

    void setHolder(const QString& shownName); ///< whose locked session it is
    /// A standing notice of the start-up checks; empty hides it.
    void setNotice(const QString& text);
    void showRefusal(const core::Error& error);

Q_SIGNALS:
    void noticeDetailsRequested();
    void signOutRequested();
    void pinRequested(); ///< the token wants a new PIN before it is worked with

protected:
    void focusFirst() override;
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void submit();
    void refreshToken();
    void refreshHint();
    void followBusy();

    const LanguageSwitch& m_language;
    SignInController& m_controller;
    Purpose m_purpose;
    QString m_holder;
    QString m_noticeText;
    std::optional<core::Error> m_refusal;
    bool m_nonAscii = false;
    MessageBar* m_notice;
    QVBoxLayout* m_card = nullptr;
    QLabel* m_token;
    QLabel* m_tokenIcon;
    QLabel* m_pinLabel;
    PinField* m_pin;
    QLabel* m_hint;
    QCheckBox* m_lastTry; ///< the explicit yes to a try that may lock the token
    MessageBar* m_message;
    QPushButton* m_signOut = nullptr;
    QPushButton* m_changePin = nullptr;
    QPushButton* m_cancel;  ///< while a PIN is awaited on the reader's own keys
    QTimer m_pad;           ///< a tick each second
    int m_padSeconds = 0;   ///< left for typing there
    bool m_padLeft = false; ///< given up here; the reader may not have heard of it
};

} // namespace tirkeu::workstation
