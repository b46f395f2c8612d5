#pragma once

#include "counter.h"
#include "theme/theme.h"

#include <QWidget>

class QPushButton;

namespace tirkeu::workstation {

class MessageBar;

/// Says that whoever is being typed in is known here: their data may be taken over, or their card opened instead.
class KnownBar : public QWidget
{
    Q_OBJECT
public:
    KnownBar(const Theme& theme, Counter& counter);

    void look(const identity::Iin& iin);
    void clear();
    void offerCard(bool offered) { m_offersCard = offered; }
    void retranslate();

Q_SIGNALS:
    void takeOverWanted(const tirkeu::enrolment::ClientData& data);
    void cardWanted(const tirkeu::casefile::ClientId& client);

private:
    Counter& m_counter;
    MessageBar* m_bar;
    QPushButton* m_card;
    std::optional<KnownClient> m_found;
    quint64 m_asked = 0; ///< which question was the last
    bool m_offersCard = false;
};

} // namespace tirkeu::workstation
