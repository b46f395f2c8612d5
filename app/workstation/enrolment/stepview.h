#pragma once

#include "casecontroller.h"
#include "clientscreen/clientstage.h"
#include "clientscreen/clientwords.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QWidget>

namespace tirkeu::workstation {

/// What every step of a case is made with.
struct StepTools
{
    const Theme& theme;
    const LanguageSwitch& language;
    CaseController& controller;
    ClientStage& stage;
};

/// One step of a case: what is to be done now, and what Enter does. The frame around it shows the rest.
class StepView : public QWidget
{
    Q_OBJECT
public:
    explicit StepView(const StepTools& tools)
        : m_tools(tools)
    {
    }

    virtual void begin() {}         ///< the step has become the one to be done
    virtual void end() {}           ///< it is no longer
    virtual void forget() {}        ///< nothing of this client stays
    virtual void retranslate() = 0; ///< all texts, in the language of the screen
    virtual void showClient() {}    ///< once more on the client's screen, after it showed something else
    [[nodiscard]] virtual QWidget* firstField() const { return nullptr; }
    /// Of fields that came only when the step began: the page's button follows it. None: the order is as it was built.
    [[nodiscard]] virtual QWidget* lastField() const { return nullptr; }

    [[nodiscard]] virtual QString heading() const = 0;
    [[nodiscard]] virtual QString primaryText() const = 0;
    [[nodiscard]] virtual bool isReady() const { return true; } ///< whether Enter does something
    virtual void submit() = 0;
    /// A line of ClientWords for the teller to say; none: nothing is to be said now.
    [[nodiscard]] virtual const char* sayLine() const { return nullptr; }

Q_SIGNALS:
    void changed();                           ///< heading, primary or the line to say
    void complained(const QString& sentence); ///< above the step; empty: nothing any more
    void wanted(QWidget* field);              ///< this field should be seen, and have the keyboard
    void left();                              ///< the client is served

protected:
    [[nodiscard]] const Theme& theme() const { return m_tools.theme; }
    [[nodiscard]] const LanguageSwitch& language() const { return m_tools.language; }
    [[nodiscard]] CaseController& controller() const { return m_tools.controller; }
    [[nodiscard]] ClientStage& stage() const { return m_tools.stage; }
    [[nodiscard]] Counter& counter() const { return m_tools.controller.counter(); }

private:
    StepTools m_tools;
};

} // namespace tirkeu::workstation
