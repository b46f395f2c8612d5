#pragma once

#include <criteria/texts.h>

namespace tirkeu::workstation {

/// Where this workstation stands, as the criteria say it: for the header and for every document.
struct Place
{
    criteria::Texts organisation;
    criteria::Texts branch;
    QString workstation;
};

} // namespace tirkeu::workstation
