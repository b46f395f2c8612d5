#pragma once

#include "staffsource.h"
#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tirkeu::workstation {

class FieldBox;
class PinField;

/// What was given for one try.
struct PinTry
{
    core::SecureBytes pin; ///< empty where it is typed on the reader's own keys
    LastTry lastTry = LastTry::NotAgreed;
};

/// How every page asks for a PIN: what the token says of itself, a field, or the reader's own keys with the time left
/// there and a way out, and before a last try an explicit yes.
class PinPrompt : public QWidget
{
    Q_OBJECT
public:
    /// Where the PIN is typed when the reader has no keys: here, or on the client's own screen.
    enum class Field { Here, Elsewhere };
    PinPrompt(const Theme& theme, const QString& fieldName, Field field = Field::Here);

    void setName(const QString& name);         ///< of the field: whose PIN
    void setSentence(const QString& sentence); ///< said of a token that can be used; none: only its flags are
    void setWarnTriesLeft(int tries);          ///< from so many on the token stands there as a warning
    void setToken(const TokenState& token);    ///< called whenever its flags may have changed
    /// The token whose PIN does this, as it changes.
    using For = TokenUse;
    void follow(StaffSource& staff, For purpose = For::SigningIn);
    void setPurpose(For purpose);                 ///< of the token that is followed
    void setWaiting(bool waiting);                ///< a try is under way
    void setTyped();                              ///< on the reader's own keys; what comes of it is waited for
    void noteTried(const core::SecureBytes& pin); ///< typed elsewhere: one from a manual is warned of
    void clear();                                 ///< nothing typed, no yes

    [[nodiscard]] bool isUsable() const; ///< a token that may be tried now, with a yes where one is needed
    [[nodiscard]] bool isReady() const;  ///< and a PIN to try it with
    [[nodiscard]] PinTry take();         ///< once: nothing stays, and a yes is good for one try
    [[nodiscard]] PinField* field() const { return m_pin; }
    [[nodiscard]] QWidget* firstField() const; ///< none where nothing is typed or answered here

    void retranslate();

Q_SIGNALS:
    void changed();
    void yesAppeared(QWidget* box);
    void cancelRequested(); ///< of the wait for the reader's own keys

private:
    [[nodiscard]] bool isLast() const;
    [[nodiscard]] QString flags() const;
    [[nodiscard]] Role role() const;
    [[nodiscard]] QString hint() const;
    void build(const QString& fieldName);
    void showToken();
    void restyle();
    void showHint();
    void refresh();

    const Theme& m_theme;
    Field m_place;
    StaffSource* m_staff = nullptr; ///< whose token is followed
    For m_purpose = For::SigningIn;
    TokenState m_token;
    QString m_sentence;
    int m_warnTriesLeft = 1;
    bool m_isWaiting = false;
    bool m_isForeign = false; ///< a letter that no PIN has was typed
    bool m_isFactory = false; ///< the PIN that was tried last stands in a manual
    bool m_isLeft = false;    ///< given up here; the reader may not have heard of it
    bool m_isTyped = false;   ///< on the reader; the time for it does not run any more
    QTimer m_second{this};
    int m_secondsLeft = 0; ///< for typing on the reader
    QVBoxLayout* m_column;
    QWidget* m_told;
    QHBoxLayout* m_toldRow;
    QLabel* m_icon;
    QLabel* m_state;
    PinField* m_pin;
    FieldBox* m_box;
    QLabel* m_pad;
    QCheckBox* m_yes; ///< to a try that may lock the token
    QPushButton* m_cancel;
};

} // namespace tirkeu::workstation
