#pragma once

#include "theme/theme.h"

#include <QFrame>

class QComboBox;
class QLabel;
class QPushButton;

namespace tirkeu::workstation {

/// Says at the top of every page that this is a demo, and lets the player put one token or another into the reader.
class DemoRibbon : public QFrame
{
    Q_OBJECT
public:
    /// What each token is called, first the empty reader.
    DemoRibbon(const Theme& theme, std::function<QStringList()> tokenNames, int inserted);
    /// Who may sit down at the counter.
    void setClients(const QStringList& names);
    void setClient(int index);             ///< another way has chosen
    void showMessage(const QString& code); ///< on the client's telephone
    void showNotice(const QString& text);  ///< likewise; in full on its tip

Q_SIGNALS:
    void tokenChosen(int index);
    void clientChosen(int index);
    void paperSigned(); ///< the client signs, and the paper is scanned

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    const Theme& m_theme;
    std::function<QStringList()> m_tokenNames;
    QLabel* m_text;
    QList<QPushButton*> m_tokens;
    QComboBox* m_clients;
    QPushButton* m_paper;
    QLabel* m_phone;
    QString m_code;
};

} // namespace tirkeu::workstation
