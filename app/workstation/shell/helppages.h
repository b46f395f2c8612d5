#pragma once

#include "section.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <functional>

namespace tirkeu::workstation {

class Page;

/// What helps the person at the counter: the keys, the guide, the answers to what clients ask. `back` leads where one
/// came from.
void addHelpPages(const Theme& theme, const LanguageSwitch& language, const std::function<void(Section, Page*)>& add,
    const std::function<void()>& back);

} // namespace tirkeu::workstation
