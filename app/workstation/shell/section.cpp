#include "section.h"

#include <QCoreApplication>

#include <array>

namespace tirkeu::workstation {

namespace {
// In the order of Section.
constexpr std::array kNames{
    QT_TRANSLATE_NOOP("Section", "Home"),
    QT_TRANSLATE_NOOP("Section", "New client"),
    QT_TRANSLATE_NOOP("Section", "Drafts"),
    QT_TRANSLATE_NOOP("Section", "Find client"),
    QT_TRANSLATE_NOOP("Section", "Client"),
    QT_TRANSLATE_NOOP("Section", "To finish"),
    QT_TRANSLATE_NOOP("Section", "Question"),
    QT_TRANSLATE_NOOP("Section", "Outbox"),
    QT_TRANSLATE_NOOP("Section", "Verify document"),
    QT_TRANSLATE_NOOP("Section", "Devices"),
    QT_TRANSLATE_NOOP("Section", "Journal"),
    QT_TRANSLATE_NOOP("Section", "Keeping"),
    QT_TRANSLATE_NOOP("Section", "Diagnostics"),
    QT_TRANSLATE_NOOP("Section", "Settings"),
    QT_TRANSLATE_NOOP("Section", "PIN of the token"),
    QT_TRANSLATE_NOOP("Section", "Authorities for NCALayer"),
    QT_TRANSLATE_NOOP("Section", "What clients ask"),
    QT_TRANSLATE_NOOP("Section", "Guide"),
    QT_TRANSLATE_NOOP("Section", "Training"),
    QT_TRANSLATE_NOOP("Section", "Keys"),
};
static_assert(kNames.size() == static_cast<std::size_t>(Section::Keys) + 1);
} // namespace

QString sectionName(Section section)
{
    return QCoreApplication::translate("Section", kNames.at(static_cast<std::size_t>(section)));
}

} // namespace tirkeu::workstation
