#include "helppages.h"

#include "guide/answerspage.h"
#include "guide/guidepage.h"
#include "keyspage.h"

#include <QStandardPaths>

namespace tirkeu::workstation {

void addHelpPages(const Theme& theme, const LanguageSwitch& language, const std::function<void(Section, Page*)>& add,
    const std::function<void()>& back)
{
    auto* keys = new KeysPage(theme);
    QObject::connect(keys, &KeysPage::backRequested, keys, back);
    add(Section::Keys, keys);
    auto* guide = new GuidePage(theme, language, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    QObject::connect(guide, &GuidePage::backRequested, guide, back);
    add(Section::Guide, guide);
    auto* answers = new AnswersPage(theme, language);
    QObject::connect(answers, &AnswersPage::backRequested, answers, back);
    add(Section::Answers, answers);
}

} // namespace tirkeu::workstation
