#pragma once

#include "clientscene.h"
#include "clientview.h"

#include <core/securebytes.h>

#include <optional>

namespace tirkeu::workstation {

class TouchButton;

/// Digits for a one-time code or for the PIN of the client's own token, typed on the client's screen and nowhere else.
/// A code goes off with its last digit. A PIN stays in locked memory and shows as dots.
class KeypadView : public ClientView
{
    Q_OBJECT
public:
    explicit KeypadView(const ClientLook& look);
    void askCode(const CodeScene& scene);
    void askPin(const PinScene& scene);
    void sayWrong(std::optional<int> triesLeft);
    void forget(); ///< nothing typed stays
    [[nodiscard]] core::SecureBytes takePin();

Q_SIGNALS:
    void codeEntered(const QString& code);
    void pinEntered();

private:
    void press(char digit);
    void takeBack();
    void showTyped();
    void retell() override;

    std::optional<CodeScene> m_code;
    std::optional<PinScene> m_pinAsked;
    core::SecureBytes m_typed;
    int m_length = 0;
    bool m_isWrong = false;
    std::optional<int> m_triesLeft;
    QLabel* m_title;
    QLabel* m_where;
    QLabel* m_places;
    QLabel* m_wrong;
    TouchButton* m_yes; ///< to a last try
    TouchButton* m_back;
    TouchButton* m_done;
    QList<TouchButton*> m_keys;
};

} // namespace tirkeu::workstation
