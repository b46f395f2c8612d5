#pragma once

#include "guidetext.h"
#include "theme/language.h"
#include "widgets/page.h"

class QLabel;

namespace tirkeu::workstation {

class Tile;

/// Large answers to what clients ask, to be turned towards them. A digit chooses a question; the language can be the
/// client's.
class AnswersPage : public Page
{
    Q_OBJECT
public:
    AnswersPage(const Theme& theme, const LanguageSwitch& language);

Q_SIGNALS:
    void backRequested();

protected:
    void focusFirst() override;
    void retranslate() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void speak(Language language);
    void choose(int number);

    const LanguageSwitch& m_screen;
    Language m_spoken;
    int m_chosen = 0;
    QList<ClientAnswer> m_answers;
    QList<QPushButton*> m_tongues;
    QLabel* m_question;
    QLabel* m_answer;
    QList<Tile*> m_tiles;
};

} // namespace tirkeu::workstation
