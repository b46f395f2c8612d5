#pragma once

#include "signin/signincontroller.h"
#include "widgets/page.h"

namespace tirkeu::workstation {

class Choice;
class FactsList;
class FieldBox;
class LanguageSwitch;
class MessageBar;
class PinField;
class PinPrompt;

/// A new PIN for the token in the reader, or for the one of two: the old one, and the new one twice; nothing where the
/// reader has its own keys.
class PinPage : public Page
{
    Q_OBJECT
public:
    PinPage(const Theme& theme, const LanguageSwitch& language, SignInController& controller);

    void forget() override;
    /// Whose certificates are shown below; nobody's before a sign-in.
    void setMember(const std::optional<StaffMember>& member);

Q_SIGNALS:
    void backRequested();

protected:
    void focusFirst() override;
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] PinField* addField(const QString& objectName);
    void addTokens();
    [[nodiscard]] TokenUse whose() const;
    void clear();
    void submit();
    void showAnswer(const Result<>& changed);
    void showCertificates();
    void refresh();

    const LanguageSwitch& m_language;
    SignInController& m_controller;
    QList<FieldBox*> m_boxes;
    Choice* m_whose;
    QWidget* m_tokens; ///< shown where there are two
    PinPrompt* m_old;
    PinField* m_new = nullptr;
    PinField* m_again = nullptr;
    MessageBar* m_message;
    FactsList* m_signsIn;
    FactsList* m_signsDocuments;
    QByteArray m_authentication;
    QByteArray m_signature;
    QPushButton* m_back;
    std::optional<Error> m_refusal;
    bool m_isDone = false;
};

} // namespace tirkeu::workstation
