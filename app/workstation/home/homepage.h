#pragma once

#include "shell/section.h"
#include "widgets/page.h"

class QLabel;

namespace tirkeu::workstation {

class MessageBar;
class Tile;
class TileGrid;

/// What is waiting for whoever is signed in.
struct HomeCounts
{
    int drafts = 0;
    int toFinish = 0;
    int questions = 0; ///< that a supervisor is to answer
};

/// Where a day begins: a new client first, then what is waiting.
class HomePage : public Page
{
    Q_OBJECT
public:
    explicit HomePage(const Theme& theme);
    /// What is waiting; the tiles say so.
    void setCounts(const HomeCounts& counts);
    void offerTraining();                                    ///< a tile leads to the guided cases
    void setOutbox(int waiting, int clients, int delivered); ///< waiting of all days, the others of today
    void setNotice(QWidget* notice);                         ///< above the tiles; takes it over
    void forget() override { setCounts({}); }

Q_SIGNALS:
    void chosen(tirkeu::workstation::Section section);

protected:
    void focusFirst() override;
    void retranslate() override;

private:
    Tile* addTile(Section section);

    MessageBar* m_questions;
    TileGrid* m_grid;
    Tile* m_newClient;
    Tile* m_drafts;
    Tile* m_find;
    Tile* m_toFinish;
    Tile* m_outbox;
    Tile* m_devices;
    HomeCounts m_counts;
    Tile* m_training = nullptr; ///< none: not offered
    QLabel* m_today;
    int m_waiting = 0;
    int m_clients = 0;
    int m_delivered = 0;
};

} // namespace tirkeu::workstation
