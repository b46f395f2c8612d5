#include "slip.h"

#include "clientscreen/clientwords.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QTextDocument>

namespace tirkeu::workstation {

using casefile::Ending;
using casefile::Hand;

namespace {
constexpr const char* kTitle = QT_TRANSLATE_NOOP("ClientWords", "Slip for the client");
constexpr const char* kClient = QT_TRANSLATE_NOOP("ClientWords", "Client");
constexpr const char* kWhen = QT_TRANSLATE_NOOP("ClientWords", "Date and time");
constexpr const char* kCase = QT_TRANSLATE_NOOP("ClientWords", "Number of the case");
constexpr const char* kServedBy = QT_TRANSLATE_NOOP("ClientWords", "Served by");
constexpr const char* kResult = QT_TRANSLATE_NOOP("ClientWords", "Result");
constexpr const char* kRight = QT_TRANSLATE_NOOP("ClientWords", "Right palm");
constexpr const char* kLeft = QT_TRANSLATE_NOOP("ClientWords", "Left palm");
constexpr const char* kTaken = QT_TRANSLATE_NOOP("ClientWords", "taken");
constexpr const char* kNotTaken = QT_TRANSLATE_NOOP("ClientWords", "not taken");
constexpr const char* kExcepted = QT_TRANSLATE_NOOP("ClientWords", "is not asked for");
constexpr const char* kEnrolled = QT_TRANSLATE_NOOP("ClientWords", "Your palm is enrolled and works.");
constexpr const char* kAwaited = QT_TRANSLATE_NOOP("ClientWords", "Your data are taken; the result is awaited.");
constexpr const char* kByDocument =
    QT_TRANSLATE_NOOP("ClientWords", "Your answers are recorded. You are served with your identity document.");
constexpr const char* kUnfinished = QT_TRANSLATE_NOOP("ClientWords", "This could not be finished today.");
constexpr const char* kWithdraw =
    QT_TRANSLATE_NOOP("ClientWords", "A consent can be withdrawn at any branch at any time. Keep this slip.");

const char* resultOf(const casefile::CaseState& state)
{
    switch (state.ending.value_or(Ending::Aborted)) {
    case Ending::Accepted:
        return kEnrolled;
    case Ending::Awaited:
        return kAwaited;
    case Ending::Refused:
        return kByDocument;
    default:
        return kUnfinished;
    }
}

const char* palmWord(const casefile::CaseState& state, Hand hand)
{
    if (state.exceptedHands.contains(hand))
        return kExcepted;
    return state.isAuthentic(casefile::Modality::Palm, hand) ? kTaken : kNotTaken;
}
} // namespace

QList<QPair<QString, QString>> slipLines(const CaseView& view, const SlipGround& ground)
{
    const ClientWords words;
    const auto say = [&words, &ground](const char* line) {
        return words.in(ground.language, line);
    };
    const casefile::CaseState& state = view.state;
    QList<QPair<QString, QString>> lines;
    if (view.client)
        lines.append({say(kClient), view.client->name.full()});
    lines.append({say(kWhen), core::shownDateTime(ground.at)});
    lines.append({say(kResult), say(resultOf(state))});
    // What failed, and how often, is nobody's business on a slip.
    if (state.ending == Ending::Accepted || state.ending == Ending::Awaited) {
        lines.append({say(kRight), say(palmWord(state, Hand::Right))});
        lines.append({say(kLeft), say(palmWord(state, Hand::Left))});
    }
    lines.append({say(kCase), state.id ? state.id->toString().left(8) : QString()});
    lines.append({say(kServedBy), ground.teller});
    return lines;
}

QByteArray slipPdf(const CaseView& view, const SlipGround& ground)
{
    const ClientWords words;
    QString html = QStringLiteral("<h3>%1</h3><h2>%2</h2><table cellpadding='4'>")
                       .arg(ground.organisation.toHtmlEscaped(), words.in(ground.language, kTitle).toHtmlEscaped());
    for (const auto& [name, value] : slipLines(view, ground))
        html +=
            QStringLiteral("<tr><td>%1</td><td><b>%2</b></td></tr>").arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    html += QStringLiteral("</table><p>%1</p>").arg(words.in(ground.language, kWithdraw).toHtmlEscaped());
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A5));
        writer.setTitle(words.in(ground.language, kTitle));
        QTextDocument page;
        page.setDefaultFont(QFont(QStringLiteral("Noto Sans"), 10));
        page.setHtml(html);
        page.print(&writer);
    }
    return pdf;
}

} // namespace tirkeu::workstation
