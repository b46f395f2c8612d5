#pragma once

#include "clientscreen/clientwords.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace tirkeu::workstation {

/// The sentence for the teller to say, in the client's language, and what it means in the teller's.
class SayPanel : public QFrame
{
    Q_OBJECT
public:
    SayPanel(const Theme& theme, const LanguageSwitch& language);
    void say(const char* line, Language client); ///< of ClientWords; none: the panel is not there
    void repeat();                               ///< F4: the sentence is read out once more by whoever reads the screen
    void retranslate();

private:
    void restyle();

    const Theme& m_theme;
    const LanguageSwitch& m_language;
    ClientWords m_words;
    const char* m_line = nullptr;
    Language m_client = Language::Kazakh;
    QVBoxLayout* m_column;
    QLabel* m_title;
    QLabel* m_sentence;
    QLabel* m_meaning;
};

} // namespace tirkeu::workstation
