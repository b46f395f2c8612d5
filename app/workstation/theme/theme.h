#pragma once

#include "colours.h"

#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>

class QApplication;

namespace tirkeu::workstation {

enum class TextSize { Small, Body, Large, Title, Display };

/// How the program looks: one scheme and one scale for all windows, changed live. Lives in the window's thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QApplication& application);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    [[nodiscard]] int scalePercent() const { return m_scalePercent; }
    void setScalePercent(int percent); ///< 100 to 200

    [[nodiscard]] QColor colour(Role role) const { return workstation::colour(m_scheme, role); }
    [[nodiscard]] int px(int logical) const { return logical * m_scalePercent / 100; }
    [[nodiscard]] QFont font(TextSize size, QFont::Weight weight = QFont::Normal) const;
    /// An icon of resources/icons, drawn in the colour of a role; once for all who ask for the same.
    [[nodiscard]] QIcon icon(const QString& name, Role role = Role::Text) const;
    [[nodiscard]] QPixmap picture(const QString& name, int logicalSize, Role role = Role::Text) const;

    /// False where an embedded face did not load or lacks a Kazakh letter.
    [[nodiscard]] static bool fontsAreComplete();

Q_SIGNALS:
    void changed();

private:
    void apply();

    QApplication& m_application;
    Scheme m_scheme = Scheme::Light;
    int m_scalePercent = 100;
    mutable QHash<QString, QPixmap> m_drawn; ///< by icon, size and colour: a bounded few
};

} // namespace tirkeu::workstation
