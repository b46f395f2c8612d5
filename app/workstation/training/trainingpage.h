#pragma once

#include "theme/language.h"
#include "trainingcheck.h"
#include "trainingcourse.h"
#include "widgets/page.h"

class QLabel;
class QListWidget;

namespace tirkeu::workstation {

class MessageBar;

/// The guided cases: which are passed, what each is about, and how the last one went.
class TrainingPage : public Page
{
    Q_OBJECT
public:
    TrainingPage(const Theme& theme, const LanguageSwitch& language, TrainingCourse& course);

    /// A case has come to its end; empty remarks: passed.
    void showEnd(int number, const QList<TrainingRemark>& remarks);
    void setRunning(bool running); ///< practice has begun: it can be ended here
    void forget() override;

Q_SIGNALS:
    void beginWanted(int number);
    void endWanted();

protected:
    void focusFirst() override;
    void retranslate() override;

private:
    [[nodiscard]] int chosen() const { return m_chosen; }
    [[nodiscard]] bool mayBegin(int number) const;
    void showChosen();
    void nameRows();
    void begin();

    const LanguageSwitch& m_language;
    TrainingCourse& m_course;
    int m_chosen = 1;
    int m_ended = 0; ///< the case that the message is about; 0: none
    QList<TrainingRemark> m_remarks;
    MessageBar* m_message;
    QLabel* m_intro;
    QListWidget* m_list;
    QLabel* m_brief;
    QPushButton* m_end;
};

} // namespace tirkeu::workstation
