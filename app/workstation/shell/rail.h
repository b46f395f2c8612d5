#pragma once

#include "section.h"
#include "theme/theme.h"

#include <QFrame>
#include <QHash>

class QPushButton;
class QScrollArea;

namespace tirkeu::workstation {

/// The sections at the left edge. Up and Down move within, Enter or Space opens.
class Rail : public QFrame
{
    Q_OBJECT
public:
    explicit Rail(const Theme& theme);
    void setCurrent(Section section);
    [[nodiscard]] static QList<Section> order();
    void setOffered(Section section, bool offered); ///< shown only to whom it is open

Q_SIGNALS:
    void chosen(tirkeu::workstation::Section section);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();

    const Theme& m_theme;
    QScrollArea* m_scroll;
    QHash<Section, QPushButton*> m_buttons;
};

} // namespace tirkeu::workstation
