#pragma once

#include "shell/section.h"
#include "widgets/page.h"

namespace tirkeu::workstation {

class EmptyState;

/// A section whose list holds nothing: what will stand here, and what brings it about.
class EmptyListPage : public Page
{
    Q_OBJECT
public:
    EmptyListPage(const Theme& theme, Section section);

Q_SIGNALS:
    void backRequested();

protected:
    void retranslate() override;

private:
    Section m_section;
    EmptyState* m_empty;
};

} // namespace tirkeu::workstation
