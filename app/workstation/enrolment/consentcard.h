#pragma once

#include "theme/language.h"
#include "theme/theme.h"

#include <criteria/consents.h>

#include <QElapsedTimer>
#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tirkeu::workstation {

class Choice;

/// One consent by itself: its sentence, an equal Yes and No with nothing preset, and what a No means.
class ConsentCard : public QFrame
{
    Q_OBJECT
public:
    ConsentCard(const Theme& theme, const criteria::ConsentText& text);

    [[nodiscard]] criteria::ConsentKind kind() const { return m_text.kind; }
    [[nodiscard]] std::optional<bool> answer() const;
    [[nodiscard]] std::chrono::milliseconds reading() const { return m_reading; }
    [[nodiscard]] Language language() const { return m_readIn; } ///< in which it was read when it was answered
    [[nodiscard]] QWidget* firstField() const;
    [[nodiscard]] QWidget* lastField() const;
    void setAnswer(bool given, std::chrono::milliseconds reading); ///< the client's own, on their screen
    void retranslate(Language screen, Language client);

Q_SIGNALS:
    void answered();

private:
    void restyle();

    const Theme& m_theme;
    criteria::ConsentText m_text;
    Language m_screen = Language::Kazakh;
    Language m_client = Language::Kazakh;
    Language m_readIn = Language::Kazakh;
    QVBoxLayout* m_column;
    QLabel* m_sentence;
    QLabel* m_meaning;
    QLabel* m_refused;
    Choice* m_choice;
    QPushButton* m_yes;
    QPushButton* m_no;
    QElapsedTimer m_shown;
    std::chrono::milliseconds m_reading{0};
};

} // namespace tirkeu::workstation
