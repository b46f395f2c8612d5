#include "section.h"

#include <QCoreApplication>

namespace tirkeu::workstation
{

QString sectionName(Section section)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("Section", text); };
    switch (section) {
    case Section::Home:
        return tr(QT_TRANSLATE_NOOP("Section", "Home"));
    case Section::NewClient:
        return tr(QT_TRANSLATE_NOOP("Section", "New client"));
    case Section::Drafts:
        return tr(QT_TRANSLATE_NOOP("Section", "Drafts"));
    case Section::FindClient:
        return tr(QT_TRANSLATE_NOOP("Section", "Find client"));
    case Section::ToFinish:
        return tr(QT_TRANSLATE_NOOP("Section", "To finish"));
    case Section::Outbox:
        return tr(QT_TRANSLATE_NOOP("Section", "Outbox"));
    case Section::Devices:
        return tr(QT_TRANSLATE_NOOP("Section", "Devices"));
    case Section::Diagnostics:
        return tr(QT_TRANSLATE_NOOP("Section", "Diagnostics"));
    case Section::Settings:
        return tr(QT_TRANSLATE_NOOP("Section", "Settings"));
    case Section::Keys:
        return tr(QT_TRANSLATE_NOOP("Section", "Keys"));
    }
    Q_UNREACHABLE();
}

} // namespace tirkeu::workstation
