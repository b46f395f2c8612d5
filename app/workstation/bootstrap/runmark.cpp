#include "runmark.h"

#include <QDir>
#include <QFileInfo>

namespace tirkeu::workstation {

RunMark::RunMark(const QString& file)
    : m_mark(file)
    , m_wasClean(!m_mark.exists())
{
    QDir().mkpath(QFileInfo(file).path());
    if (m_mark.open(QIODevice::WriteOnly))
        m_mark.close();
}

} // namespace tirkeu::workstation
