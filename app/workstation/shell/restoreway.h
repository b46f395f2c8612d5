#pragma once

#include "services.h"

#include <functional>

class QStackedWidget;

namespace tirkeu::workstation {

class Page;
class RestorePage;
class SelfTestPage;

/// From the start page, where the store is damaged, to the page that puts a backup in its place, and back to work.
class RestoreWay : public QObject
{
    Q_OBJECT
public:
    using Show = std::function<void(Page*)>;
    RestoreWay(const Services& services, SelfTestPage& start, QStackedWidget& stack, Show show, QObject* parent);

private:
    void follow();

    Services m_services;
    SelfTestPage& m_start;
    Show m_show;
    RestorePage* m_page;
};

} // namespace tirkeu::workstation
