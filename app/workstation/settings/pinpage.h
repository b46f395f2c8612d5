#pragma once

#include "signin/signincontroller.h"
#include "widgets/page.h"

namespace tirkeu::workstation {

class FieldBox;
class LanguageSwitch;
class MessageBar;
class PinField;
class PinPrompt;

/// A new PIN for the token in the reader: the old one, and the new one twice; nothing where the reader has its own
/// keys.
class PinPage : public Page
{
    Q_OBJECT
public:
    PinPage(const Theme& theme, const LanguageSwitch& language, SignInController& controller);

    void forget() override;

Q_SIGNALS:
    void backRequested();

protected:
    void focusFirst() override;
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] PinField* addField(const QString& objectName);
    void clear();
    void submit();
    void showAnswer(const Result<>& changed);
    void refresh();

    const LanguageSwitch& m_language;
    SignInController& m_controller;
    QList<FieldBox*> m_boxes;
    PinPrompt* m_old;
    PinField* m_new;
    PinField* m_again;
    MessageBar* m_message;
    QPushButton* m_back;
    std::optional<Error> m_refusal;
    bool m_isDone = false;
};

} // namespace tirkeu::workstation
