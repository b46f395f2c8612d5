#pragma once

#include "clientscene.h"
#include "clientview.h"

class QProgressBar;

namespace tirkeu::workstation {

class TryDots;
class HandPicture;

/// A hand above the scanner: dots for the attempts, the outline, one order in large letters.
class PalmView : public ClientView
{
    Q_OBJECT
public:
    explicit PalmView(const ClientLook& look);
    void begin(const PalmScene& scene);
    void guide(const HandGuide& guide);
    [[nodiscard]] PalmAdvice advice() const { return m_advice; }
    [[nodiscard]] casefile::Hand hand() const { return m_scene.hand; }

private:
    void say(PalmAdvice advice);
    void retell() override;

    PalmScene m_scene;
    PalmAdvice m_advice = PalmAdvice::Place;
    int m_taken = 0;
    int m_wanted = 0;
    TryDots* m_dots;
    HandPicture* m_picture;
    QProgressBar* m_samples;
    QLabel* m_order;
};

} // namespace tirkeu::workstation
