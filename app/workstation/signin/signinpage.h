#pragma once

#include "signincontroller.h"
#include "widgets/page.h"

#include <optional>

namespace tirkeu::workstation {

class LanguageSwitch;
class MessageBar;
class PinPrompt;

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
    void showToken();
    void restyle();
    void refresh();

    const LanguageSwitch& m_language;
    SignInController& m_controller;
    Purpose m_purpose;
    QString m_holder;
    QString m_noticeText;
    std::optional<core::Error> m_refusal;
    MessageBar* m_notice;
    QVBoxLayout* m_card = nullptr;
    PinPrompt* m_pin;
    MessageBar* m_message;
    QPushButton* m_signOut = nullptr;
    QPushButton* m_changePin = nullptr;
};

} // namespace tirkeu::workstation
