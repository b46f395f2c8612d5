#pragma once

#include <QFile>

namespace tirkeu::workstation {

/// A mark that stands while the program runs; finding it at the start tells of a crash or a power cut.
class RunMark
{
public:
    explicit RunMark(const QString& file); ///< sets it

    [[nodiscard]] bool wasClean() const { return m_wasClean; }
    void remove() { m_mark.remove(); }

private:
    QFile m_mark;
    bool m_wasClean;
};

} // namespace tirkeu::workstation
