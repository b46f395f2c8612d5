#pragma once

#include "clientlook.h"

#include <QLabel>
#include <QWidget>

namespace tirkeu::workstation {

/// One scene of the client's screen. Its words and sizes are set in `retell` alone, which runs again when the client
/// chooses another language or the display changes.
class ClientView : public QWidget
{
    Q_OBJECT
protected:
    explicit ClientView(const ClientLook& look)
        : m_look(look)
    {
        connect(&look, &ClientLook::changed, this, [this] { retell(); });
    }
    [[nodiscard]] const ClientLook& look() const { return m_look; }
    virtual void retell() = 0;

    [[nodiscard]] static QLabel* label(const QString& role, Qt::Alignment alignment = Qt::AlignCenter)
    {
        auto* made = new QLabel;
        made->setProperty("client-role", role);
        made->setWordWrap(true);
        made->setAlignment(alignment);
        return made;
    }

private:
    const ClientLook& m_look;
};

} // namespace tirkeu::workstation
