#pragma once

#include <QList>
#include <QString>

namespace tirkeu::workstation {

/// The places of the program that a signed-in person can go to.
enum class Section {
    Home,
    NewClient,
    Drafts,
    FindClient,
    ClientCard,
    ToFinish,
    Question,
    Outbox,
    Verify,
    Devices,
    Journal,
    Keeping,
    Diagnostics,
    Settings,
    TokenPin,
    Authorities,
    Answers,
    Guide,
    Training,
    Keys
};

struct SectionLook
{
    Section section;
    const char* icon;
    bool inRail;
};

inline const QList<SectionLook>& sections()
{
    static const QList<SectionLook> all{
        {Section::Home, "home", true},
        {Section::NewClient, "client-new", false},
        {Section::Drafts, "draft", false},
        {Section::FindClient, "search", true},
        {Section::ClientCard, "person", false},
        {Section::ToFinish, "to-finish", true},
        {Section::Question, "info", false},
        {Section::Outbox, "outbox", true},
        {Section::Verify, "verify", true},
        {Section::Devices, "devices", true},
        {Section::Journal, "document", true},
        {Section::Keeping, "keeping", true},
        {Section::Diagnostics, "diagnostics", true},
        {Section::Settings, "settings", true},
        {Section::TokenPin, "token", false},
        {Section::Authorities, "certificate", false},
        {Section::Answers, "person", false},
        {Section::Guide, "info", true},
        {Section::Training, "training", false},
        {Section::Keys, "keyboard", true},
    };
    return all;
}

[[nodiscard]] QString sectionName(Section section); ///< in the language of the screen

} // namespace tirkeu::workstation
