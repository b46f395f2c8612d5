#include "consentsheet.h"

#include "clientscreen/clientwords.h"

#include <QBuffer>
#include <QFont>
#include <QPageSize>
#include <QPdfWriter>
#include <QTextDocument>

namespace tirkeu::workstation {

namespace {
constexpr const char* kTitle = QT_TRANSLATE_NOOP("ClientWords", "Consents");
constexpr const char* kHow =
    QT_TRANSLATE_NOOP("ClientWords", "Read each consent, mark Yes or No with your own hand, and sign below.");
constexpr const char* kCase = QT_TRANSLATE_NOOP("ClientWords", "Case: %1");
constexpr const char* kIin = QT_TRANSLATE_NOOP("ClientWords", "IIN: %1");
constexpr const char* kBin = QT_TRANSLATE_NOOP("ClientWords", "BIN: %1");
constexpr const char* kYes = QT_TRANSLATE_NOOP("ClientWords", "I consent");
constexpr const char* kNo = QT_TRANSLATE_NOOP("ClientWords", "I do not consent");
constexpr const char* kIfRefused = QT_TRANSLATE_NOOP("ClientWords", "If you do not consent: %1");
constexpr const char* kPurpose = QT_TRANSLATE_NOOP("ClientWords", "What for");
constexpr const char* kData = QT_TRANSLATE_NOOP("ClientWords", "Which data");
constexpr const char* kTerm = QT_TRANSLATE_NOOP("ClientWords", "For how long");
constexpr const char* kThirdParties = QT_TRANSLATE_NOOP("ClientWords", "Transfer to third parties");
constexpr const char* kCrossBorder = QT_TRANSLATE_NOOP("ClientWords", "Transfer abroad");
constexpr const char* kPublic = QT_TRANSLATE_NOOP("ClientWords", "Publicly available sources");
constexpr const char* kWithdrawal = QT_TRANSLATE_NOOP("ClientWords", "How to withdraw");
constexpr const char* kSignature = QT_TRANSLATE_NOOP("ClientWords", "Signature");
constexpr const char* kDate = QT_TRANSLATE_NOOP("ClientWords", "Date");
constexpr int kLetters = 9; // points
constexpr int kResolution = 300;

QString consentHtml(const criteria::ConsentText& text, core::Language language, const ClientWords& words)
{
    const auto say = [&](const char* line) {
        return words.in(language, line).toHtmlEscaped();
    };
    QString html = QStringLiteral("<h3>%1</h3><p>").arg(text.sentence.in(language).toHtmlEscaped());
    const std::initializer_list<std::pair<const char*, const criteria::Texts*>> contents{{kPurpose, &text.purpose},
        {kData, &text.data}, {kTerm, &text.term}, {kThirdParties, &text.thirdParties},
        {kCrossBorder, &text.crossBorder}, {kPublic, &text.publicSources}, {kWithdrawal, &text.withdrawal}};
    for (const auto& [heading, content] : contents) {
        if (!content->in(language).isEmpty())
            html += QStringLiteral("<b>%1:</b> %2<br>").arg(say(heading), content->in(language).toHtmlEscaped());
    }
    html += words.in(language, kIfRefused).arg(text.ifRefused.in(language)).toHtmlEscaped();
    // An empty square to put a cross into; neither comes first by its looks.
    return html + QStringLiteral("</p><p>&#9633;&nbsp; %1 &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; &#9633;&nbsp; %2</p>")
                      .arg(say(kYes), say(kNo));
}
} // namespace

QByteArray consentSheetPdf(const ConsentSheet& sheet, core::Language language)
{
    const ClientWords words;
    const auto say = [&](const char* line) {
        return words.in(language, line);
    };
    QString html = QStringLiteral("<h2>%1</h2>").arg(say(kTitle));
    const QStringList heads{
        sheet.organisation.in(language) + QStringLiteral(", ") + say(kBin).arg(sheet.organisationBin),
        sheet.clientName + QStringLiteral(", ") + say(kIin).arg(sheet.iin), say(kCase).arg(sheet.caseName), say(kHow)};
    for (const QString& line : heads)
        html += QStringLiteral("<p>%1</p>").arg(line.toHtmlEscaped());
    for (const criteria::ConsentText& text : sheet.texts)
        html += consentHtml(text, language, words);
    const QString rule = QString(32, u'_');
    html += QStringLiteral("<p>&nbsp;</p><p>%1 %2 &nbsp;&nbsp; %3 %4</p>")
                .arg(say(kSignature).toHtmlEscaped(), rule, say(kDate).toHtmlEscaped(), rule.left(14));
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(kResolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setTitle(say(kTitle));
        QTextDocument page;
        page.setDefaultFont(QFont(QStringLiteral("Noto Sans"), kLetters));
        page.setHtml(html);
        page.print(&writer);
    }
    return pdf;
}

} // namespace tirkeu::workstation
