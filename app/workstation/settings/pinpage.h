#pragma once

#include "signin/signincontroller.h"
#include "widgets/page.h"

class QCheckBox;

namespace tirkeu::workstation {

class FieldBox;
class LanguageSwitch;
class MessageBar;
class PinField;

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
    [[nodiscard]] QString tokenText() const;

    const LanguageSwitch& m_language;
    SignInController& m_controller;
    QLabel* m_token;
    QList<FieldBox*> m_boxes;
    PinField* m_old;
    PinField* m_new;
    PinField* m_again;
    QCheckBox* m_lastTry; ///< the explicit yes to a try that may lock the token
    MessageBar* m_message;
    QPushButton* m_back;
    std::optional<Error> m_refusal;
    bool m_isDone = false;
};

} // namespace tirkeu::workstation
