#pragma once

#include <QObject>
#include <QPointer>
#include <QScreen>

namespace tirkeu::workstation {

/// What a display says of itself: maker, model and serial number of its EDID. Where it says nothing, the output's name.
[[nodiscard]] QString displayIdentity(const QScreen& screen);

/// The display that faces the client, known by its EDID and by nothing else: never "the second one".
class ClientDisplay : public QObject
{
    Q_OBJECT
public:
    explicit ClientDisplay(QString identity);
    [[nodiscard]] QScreen* screen() const { return m_screen; } ///< null while it is not plugged in

Q_SIGNALS:
    void came();
    void gone();  ///< before Qt moves its windows to another display
    void moved(); ///< another size, or another place beside the others

private:
    void look(QScreen* screen);

    QString m_identity;
    QPointer<QScreen> m_screen;
};

} // namespace tirkeu::workstation
