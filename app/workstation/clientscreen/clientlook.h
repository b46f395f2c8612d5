#pragma once

#include "clientwords.h"
#include "theme/theme.h"

#include <criteria/texts.h>

#include <QPointerEvent>

namespace tirkeu::workstation {

/// Whose acts count at the client's screen.
enum class ClientInput {
    TouchOnly, ///< the client's own finger or pen; the teller's mouse presses nothing
    AlsoMouse, ///< a demo on one display, where a mouse plays the client. Never for strokes.
};

/// How the client's screen looks and speaks: sizes follow its display and not the teller's scale, words its language
/// and not the teller's.
class ClientLook : public QObject
{
    Q_OBJECT
public:
    ClientLook(const Theme& theme, ClientInput input);

    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] int px(int logical) const { return qRound(logical * m_unit); }
    void fitTo(QSize window);
    [[nodiscard]] QString sheet() const;
    [[nodiscard]] QPixmap picture(const QString& icon, int logicalSize, Role role) const;

    [[nodiscard]] core::Language language() const { return m_language; }
    void setLanguage(core::Language language);
    [[nodiscard]] QString word(const char* line) const { return m_words.in(m_language, line); }
    [[nodiscard]] QString wordIn(core::Language language, const char* line) const { return m_words.in(language, line); }
    [[nodiscard]] const QString& in(const criteria::Texts& texts) const { return texts.in(m_language); }

    /// Whether the event is an act of the client.
    [[nodiscard]] bool isClients(const QPointerEvent& event) const;
    [[nodiscard]] static bool isFingerOrPen(const QPointerEvent& event);

Q_SIGNALS:
    void changed(); ///< size, scheme or language: draw and say anew

private:
    const Theme& m_theme;
    ClientWords m_words;
    ClientInput m_input;
    core::Language m_language = core::Language::Kazakh;
    double m_unit = 1;
};

} // namespace tirkeu::workstation
