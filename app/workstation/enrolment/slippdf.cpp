#include "slippdf.h"

#include <QBuffer>
#include <QFont>
#include <QPageSize>
#include <QPdfWriter>
#include <QTextDocument>

namespace tirkeu::workstation {

QByteArray slipPdf(const enrolment::Slip& slip, const QString& servedBy)
{
    QString html = QStringLiteral("<h2>%1</h2>").arg(slip.title.toHtmlEscaped());
    for (const QString& line : slip.lines)
        html += QStringLiteral("<p>%1</p>").arg(line.toHtmlEscaped());
    html += QStringLiteral("<p>%1</p>").arg(servedBy.toHtmlEscaped());
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A5));
        writer.setTitle(slip.title);
        QTextDocument page;
        page.setDefaultFont(QFont(QStringLiteral("Noto Sans"), 10));
        page.setHtml(html);
        page.print(&writer);
    }
    return pdf;
}

} // namespace tirkeu::workstation
