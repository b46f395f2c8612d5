#pragma once

#include "clientview.h"

#include <QList>

namespace tirkeu::workstation {

class TouchButton;

/// The first thing a client sees: each language in itself.
class LanguageView : public ClientView
{
    Q_OBJECT
public:
    explicit LanguageView(const ClientLook& look);

Q_SIGNALS:
    void chosen(tirkeu::core::Language language);

private:
    void retell() override;

    QList<QLabel*> m_asked;
    QList<TouchButton*> m_buttons;
};

} // namespace tirkeu::workstation
