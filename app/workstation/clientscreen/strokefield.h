#pragma once

#include "clientlook.h"
#include "clientscene.h"

#include <core/clock.h>

#include <QWidget>

namespace tirkeu::workstation {

/// Takes strokes from a finger or a pen, with time and pressure. A mouse draws nothing here, whoever holds it.
class StrokeField : public QWidget
{
    Q_OBJECT
public:
    StrokeField(const ClientLook& look, const core::Clock& clock);

    void clear();
    [[nodiscard]] bool isSigned() const; ///< more than a dot
    [[nodiscard]] StrokeSignature signature() const;

Q_SIGNALS:
    void changed();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Phase { Begin, Move, End };
    void take(const QPointerEvent& event, QPointF position, double pressure, Phase phase);
    [[nodiscard]] double millimetres(double pixels) const;

    const ClientLook& m_look;
    const core::Clock& m_clock;
    StrokeSignature m_signature;
    QList<QPolygonF> m_drawn; ///< pixels
    core::MonotonicTime m_first;
    bool m_isDown = false;
    double m_length = 0;
};

} // namespace tirkeu::workstation
