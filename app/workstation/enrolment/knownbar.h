#pragma once

#include "counter.h"
#include "theme/theme.h"

#include <QWidget>

class QPushButton;

namespace tirkeu::workstation {

class MessageBar;

/// Says that whoever is being typed in is known here: their data may be taken over, or their card opened instead. And
/// where their attempts are spent: why and until when, and that a supervisor may give new ones.
class KnownBar : public QWidget
{
    Q_OBJECT
public:
    KnownBar(const Theme& theme, Counter& counter);

    void look(const identity::Iin& iin);
    void clear();
    void settle(); ///< who it is has been taken over; what stands against them stays
    void offerApproval(bool offered) { m_offersApproval = offered; }
    void setApproved(bool approved);
    void offerCard(bool offered) { m_offersCard = offered; }
    void retranslate();

Q_SIGNALS:
    void approvalWanted();
    void approvalFound(const QByteArray& signedStatement); ///< a supervisor has given new attempts before
    void askFailed(const tirkeu::core::Error& error);
    void takeOverWanted(const tirkeu::enrolment::ClientData& data);
    void bankWordWanted(const tirkeu::enrolment::BankClient& client);
    void bankFailed(const tirkeu::core::Error& error); ///< the data are typed off the document
    void cardWanted(const tirkeu::casefile::ClientId& client);

private:
    Counter& m_counter;
    void askBank(const identity::Iin& iin);
    void saySpent();
    void ask();

    MessageBar* m_bar;
    MessageBar* m_spent;
    QPushButton* m_card;
    QPushButton* m_ask;
    std::optional<identity::Iin> m_iin;
    std::optional<KnownClient> m_found;
    std::optional<enrolment::BankClient> m_atBank; ///< of somebody who is not known here
    quint64 m_asked = 0;                           ///< which question was the last
    bool m_offersCard = false;
    bool m_offersApproval = true;
    bool m_isSettled = false;
    bool m_isApproved = false;
};

} // namespace tirkeu::workstation
