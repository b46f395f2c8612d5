#pragma once

#include "casecontroller.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace tirkeu::workstation {

/// Whom the case is about, always in view, with the keys that serve in every step.
class ClientCard : public QFrame
{
    Q_OBJECT
public:
    ClientCard(const Theme& theme, const LanguageSwitch& language, CaseController& controller);
    void retranslate();
    void setAside(bool aside); ///< a sheet stands in the step's place

protected:
    void resizeEvent(QResizeEvent* event) override;

Q_SIGNALS:
    void explainWanted();
    void pauseWanted();
    void supervisorWanted();
    void handOverWanted();
    void endWanted();

private:
    QPushButton* addKey(const char* objectName);
    void refresh();
    void fitFacts();
    [[nodiscard]] QString stepLine() const;

    const Theme& m_theme;
    const LanguageSwitch& m_language;
    CaseController& m_controller;
    bool m_isAside = false;
    QLabel* m_name;
    QLabel* m_facts;
    QStringList m_known; ///< what there is to say of the client, the most important first
    QLabel* m_step;      ///< in the place of the rail, where letters are large
    QPushButton* m_explain;
    QPushButton* m_pause;
    QPushButton* m_supervisor;
    QPushButton* m_handOver;
    QPushButton* m_end;
};

} // namespace tirkeu::workstation
