#pragma once

#include "clientlook.h"
#include "clientscene.h"
#include "promptvoice.h"

#include <core/clock.h>

#include <QWidget>

class QFrame;
class QHBoxLayout;
class QLabel;
class QStackedWidget;

namespace tirkeu::workstation {

class ConsentView;
class KeypadView;
class LanguageView;
class NoticeView;
class PalmView;
class SignView;
class TouchButton;
class WithdrawalView;

/// The window on the client's display: one scene at a time between the bank's name and two buttons that always help.
/// It takes no keyboard, closes with the program alone, and says nothing in the teller's language.
class ClientWindow : public QWidget
{
    Q_OBJECT
public:
    ClientWindow(ClientLook& look, const core::Clock& clock, const criteria::Texts& organisation, PromptVoice& voice);

    void show(const ClientScene& scene);
    using QWidget::show;
    void guide(const HandGuide& guide);
    void goOn(); ///< the notices of stop and help go
    [[nodiscard]] KeypadView& keypad() const { return *m_keypad; }
    [[nodiscard]] bool isStopped() const { return m_isStopped; }

Q_SIGNALS:
    void languageChosen(tirkeu::core::Language language);
    void consentAnswered(const tirkeu::workstation::ConsentReply& reply);
    void videoWanted();
    void signedByStrokes(const tirkeu::workstation::StrokeSignature& signature);
    void codeEntered(const QString& code);
    void pinEntered();
    void withdrawalConfirmed(const QList<tirkeu::criteria::ConsentKind>& kinds);
    void withdrawalDropped();
    void stopPressed();
    void helpPressed();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildHeader();
    void buildFooter();
    void connectViews();
    void choose(core::Language language);
    void stop();
    void callHelp();
    void speak(const char* line);
    void retell();
    void lay(QWidget* view);
    void put(const IdleScene&);
    void put(const LanguageScene&);
    void put(const ConsentScene& scene);
    void put(const StrokeScene& scene);
    void put(const CodeScene& scene);
    void put(const PinScene& scene);
    void put(const PalmScene& scene);
    void put(const WaitScene& scene);
    void put(const ThanksScene& scene);
    void put(const UnfinishedScene&);
    void put(const WithdrawalScene& scene);

    ClientLook& m_look;
    criteria::Texts m_organisation;
    PromptVoice& m_voice;
    bool m_speaks = false;
    bool m_isStopped = false;
    QWidget* m_before = nullptr; ///< what stood when the client pressed stop
    QFrame* m_header;
    QLabel* m_brand;
    QList<TouchButton*> m_tongues;
    TouchButton* m_sound;
    QStackedWidget* m_stack;
    QFrame* m_banner;
    QLabel* m_called;
    QFrame* m_footer;
    TouchButton* m_stop;
    TouchButton* m_help;
    NoticeView* m_notice;
    NoticeView* m_stopped;
    LanguageView* m_language;
    ConsentView* m_consent;
    SignView* m_sign;
    KeypadView* m_keypad;
    PalmView* m_palm;
    WithdrawalView* m_withdrawal;
};

} // namespace tirkeu::workstation
