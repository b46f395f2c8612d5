#pragma once

#include "clientscene.h"
#include "clientview.h"

#include <core/clock.h>

class QGridLayout;

namespace tirkeu::workstation {

class StrokeField;
class TouchButton;

/// What was answered, and a field to sign it in.
class SignView : public ClientView
{
    Q_OBJECT
public:
    SignView(const ClientLook& look, const core::Clock& clock);
    void ask(const StrokeScene& scene);

Q_SIGNALS:
    void done(const tirkeu::workstation::StrokeSignature& signature);

private:
    void retell() override;

    StrokeScene m_scene;
    QLabel* m_title;
    QWidget* m_answers;
    QGridLayout* m_rows;
    StrokeField* m_field;
    TouchButton* m_clear;
    TouchButton* m_done;
};

} // namespace tirkeu::workstation
