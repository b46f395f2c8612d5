#pragma once

#include "clientlook.h"
#include "clientscene.h"

#include <QWidget>

namespace tirkeu::workstation {

/// The hand as an outline over the place where it should be; beside it how high it is, above it how level and how
/// spread. A drawing of a few numbers: no picture of anybody's hand passes here.
class HandPicture : public QWidget
{
    Q_OBJECT
public:
    explicit HandPicture(const ClientLook& look);
    void begin(casefile::Hand hand);
    void show(const HandGuide& guide);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void drawPlace(QPainter& painter, const QRectF& room) const;
    void drawHand(QPainter& painter, const QRectF& room) const;
    void drawArrow(QPainter& painter, const QRectF& room) const;
    void drawHeight(QPainter& painter, const QRectF& room) const;
    void drawLevel(QPainter& painter, const QRectF& room) const;
    void drawSpread(QPainter& painter, const QRectF& room) const;
    [[nodiscard]] QColor colour(Role role) const { return m_look.theme().colour(role); }
    [[nodiscard]] Role verdict() const; ///< Good where nothing is to be changed

    const ClientLook& m_look;
    casefile::Hand m_hand = casefile::Hand::Right;
    HandGuide m_guide;
};

} // namespace tirkeu::workstation
