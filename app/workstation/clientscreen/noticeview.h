#pragma once

#include "clientview.h"

#include <QTimer>

namespace tirkeu::workstation {

/// A picture, a few large words and a sentence: welcome, please wait, thanks.
class NoticeView : public ClientView
{
    Q_OBJECT
public:
    struct Notice
    {
        QString icon;
        Role colour = Role::Accent;
        const char* title = nullptr;
        const char* sentence = nullptr;
        QString name = {}; ///< for a title with a place for it
        bool isBusy = false;
    };
    explicit NoticeView(const ClientLook& look);
    void tell(const Notice& notice);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    class Turning;
    void retell() override;

    Notice m_notice;
    Turning* m_picture;
    QLabel* m_title;
    QLabel* m_sentence;
    QTimer m_turn;
};

} // namespace tirkeu::workstation
