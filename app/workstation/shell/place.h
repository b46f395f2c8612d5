#pragma once

#include <QString>

namespace tirkeu::workstation {

/// Where this workstation stands, for the header and for every document.
struct Place
{
    QString organisation;
    QString branch;
    QString workstation;
    bool isDemo = false;
};

} // namespace tirkeu::workstation
