#include "settingspages.h"

#include "settings/authoritiespage.h"
#include "settings/pinpage.h"
#include "settings/preferencejournal.h"
#include "settings/settingspage.h"

namespace tirkeu::workstation {

SettingsPages::SettingsPages(const Services& services, Ways ways)
    : m_services(services)
    , m_ways(std::move(ways))
    , m_settings(new SettingsPage(services.theme, services.language))
    , m_pin(new PinPage(services.theme, services.language, services.signIn))
{
    connect(m_settings, &SettingsPage::saveRequested, this, &SettingsPages::apply);
    connect(m_settings, &SettingsPage::pinRequested, this, [this] { m_ways.open(Section::TokenPin); });
    m_ways.add(Section::Settings, m_settings);
    connect(m_pin, &PinPage::backRequested, this, m_ways.back);
    connect(&services.shell, &ShellController::memberChanged, this,
        [this] { m_pin->setMember(m_services.shell.member()); });
    m_ways.add(Section::TokenPin, m_pin);
    m_settings->offerAuthorities(services.authorities != nullptr);
    if (!services.authorities)
        return;
    m_authorities = new AuthoritiesPage(
        services.theme, services.language, *services.authorities, services.audit, m_ways.isSupervisor);
    connect(m_settings, &SettingsPage::authoritiesRequested, this, [this] { m_ways.open(Section::Authorities); });
    connect(m_authorities, &AuthoritiesPage::backRequested, this, m_ways.back);
    m_ways.add(Section::Authorities, m_authorities);
}

void SettingsPages::opened(Section section)
{
    if (section == Section::Settings)
        m_settings->setPreferences(now());
    else if (section == Section::TokenPin)
        m_pin->setMember(m_services.shell.member());
    else if (section == Section::Authorities && m_authorities != nullptr)
        m_authorities->begin();
}

Preferences SettingsPages::now() const
{
    Preferences now = m_services.preferences.load();
    now.language = m_services.language.language();
    now.scheme = m_services.theme.scheme();
    now.scalePercent = m_services.theme.scalePercent();
    return now;
}

void SettingsPages::apply(const Preferences& preferences)
{
    recordChanges(now(), preferences, m_services.audit);
    m_services.language.setLanguage(preferences.language);
    m_services.theme.setScheme(preferences.scheme);
    m_services.theme.setScalePercent(preferences.scalePercent);
    if (const Result<> saved = m_services.preferences.save(preferences); !saved)
        m_settings->showNotSaved(saved.error());
    else
        m_settings->showSaved();
}

} // namespace tirkeu::workstation
