#pragma once

#include "enrolment/stepview.h"

#include <criteria/consents.h>

namespace tirkeu::workstation {

/// One way in which a client confirms what they answered, by an act of their own. What it gives is evidence and is
/// checked again by whoever keeps it.
class Confirmation : public QWidget
{
    Q_OBJECT
public:
    using Answers = QList<enrolment::ConsentAnswer>;
    explicit Confirmation(const StepTools& tools)
        : m_tools(tools)
    {
    }

    [[nodiscard]] virtual criteria::ConsentMeans means() const = 0;
    [[nodiscard]] virtual QString name() const = 0;     ///< on the button that chooses it
    [[nodiscard]] virtual bool isOffered() const = 0;   ///< this counter has what it takes
    [[nodiscard]] virtual QString sentence() const = 0; ///< what is to be done, or was
    virtual void retranslate() = 0;

    virtual void ask(const Answers& answers) = 0; ///< all are answered: these are to be confirmed
    virtual void drop() = 0;                      ///< an answer has changed, another way is taken, the client has gone
    [[nodiscard]] virtual bool isConfirmed() const = 0;
    /// What Enter does before it is confirmed; empty: nothing, the client acts.
    [[nodiscard]] virtual QString actText() const { return {}; }
    [[nodiscard]] virtual bool mayAct() const { return false; }
    virtual void act() {}

    using Taken = std::function<void(const QByteArray& evidence)>;
    virtual void collect(const Taken& taken) = 0; ///< once it is confirmed
    virtual void kept() {}                        ///< the evidence lies where it belongs

Q_SIGNALS:
    void changed();
    void complained(const QString& sentence);
    void wanted(QWidget* field);

protected:
    [[nodiscard]] const Theme& theme() const { return m_tools.theme; }
    [[nodiscard]] const LanguageSwitch& language() const { return m_tools.language; }
    [[nodiscard]] CaseController& controller() const { return m_tools.controller; }
    [[nodiscard]] Counter& counter() const { return m_tools.controller.counter(); }
    [[nodiscard]] ClientStage& stage() const { return m_tools.stage; }
    /// The client has nothing to do on their screen just now.
    void letWait() const { stage().show(WaitScene{WaitScene::For::Employee}); }

private:
    StepTools m_tools;
};

} // namespace tirkeu::workstation
