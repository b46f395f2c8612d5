#pragma once

#include "section.h"
#include "services.h"

#include <functional>

namespace tirkeu::workstation {

class AuthoritiesPage;
class Page;
class PinPage;
class SettingsPage;

/// The settings and what they lead to: the PIN of the token, the authorities for NCALayer.
class SettingsPages : public QObject
{
    Q_OBJECT
public:
    struct Ways
    {
        std::function<void(Section, Page*)> add;
        std::function<void(Section)> open;
        std::function<void()> back; ///< to where one came from, before a sign-in too
        std::function<bool()> isSupervisor;
    };
    SettingsPages(const Services& services, Ways ways);

    void opened(Section section); ///< this section comes to the front

private:
    void apply(const Preferences& preferences);
    [[nodiscard]] Preferences now() const;

    Services m_services;
    Ways m_ways;
    SettingsPage* m_settings;
    PinPage* m_pin;
    AuthoritiesPage* m_authorities = nullptr; ///< none: this program keeps no such list
};

} // namespace tirkeu::workstation
