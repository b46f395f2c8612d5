#include "workingdays.h"

#include <QDate>
#include <QTimeZone>

namespace tirkeu::workstation {

core::WallTime afterWorkingDays(core::WallTime from, int days, const criteria::Calendar& calendar)
{
    const QTimeZone zone(5 * 3600);
    QDate day = core::toQDateTime(from).toTimeZone(zone).date();
    for (int left = days; left > 0;) {
        day = day.addDays(1);
        const bool isWeekday = day.dayOfWeek() < Qt::Saturday;
        if (isWeekday ? !calendar.daysOff.contains(day) : calendar.daysWorked.contains(day))
            --left;
    }
    return core::fromQDateTime(QDateTime(day, QTime(23, 59, 59), zone));
}

} // namespace tirkeu::workstation
